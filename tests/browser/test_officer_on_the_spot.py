"""An officer on the street, one hand, one minute: the on-the-spot penalty on one screen, in one minute."""

from __future__ import annotations

from collections.abc import Callable

from tests.browser.place import Place
from tests.browser.visitor import NARROW, PHONE, Visitor, barriers, wide

Visit = Callable[..., Visitor]
HEAP = "乱堆垃圾柴草"


def penalty(officer: Visitor, **changed: str) -> None:
    """The common case, tapped and typed; ``changed`` replaces or leaves out ('') an answer."""
    said = {
        "item": "LDLJ", "tier-LDLJ": "较重|20000", "party_name": "向晚", "place": "和顺社区北街口", "_with": "wangqiang", "told": "是", "signed": "纸上签名",
    } | changed  # fmt: skip
    for name, text in said.items():
        if not text:
            continue
        if name in ("party_name", "place", "receipt_no", "defence", "other_amount", "party_age", "party_id"):
            officer.type(name, text)
        else:
            officer.choose(text, name)


def test_it_works_on_one_screen(visit: Visit) -> None:
    officer = visit("lifei", PHONE)
    officer.open("/quick/penalty")
    penalty(officer)
    officer.go("作出当场处罚决定")
    officer.sees("已作出决定", "当罚〔2025〕", "向晚", HEAP, "罚款200元", "请当事人扫码缴款")
    assert officer.taps <= 8, "item, amount, party, place, partner, told, signed, decide"
    assert officer.screens == 2, "the one screen, and the paper to hand over"
    paper = officer.page.request.get(f"{officer.root}{officer.page.get_by_role('link', name='打印或发送决定书').get_attribute('href')}")
    assert paper.body().startswith(b"%PDF")


def test_the_second_one_knows_partner_and_place_and_fits_the_screen(visit: Visit) -> None:
    officer = visit("lifei", PHONE)
    officer.open("/quick/penalty")
    penalty(officer, party_name="初雪")
    officer.go("作出当场处罚决定")
    officer.go("办下一件")
    officer.sees("王强")
    assert officer.page.input_value("[name=place]") == "和顺社区北街口"
    officer.taps = officer.screens = 0
    penalty(officer, party_name="夏至", place="", _with="", signed="")
    assert officer.page.evaluate("document.documentElement.scrollHeight") <= PHONE[1], (
        "item, amounts, telling, signature and button are seen at once"
    )
    sign(officer)
    officer.go("作出当场处罚决定")
    officer.sees("已作出决定")
    assert officer.taps <= 6, "item, amount, party, told, signature, decide"
    assert officer.screens == 1
    officer.go("看这件")
    officer.sees("当事人签名.png")


def sign(officer: Visitor) -> None:
    """A stroke over the pad: one touch."""
    officer.page.locator("[data-sign] canvas").scroll_into_view_if_needed()
    box = officer.page.locator("[data-sign] canvas").bounding_box()
    assert box is not None
    officer.taps += 1
    officer.page.mouse.move(box["x"] + 40, box["y"] + 20)
    officer.page.mouse.down()
    officer.page.mouse.move(box["x"] + 160, box["y"] + 40, steps=4)
    officer.page.mouse.up()


def test_a_partner_whose_certificate_lapsed_is_refused_and_nothing_typed_is_lost(visit: Visit) -> None:
    officer = visit("lifei", PHONE)
    officer.open("/quick/penalty")
    officer.page.click("summary:has-text('证件失效的1人')")
    officer.sees("已过期（2025年10月31日）")
    penalty(officer, _with="tianye", party_name="欧阳长名", signed="")
    sign(officer)
    officer.go("作出当场处罚决定")
    officer.sees(
        "持有有效执法证件",
        "田野无当日有效证件，2025年10月31日到期",
        "《行政处罚法》第四十二条",
        "换成或者增派持证执法人员",
        "您填写的内容都还在下面",
        "签名已保存",
    )
    assert officer.page.input_value("[name=party_name]") == "欧阳长名"
    assert officer.page.is_checked('[name=item][value="LDLJ"]')
    assert officer.page.is_checked('[name="tier-LDLJ"][value="较重|20000"]')
    assert officer.page.is_checked("[name=told]")
    officer.tap(officer.page.locator(".pair summary"))
    officer.choose("chenli", "_with")
    officer.go("作出当场处罚决定")
    officer.sees("已作出决定", "欧阳长名")


def test_it_works_without_script(visit: Visit) -> None:
    officer = visit("lifei", PHONE, script=False)
    officer.open("/quick/penalty")
    assert not officer.page.get_by_text("屏上签名").is_visible(), "who has no script signs on paper"
    penalty(
        officer, party_name="白露", **{"tier-LDLJ": "", "told": "", "signed": "", "defence_kind": "有", "defence": "说是邻居堆的，不采纳"}
    )
    officer.go("作出当场处罚决定")
    officer.sees("还不能作出当场处罚决定", "还没有选处罚", "还没有出示执法证件、告知权利", "勾选“已亮证并告知”")
    assert officer.page.input_value("[name=party_name]") == "白露"
    assert officer.page.input_value("[name=defence]") == "说是邻居堆的，不采纳"
    penalty(officer, item="", party_name="", place="", _with="", signed="")
    officer.go("作出当场处罚决定")
    officer.sees("已作出决定", "白露")


def test_a_signature_is_asked_for_and_a_refusal_to_sign_is_proved(visit: Visit, place: Place) -> None:
    officer = visit("lifei", PHONE)
    officer.open("/quick/penalty")
    penalty(officer, party_name="秋分", signed="")
    officer.go("作出当场处罚决定")
    officer.sees("“签名”没有填写")
    officer.choose("拒签", "signed")
    officer.choose("拒签有见证人", "refused_how")
    officer.go("作出当场处罚决定")
    officer.sees("已作出决定")
    assert place.matter("秋分").snapshot["facts"]["signature"] == "拒签有见证人"


def test_cash_needs_a_receipt_and_its_ground(visit: Visit, place: Place) -> None:
    officer = visit("lifei", PHONE)
    officer.open("/quick/penalty")
    penalty(officer, party_name="立冬", pay="当场收缴")
    officer.go("作出当场处罚决定")
    officer.sees("超过100元", "当场收缴没有填写财政专用票据号", "《行政处罚法》第七十条")
    officer.type("receipt_no", "0012345678")
    officer.fill(collect_ground="事后难以执行")
    officer.go("作出当场处罚决定")
    officer.sees("已当场收缴，票据号0012345678")
    officer.does_not_see("扫码缴款")
    assert place.matter("立冬").state == "collected"


def test_an_amount_over_the_limit_is_refused_with_the_way_to_the_ordinary_procedure(visit: Visit) -> None:
    officer = visit("lifei", PHONE)
    officer.open("/quick/penalty")
    penalty(officer, party_name="谷雨")
    officer.tap(officer.page.locator(".spot-fold summary"))
    officer.type("other_amount", "201")
    officer.go("作出当场处罚决定")
    officer.sees("罚款201元超过对公民当场处罚的限额200元", "转普通程序立案", "确需", "不在“较重”档")
    assert officer.page.input_value("[name=other_amount]") == "201"


def test_a_warning_asks_for_no_money(visit: Visit) -> None:
    officer = visit("lifei", PHONE)
    officer.open("/quick/penalty?item=FJDC-NX")
    officer.choose("轻微|0", "tier-FJDC-NX")
    assert not officer.page.locator("#f-pay").is_visible()
    penalty(officer, item="", party_name="小满", **{"tier-LDLJ": ""})
    officer.go("作出当场处罚决定")
    officer.sees("已作出决定", "警告")
    officer.does_not_see("扫码缴款")


def test_another_item_is_found_and_what_was_typed_comes_back(visit: Visit) -> None:
    officer = visit("lifei", PHONE)
    officer.open("/quick/penalty")
    officer.type("party_name", "惊蛰")
    officer.go("其他事项…")
    officer.sees("“滥伐林木”不适用当场处罚", "《行政处罚法》第五十一条", "转普通程序")
    officer.type("q", "头盔 电动")
    officer.go("找")
    officer.go(officer.page.get_by_role("link", name="驾驶电动自行车不戴安全头盔"))
    assert officer.page.is_checked('[name=item][value="FJDC-TK"]')
    assert officer.page.input_value("[name=party_name]") == "惊蛰"


def test_without_a_network_it_is_kept_on_the_phone_and_sent_once(visit: Visit, place: Place) -> None:
    """Offline, and one entry for all that: the page once opened opens again; what was decided waits, and is sent by itself."""
    officer = visit("lifei", PHONE)
    officer.page.clock.set_fixed_time(place.now)
    officer.open("/quick/penalty")
    officer.page.wait_for_function("navigator.serviceWorker.ready.then(() => true)")
    officer.open("/quick/penalty")
    officer.page.context.set_offline(True)
    penalty(officer, party_name="霜降")
    officer.tap("作出当场处罚决定")
    officer.sees("没有网络，已存在本机，联网后自动办理一次")
    officer.page.reload()
    officer.sees("没有网络，已存在本机，联网后自动办理一次")
    assert officer.page.input_value("[name=party_name]") == "霜降"
    assert officer.page.is_checked('[name=_with][value="wangqiang"]')
    assert not place.matters("霜降").exists()
    officer.page.context.set_offline(False)
    officer.page.wait_for_url("**/quick/penalty/*-*")
    officer.sees("已作出决定", "霜降")
    assert place.matters("霜降").count() == 1
    assert place.matter("霜降").last_seq == 0, "one entry"
    officer.go("办下一件")
    officer.page.wait_for_timeout(300)
    assert officer.address() == "/quick/penalty", "nothing is left to send"
    assert officer.page.input_value("[name=party_name]") == ""


def test_a_form_numbered_on_paper_keeps_its_number_and_none_is_used_twice(visit: Visit, place: Place) -> None:
    officer = visit("lifei", PHONE)
    for party, partner, said in (("大雪", "wangqiang", "已作出决定"), ("冬至", "", "已使用")):
        officer.open("/quick/penalty")
        penalty(officer, party_name=party, _with=partner)
        officer.fill(form_number="340")
        officer.go("作出当场处罚决定")
        officer.sees(said)
    assert place.matter("大雪").number.endswith("340号")


def test_what_is_too_much_for_the_spot_goes_to_a_leader_with_all_that_was_typed(visit: Visit, place: Place) -> None:
    officer = visit("lifei", PHONE)
    officer.open("/quick/penalty")
    penalty(officer, party_name="小雪")
    officer.tap(officer.page.locator(".spot-fold summary"))
    officer.type("other_amount", "500")
    officer.go("作出当场处罚决定")
    officer.go("转普通程序，报请立案")
    officer.sees("待立案审批", "小雪", "已报请立案")
    assert place.matter("小雪").procedure == "penalty.ordinary"


def test_an_enter_in_a_line_decides_nothing(visit: Visit) -> None:
    officer = visit("lifei", PHONE)
    officer.open("/quick/penalty")
    penalty(officer, party_name="寒露")
    officer.page.press("[name=party_name]", "Enter")
    officer.page.wait_for_timeout(200)
    assert officer.address() == "/quick/penalty"
    officer.does_not_see("已作出决定")


def test_it_is_the_officers_page(visit: Visit) -> None:
    clerk = visit("jingban", PHONE)
    answer = clerk.page.request.get(f"{clerk.root}/quick/penalty")
    assert answer.status == 404


def test_it_fits_a_small_phone_and_has_no_barriers(visit: Visit) -> None:
    officer = visit("lifei", NARROW)
    for path in ("/quick/penalty?item=FJDC-NX", "/quick/penalty/items"):
        officer.open(path)
        assert wide(officer.page) == 0
        assert barriers(officer.page) == []
