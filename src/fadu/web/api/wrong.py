"""What cannot be used of a request, in Chinese: which part of it, and what it should be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

#: Kind of fault as pydantic names it → the words for it, with the bounds it tells.
_SAYS: Final = {
    "missing": "没有填写", "string_too_short": "没有填写", "string_too_long": "最多{max_length}字", "string_pattern_mismatch": "格式不对，或者有不能用的字符",
    "int_parsing": "应当是整数", "int_type": "应当是整数", "int_from_float": "应当是整数", "int_parsing_size": "数太大",
    "greater_than_equal": "不能小于{ge}", "less_than_equal": "不能大于{le}", "uuid_parsing": "不是事项的编号", "uuid_type": "不是事项的编号",
}  # fmt: skip
_OTHERWISE: Final = "不能用"


def said(faults: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """``loc`` and ``msg`` of each fault; the words are ours, and nothing that was sent is repeated."""
    return [{"loc": list(f["loc"]), "msg": _sentence(f)} for f in faults]


def _sentence(fault: Mapping[str, Any]) -> str:
    words = _SAYS.get(str(fault.get("type")), _OTHERWISE).format_map(fault.get("ctx") or {})
    return f"“{fault['loc'][-1]}”{words}"
