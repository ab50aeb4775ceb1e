"""An ordinary case from filing to a served decision, by everybody whose work it is, each at the own desk."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.at_work import answer, open_matter, press, take, taken
from tests.browser.place import HESHUN, Place
from tests.browser.visitor import PHONE, Visitor, barriers, wide

Visit = Callable[..., Visitor]
PARTY = "汀兰小吃店"
CHECKED = {f"review_checklist-{n}-answer": "符合" for n in range(7)}


def test_a_case_goes_from_filing_to_a_served_decision(visit: Visit, place: Place) -> None:
    officer, leader = visit("lifei"), visit("fenguan")
    officer.open("/begin/penalty.ordinary/submit_case")
    answer(
        officer,
        item="FSLJ",
        party_name=PARTY,
        party_class="个体工商户",
        place="和顺社区北街12号院坝",
        suspected_facts="露天焚烧垃圾",
        in_town="是",
        source="行政检查",
        village=HESHUN,
    )
    press(officer)
    taken(officer, "报请立案")
    case = place.matter(PARTY).pk

    leader.open("/desk")
    leader.go(leader.page.get_by_role("link", name=PARTY).first)
    take(leader, "file_case")
    leader.sees("已办理“立案”", "调查中", "立案审批表")

    open_matter(officer, case)
    officer.sees("作出决定还差什么", "起算90日", "尚未责令当事人改正违法行为", "项中已具备1项", "立案审批表")
    take(
        officer, "hold_evidence", **{"held_items-0-thing": "铁桶", "held_items-0-quantity": "1个"}, hold_reason="可能转移", kept_at="物证室"
    )
    _hold(officer, leader)
    open_matter(officer, case)
    officer.go(officer.page.locator('#acts a[href$="/step/examine"]').first)
    answer(officer, identity_shown="是", scene_place="北街12号院坝", scene_text="灰烬约二平方米", record_signature="已签名")
    officer.fill(**{"evidence-0-name": "现场照片", "evidence-0-verified": "是"})
    press(officer)
    officer.sees("只有1人，少于两人", "《行政处罚法》第四十二条")
    assert officer.page.input_value("[name=scene_text]") == "灰烬约二平方米"
    answer(officer, beside="wangqiang")
    press(officer)
    taken(officer, "勘验检查")
    take(officer, "order_correction", correction_content="立即熄灭并清理", correction_due="2025-11-25")
    take(
        officer,
        "finish",
        party_address="同乐镇和顺社区北街12号",
        **{"facts_stated-0-fact": "焚烧垃圾约二平方米", "facts_stated-0-evidence": "现场照片"},
        crime_suspected="否",
        suggestion="给予行政处罚",
    )
    taken(officer, "调查终结")

    head = visit("duizhang")
    open_matter(head, case)
    head.open(f"/matters/{case}/step/propose")
    head.sees("裁量基准", "500—1000元", "确需在档外的")
    open_matter(head, case)
    take(
        head,
        "propose",
        kinds="罚款",
        tier="较轻",
        tier_reason="初次违法，主动清理",
        law_changed="否",
        complex="否",
        amount_fen="500",
        review_grounds="案情疑难复杂、涉及多个法律关系",
    )
    taken(head, "拟处罚")

    open_matter(officer, case)
    take(officer, "tell")
    officer.sees("行政处罚事先告知书")
    _serve(officer, "行政处罚事先告知书")
    open_matter(leader, case)
    take(leader, "decide", decision="处罚")
    leader.sees("还不能作出决定", "未经法制审核或者审核未通过", "《行政处罚法》第五十八条", "审核人不得为承办人", "未听取陈述申辩")

    open_matter(officer, case)
    take(officer, "waive")
    take(officer, "review")
    officer.sees("法制审核中")
    _review(visit("fazhi"))

    open_matter(officer, case)
    take(officer, "seek_decision")
    officer.sees("已报请，待决定", "行政处罚决定审批表")
    leader.open("/desk")
    leader.go(leader.page.get_by_role("link", name=f"{PARTY}：").first)
    leader.go(leader.page.locator('#acts a[href$="/step/decide"]').first)
    leader.sees("决定书取号、盖章，须按期送达")
    answer(leader, decision="处罚")
    press(leader)
    leader.sees("已办理“作出决定”，文号同乐府罚决〔2025〕1号", "行政处罚决定书", "已决定，待送达")
    assert place.matter(PARTY).number.startswith("同乐府罚立〔2025〕"), "the case keeps its own number"
    assert barriers(leader.page) == []

    open_matter(officer, case)
    _serve(officer, "行政处罚决定书")
    open_matter(officer, case)
    officer.sees("已送达", "行政处罚决定书")
    assert place.matter(PARTY).children.filter(procedure="penalty.payment").exists(), "the fine is owed from the day of service"


def test_a_phone_shows_the_same_case_with_the_acts_at_hand(visit: Visit, place: Place) -> None:
    leader = visit("fenguan", PHONE)
    open_matter(leader, place.matter(PARTY).pk)
    leader.sees(PARTY)
    assert wide(leader.page) == 0
    assert barriers(leader.page) == []


def _hold(officer: Visitor, leader: Visitor) -> None:
    """A head approves before anything is held; an officer alone cannot."""
    officer.go(officer.page.get_by_role("link", name=f"登记保存：{PARTY}").first)
    hold = officer.address().removeprefix("/matters/")
    officer.sees("先行登记保存还没有经行政机关负责人批准", "《行政处罚法》第五十六条", "由负责人在手机上批准后再实施")
    open_matter(leader, hold)
    take(leader, "approve", approval_manner="情况紧急，电话或者当面报批")
    taken(leader, "批准登记保存")
    open_matter(officer, hold)
    take(officer, "hold", beside="wangqiang", identity_shown="是")
    officer.sees("先行登记保存通知书", "保存中")


def _serve(officer: Visitor, paper: str) -> None:
    """The paper just issued, handed over in person: the matter says what is owed. The partner of before is chosen already."""
    officer.sees(f"送达：{paper}", "由您办理“直接送达”")
    officer.go(officer.page.locator(f'#acts a:has-text("送达：{paper}")').first)
    take(officer, "serve_in_person", beside="wangqiang", relation="本人")
    officer.sees("行政处罚文书的送达人少于两名执法人员", "《行政处罚法》第四十二条")
    answer(officer, beside="wangqiang")
    press(officer)
    taken(officer, "直接送达")


def _review(reviewer: Visitor) -> None:
    reviewer.open("/desk")
    reviewer.go(reviewer.page.get_by_role("link", name="法制审核：").first)
    take(reviewer, "accept")
    reviewer.go(reviewer.page.locator('#acts a[href$="/step/conclude"]').first)
    reviewer.sees("主体资格", "涉嫌犯罪")
    answer(reviewer, **CHECKED, review_opinion="同意")
    press(reviewer)
    reviewer.sees("已办理“出具审核意见”", "审核通过")
