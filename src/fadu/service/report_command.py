"""``fadu report``: the annual report of a year as a file, from its frozen figures or as a live draft. Decides nothing."""

from __future__ import annotations

import sys
from pathlib import Path

from fadu.service import clock
from fadu.service.report_content import Content, content
from fadu.service.report_export import FORMATS, exported
from fadu.service.trouble import why
from fadu.store.models import Town

DONE, WRONG = 0, 2


def run(period: str, out: str) -> int:
    """Write the report; 0 done, 2 when the year, the file or the town is not usable."""
    form = Path(out).suffix.removeprefix(".").lower()
    if form not in FORMATS:
        return _wrong(f"不支持“{Path(out).suffix or out}”这种格式 → 输出文件的后缀用 {'、'.join(FORMATS)}")
    if period and not (period.isdigit() and len(period) == 4):
        return _wrong(f"年度报告按整年编写，看不懂“{period}” → 写四位年份，如 2025")
    town = Town.objects.order_by("org").first()
    if town is None:
        return _wrong("还没有数据 → 先运行 fadu demo")
    found = content(town.org, int(period or clock.today().year - 1))
    try:
        Path(out).write_bytes(exported(found, form))
    except OSError as trouble:
        return _wrong(f"写不了文件“{out}”：{why(trouble)} → 核对目录和权限")
    print(f"已写出{found.year}年年度报告（{_status(found)}）：{out}")
    return DONE


def _status(found: Content) -> str:
    if found.final:
        return "已签发"
    return "草稿，数据已冻结" if found.frozen else "草稿，数据未冻结"


def _wrong(said: str) -> int:
    print(said, file=sys.stderr)
    return WRONG
