"""A normative document through its whole making: proposed, heard, reviewed, decided, signed, checked, numbered and public."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.at_work import answer, open_matter, press, take
from tests.browser.place import Place
from tests.browser.visitor import Visitor, barriers

Visit = Callable[..., Visitor]
TITLE = "同乐镇农村集体聚餐报告规定"
TEXT = (
    "为了加强农村集体聚餐食品安全管理，根据《重庆市食品安全管理办法》，制定本规定。\n"
    "一、本镇行政区域内农村集体聚餐的食品安全管理，适用本规定。\n"
    "二、举办者应当按照上位法的规定提前报告聚餐的时间、地点和人数。\n"
    "三、村（社区）协助做好食品安全知识宣传。"
)  # fmt: skip
QUESTIONS = ("lawful_power", "touches_rights", "binds_generally", "applies_repeatedly")
NATURE = {**dict.fromkeys(QUESTIONS, "是"), "nature_reason": "对举办者规定了报告要求，长期适用"}


def test_a_document_passes_through_every_hand_to_its_number(visit: Visit, place: Place) -> None:
    clerk = visit("jingban")
    clerk.open("/begin/normative_documents.adopt/propose")
    answer(
        clerk,
        title=TITLE,
        office="平安法治办公室",
        issuer="同乐镇人民政府",
        necessity="农村集体聚餐多，责任需要明确",
        issue_kind="新制定",
        **NATURE,
    )
    press(clerk)
    clerk.sees("已办理“立项”", "现在不能办", "文件性质未经双人认定")
    document = place.matter(TITLE).pk
    second = visit("dangzheng")
    second.open("/desk")
    second.go(second.page.get_by_role("link", name=TITLE, exact=True).first)
    second.go(second.page.locator('#acts a[href$="/step/classify_again"]').first)
    assert second.page.input_value("[name=nature_reason]") == NATURE["nature_reason"], "to agree is one press"
    press(second)
    second.sees("已办理“认定文件性质”")
    open_matter(clerk, document)
    take(
        clerk, "draft", text=TEXT, kind="普通", drafting_note="说明制定背景、主要内容和依据，附必要性评估结论", touches_market="否", interpreter="同乐镇人民政府",
        office_opinion="经起草部门审核，内容合法、程序完备", **{"bases-0-document": "《重庆市食品安全管理办法》", "bases-0-article": "第三十二条", "bases-0-supports": "其他"},
    )  # fmt: skip
    clerk.sees("已办理“起草”")

    office = visit("kezhang")
    open_matter(office, document)
    take(office, "consult", comment_notice="欢迎提出意见", comment_channel="区政府网站同乐镇专栏")
    office.sees("征求意见中")
    open_matter(clerk, document)
    clerk.sees("现在不能办", "汇总意见采纳情况", "最早可于")
    place.later(8)
    open_matter(clerk, document)
    take(clerk, "collect")
    open_matter(office, document)
    take(office, "fair_competition", fair_result="不涉及经营者经济活动", fair_reason="不涉及经营者")
    take(office, "prepare_explanation", explanation_plan="问答解读，与文件同步发布")

    government = visit("dangzheng")
    open_matter(government, document)
    take(government, "check_form")
    take(government, "send_for_review")
    government.sees("合法性审查：")

    _reviewed(visit("shencha"))
    government.open("/desk")
    government.go(government.page.get_by_role("link", name="合法性审查：").first)
    take(government, "answer", adoption="采纳", answer_next="结案")

    head = visit("zhenzhang")
    head.open("/desk")
    head.go(head.page.get_by_role("link", name=TITLE, exact=True).first)
    take(head, "deliberate", vote="通过", minutes="镇长办公会议纪要〔2025〕3号")
    take(head, "sign")
    head.sees("待编号公布")

    open_matter(government, document)
    government.sees("保密审查")
    secrecy = visit("baomi")
    open_matter(secrecy, document)
    take(secrecy, "check_secrecy", secrecy_result="可以公开")
    open_matter(government, document)
    take(government, "number_and_publish")
    government.sees("已办理“统一登记编号公布”，文号同乐府规〔2025〕1号")
    assert barriers(government.page) == []

    anybody = visit()
    anybody.open("/disclosures")
    anybody.sees(TITLE)


def _reviewed(reviewer: Visitor) -> None:
    """Accepted, every point answered, found lawful."""
    reviewer.open("/desk")
    reviewer.go(reviewer.page.get_by_role("link", name="合法性审查：").first)
    take(reviewer, "accept")
    reviewer.go(reviewer.page.locator('#acts a[href$="/step/opine"]').first)
    assert reviewer.page.input_value("[name=checklist-0-point]") == "制定主体", "the points stand there already"
    points = reviewer.page.locator('[name^="checklist-"][name$="-point"]').count()
    answers = {f"checklist-{n}-{c}": v for n in range(points) for c, v in (("answer", "是"), ("ground", "经核对制定依据"))}
    answer(reviewer, **answers, opinion="合法")
    press(reviewer)
    reviewer.sees("已办理“出具意见”", "合法性审查意见书")
