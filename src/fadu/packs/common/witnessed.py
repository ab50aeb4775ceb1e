"""The log of logs (见证日志): every head of another office's log that was cosigned here is an entry of this office's own journal.

So one signed head above pins every log below it: a town's entry lies under the town's head, that head under the district's.
The comparing was done before, with keys and proofs; here stands what was seen, and that it never goes back.
"""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.gate import Answer, Situation, gate, missing
from fadu.kernel.pack import Register
from fadu.kernel.procedure import START, State, Step
from fadu.packs.common.laws import TOWN_RULE
from fadu.packs.common.steps import procedure

_P = Sensitivity.PUBLIC
ORIGIN = Field(name="log_origin", label="被见证的日志", sensitivity=_P, example="fadu.500101/500101001/journal")
KEY = Field(name="log_key", label="该日志的公钥", sensitivity=_P, example="fadu.500101/500101001/journal+0badcafe+AQID")
SIZE = Field(name="head_size", label="见证到第几条", kind=Kind.COUNT, ordinal=True, sensitivity=_P, example=1200)
ROOT = Field(name="head_root", label="该处的根哈希", sensitivity=_P, example="q1dM3Zf0VtJ7cIHTnQ5r0b9b3h2kXyqvA3dQ0c1r8lE=")
NOTE = Field(name="head_note", label="检查点原文", kind=Kind.NOTE, sensitivity=_P, example="由日志签名的检查点，连同本处的见证签名")


@gate(
    "head_goes_on",
    "不往回走",
    needs=("head_size", "head_root"),
    basis=(TOWN_RULE(),),
    refusal="这个日志已经见证到第{seen}条，现在的检查点却是第{size}条，或者同一条数的根哈希不同",
    remedy="保留两份检查点，请该处说明；不能再见证旧的历史",
)
def head_goes_on(s: Situation) -> Answer:
    """A head is longer than the one before, or the same one again. What is new is on the form; what was seen, in the matter."""
    seen, root = s.matter.get("head_size"), s.matter.get("head_root")
    if seen is None:
        return True
    size = int(str(s.get("head_size")))
    same = size == seen and s.get("head_root") == root
    return same or size > int(str(seen)) or missing(seen=seen, size=size)


WITNESSED = procedure(
    name="common.witnessed",
    label="见证日志",
    basis=(TOWN_RULE(),),
    title=lambda facts: f"见证 {facts.get('log_origin', '')}",
    readers=("justice_office", "district_supervisor"),
    states=(State("witnessed", "见证中"),),
    fields=(ORIGIN, KEY, SIZE, ROOT, NOTE),
    steps=(
        Step(id="see_head", label="记下见证", source=(START, "witnessed"), to="witnessed", roles=("clock",), basis=(TOWN_RULE(),),
             fields=("log_origin", "log_key", "head_size", "head_root", "head_note"), anew=("log_key", "head_size", "head_root", "head_note"),
             gates=(head_goes_on,), consequence="该日志的这个检查点从此也在本处的日志里，要改写就要两处一起作假。"),
    ),
)  # fmt: skip

WITNESSED_LOGS = Register(
    name="witnessed_logs", label="见证过的日志", procedures=(WITNESSED.name,), readers=("justice_office", "district_supervisor"),
    columns=(ORIGIN, SIZE, ROOT, KEY),
)  # fmt: skip
