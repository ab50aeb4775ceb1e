"""A clean-up campaign (清理): every document in force within its scope gets a conclusion, and the four lists are published."""

from __future__ import annotations

from collections.abc import Mapping

from fadu.kernel.field import Field, Kind, Value
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.procedure import START, Branch, Enters, Follows, Opens, PublicView, Starts, State, Step, Target
from fadu.packs.common.fields import MINUTES, P
from fadu.packs.common.gates import reviewed_lawful
from fadu.packs.common.laws import CQGFX, GFX, GFX_REVIEW, OGI
from fadu.packs.common.rows import rows_of
from fadu.packs.common.steps import procedure
from fadu.packs.common.texts import text_digest
from fadu.packs.normative_documents.cleanup_paper import CLEANUP_NOTICE
from fadu.packs.normative_documents.fields import (
    CONCLUSIONS,
    ENDED_ROWS,
    ISSUER,
    KEEP,
    LAPSE,
    LAPSED,
    OFFICE,
    REPEAL,
    REPEALED,
    REVISE,
    TEXT,
    TEXT_DIGEST,
    TITLE,
)
from fadu.packs.normative_documents.gates import no_review_pending
from fadu.packs.normative_documents.records_of import ENDINGS_WRITTEN, ending, in_scope, issuing_organ

ADOPT, REVIEW = "normative_documents.adopt", "legal_counsel.legality_review"

_DOC = (
    Field(name="doc", label="文件", kind=Kind.REF, register="documents", sensitivity=P, example="GFX-2019-001"), Field(name="title", label="标题", sensitivity=P),
    Field(name="number", label="文号", sensitivity=P), Field(name="office", label="责任部门", sensitivity=P),
)  # fmt: skip
FIELDS = (
    TITLE, ISSUER, OFFICE, TEXT_DIGEST, MINUTES, ENDED_ROWS,
    Field(name="scope_from", label="清理范围起（印发日期）", kind=Kind.DATE, sensitivity=P),
    Field(name="scope_to", label="清理范围止（印发日期）", kind=Kind.DATE, sensitivity=P),
    Field(name="cleanup_basis", label="清理依据", kind=Kind.NOTE, sensitivity=P, example="区政府关于开展规范性文件清理的通知"),
    Field(name="listed", label="清理范围内的文件", kind=Kind.ROWS, sensitivity=P, columns=(*_DOC, Field(name="issued", label="印发日期", kind=Kind.DATE, sensitivity=P))),
    Field(name="conclusions", label="清理意见", kind=Kind.ROWS, sensitivity=P, columns=(
        _DOC[0], Field(name="conclusion", label="结论", kind=Kind.CHOICE, choices=CONCLUSIONS, sensitivity=P, example=KEEP),
        Field(name="reason", label="理由", sensitivity=P, example="与上位法一致，仍需执行"),
    )),
    Field(name="results", label="清理结果", kind=Kind.ROWS, sensitivity=P, columns=(
        *_DOC, Field(name="conclusion", label="结论", kind=Kind.CHOICE, choices=CONCLUSIONS, sensitivity=P),
        Field(name="reason", label="理由", sensitivity=P), Field(name="result_key", label="清理结果编号"))),
    Field(name="cleanup_year", label="清理年度", kind=Kind.COUNT, sensitivity=P, ordinal=True),
    Field(name="to_revise", label="开始修订的文件", many=True),
    Field(name="text", label="清理意见汇总", kind=Kind.NOTE, max_length=TEXT.max_length),
    Field(name="opinion", label="合法性审查结论", kind=Kind.CHOICE, choices=("合法", "应予修改", "不合法", "探索性·风险明示"), example="合法"),
)  # fmt: skip


def latest(facts: Mapping[str, Value]) -> dict[str, Mapping[str, Value]]:
    """Document → its last conclusion that has a reason; an earlier one by the same office is superseded."""
    return {str(r["doc"]): r for r in rows_of(facts, "conclusions") if r.get("doc") and r.get("conclusion") and r.get("reason")}


@gate(
    "in_scope_complete",
    "范围内文件均有结论",
    on_form=True,
    basis=(CQGFX(), GFX()),
    refusal="清理范围内尚有{n}件未列结论：{which}",
    remedy="逐件写明继续有效、修订、废止或者失效及理由",
)
def in_scope_complete(s: Situation) -> Answer:
    """Conclusions are exactly those of the documents listed: none open, none from outside."""
    concluded, listed = latest(s.facts), {str(r["doc"]): r for r in rows_of(s.facts, "listed")}
    bare = [str(r.get("title") or key) for key, r in listed.items() if key not in concluded]
    return not bare or missing(n=len(bare), which="、".join(f"《{t}》" for t in bare))


@gate(
    "within_scope",
    "只处理范围内文件",
    on_form=True,
    basis=(CQGFX(),),
    refusal="“{which}”不在本次清理范围内",
    remedy="核对目录编号；确需清理的调整清理范围后重新列出",
)
def within_scope(s: Situation) -> Answer:
    listed = {str(r["doc"]) for r in rows_of(s.facts, "listed")}
    outside = [key for key in latest(s.facts) if key not in listed]
    return not outside or missing(which="、".join(outside))


@gate(
    "scope_not_empty",
    "清理范围内有文件",
    on_form=True,
    basis=(CQGFX(),),
    refusal="清理范围内没有现行有效的规范性文件",
    remedy="核对起止日期和规范性文件目录",
)
def scope_not_empty(s: Situation) -> Answer:
    return bool(rows_of(s.facts, "listed"))


@gate(
    "all_kept",
    "全部继续有效",
    basis=(GFX_REVIEW(),),
    refusal="清理意见含修订、废止或者失效，须经合法性审查",
    remedy="送合法性审查后再提请决定",
)
def all_kept(s: Situation) -> Answer:
    return all(r.get("conclusion") == KEEP for r in latest(s.facts).values())


@gate("reviewed_lawful", reviewed_lawful.label, basis=reviewed_lawful.basis, refusal=reviewed_lawful.refusal, remedy=reviewed_lawful.remedy)
def changes_reviewed(s: Situation) -> Answer:
    """Only what changes needs a review; a campaign that keeps everything goes without."""
    return bool(all_kept.check(s)) or bool(reviewed_lawful.check(s))


def _listed(s: Situation) -> Mapping[str, Value]:
    columns = ("title", "number", "office", "issued")
    rows = [{"doc": r.key, **{c: r[c] for c in columns if r.get(c) is not None}} for r in in_scope(s)]
    return {"listed": sorted(rows, key=lambda r: (str(r.get("issued", "")), r["doc"]))}


def _summary(s: Situation) -> Mapping[str, Value]:
    """The conclusions as one text, so that what is reviewed is what is decided."""
    titles = {str(r["doc"]): r for r in rows_of(s.facts, "listed")}
    lines = [f"{titles.get(k, {}).get('title', k)}：{r['conclusion']}。{r['reason']}" for k, r in sorted(latest(s.facts).items())]
    text = "\n".join(lines)
    return {"text": text, "text_digest": text_digest(text)}


def _results(s: Situation) -> Mapping[str, Value]:
    """The conclusions as decided, each under the year of the campaign: the next one adds its rows and leaves these standing."""
    listed = {str(r["doc"]): r for r in rows_of(s.facts, "listed")}
    chosen = latest(s.facts)
    results = [
        {**{c: listed[k][c] for c in ("doc", "title", "number", "office") if c in listed[k]}, "conclusion": r["conclusion"], "reason": r["reason"], "result_key": f"{s.on.year}-{_name(s, listed[k])}"}
        for k, r in chosen.items() if k in listed
    ]  # fmt: skip
    how = {REPEAL: REPEALED, LAPSE: LAPSED}
    ended = [ending(str(r["doc"]), str(r.get("title", "")), str(r.get("number", "")), how[str(r["conclusion"])], s.on, str(r["reason"]))
             for r in results if r["conclusion"] in how]  # fmt: skip
    return {
        **_summary(s),
        "results": results,
        "cleanup_year": s.on.year,
        "ended_rows": ended,
        "to_revise": [str(r["doc"]) for r in results if _to_begin(s, r)],
    }


def _name(s: Situation, listed: Mapping[str, Value]) -> str:
    """The document as the catalogue of old names it; one made here, whose key is its matter, by its number."""
    key = str(listed["doc"])
    return str(listed.get("number") or key) if s.records.matter(key) else key


def _to_begin(s: Situation, result: Mapping[str, Value]) -> bool:
    """Whether the document is to be revised and nobody has begun to."""
    begun = s.records.matters(ADOPT, replaces=str(result["doc"])) if result["conclusion"] == REVISE else ()
    return result["conclusion"] == REVISE and all(m.closed_on for m in begun)


CLEANUP = procedure(
    name="normative_documents.cleanup",
    label="规范性文件清理",
    basis=(GFX(), CQGFX()),
    title=lambda facts: str(facts.get("title", "")),
    readers=("justice_office", "town_head", "leader", "legality_reviewer"),
    states=(
        State("opened", "已启动"), State("listed", "逐件提出意见"), State("proposed", "意见已汇总"), State("reviewed", "待决定"),
        State("decided", "已决定"), State("published", "已公布", closed=True),
    ),
    fields=FIELDS,
    steps=(
        Step(id="open", label="启动清理", source=(START,), to="opened", roles=("party_gov_office", "justice_office"), basis=(GFX(), CQGFX()),
             fields=("title", "office", "scope_from", "scope_to", "cleanup_basis"), optional=("issuer",),
             derives=lambda s: {"issuer": issuing_organ(s.facts, s.records, s.on)}, derived=("issuer",)),
        Step(id="list", label="列出范围内文件", source=("opened", "listed"), to="listed", roles=("party_gov_office", "justice_office"), basis=(CQGFX(),),
             optional=("scope_from", "scope_to"), derives=_listed, derived=("listed",), gates=(scope_not_empty,),
             consequence="由系统从规范性文件目录逐件列出，不能手工增减。"),
        Step(id="conclude", label="提出清理意见", source=("listed",), to="listed", roles=("office_head", "clerk", "party_gov_office"), basis=(CQGFX(),),
             fields=("conclusions",), gathers=("conclusions",), gates=(within_scope,), light=True),
        Step(id="propose", label="汇总清理意见", source=("listed",), to="proposed", roles=("party_gov_office", "justice_office"), basis=(CQGFX(),),
             derives=_summary, derived=("text", "text_digest"), gates=(in_scope_complete,), light=True),
        Step(id="send_for_review", label="送合法性审查", source=("proposed",), to=None, roles=("party_gov_office", "justice_office"), basis=(GFX_REVIEW(),),
             gates=(no_review_pending,),
             opens=(Opens(procedure=REVIEW, step="submit",
                          values={"subject": "规范性文件", "document_act": "清理", "papers": ["送审稿", "起草说明"]},
                          carry={"title": "title", "submitting_office": "office", "organ": "issuer", "text": "text", "text_digest": "text_digest"}),)),
        Step(id="take_opinion", label="收合法性审查意见", source=("proposed",), roles=("clock",), basis=(GFX_REVIEW(),),
             to=Branch("opinion", {"合法": "reviewed", "应予修改": "listed", "不合法": "listed", "探索性·风险明示": "listed"}), fields=("opinion",),
             follows=(Follows(procedure=REVIEW, states=("closed",), carry={"opinion": "opinion"}, when=lambda f: "opinion" in f),)),
        Step(id="skip_review", label="免审提请决定", source=("proposed",), to="reviewed", roles=("party_gov_office",), basis=(CQGFX(),),
             gates=(all_kept,)),
        Step(id="decide", label="会议决定", source=("reviewed",), to="decided", roles=("town_head",), basis=(GFX(), CQGFX()), fields=("minutes",),
             optional=("conclusions",), gathers=("conclusions",), derives=_results, derived=("text", "text_digest", "results", "cleanup_year", "ended_rows", "to_revise"),
             opens=(Opens(procedure=ADOPT, step="propose_revision", each="to_revise", into="replaces", carry={"issuer": "issuer"},
                          values={"necessity": "规范性文件清理决定修订，理由见清理结果"}),),
             gates=(in_scope_complete, within_scope, changes_reviewed), starts=(Starts(limit="gfx.publish"),),
             enters=(Enters(register="cleanup_results", key="result_key", rows="results"), *ENDINGS_WRITTEN),
             consequence="列为废止、失效的文件自今日起停止适用；列为修订的，逐件开始修订。"),
        Step(id="publish", label="公布清理结果", source=("decided",), to="published", roles=("party_gov_office",), basis=(OGI(20), GFX()),
             ends=("gfx.publish",), issues=CLEANUP_NOTICE, publishes=Target.SELF, consequence="未列入继续有效目录的文件不再作为行政管理的依据。"),
    ),
    public=PublicView(fields=("title", "issuer", "cleanup_basis", "scope_from", "scope_to", "results")),
)  # fmt: skip
