"""Papers of a legality review: the opinion, the list of papers to supply, and the table of what was adopted."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fadu.kernel.docnumber import Series
from fadu.kernel.field import Value
from fadu.kernel.instrument import Block, Box, Heading, Instrument, Layout, Paper, Table, paragraph
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.laws import DEC, GFX_REVIEW
from fadu.packs.common.papers import acted_on, own_organ, verify_text
from fadu.packs.common.rows import count_of, rows_of
from fadu.packs.legal_counsel.review_matters import MAKING, named


def compose_opinion(matter: Matter, records: Records) -> Paper:
    """合法性审查意见书: who submitted what, the points answered one by one, the conclusion, who reviewed and when."""
    f = matter.facts
    said: list[Block] = [
        paragraph(
            f"你单位送来的{_subject(matter)}及送审材料收悉。送审材料包括：{'、'.join(_papers(matter)) or '送审文本'}。经审查，现提出如下意见："
        ),
        Heading("一、审查情况"),
        Table(("审查要点", "是否符合", "依据或说明"), _checked(matter)),
        Heading("二、审查结论"),
        paragraph(_conclusion(matter)),
    ]
    points = rows_of(f, "points")
    if points:
        said += [Heading("三、修改意见"), *(paragraph(_point(n, p)) for n, p in enumerate(points, 1))]
    if f.get("counsel_opinion"):
        said.append(paragraph(f"法律顾问意见：{f['counsel_opinion']}"))
    said += [
        paragraph(f"本意见针对摘要值为{_short_digest(matter)}的送审文本作出，文本修改后须重新审查。"),
        paragraph(f"审查人：{f.get('reviewers', '')}"),
    ]
    return Paper(
        title=f"关于{_subject(matter)}的合法性审查意见书", organ=_organ(matter, records), layout=Layout.OFFICIAL,
        number=matter.numbers.get("legality_opinion", ""), to=str(f.get("submitting_office", "")), blocks=tuple(said),
        head=_organ(matter, records), dated=_day(matter, "opine") or _day(matter, "pass_standard"), verify=verify_text(matter, "legality_opinion"),
    )  # fmt: skip


def _subject(matter: Matter) -> str:
    return named(str(matter.get("title", "")), str(matter.get("document_act") or MAKING))


def _short_digest(matter: Matter) -> str:
    """The first sixteen places of the digest, enough to tell two texts apart on paper."""
    return str(matter.get("text_digest", "")).partition(":")[2][:16]


def _papers(matter: Matter) -> list[str]:
    return [str(p) for p in matter.get("papers") or []]  # type: ignore[union-attr]


def _checked(matter: Matter) -> tuple[tuple[str, ...], ...]:
    rows = rows_of(matter.facts, "checklist")
    return tuple((str(r.get("point", "")), str(r.get("answer", "")), str(r.get("ground", ""))) for r in rows)


def _conclusion(matter: Matter) -> str:
    again = count_of(matter.facts, "round")
    which = f"（第{again}次审查）" if again > 1 else ""
    return {
        "合法": f"审查结论：合法{which}。可以按程序提请审议。",
        "应予修改": f"审查结论：应予修改{which}。请逐条研究以下意见，修改后再次送审；不采纳的，书面说明理由。",
        "不合法": f"审查结论：不合法{which}。不得提请审议。",
    }.get(str(matter.get("opinion")), f"审查结论：{matter.get('opinion', '')}{which}。提请讨论时应当明示风险。")


def _point(n: int, row: Mapping[str, Value]) -> str:
    ground = f"（依据：{row['ground']}）" if row.get("ground") else ""
    return f"{n}．{row.get('advice', '')}{ground}"


def _day(matter: Matter, step: str) -> date | None:
    return matter.done[step].on if step in matter.done else None


def _organ(matter: Matter, records: Records) -> str:
    return str(matter.get("organ") or own_organ(records, acted_on(matter)))


def compose_return(matter: Matter, records: Records) -> Paper:
    """补正单: what is missing, and that the time for review begins when it is complete."""
    f = matter.facts
    return Paper(
        title="送审材料补正通知单", organ=_organ(matter, records), layout=Layout.FORM, to=str(f.get("submitting_office", "")),
        blocks=(
            paragraph(f"你单位送审的{_subject(matter)}材料不齐，请补正：{f.get('missing_papers', '')}。"),
            paragraph("合法性审查期限自材料补齐之日起计算。"),
        ),
        dated=_day(matter, "return"), verify=verify_text(matter, "review_return"),
    )  # fmt: skip


def compose_adoption(matter: Matter, records: Records) -> Paper:
    """采纳情况表: every point, whether it was adopted, and why not."""
    f = matter.facts
    answers = {r.get("no"): r for r in rows_of(f, "point_answers")}
    rows = tuple(
        (
            str(n),
            str(p.get("advice", "")),
            str(answers.get(p.get("no") or n, {}).get("adoption", "")),
            str(answers.get(p.get("no") or n, {}).get("reason", "")),
        )
        for n, p in enumerate(rows_of(f, "points"), 1)
    )
    said = f"总体采纳情况：{f.get('adoption', '')}。{f.get('adoption_reason', '')}"
    about = Box("送审事项", _subject(matter))
    answered = (Table(("序号", "审查意见", "采纳情况", "理由"), rows),) if rows else ()
    blocks: tuple[Block, ...] = (about, *answered, paragraph(said))
    return Paper(
        title="合法性审查意见采纳情况表", organ=_organ(matter, records), layout=Layout.FORM, blocks=blocks,
        signed_by=str(f.get("submitting_office", "")), dated=_day(matter, "answer"), seal=False,
        verify=verify_text(matter, "review_adoption"),
    )  # fmt: skip


OPINION_PAPER = Instrument(
    id="legality_opinion", label="合法性审查意见书", compose=compose_opinion, basis=(GFX_REVIEW(), DEC(27)),
    series=Series(id="legality_opinion", label="合法性审查意见书", prefix=lambda facts: "{town}合审"),
    needs=("title", "checklist", "opinion"),
)  # fmt: skip
RETURN_PAPER = Instrument(id="review_return", label="补正单", compose=compose_return, basis=(DEC(26),), needs=("missing_papers",))
ADOPTION_PAPER = Instrument(id="review_adoption", label="采纳情况表", compose=compose_adoption, basis=(GFX_REVIEW(),), needs=("adoption",))
