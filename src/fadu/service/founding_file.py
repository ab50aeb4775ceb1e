"""``fadu init``: a town set up from a file, by the same function as the page. Unknown keys are refused with their line."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from fadu.kernel.finding import Refusal
from fadu.service import clock, first_run
from fadu.service.founding import found
from fadu.service.founding_questions import FIELDS, GROUPS, OPTIONAL, read
from fadu.service.trouble import why
from fadu.store.models import Town

_KNOWN = {f.name for f in FIELDS}


def run(file: str, sample: bool = False) -> int:
    """Set the town up and print the three logins with their passwords; 2 with every fault of the file. ``sample`` prints one."""
    if sample:
        print(sample_file(), end="")
        return 0
    if Town.objects.exists():
        return _complain("数据目录里已有一个乡镇；一个数据目录只设一次，换目录用 FADU_DATA")
    try:
        text = Path(file).read_text(encoding="utf-8")
        typed = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as trouble:
        return _complain(f"{file} 不能用：{why(trouble) if isinstance(trouble, OSError) else trouble}")
    if wrong := list(_unknown(text, typed)):
        return _complain("\n".join(wrong))
    town = read(typed)
    if isinstance(town, tuple):
        return _complain("\n".join(_with_line(text, r) for r in town))
    made = found(town, clock.now())
    first_run.withdraw()
    print(f"{town.name}建好了。下面的密码只显示这一次，登录后须先改：")
    for keeper in town.keepers:
        print(f"  {keeper.name}  登录名 {keeper.login}  密码 {made[keeper.login]}")
    print("启动 fadu serve 后登录；先由系统管理员建账号，再由安全管理员登记岗位。")
    return 0


def sample_file() -> str:
    """A file with every question, its help and an example: ready once the examples are replaced."""
    return "\n".join(_sample_lines()) + "\n"


def _sample_lines() -> Iterator[str]:
    yield "# 首次设置：改好后运行 fadu init 本文件。人物、地址、账户均为示例。"
    for title, fields in GROUPS.items():
        yield from ("", f"# —— {title} ——")
        for asked in fields:
            notes = [asked.label, asked.help, "可不填" if asked.name in OPTIONAL else ""]
            yield "# " + "。".join(n for n in notes if n)
            yield (
                f'{asked.name} = """\n{asked.example}\n"""'
                if asked.name == "villages"
                else f'{asked.name} = "{_example(asked.name, str(asked.example))}"'
            )


def _example(name: str, example: str) -> str:
    """Three people, since the three posts are held by three."""
    return {"security_name": "吴某", "audit_name": "郑某"}.get(name, example)


def _unknown(text: str, typed: Mapping[str, object]) -> Iterator[str]:
    for key, value in typed.items():
        if key not in _KNOWN:
            yield f"第{_line(text, key)}行：没有“{key}”这一项；可用的见 fadu init --sample"
        elif not isinstance(value, str):
            yield f"第{_line(text, key)}行：“{key}”要写成加引号的文字"


def _with_line(text: str, refusal: Refusal) -> str:
    line = _line(text, refusal.field)
    return (f"第{line}行：" if line else "") + f"{refusal.message} → {refusal.remedy}"


def _line(text: str, key: str) -> int:
    """The line on which a key stands; 0 when it is not in the file."""
    pattern = re.compile(rf'\s*\[*\s*"?{re.escape(key)}"?\s*(=|\]|\.)')
    return next((n for n, line in enumerate(text.splitlines(), start=1) if pattern.match(line)), 0)


def _complain(message: str) -> int:
    print(message, file=sys.stderr)
    return 2
