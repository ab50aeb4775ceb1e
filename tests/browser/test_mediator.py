"""A mediator at the desk: accepts a dispute, mediates, writes the agreement with its paper."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.place import HESHUN, Place, act
from tests.browser.visitor import Visitor, barriers

Visit = Callable[..., Visitor]


def test_a_dispute_becomes_a_written_agreement(visit: Visit, place: Place) -> None:
    act(
        place,
        "cun01",
        "disputes.dispute",
        "find",
        kind="劳动报酬",
        party_a="江枫",
        party_b="渔火饭店",
        village=HESHUN,
        gist="拖欠两个月工钱",
    )
    mediator = visit("tiaojie")
    mediator.open("/desk")
    mediator.go(mediator.page.get_by_role("link", name="江枫与渔火饭店劳动报酬纠纷"))
    mediator.go(mediator.page.get_by_role("link", name="受理", exact=True))
    mediator.sees("须当面告知", "调解不收费")
    mediator.fill(willing="双方愿意", excluded_ground="不属于", mediator_chosen="指派且双方接受", rights_told="是")
    mediator.go("受理")
    mediator.sees("已办理“受理”", "已受理")
    mediator.go(mediator.page.get_by_role("link", name="调解", exact=True))
    mediator.fill(**{"mediation_notes-0-said": "核对工时，双方认可欠三千元"})
    mediator.go("调解")
    mediator.go(mediator.page.get_by_role("link", name="签订书面协议"))
    mediator.fill(
        agreed_facts="饭店欠工钱三千元",
        agreed_content="十二月十日前一次付清",
        performance_mode="银行转账",
        perform_by="2025-12-10",
        signed_by_parties="是",
        sealed="是",
    )
    mediator.fill(signed_by_mediator="否")
    mediator.go("签订书面协议")
    mediator.sees("协议书缺：调解员签名", "《人民调解法》第二十九条")
    assert mediator.page.input_value("[name=agreed_content]") == "十二月十日前一次付清"
    mediator.fill(signed_by_mediator="是")
    mediator.go("签订书面协议")
    mediator.sees("已办理“签订书面协议”", "已调成", "人民调解协议书")
    assert barriers(mediator.page) == []
