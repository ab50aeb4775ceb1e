"""Gates of making a normative document: its nature, its content, who was heard, what was reviewed, who may issue."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fadu.kernel.field import Value, chinese_day
from fadu.kernel.gate import Answer, Gate, Situation, Strength, gate, missing
from fadu.packs.common.laws import BIZ, CQGFX, FAIR, GFX, GFX_REVIEW, LIT, OGI, ORGANIC, PAPER_FORM, PAPERS, REC
from fadu.packs.common.papers import printed
from fadu.packs.common.rows import count_of, rows_of
from fadu.packs.normative_documents.adopt_fields import FAIR_NOT_TOUCHED, FAIR_VIOLATES, WRITTEN_OPINION
from fadu.packs.normative_documents.records_of import in_force
from fadu.packs.normative_documents.wording import cited_number_findings, without_basis


@gate(
    "office_may_issue",
    "制发机关适格",
    on_form=True,
    basis=(GFX(), PAPERS(17)),
    refusal="“{issuer}”是内设机构或者临时机构，不得对外发文",
    remedy="以镇人民政府名义制发",
)
def office_may_issue(s: Situation) -> Answer:
    issuer = str(s.get("issuer") or "")
    return issuer.endswith(("人民政府", "委员会")) or missing(issuer=issuer)


@gate(
    "no_forbidden_content",
    "没有增设义务",
    on_form=True,
    strength=Strength.REASON,
    basis=(GFX(), BIZ(64)),
    refusal="疑似增设义务而未引上位法：{found}",
    remedy="在制定依据中写明上位法及条款，或者删改；确有依据的说明理由",
)
def no_forbidden_content(s: Situation) -> Answer:
    flags = without_basis(str(s.get("text") or ""), rows_of(s.facts, "bases"))
    return not flags or missing(found="；".join(f"“{f.words}”（{f.kind}）" for f in flags[:6]))


@gate(
    "cited_numbers_sound",
    "引用文号完整",
    on_form=True,
    strength=Strength.REASON,
    basis=(PAPER_FORM(),),
    refusal="引用的文号有误：{found}",
    remedy="核对原件后改正；原件如此的说明理由",
)
def cited_numbers_sound(s: Situation) -> Answer:
    cited = "\n".join([str(s.get("text") or ""), *(str(r.get("document", "")) for r in rows_of(s.facts, "bases"))])
    findings = cited_number_findings(cited)
    return not findings or missing(found="；".join(f"{f.fragment}：{f.message}" for f in findings))


@gate(
    "waiting_over",
    "征求意见期已满",
    refusal="公开征求意见的法定期限未满（{basis}），最早可于{earliest}办理",
    remedy="期满后汇总意见；确属紧急的，由镇长批准紧急制发并说明理由",
)
def comment_period_over(s: Situation) -> Answer:
    due = s.due("gfx.comment.market" if s.get("touches_market") is True else "gfx.comment.general")
    if s.get("emergency_reason"):
        return True
    if due is None:
        return missing(basis="尚未开始公开征求意见", earliest="期满之日")
    return s.on >= due.over_on or missing(basis=due.citation, earliest=chinese_day(due.over_on))


@gate(
    "each_comment_answered",
    "意见逐条答复",
    on_form=True,
    reads=("answers",),
    basis=(BIZ(62),),
    refusal="{which}意见未答复或者未说明理由",
    remedy="逐条填写采纳、部分采纳或不采纳；未全部采纳的写明理由",
)
def each_comment_answered(s: Situation) -> Answer:
    answered = {r.get("no") for r in rows_of(s.facts, "answers") if r.get("adoption") == "采纳" or (r.get("adoption") and r.get("reason"))}
    received = max(len(rows_of(s.facts, "comments")), count_of(s.facts, "comment_count"))
    bare = [n for n in range(1, received + 1) if n not in answered]
    return not bare or missing(which="、".join(f"第{n}条" for n in bare))


@gate("consulted_before", "已公开征求过意见", on_form=True, basis=(BIZ(62), GFX()), refusal="{why}", remedy="公开征求意见后再汇总")
def consulted_before(s: Situation) -> Answer:
    if not s.has_done("collect"):
        return missing(why="文稿尚未公开征求意见")
    return s.get("substantial_change") is not True or missing(why="本次属于重大修改，应当重新公开征求意见")


@gate(
    "answers_mended",
    "采纳情况与文稿一致",
    on_form=True,
    basis=(BIZ(62),),
    refusal="改后的文稿与已公布的意见采纳情况不一致",
    remedy="在下面的意见采纳情况中逐条改正",
)
def answers_mended(s: Situation) -> Answer:
    return s.get("answers_hold") is not False or "answers" in s.given


@gate(
    "stakeholders_heard",
    "已听取经营者意见",
    on_form=True,
    reads=("stakeholders",),
    basis=(FAIR(16), FAIR(17)),
    refusal="未听取经营者、消费者或者行业协会的意见",
    remedy="补充征求并登记听取对象和意见",
)
def stakeholders_heard(s: Situation) -> Answer:
    return s.get("touches_market") is not True or bool(rows_of(s.facts, "stakeholders"))


@gate(
    "fair_competition_done",
    "已经公平竞争审查",
    basis=(FAIR(17), FAIR(18)),
    refusal="{why}",
    remedy="先作公平竞争审查，形成书面结论；违反审查标准的修改后再提请审议",
)
def fair_competition_done(s: Situation) -> Answer:
    result = s.get("fair_result")
    if result is None:
        return missing(why="未经公平竞争审查，不得出台")
    if result == FAIR_VIOLATES:
        return missing(why="公平竞争审查结论为违反审查标准，不得出台")
    if s.get("touches_market") is True and result == FAIR_NOT_TOUCHED:
        return missing(why="涉及经营者经济活动，却以“不涉及”未作公平竞争审查，不得出台")
    return True


def review_papers(facts: Mapping[str, Value]) -> dict[str, bool]:
    """Paper of the submission pack → whether it is there."""
    return {
        "送审稿": bool(facts.get("text")), "起草说明": bool(facts.get("drafting_note")), "制定依据": bool(facts.get("bases")),
        "征求意见采纳情况": "comment_count" in facts, "公平竞争审查结论": bool(facts.get("fair_result")), "起草单位意见": bool(facts.get("office_opinion")),
    }  # fmt: skip


@gate("pack_complete", "送审材料齐备", on_form=True, basis=(GFX(), GFX_REVIEW()), refusal="送审材料缺：{papers}", remedy="补齐后重新计时")
def pack_complete(s: Situation) -> Answer:
    lacking = [paper for paper, there in review_papers(s.facts).items() if not there]
    return not lacking or missing(papers="、".join(lacking))


@gate(
    "no_review_pending",
    "没有未办结的审查",
    basis=(GFX_REVIEW(),),
    refusal="本文本正在合法性审查，尚未办结",
    remedy="等候审查意见，或者由送审单位撤回后重新送审",
)
def no_review_pending(s: Situation) -> Answer:
    return all(review.state in ("closed", "withdrawn") for review in s.children("legal_counsel.legality_review"))


@gate(
    "review_not_replaced",
    "有书面审查意见",
    on_form=True,
    basis=(GFX(), GFX_REVIEW()),
    refusal="{basis}不能代替合法性审查",
    remedy="由合法性审查人员出具书面意见后再提请审议",
)
def review_not_replaced(s: Situation) -> Answer:
    """The written opinion comes with the matter; refused is what somebody names in its place."""
    return s.get("review_basis") in (None, WRITTEN_OPINION) or missing(basis=s.get("review_basis"))


@gate(
    "non_adoption_explained",
    "未采纳意见已说明",
    on_form=True,
    basis=(GFX(), GFX_REVIEW()),
    refusal="未完全采纳合法性审查意见，提请审议时没有说明理由",
    remedy="填写未采纳的理由，或者按意见修改",
)
def non_adoption_explained(s: Situation) -> Answer:
    return s.get("adoption") in (None, "采纳") or bool(s.get("non_adoption_reason"))


@gate(
    "adopted_points_done",
    "采纳的意见已改",
    basis=(GFX_REVIEW(),),
    refusal="审查意见已表示{adoption}，文本没有修改",
    remedy="修改文稿后重新送审；全部不采纳的，先反馈不采纳及理由",
)
def adopted_points_done(s: Situation) -> Answer:
    return s.get("adoption") == "不采纳" or missing(adoption=s.get("adoption") or "采纳")


def text_unchanged_since(digest: str, basis: str) -> Gate:
    """The text now before us is the one whose digest fact ``digest`` holds."""

    @gate(
        "text_unchanged",
        "文本未改动",
        on_form=True,
        basis=(PAPERS(25), GFX_REVIEW()),
        refusal=f"{basis}后文本有实质改动",
        remedy="退回修改，重新送审或者重新签发",
    )
    def unchanged(s: Situation) -> Answer:
        return s.get("text_digest") == s.matter.get(digest)

    return unchanged


@gate(
    "explanation_ready", "解读方案已备", basis=(GFX(), OGI(20)), refusal="没有解读方案，不予编号", remedy="由起草部门补报解读方案和解读稿"
)
def explanation_ready(s: Situation) -> Answer:
    return bool(s.get("explanation_plan"))


@gate(
    "not_retroactive",
    "不溯及既往",
    on_form=True,
    needs=("effective_on",),
    basis=(GFX(),),
    refusal="施行日期{day}早于公布之日",
    remedy="自公布之日或者以后的日期施行",
)
def not_retroactive(s: Situation) -> Answer:
    day = s.facts["effective_on"]
    return (isinstance(day, date) and day >= s.on) or missing(day=printed(day))


@gate(
    "replaced_in_force",
    "被修订的文件现行有效",
    on_form=True,
    needs=("replaces",),
    basis=(GFX(),),
    refusal="目录中没有现行有效的“{key}”",
    remedy="从规范性文件目录中选择；已经失效的按新制定办理",
)
def replaced_in_force(s: Situation) -> Answer:
    return in_force(s, s.get("replaces")) is not None or missing(key=s.get("replaces"))


@gate(
    "document_known",
    "文件在目录内",
    needs=("document",),
    basis=(REC(13), LIT(53), GFX()),
    refusal="规范性文件目录中没有现行有效的“{key}”",
    remedy="按目录核对标题和文号；不是本镇制发的，告知提出人向制定机关提出",
)
def document_known(s: Situation) -> Answer:
    return in_force(s, s.get("document")) is not None or missing(key=s.get("document"))


@gate(
    "validity_known",
    "目录写明有效期",
    on_form=True,
    basis=(CQGFX(),),
    refusal="目录中没有写明“{key}”的有效期",
    remedy="先在规范性文件目录中补填施行日期和有效期",
)
def validity_known(s: Situation) -> Answer:
    return s.get("expires") is not None or missing(key=s.get("document"))


@gate("sent_for_filing", "已报送备案", basis=(CQGFX(),), refusal="尚未报送备案", remedy="先报送备案，再登记回执")
def sent_for_filing(s: Situation) -> Answer:
    return s.has_done("send_for_filing")


@gate("effect_reached", "已到施行日期", basis=(GFX(),), refusal="施行日期为{day}，尚未施行", remedy="到施行之日再办理")
def effect_reached(s: Situation) -> Answer:
    day = s.get("effective_on")
    return (isinstance(day, date) and day <= s.on) or missing(day=printed(day))


@gate(
    "validity_over",
    "有效期已届满",
    basis=(CQGFX(),),
    refusal="有效期至{day}，尚未届满",
    remedy="期满次日自动失效；需要提前停止适用的，办理废止",
)
def validity_over(s: Situation) -> Answer:
    day = s.get("expires")
    return (isinstance(day, date) and day < s.on) or missing(day=printed(day))


@gate(
    "replacement_published",
    "替代文件已公布",
    basis=(ORGANIC(76), GFX()),
    refusal="修订后的文件尚未公布",
    remedy="公布之日由系统标记为被替代",
)
def replacement_published(s: Situation) -> Answer:
    return any("number_and_publish" in m.done for m in s.children("normative_documents.adopt"))


@gate(
    "ended_in_catalogue",
    "目录已停止适用",
    moot=True,
    basis=(GFX(),),
    refusal="目录中本文件仍然有效",
    remedy="由清理、修订或者撤销的程序先行停止适用",
)
def ended_in_catalogue(s: Situation) -> Answer:
    return s.get("ended_how") is not None
