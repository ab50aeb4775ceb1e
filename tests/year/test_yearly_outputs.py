"""The other yearly outputs of the invented year: made in time, through their steps, and equal to the cell."""

from __future__ import annotations

import pytest

from tests.year.conftest import Built

pytestmark = pytest.mark.slow

CELLS = {
    "enforcement_statistics": {
        "第一表　行政处罚|合计": "27宗", "第一表　行政处罚|合计·罚款": "27宗", "第一表　行政处罚|合计·警告通报": "0宗", "第一表　行政处罚|罚没金额": "0.2020万元",
        "第二表　行政许可|申请": "114件", "第二表　行政许可|受理": "113件", "第二表　行政许可|准予许可": "110件", "第二表　行政许可|不予许可": "2件", "第二表　行政许可|撤销许可": "0件",
        "第三表　行政强制|行政强制措施": "0件", "第三表　行政强制|行政强制执行": "0件", "第三表　行政强制|申请人民法院强制执行": "0件",
        "第四表　其他行政执法行为|行政检查": "219次", "第五表　行政执法人员|持证率": "85.7%（12/14）",
        "受委托实施（由委托机关统计，不计入上列各表）|行政处罚": "320宗", "受委托实施（由委托机关统计，不计入上列各表）|罚没金额": "0.5460万元",
        "受委托实施（由委托机关统计，不计入上列各表）|行政许可": "24宗", "受委托实施（由委托机关统计，不计入上列各表）|行政检查": "200次",
    },
    "disclosure": {
        "第二十条第（一）项　规范性文件|本年制发件数": "2件", "第二十条第（一）项　规范性文件|本年废止件数": "3件", "第二十条第（一）项　规范性文件|现行有效件数": "8件",
        "第二十条第（五）项　行政许可|本年处理决定数量": "112件", "第二十条第（六）项　行政处罚、行政强制|行政处罚处理决定数量": "27宗",
        "第二十条第（六）项　行政处罚、行政强制|行政强制处理决定数量": "0件", "第二十条第（八）项　行政事业性收费|本年收费金额": "0元",
        "收到和处理政府信息公开申请|本年新收": "3件", "收到和处理政府信息公开申请|上年结转": "0件", "收到和处理政府信息公开申请|予以公开": "1件",
        "收到和处理政府信息公开申请|部分公开": "1件", "收到和处理政府信息公开申请|无法提供：本机关不掌握": "1件", "收到和处理政府信息公开申请|结转下年度继续办理": "0件",
        "因政府信息公开被申请行政复议、提起行政诉讼|行政复议": "0件", "因政府信息公开被申请行政复议、提起行政诉讼|行政诉讼": "0件",
    },
    "enforcement_year": {
        "执法行为|行政处罚": "347件", "执法行为|行政检查": "422次", "执法行为|准予许可": "134件", "监督、移送和救济|案卷评查": "1次", "监督、移送和救济|评查案卷": "36卷",
        "监督、移送和救济|伴随式监督": "2次", "监督、移送和救济|移送案件": "7件", "监督、移送和救济|执法投诉": "2件",
        "执法主体、人员和事项|执法人员培训学时": "732学时（人均61学时）", "执法主体、人员和事项|执法主体": "",
    },
}  # fmt: skip


@pytest.mark.parametrize("output", CELLS)
def test_every_cell_is_the_one_the_year_was_made_for(built: Built, output: str) -> None:
    found = built["yearly"][output]["cells"]
    assert {place: found.get(place) for place in CELLS[output]} == CELLS[output]


@pytest.mark.parametrize("output", ["enforcement_statistics", "disclosure"])
def test_two_are_reported_and_published_by_the_end_of_january(built: Built, output: str) -> None:
    on = built["yearly"][output]["on"]
    assert (on["frozen"], on["reported"], on["published"]) == ("2026-01-05", "2026-01-13", "2026-01-20")
    assert len(built["yearly"][output]["papers"]) == 1


def test_no_page_holds_only_a_signature(built: Built) -> None:
    """The disclosure report stands on one page; the two others need a second one for their tables."""
    assert {name: made["pages"] for name, made in built["yearly"].items()} == {
        "enforcement_statistics": [2], "disclosure": [1], "enforcement_year": [2, 2]}  # fmt: skip


def test_the_report_on_enforcement_is_in_time_and_restated(built: Built) -> None:
    """Five penalties of the last two days came after the provisional figures; the paper that went out stays."""
    made = built["yearly"]["enforcement_year"]
    assert (made["on"]["reported"], made["on"]["restated"], made["on"]["published"]) == ("2025-12-31", "2026-01-07", "2026-01-20")
    assert made["restated"]["行政处罚"] == ["342件", "347件"]
    assert made["restated"]["罚没金额"] == ["0.7290万元", "0.7480万元"]
    assert made["papers"] == ["2025年行政执法工作年度报告", "2025年行政执法工作年报（更正）"]


def test_what_is_counted_declared_stated_and_not_recorded_is_told_apart(built: Built) -> None:
    assert built["yearly"]["enforcement_statistics"]["sources"] == ["填报数", "无此情形声明", "未由本系统记录", "记录汇总"]
    assert "未由本系统记录" in built["yearly"]["enforcement_year"]["sources"]
