"""The sentences of the report about normative documents, with what prints when nothing happened."""

from __future__ import annotations

from fadu.kernel.report import Sentence

_N = "normative_documents"

SENTENCES = (
    Sentence(id=f"{_N}.cleanup", nil="本年未开展规范性文件清理。", nil_when=f"{_N}.cleanup_scope", required=True,
             text=f"清理规范性文件{{{_N}.cleanup_scope}}件：继续有效{{{_N}.cleanup_scope:result.keep}}件、"
                  f"修订{{{_N}.cleanup_scope:result.revise}}件、废止失效{{{_N}.cleanup_scope:result.ended}}件。"),
    Sentence(id=f"{_N}.issued", nil="本年未制发规范性文件。", nil_when=f"{_N}.issued", required=True,
             text=f"制发规范性文件{{{_N}.issued}}件，其中新制定{{{_N}.issued:kind.new}}件、修订重发{{{_N}.issued:kind.reissued}}件，"
                  f"合法性审查率{{{_N}.reviewed_rate}}，报备率{{{_N}.filing_rate}}。"),
    Sentence(id=f"{_N}.in_force", nil="年末本镇没有现行有效的规范性文件。", nil_when=f"{_N}.in_force",
             text=f"年末现行有效规范性文件{{{_N}.in_force}}件。"),
    Sentence(id=f"{_N}.challenges", nil="本年未发生规范性文件附带审查。", nil_when=f"{_N}.challenges",
             text=f"办理规范性文件附带审查和审查建议{{{_N}.challenges}}件。"),
)  # fmt: skip
