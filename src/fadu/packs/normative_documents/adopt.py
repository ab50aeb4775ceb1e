"""Making a normative document (制发): from the proposal to the day it ends. Its text is recognised by digest at every turn."""

from __future__ import annotations

from fadu.kernel.procedure import START, Branch, Enters, Follows, Opens, PublicView, Starts, State, Step, Target
from fadu.packs.common.gates import masked, reviewed_lawful, reviewed_lawful_for, secrecy_checked
from fadu.packs.common.laws import BIZ, CQGFX, FAIR, GFX, GFX_REVIEW, OGI, ORGANIC, PAPERS, REC, TOWN_RULE
from fadu.packs.common.steps import procedure
from fadu.packs.normative_documents import adopt_papers as papers
from fadu.packs.normative_documents import derived, gates, nature
from fadu.packs.normative_documents.adopt_fields import (
    ASSESSED,
    DEFERRED,
    FIELDS,
    PASSED,
    READY,
    REJECTED,
    TO_ASSESS,
    TO_EXPLAIN,
    UNCLEARED,
)
from fadu.packs.normative_documents.fields import (
    AS_ORIGINAL,
    CLASSIFIED,
    DISPUTED,
    KEEP,
    LAPSED,
    NATURE,
    NORMAL,
    REISSUED,
    REPEAL,
    REPEALED,
    REPLACED,
    REVISE,
    SET_ASIDE,
    TO_CLASSIFY,
    TRIAL,
)
from fadu.packs.normative_documents.records_of import ENDINGS_WRITTEN, OWN_SERIES

REVIEW, ADOPT = "legal_counsel.legality_review", "normative_documents.adopt"
PREPARED = ("proposed", "disputed", "classified")
_BY_NATURE = Branch("nature_stage", {TO_CLASSIFY: "proposed", CLASSIFIED: "classified", DISPUTED: "disputed"})
BEFORE_REVIEW = (*PREPARED, "drafted", "consulting", "consulted", "assessed", "checked")
BEFORE_SIGNING = (*BEFORE_REVIEW, "reviewed", "deliberated")
SIGNED_STATES = ("signed", "to_explain", "cleared")
ISSUED_STATES = ("published", "filed", "in_force", "evaluated")
LIFE_LIMITS = ("gfx.valid.normal", "gfx.valid.trial", "gfx.reeval", "gfx.explain", "gfx.file")

_SUBMISSION = {"title": "title", "submitting_office": "office", "organ": "issuer"}
_IN_CATALOGUE = Enters(
    register="documents",
    key="own_key",
    columns={"effective": "effective_on", "legality_review": "review_number", "state": "document_state"},
)
_VALIDITY = (
    Starts(limit="gfx.valid.normal", since="validity_from", when=lambda f: f.get("kind") == NORMAL),
    Starts(limit="gfx.valid.trial", since="validity_from", when=lambda f: f.get("kind") == TRIAL),
    Starts(limit="gfx.reeval", since="expires"),
)  # fmt: skip
_AS_IT_WAS = {"title": "title", "office": "office", "issuer": "issuer", "replaces": "own_key"}
_REVISION = Opens(
    procedure=ADOPT, step="propose", values={"issue_kind": REISSUED, **AS_ORIGINAL}, carry={**_AS_IT_WAS, "necessity": "correction_demand"},
)  # fmt: skip
_REVISION_FOUND_NEEDED = Opens(
    procedure=ADOPT, step="propose", values={"issue_kind": REISSUED, **AS_ORIGINAL}, carry={**_AS_IT_WAS, "necessity": "evaluation_report"},
    when=lambda f: f.get("evaluation_result") == REVISE,
)  # fmt: skip

PREPARING = (
    Step(id="propose", label="立项", source=(START,), to=_BY_NATURE, roles=("clerk",), basis=(GFX(), CQGFX()),
         fields=("title", "office", "necessity", "issue_kind", *NATURE), optional=("replaces", "issuer"), derives=nature.proposed,
         derived=(*nature.TOLD, "nature_stage", "issuer", "text", "text_digest"),
         gates=(gates.office_may_issue, gates.replaced_in_force), issues=papers.PROPOSAL),
    Step(id="propose_revision", label="修订立项", source=(START,), to="classified", roles=("clerk", "office_head"), basis=(GFX(), CQGFX()),
         fields=("replaces", "necessity"), optional=("issuer",), derives=derived.revision_of,
         derived=("title", "office", "issuer", "issue_kind", "nature_stage"), gates=(gates.replaced_in_force,),
         consequence="性质与原文件相同，不再认定；新文件公布施行之日，原文件停止适用。"),
    Step(id="classify_again", label="认定文件性质", source=("proposed",), to=_BY_NATURE, roles=("party_gov_office", "office_head"), basis=(GFX(), CQGFX()),
         fields=NATURE, derives=nature.staged, derived=("classification", "nature_stage"), gates=(nature.another_person,),
         issues=papers.PROPOSAL, light=True),
    Step(id="settle_nature", label="裁定文件性质", source=("disputed",), to="classified", roles=("justice_office",), basis=(GFX(), CQGFX()),
         fields=("justice_finding", "finding_reason"), light=True),
    Step(id="draft", label="起草", source=PREPARED, to="drafted", roles=("clerk",), basis=(GFX(), BIZ(64)),
         fields=("text", "kind", "drafting_note", "bases", "touches_market"), optional=("effective_on", "office_opinion", "interpreter"),
         derives=derived.drafted, derived=("text_digest", "interpreter"),
         gates=(nature.classified_by_two, nature.normative_by_nature, gates.no_forbidden_content, gates.cited_numbers_sound)),
    Step(id="rewrite", label="修改文稿", source=("drafted",), to=None, roles=("clerk",), basis=(GFX(),),
         fields=("text", "revision_note"), anew=("revision_note",), optional=("bases", "drafting_note", "office_opinion", "effective_on", "touches_market", "kind"),
         derives=derived.digest, derived=("text_digest",), gates=(gates.no_forbidden_content, gates.cited_numbers_sound)),
    Step(id="declare_emergency", label="批准紧急制发", source=BEFORE_REVIEW, to=None, roles=("town_head",), basis=(GFX(), GFX_REVIEW()),
         fields=("emergency_reason",), consequence="可以缩短征求意见和审查时间，理由写入起草说明；合法性审查、集体审议不能省略。"),
    Step(id="prepare_explanation", label="报解读方案", source=BEFORE_SIGNING + ("signed",), to=None, roles=("clerk", "office_head"), basis=(GFX(),),
         fields=("explanation_plan",)),
    Step(id="consult", label="公开征求意见", source=("drafted",), to="consulting", roles=("office_head",), basis=(BIZ(62), GFX()),
         fields=("office_opinion", "comment_notice", "comment_channel"), anew=("answers", "fair_result", "fair_reason"), issues=papers.COMMENT_NOTICE, publishes=Target.SELF,
         starts=(Starts(limit="gfx.comment.market", when=lambda f: f.get("touches_market") is True),
                 Starts(limit="gfx.comment.general", when=lambda f: f.get("touches_market") is not True)),
         consequence="公众将看到征求意见稿；期满之前不能汇总采纳情况。"),
    Step(id="comment", label="提出意见", source=("consulting",), to=None, roles=("public", "clerk"), basis=(BIZ(62),),
         fields=("comments",), gathers=("comments",), light=True),
    Step(id="collect", label="汇总意见采纳情况", source=("consulting",), to="consulted", roles=("clerk",), basis=(BIZ(62),),
         optional=("answers",), derives=derived.comments_counted, derived=("comment_count",),
         gates=(gates.comment_period_over, gates.each_comment_answered), ends=("gfx.comment.market", "gfx.comment.general"),
         issues=papers.ADOPTION_TABLE, publishes=Target.SELF),
    Step(id="resume_consulted", label="修改后免再征求意见", source=("drafted",), to=Branch("fair_stage", {TO_ASSESS: "consulted", ASSESSED: "assessed"}), roles=("office_head",), basis=(GFX(),),
         fields=("substantial_change", "answers_hold", "revision_note"), optional=("answers",), anew=("substantial_change", "answers_hold"),
         derives=derived.assessed_before, derived=("fair_stage",), gates=(gates.consulted_before, gates.answers_mended, gates.each_comment_answered)),
    Step(id="fair_competition", label="公平竞争审查", source=("consulted",), to="assessed", roles=("office_head",), basis=(FAIR(16), FAIR(17), FAIR(18)),
         fields=("fair_result", "fair_reason"), optional=("stakeholders", "touches_market"), gates=(gates.stakeholders_heard,),
         issues=papers.FAIR_CONCLUSION),
    Step(id="check_form", label="形式审查", source=("assessed",), to="checked", roles=("party_gov_office",), basis=(GFX(),),
         optional=("office_opinion", "drafting_note"), gates=(gates.pack_complete,)),
    Step(id="return", label="退回修改", back=True, source=("consulted", "assessed", "checked"), to="drafted", roles=("party_gov_office",), basis=(GFX(),),
         fields=("return_reason",), anew=("return_reason",), gates=(gates.no_review_pending,)),
)  # fmt: skip

DECIDING = (
    Step(id="send_for_review", label="送合法性审查", source=("checked",), to=None, roles=("party_gov_office",), basis=(GFX_REVIEW(), BIZ(63)),
         derives=derived.review_pack, derived=("review_papers",), gates=(gates.no_review_pending,),
         opens=(Opens(procedure=REVIEW, step="submit", values={"subject": "规范性文件"},
                      carry={**_SUBMISSION, "text": "text", "text_digest": "text_digest", "papers": "review_papers"}),)),
    Step(id="take_opinion", label="收合法性审查意见", source=("checked",), roles=("clock",), basis=(GFX_REVIEW(),),
         to=Branch("opinion", {"合法": "reviewed", "应予修改": "drafted", "不合法": "stopped", "探索性·风险明示": "drafted"}),
         fields=("opinion",), optional=("adoption", "text", "text_digest"), anew=("adoption", "non_adoption_reason"), derives=derived.reviewed, derived=("reviewed_digest", "review_number", "review_basis"),
         follows=(Follows(procedure=REVIEW, states=("closed",), when=lambda f: "opinion" in f,
                          carry={"opinion": "opinion", "adoption": "adoption", "text": "text", "text_digest": "text_digest"}),)),
    Step(id="submit_with_reasons", label="说明理由提请审议", source=("drafted",), to="reviewed", roles=("office_head",), basis=(GFX_REVIEW(),),
         fields=("non_adoption_reason",), gates=(reviewed_lawful, gates.adopted_points_done)),
    Step(id="deliberate", label="集体审议", source=("reviewed",), roles=("town_head",), basis=(GFX(), BIZ(63), FAIR(18)),
         to=Branch("vote", {PASSED: "deliberated", DEFERRED: "drafted", REJECTED: "stopped"}),
         fields=("vote", "minutes"), anew=("vote", "minutes", "dissent"), optional=("dissent", "non_adoption_reason", "text", "review_basis"),
         derives=derived.digest, derived=("text_digest",), issues=papers.MINUTES_PAPER,
         gates=(reviewed_lawful, gates.review_not_replaced, gates.fair_competition_done, gates.non_adoption_explained)),
    Step(id="return_changed", label="改动文本退回复审", source=("reviewed", "deliberated", *SIGNED_STATES), to="drafted", roles=("town_head", "party_gov_office"),
         basis=(PAPERS(25), GFX_REVIEW()), fields=("return_reason",), anew=("return_reason",), optional=("text",), derives=derived.digest, derived=("text_digest",),
         ends=("gfx.publish",), consequence="文本改动后须重新审查、重新审议。"),
    Step(id="sign", label="签发", source=("deliberated",), to="signed", roles=("town_head",), basis=(GFX(), PAPERS(22), PAPERS(25)),
         optional=("text",), derives=derived.signed, derived=("text_digest", "signer"), starts=(Starts(limit="gfx.publish"),),
         gates=(gates.text_unchanged_since("reviewed_digest", "合法性审查"),), issues=papers.SIGNED_DRAFT),
    Step(id="check_secrecy", label="保密审查", source=SIGNED_STATES, to=Branch("issue_stage", {UNCLEARED: "signed", READY: "cleared", TO_EXPLAIN: "to_explain"}), roles=("secrecy_reviewer",), basis=(OGI(17),),
         fields=("secrecy_result",), anew=("secrecy_result",), derives=derived.secrecy_of_text, derived=("secrecy_digest", "issue_stage")),
    Step(id="supply_explanation", label="补报解读方案", source=("to_explain",), to="cleared", roles=("office_head", "clerk"), basis=(GFX(), OGI(20)),
         fields=("explanation_plan",), light=True),
    Step(id="number_and_publish", label="统一登记编号公布", source=("cleared",), to="published", roles=("party_gov_office",), basis=(GFX(), OGI(20), OGI(26)),
         optional=("effective_on", "registry_no"), derives=derived.issued,
         derived=("issued", "effective_on", "validity_from", "expires", "ended_rows", "own_key", "document_state"),
         gates=(secrecy_checked, gates.explanation_ready, gates.not_retroactive, masked), ends=("gfx.publish",),
         starts=(Starts(limit="gfx.explain"), Starts(limit="gfx.file"), *_VALIDITY), issues=papers.NORMATIVE_DOCUMENT,
         enters=(_IN_CATALOGUE, *ENDINGS_WRITTEN), publishes=Target.SELF,
         consequence="将取得规范性文件文号并向社会公布，编号不能收回；被修订的文件自施行之日停止适用。"),
)  # fmt: skip

LIVING = (
    Step(id="register_existing", label="登记既有文件", source=(START,), to="in_force", roles=("party_gov_office", "justice_office"), basis=(CQGFX(), GFX()),
         fields=("document",), optional=("issuer",), derives=derived.from_catalogue,
         derived=("issuer", "title", "number", "office", "issued", "own_key", "kind", "effective_on", "expires", "validity_from"),
         gates=(gates.document_known, gates.validity_known), starts=_VALIDITY,
         consequence="目录中已有的文件由此开始计算有效期，期满自动失效；不计入本年制发。"),
    Step(id="explain", label="发布解读", source=ISSUED_STATES, to=None, roles=("office_head",), basis=(GFX(),), fields=("explanation_text",),
         ends=("gfx.explain",), issues=papers.EXPLANATION, publishes=Target.SELF),
    Step(id="send_for_filing", label="报送备案", source=("published",), to=None, roles=("party_gov_office",), basis=(CQGFX(), GFX()),
         fields=("filing_organ",), derives=derived.sent, derived=("filed_in_time", "number"), ends=("gfx.file",), issues=papers.FILING_REPORT),
    Step(id="filed", label="登记备案回执", source=("published",), to="filed", roles=("district_department", "party_gov_office"), basis=(CQGFX(),),
         fields=("filing_no",), derives=derived.filed, derived=("filed_on", "number", "document_state"), gates=(gates.sent_for_filing,), enters=(_IN_CATALOGUE,)),
    Step(id="take_effect", label="确认施行", source=("filed",), to="in_force", roles=("party_gov_office",), basis=(GFX(),),
         derives=derived.took_effect, derived=("document_state",), gates=(gates.effect_reached,), enters=(_IN_CATALOGUE,)),
    Step(id="evaluate", label="期满前评估", source=("in_force",), to=Branch("evaluation_result", {KEEP: "evaluated", REVISE: "in_force", REPEAL: "in_force"}), roles=("office_head",), basis=(CQGFX(),),
         fields=("evaluation_result", "evaluation_report"), anew=("evaluation_result", "evaluation_report"), ends=("gfx.reeval",), issues=papers.EVALUATION,
         opens=(_REVISION_FOUND_NEEDED,), consequence="继续有效的，由镇长延续有效期；修订的，同时启动修订；废止的，期满自动失效，需要提前停止的办理废止。"),
    Step(id="renew", label="延续有效期", source=("evaluated",), to="in_force", roles=("town_head",), basis=(CQGFX(),),
         derives=derived.renewed, derived=("validity_from", "expires", "number"), starts=_VALIDITY, issues=papers.RENEWAL,
         enters=(_IN_CATALOGUE,), publishes=Target.SELF),
    Step(id="ordered_to_correct", label="备案审查要求纠正", source=ISSUED_STATES, to=None, roles=("district_department", "party_gov_office"),
         basis=(GFX(), CQGFX()), fields=("correction_demand",), anew=("correction_demand",), opens=(_REVISION,)),
    Step(id="start_revision", label="启动修订", source=("in_force",), to=None, roles=("office_head", "party_gov_office"), basis=(GFX(),),
         fields=("correction_demand",), anew=("correction_demand",), opens=(_REVISION,)),
)  # fmt: skip

ENDING = (
    Step(id="lapse", label="期满失效", source=ISSUED_STATES, to="lapsed", roles=("clock",), basis=(CQGFX(),), on_lapse="gfx.valid.normal",
         derives=derived.lapsed, derived=("ended_rows", "ended_how"), gates=(gates.validity_over,), ends=LIFE_LIMITS,
         issues=papers.LAPSE_NOTICE, enters=ENDINGS_WRITTEN, publishes=Target.SELF),
    Step(id="lapse_trial", label="暂行期满失效", source=ISSUED_STATES, to="lapsed", roles=("clock",), basis=(CQGFX(),), on_lapse="gfx.valid.trial",
         derives=derived.lapsed, derived=("ended_rows", "ended_how"), gates=(gates.validity_over,), ends=LIFE_LIMITS,
         issues=papers.LAPSE_NOTICE, enters=ENDINGS_WRITTEN, publishes=Target.SELF),
    Step(id="send_repeal_for_review", label="废止决定送审", source=ISSUED_STATES, to=None, roles=("clerk", "party_gov_office"), basis=(GFX_REVIEW(),),
         fields=("repeal_text",), derives=derived.repeal_digest, derived=("repeal_digest",), gates=(gates.no_review_pending,),
         opens=(Opens(procedure=REVIEW, step="submit", values={"subject": "规范性文件", "document_act": "废止", "papers": ["送审稿", "起草说明"]},
                      carry={**_SUBMISSION, "text": "repeal_text", "text_digest": "repeal_digest"}),)),
    Step(id="repeal", label="废止", source=ISSUED_STATES, to="repealed", roles=("town_head",), basis=(GFX(), ORGANIC(76)),
         optional=("repeal_text",), derives=lambda s: {**derived.repeal_digest(s), **derived.repealed(s)},
         derived=("repeal_digest", "ended_rows", "ended_how"), gates=(reviewed_lawful_for("repeal_digest"),), ends=LIFE_LIMITS,
         issues=papers.REPEAL_DECISION, enters=ENDINGS_WRITTEN, publishes=Target.SELF,
         consequence="文件自废止决定公布之日停止适用，不能恢复。"),
    Step(id="replace", label="被修订文件替代", source=ISSUED_STATES, to="replaced", roles=("clock",), basis=(GFX(),),
         gates=(gates.replacement_published,), ends=LIFE_LIMITS, follows=(Follows(procedure=ADOPT, states=("published",)),)),
    Step(id="set_aside", label="被撤销或者改变", source=ISSUED_STATES, to="repealed", roles=("party_gov_office",), basis=(ORGANIC(12), ORGANIC(73), REC(57)),
         fields=("set_aside_by", "set_aside_paper"), derives=derived.set_aside, derived=("ended_rows", "ended_how"), ends=LIFE_LIMITS,
         issues=papers.SET_ASIDE_NOTICE, enters=ENDINGS_WRITTEN, publishes=Target.SELF),
    Step(id="follow_catalogue", label="按目录销号", source=ISSUED_STATES, roles=("party_gov_office",), basis=(GFX(),),
         to=Branch("ended_how", {REPEALED: "repealed", LAPSED: "lapsed", REPLACED: "replaced", SET_ASIDE: "repealed"}),
         derives=derived.ended_elsewhere, derived=("ended_how",), gates=(gates.ended_in_catalogue,), ends=LIFE_LIMITS,
         consequence="清理或者修订已使本文件停止适用，本事项随之办结。"),
    Step(id="withdraw", label="撤回立项", source=BEFORE_SIGNING, to="stopped", roles=("clerk", "office_head"), basis=(TOWN_RULE(),),
         fields=("stop_reason",), gates=(gates.no_review_pending,), ends=("gfx.comment.market", "gfx.comment.general"), withdraws=Target.SELF),
)  # fmt: skip

ADOPT_PROCEDURE = procedure(
    name=ADOPT,
    label="规范性文件制发",
    basis=(GFX(), GFX_REVIEW(), CQGFX(), ORGANIC(76)),
    title=lambda facts: str(facts.get("title", "")),
    readers=("justice_office", "party_gov_office", "town_head", "leader", "legality_reviewer"),
    case_number=OWN_SERIES,
    states=(
        State("proposed", "待另一人认定性质"), State("disputed", "待司法所认定性质"), State("classified", "已立项"), State("drafted", "起草修改中"), State("consulting", "征求意见中"), State("consulted", "待公平竞争审查"), State("assessed", "待形式审查"),
        State("checked", "待合法性审查"), State("reviewed", "待集体审议"), State("deliberated", "待签发"), State("signed", "待保密审查"), State("cleared", "待编号公布"), State("to_explain", "待解读方案"),
        State("published", "已公布待备案"), State("filed", "已备案"), State("in_force", "现行有效", standing=True), State("evaluated", "评估继续有效待延续"),
        State("lapsed", "已失效", closed=True), State("repealed", "已废止", closed=True), State("replaced", "已被替代", closed=True),
        State("stopped", "已终止", closed=True),
    ),
    fields=FIELDS,
    steps=(*PREPARING, *DECIDING, *LIVING, *ENDING),
    public=PublicView(label="规范性文件", fields=("title", "issuer", "number", "comment_notice", "comment_channel", "text", "answers", "issued", "effective_on", "expires",
                              "interpreter", "explanation_text", "filing_no", "ended_how"),
                      until={"comment_notice": "issued", "comment_channel": "issued"}),
)  # fmt: skip
