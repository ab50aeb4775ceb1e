"""The notice of a clean-up: four lists, and that what is on none of them no longer applies."""

from __future__ import annotations

from fadu.kernel.instrument import Block, Heading, Instrument, Paper, Table, paragraph
from fadu.kernel.matter import Matter
from fadu.kernel.records import Records
from fadu.packs.common.laws import CQGFX, OGI
from fadu.packs.common.papers import shown
from fadu.packs.common.rows import rows_of
from fadu.packs.normative_documents.adopt_papers import ORDINARY
from fadu.packs.normative_documents.fields import CONCLUSIONS
from fadu.packs.normative_documents.paper_parts import official

_ORDINALS = "一二三四"


def compose_cleanup_notice(matter: Matter, records: Records) -> Paper:
    rows = rows_of(matter.facts, "results")
    counts = "、".join(f"{c}{sum(r.get('conclusion') == c for r in rows)}件" for c in CONCLUSIONS)
    blocks: list[Block] = [
        paragraph(f"根据{shown(matter, 'cleanup_basis')}，我镇对{shown(matter, 'scope_from')}至{shown(matter, 'scope_to')}印发、现行有效的"
                  f"规范性文件{len(rows)}件进行了清理，其中{counts}。现将结果公布如下："),
    ]  # fmt: skip
    for ordinal, conclusion in zip(_ORDINALS, CONCLUSIONS, strict=True):
        chosen = tuple((str(n), str(r.get("title", "")), str(r.get("number", "")), str(r.get("reason", "")))
                       for n, r in enumerate((r for r in rows if r.get("conclusion") == conclusion), 1))  # fmt: skip
        blocks += [
            Heading(f"{ordinal}、{conclusion}的规范性文件"),
            Table(("序号", "标题", "文号", "理由"), chosen) if chosen else paragraph("无。"),
        ]
    blocks.append(paragraph("在上述范围内印发、未列入继续有效和修订目录的规范性文件，自本公告公布之日起不再作为行政管理的依据。"))
    return official(
        matter, records, "cleanup_notice", f"{shown(matter, 'issuer')}关于规范性文件清理结果的公告", tuple(blocks), step="publish"
    )


CLEANUP_NOTICE = Instrument(id="cleanup_notice", label="清理结果公告", compose=compose_cleanup_notice, basis=(CQGFX(), OGI(20)), series=ORDINARY,
                            needs=("results", "cleanup_basis"))  # fmt: skip
