"""Somebody without an account, on a phone: asks for mediation and follows it, says something of a draft and reads the answer."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.place import HESHUN, Place, act
from tests.browser.visitor import PHONE, Visitor, barriers, wide

Visit = Callable[..., Visitor]
ADOPT = "normative_documents.adopt"
TITLE = "同乐镇坝坝宴报告规定"
WORDS = "希望二十桌以下的不用报告"


def test_somebody_asks_for_mediation_and_sees_how_far_it_is(visit: Visit, place: Place) -> None:
    citizen = visit("", PHONE)
    citizen.open("/")
    citizen.go(citizen.page.locator(".four-doors a", has_text="说纠纷"))
    citizen.fill(party_a="上官来", contact="13500001111", gist="院墙压了我家的水沟")
    citizen.go("请调委会调解")
    citizen.sees("还不能送出：有3处需要处理", "“和谁有纠纷”没有填写")
    assert citizen.page.input_value("[name=gist]") == "院墙压了我家的水沟"
    assert (barriers(citizen.page), wide(citizen.page)) == ([], 0)
    citizen.fill(party_b="西门墙", kind="邻里", village=HESHUN)
    citizen.go("请调委会调解")
    citizen.sees("已收到", "查询码", "调解员会打电话联系您和对方")
    number, code = (citizen.page.locator(where).inner_text() for where in (".done-number", ".done-card .num"))

    mediator = visit("tiaojie")
    mediator.open("/desk")
    mediator.go(mediator.page.get_by_role("link", name="上官来与西门墙邻里纠纷"))
    mediator.go(mediator.page.get_by_role("link", name="受理", exact=True))
    mediator.fill(willing="双方愿意", excluded_ground="不属于", mediator_chosen="指派且双方接受", rights_told="是")
    mediator.go("受理")

    citizen.go("看办到哪一步了")
    citizen.fill(number=number, code=code)
    citizen.go("查")
    citizen.sees("已登记", "已受理", "调解员会约双方见面")
    citizen.does_not_see("上官来", "水沟")
    assert (barriers(citizen.page), wide(citizen.page)) == ([], 0)


def test_somebody_says_something_of_a_draft_and_reads_what_came_of_it(visit: Visit, place: Place) -> None:
    document = _open_draft(place)
    citizen = visit("", PHONE)
    citizen.open("/")
    citizen.go(citizen.page.get_by_role("link", name=TITLE, exact=True).first)
    citizen.fill(about="第二条", name="上官来")
    citizen.go("送出意见")
    citizen.sees("意见没有填写")
    assert citizen.page.input_value("[name=about]") == "第二条"
    citizen.fill(words=WORDS)
    citizen.go("送出意见")
    citizen.sees("已收到您的意见", "第1条", "都在本页公布")
    assert [citizen.page.input_value(f"[name={n}]") for n in ("about", "words", "name")] == ["", "", ""], "what was sent is no draft"
    citizen.fill(about="第二条", words=WORDS)
    citizen.go("送出意见")
    citizen.sees("同样的意见已经收到，是第1条")
    assert (barriers(citizen.page), wide(citizen.page)) == ([], 0)

    clerk = visit("jingban")
    clerk.open(f"/matters/{document}")
    clerk.sees("收到的意见", WORDS, "上官来")
    place.later(8)
    answers = [{"no": 1, "summary": "二十桌以下不报告", "adoption": "不采纳", "reason": "上位法没有这样的例外"}]
    act(place, "jingban", ADOPT, "collect", document, answers=answers)
    citizen.page.reload()
    citizen.sees("征求意见已结束", "第1条（您提的）", "不采纳", "上位法没有这样的例外")
    citizen.does_not_see("上官来")
    assert (barriers(citizen.page), wide(citizen.page)) == ([], 0)


def _open_draft(place: Place) -> str:
    """A draft that the office has put out for comment."""
    questions = dict.fromkeys(("lawful_power", "touches_rights", "binds_generally", "applies_repeatedly"), "是")
    nature = {**questions, "nature_reason": "对举办者规定了报告要求，长期适用"}
    about = {"office": "平安法治办公室", "issuer": "同乐镇人民政府", "necessity": "责任需要明确", "issue_kind": "新制定"}
    document = act(place, "jingban", ADOPT, "propose", title=TITLE, **about, **nature)
    act(place, "dangzheng", ADOPT, "classify_again", document, **nature)
    act(
        place, "jingban", ADOPT, "draft", document, text="一、本规定适用于坝坝宴。\n二、举办者应当提前报告。", kind="普通", touches_market="否", interpreter="同乐镇人民政府",
        drafting_note="说明背景和依据，附必要性评估结论", office_opinion="内容合法、程序完备", bases=[{"document": "《重庆市食品安全管理办法》", "article": "第三十二条", "supports": "其他"}],
    )  # fmt: skip
    act(place, "kezhang", ADOPT, "consult", document, comment_notice="欢迎提出意见", comment_channel="区政府网站同乐镇专栏")
    return document
