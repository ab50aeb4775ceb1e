"""Papers of making, publishing and ending a normative document. Each is composed from the matter as it then stands."""

from __future__ import annotations

from dataclasses import replace

from fadu.kernel.docnumber import Series
from fadu.kernel.field import chinese_day
from fadu.kernel.instrument import Annex, Block, Box, Heading, Instrument, Paper, Table, paragraph
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.laws import BIZ, CQGFX, FAIR, GFX, GFX_REVIEW, OGI, PAPERS
from fadu.packs.common.papers import printed, shown
from fadu.packs.common.rows import count_of, rows_of
from fadu.packs.normative_documents.paper_parts import internal, is_rule, named, official, text_blocks, with_number
from fadu.packs.normative_documents.records_of import OWN_SERIES, done_on

#: The document's own gapless series, and the ordinary series of decisions and reports.
OWN = Series(id=OWN_SERIES, label="规范性文件", prefix=lambda facts: "{town}府规")
ORDINARY = Series(id="ordinary_document", label="政府发文", prefix=lambda facts: "{town}府发")
REPORTING = Series(id="reporting_document", label="上行文", prefix=lambda facts: "{town}府文")


def compose_proposal(matter: Matter, records: Records) -> Paper:
    answers = tuple(
        (
            str(r.get("person", "")),
            *(str(r.get(q, "")) for q in ("lawful_power", "touches_rights", "binds_generally", "applies_repeatedly")),
            str(r.get("reason", "")),
        )
        for r in rows_of(matter.facts, "classification")
    )
    blocks: tuple[Block, ...] = (
        Box("拟制定文件", named(matter)), Box("起草部门", shown(matter, "office"), wide=False), Box("制发方式", shown(matter, "issue_kind"), wide=False),
        Box("必要性和可行性", shown(matter, "necessity"), lines=3), Heading("文件性质认定"), Table(("认定人", "依职权制定", "权利义务", "普遍约束", "反复适用", "理由"), answers),
    )  # fmt: skip
    return internal(matter, records, "proposal", "规范性文件立项表", blocks, step="propose", signed_by=shown(matter, "office"))


def compose_comment_notice(matter: Matter, records: Records) -> Paper:
    market = matter.get("touches_market") is True
    clock = matter.clocks.get("gfx.comment.market" if market else "gfx.comment.general")
    began = chinese_day(clock.started_on) if clock else ""
    blocks = (
        paragraph(f"为了提高规范性文件质量，现将{named(matter)}（征求意见稿）向社会公开征求意见。{shown(matter, 'comment_notice')}。"),
        paragraph(f"征求意见自{began}开始，法定期限届满前提出的意见均予研究，采纳情况将向社会反馈。"),
        paragraph(f"提出意见的途径：{shown(matter, 'comment_channel')}。"),
        Heading("征求意见稿"), *text_blocks(shown(matter, "text")),
    )  # fmt: skip
    return official(matter, records, "comment_notice", f"关于公开征求{named(matter)}意见的公告", blocks, step="consult")


def compose_adoption_table(matter: Matter, records: Records) -> Paper:
    rows = tuple(
        (str(r.get("no", "")), str(r.get("summary", "")), str(r.get("adoption", "")), str(r.get("reason", "")) or "—")
        for r in rows_of(matter.facts, "answers")
    )
    count = count_of(matter.facts, "comment_count")
    opening = f"{named(matter)}公开征求意见期间，共收到意见{count}条。" if count else f"{named(matter)}公开征求意见期间，未收到意见。"
    blocks: tuple[Block, ...] = (paragraph(opening), *((Table(("序号", "意见摘要", "采纳情况", "理由"), rows),) if rows else ()))
    return internal(matter, records, "comment_adoption", f"{named(matter)}公众意见采纳情况表", blocks, step="collect")


def compose_fair_conclusion(matter: Matter, records: Records) -> Paper:
    heard = rows_of(matter.facts, "stakeholders")
    said = "；".join(f"{r.get('name', '')}：{r.get('opinion', '')}" for r in heard) or "不涉及经营者，未另行听取意见"
    blocks = (
        Box("审查对象", named(matter)), Box("起草部门", shown(matter, "office")), Box("听取意见情况", f"{said}。", lines=3),
        Box("审查结论", shown(matter, "fair_result")), Box("理由", f"{shown(matter, 'fair_reason')}。", lines=3),
    )  # fmt: skip
    return internal(
        matter,
        records,
        "fair_competition",
        "公平竞争审查结论",
        blocks,
        step="fair_competition",
        signed_by=shown(matter, "office"),
        seal=True,
    )


def compose_minutes(matter: Matter, records: Records) -> Paper:
    blocks = (
        paragraph(f"会议审议了{named(matter)}（送审稿），依据：{shown(matter, 'minutes')}。"),
        paragraph(
            f"合法性审查结论：{shown(matter, 'opinion')}；所附依据：{with_number(shown(matter, 'review_basis'), shown(matter, 'review_number'))}。"
        ),
        paragraph(f"不同意见：{shown(matter, 'dissent') or '无'}。"),
        paragraph(f"未采纳审查意见的说明：{shown(matter, 'non_adoption_reason') or '无'}。"),
        paragraph(f"会议决定：{shown(matter, 'vote')}。"),
    )
    organ = shown(matter, "issuer")
    return official(
        matter, records, "minutes", f"关于审议{named(matter)}的会议纪要", blocks, step="deliberate", seal=False, head=f"{organ}会议纪要"
    )


def compose_signed_draft(matter: Matter, records: Records) -> Paper:
    blocks = (paragraph(f"文本摘要值：{shown(matter, 'text_digest').partition(':')[2][:16]}"), *text_blocks(shown(matter, "text")))
    return internal(matter, records, "signed_draft", f"{shown(matter, 'title')}（签发稿）", blocks, step="sign")


def compose_document(matter: Matter, records: Records) -> Paper:
    """The notice that issues it, and the document itself: a rule as the annex of its notice, any other text in the notice's body."""
    title, notice = named(matter).strip("《》"), paragraph(f"{named(matter)}已经集体审议通过，现印发给你们，请遵照执行。")
    rule = is_rule(title)
    asked = paragraph(f"执行中遇到的问题，请向{shown(matter, 'office')}反映。")
    blocks = (notice, asked) if rule else (notice, Heading(title), *_document_text(matter))
    organ_words = f"{shown(matter, 'issuer')}关于印发{named(matter)}的通知"
    paper = official(
        matter, records, OWN_SERIES, organ_words, blocks, step="number_and_publish", to="各村（社区），镇属各部门",
        printed_by="党政综合办公室", copies_to=f"统一登记号：{shown(matter, 'registry_no')}" if shown(matter, "registry_no") else "",
    )  # fmt: skip
    return replace(paper, attachments=(title,), annexes=(Annex(title, _document_text(matter)),)) if rule else paper


def _document_text(matter: Matter) -> tuple[Block, ...]:
    """The text, who interprets it, the day of effect and the validity, each once and always."""
    ending = f"本文件自{shown(matter, 'effective_on')}起施行，有效期至{shown(matter, 'expires')}。"
    replaced = [with_number(f"《{r.get('title', '')}》", str(r.get("number", ""))) for r in rows_of(matter.facts, "ended_rows")]
    return (
        *text_blocks(shown(matter, "text")),
        paragraph(f"本文件由{shown(matter, 'interpreter')}负责解释。"),
        paragraph(ending + (f"{'、'.join(replaced)}同时废止。" if replaced else "")),
    )


def compose_explanation(matter: Matter, records: Records) -> Paper:
    """The office explains; it issues no paper of its own, so the sheet has no red head (党政机关公文处理工作条例 17)."""
    blocks = (*text_blocks(shown(matter, "explanation_text")), paragraph(f"解读部门：{shown(matter, 'office')}"))
    return internal(matter, records, "explanation", f"{named(matter)}政策解读", blocks, step="explain", signed_by=shown(matter, "office"))


def compose_filing_report(matter: Matter, records: Records) -> Paper:
    number = shown(matter, "number")
    blocks = (
        paragraph(
            f"我镇制定的{with_number(named(matter), number)}已于{shown(matter, 'issued')}公布，自{shown(matter, 'effective_on')}起施行。现将该文件报送备案，请予审查。"
        ),
        paragraph("特此报告。"),
    )
    return official(
        matter, records, "filing_report", f"{shown(matter, 'issuer')}关于报送{named(matter)}备案的报告", blocks, step="send_for_filing",
        to=shown(matter, "filing_organ"), attachments=("正式文本", "起草说明", "合法性审查意见书", "制定依据"), issuer_line=shown(matter, "signer"),
    )  # fmt: skip


def compose_evaluation(matter: Matter, records: Records) -> Paper:
    blocks = (
        paragraph(f"{named(matter)}有效期至{shown(matter, 'expires')}，现将期满前评估情况报告如下。"),
        paragraph(shown(matter, "evaluation_report")), paragraph(f"评估结论：{shown(matter, 'evaluation_result')}。"),
    )  # fmt: skip
    return internal(
        matter, records, "evaluation", f"{named(matter)}实施情况评估报告", blocks, step="evaluate", signed_by=shown(matter, "office")
    )


def compose_renewal(matter: Matter, records: Records) -> Paper:
    blocks = (
        paragraph(
            f"经期满前评估，{with_number(named(matter), shown(matter, 'number'))}内容合法、仍需执行，决定延续其有效期至{shown(matter, 'expires')}。"
        ),
    )
    return official(matter, records, "renewal", f"关于延续{named(matter)}有效期的决定", blocks, step="renew")


def compose_lapse_notice(matter: Matter, records: Records) -> Paper:
    step = "lapse_trial" if "lapse_trial" in matter.done else "lapse"
    return official(matter, records, "lapse_notice", "规范性文件失效公告", (
        paragraph("下列规范性文件有效期届满，自动失效，不再作为行政管理的依据："), _ended_table(matter)), step=step)  # fmt: skip


def compose_repeal(matter: Matter, records: Records) -> Paper:
    number = matter.numbers.get(OWN_SERIES) or shown(matter, "number")
    day = done_on(matter, "repeal")
    blocks = (
        *text_blocks(shown(matter, "repeal_text")),
        paragraph(f"{with_number(named(matter), number)}自{chinese_day(day) if day else '本决定公布之日'}起废止，不再作为行政管理的依据。"),
    )
    return official(matter, records, "repeal_decision", f"{shown(matter, 'issuer')}关于废止{named(matter)}的决定", blocks, step="repeal")


def compose_set_aside(matter: Matter, records: Records) -> Paper:
    reason = f"根据{shown(matter, 'set_aside_paper')}，下列规范性文件已由{shown(matter, 'set_aside_by')}撤销或者改变，停止适用："
    return official(
        matter, records, "set_aside_notice", "规范性文件停止适用公告", (paragraph(reason), _ended_table(matter)), step="set_aside"
    )


def _ended_table(matter: Matter) -> Table:
    rows = rows_of(matter.facts, "ended_rows")
    return Table(
        ("标题", "文号", "停止方式", "停止适用日期"),
        tuple((str(r.get("title", "")), str(r.get("number", "")), str(r.get("how", "")), printed(r.get("ended_on"))) for r in rows),
    )


PROPOSAL = Instrument(id="proposal", label="立项表", compose=compose_proposal, basis=(GFX(),), needs=("title", "necessity"))
COMMENT_NOTICE = Instrument(
    id="comment_notice", label="征求意见公告", compose=compose_comment_notice, basis=(BIZ(62),), needs=("title", "text", "comment_notice")
)
ADOPTION_TABLE = Instrument(
    id="comment_adoption", label="意见采纳情况表", compose=compose_adoption_table, basis=(BIZ(62),), needs=("title",)
)
FAIR_CONCLUSION = Instrument(
    id="fair_competition",
    label="公平竞争审查结论",
    compose=compose_fair_conclusion,
    basis=(FAIR(17),),
    needs=("fair_result", "fair_reason"),
)
MINUTES_PAPER = Instrument(id="minutes", label="会议纪要", compose=compose_minutes, basis=(GFX(),), needs=("minutes", "vote"))
SIGNED_DRAFT = Instrument(
    id="signed_draft", label="签发稿", compose=compose_signed_draft, basis=(PAPERS(22),), needs=("title", "text", "text_digest")
)
NORMATIVE_DOCUMENT = Instrument(id=OWN_SERIES, label="规范性文件", compose=compose_document, basis=(GFX(), PAPERS(9)), series=OWN,
                                needs=("title", "text", "effective_on", "expires", "interpreter"))  # fmt: skip
EXPLANATION = Instrument(id="explanation", label="政策解读", compose=compose_explanation, basis=(GFX(),), needs=("explanation_text",))
FILING_REPORT = Instrument(
    id="filing_report",
    label="备案报告",
    compose=compose_filing_report,
    basis=(CQGFX(),),
    series=REPORTING,
    needs=("title", "issued", "filing_organ"),
)
EVALUATION = Instrument(id="evaluation", label="评估报告", compose=compose_evaluation, basis=(CQGFX(),), needs=("evaluation_result",))
RENEWAL = Instrument(id="renewal", label="延续有效期决定", compose=compose_renewal, basis=(CQGFX(),), series=ORDINARY, needs=("expires",))
LAPSE_NOTICE = Instrument(
    id="lapse_notice", label="失效清单", compose=compose_lapse_notice, basis=(CQGFX(), OGI(20)), needs=("ended_rows",)
)
REPEAL_DECISION = Instrument(
    id="repeal_decision", label="废止决定", compose=compose_repeal, basis=(GFX(), GFX_REVIEW()), series=ORDINARY, needs=("repeal_text",)
)
SET_ASIDE_NOTICE = Instrument(
    id="set_aside_notice", label="停止适用公告", compose=compose_set_aside, basis=(OGI(20),), needs=("ended_rows",)
)
