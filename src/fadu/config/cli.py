"""The ``fadu`` command: each subcommand reads its options and calls one function elsewhere, imported only then.

Nothing is decided here. Exit statuses: 0 done, 1 something was found or failed, 2 the command could not be carried out.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from typing import Any

import click

from fadu import __version__
from fadu.config import chinese, sqlite_swap  # noqa: F401  the swap comes before anything that opens a database
from fadu.config.folder import data_folder

TARGETS = {
    "due": "fadu.service.due_command:run",
    "examples": "fadu.packs.example_runner:main",
    "procedures": "fadu.packs.describe:main",
    "demo": "fadu.service.demo.build:run",
    "init": "fadu.service.founding_file:run",
    "figures": "fadu.service.figures:run",
    "report": "fadu.service.report_command:run",
    "check": "fadu.checker.command:run",
    "export": "fadu.service.export:run",
    "verify": "fadu.service.verify:run",
    "checkpoint-export": "fadu.service.checkpoint_command:export",
    "checkpoint-cosign": "fadu.service.checkpoint_command:sign",
    "checkpoint-add": "fadu.service.checkpoint_command:add",
    "backup": "fadu.service.backup:run",
    "restore": "fadu.service.restore:run",
    "rebuild": "fadu.service.recovery_command:rebuild",
    "guard-reinstate": "fadu.service.recovery_command:guard",
    "key-change": "fadu.service.recovery_command:change",
    "keeper-password": "fadu.service.recovery_command:password",
    "database-grants": "fadu.service.recovery_command:grants",
    "serve": "fadu.config.server:serve",
    "doctor": "fadu.config.machine:run",
}

group = chinese.ChineseGroup(
    name="fadu",
    help="法度：乡镇法治政府建设一年的事项、期限、文书与年度报告。",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
)
click.version_option(__version__, "--version", message="fadu %(version)s", help="显示版本")(group)
as_json = click.option("--json", "as_json", is_flag=True, help="以 JSON 输出")


def main() -> None:
    """Run the command line of this process; whatever goes wrong, say it in a sentence, with a traceback on request."""
    try:
        status = chinese.run(group, "fadu")
    except BrokenPipeError:  # the reader, such as head, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except Exception as error:
        if os.environ.get("FADU_DEBUG"):
            raise
        click.echo(chinese.surprised(error), err=True)
        status = 2
    raise SystemExit(status)


def command(name: str, summary: str, /, **arguments: str) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Register a subcommand; ``arguments`` describes its arguments for the help."""

    def register(function: Callable[..., int]) -> Callable[..., int]:
        shown = {word.upper(): text for word, text in arguments.items()}
        group.command(name, short_help=summary, help=f"{summary}。", argument_help=shown)(function)
        return function

    return register


def target(name: str) -> Callable[..., Any]:
    """The function a subcommand stands for, imported now."""
    module, _, function = TARGETS[name].partition(":")
    return getattr(importlib.import_module(module), function)  # type: ignore[no-any-return]


def with_data(name: str, *args: Any, create: bool = False, **named: Any) -> int:
    """Call a target that needs the town's data; 2 with the reason when there is none."""
    from fadu.config import django_ready

    try:
        django_ready.start(create=create)
    except django_ready.NoData as trouble:
        return django_ready.complain(str(trouble))
    return int(target(name)(*args, **named) or 0)


def _progress(said: str) -> None:
    """To standard error, so that standard output holds only what is to be kept."""
    click.echo(said, err=True)


@command("check", "检查一份报告（文本、HTML、DOCX、PDF）中的差错", file="报告文件，- 表示从标准输入读")
@click.argument("file")
@as_json
def check(file: str, as_json: bool) -> int:
    return int(target("check")(file, as_json))


@command("due", "推算期限届满日，并逐日说明", limit="期限名称，如 pen.decide", FROM="起算日，如 2025-03-06")
@click.argument("limit")
@click.argument("start", metavar="FROM")
@click.option("--to", "until", default="", metavar="日期", help="说明到这一天，并指出是否逾期")
@click.option("--suspend", multiple=True, metavar="A..B", help="中止期间，首日、末日都计在内；可写 A..B=事由；可多次给出")
@click.option("--extend", "extension", type=int, default=0, metavar="数量", help="已批准延长的数量，单位同该期限")
@click.option("--fine", default="", metavar="元", help="没有缴的罚款，连同加处罚款一并算出（pen.surcharge）")
@click.option("--place", default="", metavar="代码", help="行政区划代码；不写则用全国规定")
@as_json
def due(limit: str, start: str, until: str, suspend: tuple[str, ...], extension: int, fine: str, place: str, as_json: bool) -> int:
    from fadu.law import place_files

    own = place_files(data_folder())
    return int(target("due")(limit, start, until, suspend, place, as_json=as_json, extension=extension, fine=fine, own=own))


@command("examples", "运行由法律工作者写成的办案示例", paths="示例文件或目录；不写则运行全部")
@click.argument("paths", nargs=-1)
@as_json
def examples(paths: tuple[str, ...], as_json: bool) -> int:
    return int(target("examples")(list(paths), as_json))


@command("procedures", "列出程序，或逐步说明一个程序", name="程序名称，如 penalty.ordinary；不写则列出全部")
@click.argument("name", required=False, default="")
@click.option("--diagram", type=click.Choice(["svg", "bpmn"]), default=None, metavar="svg|bpmn", help="输出流程图")
@as_json
def procedures(name: str, diagram: str | None, as_json: bool) -> int:
    return int(target("procedures")(name, diagram, as_json))


@command("demo", "建立演示镇和它的一年")
@click.option("--dir", "folder", default="", metavar="目录", help="数据目录；不写则用 FADU_DATA 或 data")
@click.option("--seed", type=int, default=2025, metavar="整数", help="随机种子，同一种子得到同一年；不写为 2025")
def demo(folder: str, seed: int) -> int:
    from fadu.config import django_ready

    django_ready.use_folder(folder)
    return with_data("demo", folder, seed, _progress, create=True)


@command("init", "按文件设置一个乡镇：名称、村（社区）、文书上的机关和三员", file="TOML 文件；范例用 --sample 印出")
@click.argument("file", required=False, default="")
@click.option("--sample", is_flag=True, help="印出一份写明各项的范例")
def init(file: str, sample: bool) -> int:
    return with_data("init", file, sample, create=True)


@command("figures", "列出一个年度的数据及其来源事项")
@click.option("--period", default="", metavar="期间", help="如 2025、2025-03；不写为上一年度")
@click.option("--org", default="", metavar="代码", help="机构代码")
@as_json
def figures(period: str, org: str, as_json: bool) -> int:
    return with_data("figures", period, org, as_json)


@command("report", "生成年度报告")
@click.option("--period", default="", metavar="年度", help="报告年度；不写为上一年度")
@click.option("--out", required=True, metavar="文件", help="输出文件，后缀为 html、pdf、docx 或 json")
def report(period: str, out: str) -> int:
    return with_data("report", period, out)


@command("verify", "核验日志、投影、证据与编号")
@as_json
def verify(as_json: bool) -> int:
    return with_data("verify", as_json)


@command("export", "把台账导出为电子表格", register="台账名称", file="xlsx 文件")
@click.argument("register")
@click.argument("file")
def export_register(register: str, file: str) -> int:
    return with_data("export", register, file)


@command("checkpoint-export", "导出最近的检查点，请上级或者邻镇见证", file="写入的文件")
@click.argument("file")
@click.option("--since", type=int, default=-1, metavar="条数", help="见证人上次见证到的条数；不写为最近一次收到的见证")
@click.option("--org", default="", metavar="代码", help="机构代码")
def checkpoint_export(file: str, since: int, org: str) -> int:
    return with_data("checkpoint-export", file, since, org)


@command("checkpoint-cosign", "见证别处日志的检查点：核对它延续上次见过的，再签名", file="该镇导出的文件")
@click.argument("file")
@click.option("--out", required=True, metavar="文件", help="写入见证后的检查点")
@click.option("--key", default="", metavar="公钥", help="该日志的公钥一行；第一次见证时要给")
@click.option("--name", default="", metavar="名称", help="本见证人的名称，不含空格和加号；定下后不变")
@click.option("--succession", multiple=True, metavar="文件", help="该日志更换密钥的声明；可多次给出，按先后")
def checkpoint_cosign(file: str, out: str, key: str, name: str, succession: tuple[str, ...]) -> int:
    return with_data("checkpoint-cosign", file, out, key, name, succession, create=True)


@command("checkpoint-add", "保存见证人签过的检查点", file="见证人交还的文件")
@click.argument("file")
@click.option("--witness", default="", metavar="公钥", help="见证人的公钥一行；第一次添加时要给")
def checkpoint_add(file: str, witness: str) -> int:
    return with_data("checkpoint-add", file, witness)


@command("backup", "备份全部数据", file="备份文件")
@click.argument("file")
def backup(file: str) -> int:
    return with_data("backup", file)


@command("restore", "从备份恢复", file="备份文件")
@click.argument("file")
@click.option("--accept-older", is_flag=True, help="明知比护签文件旧也恢复：只供查看和核对，不再签名")
def restore(file: str, accept_older: bool) -> int:
    return with_data("restore", file, accept_older=accept_older, create=True)


@command("rebuild", "由记录重新生成事项、期限、文书、公示和台账，然后核验")
@click.option("--org", default="", metavar="代码", help="机构代码；只有一个乡镇时不用写")
def rebuild(org: str) -> int:
    return with_data("rebuild", org)


@command("guard-reinstate", "护签文件丢失后，核验全部记录，再由最后的检查点重建")
@click.option("--org", default="", metavar="代码", help="机构代码；只有一个乡镇时不用写")
def guard_reinstate(org: str) -> int:
    return with_data("guard-reinstate", org)


@command("key-change", "更换日志的签名密钥：旧密钥签署更换声明，此后由新密钥签名")
@click.option("--org", default="", metavar="代码", help="机构代码；只有一个乡镇时不用写")
def key_change(org: str) -> int:
    return with_data("key-change", org)


@command("keeper-password", "三员忘了密码、丢了动态口令而无人能办时，在服务器上给一个只用一次的密码", login="登录名")
@click.argument("login")
@click.option("--reason", required=True, metavar="事由", help="谁提出、怎样核实了本人；记在查看记录里")
def keeper_password(login: str, reason: str) -> int:
    return with_data("keeper-password", login, reason)


@command("database-grants", "列出 PostgreSQL 上应用角色所需权限的语句", role="数据库角色名")
@click.argument("role")
def database_grants(role: str) -> int:
    return with_data("database-grants", role)


@command("serve", "在本机提供服务")
@click.option("--host", default="127.0.0.1", metavar="地址", help="监听地址；不写为 127.0.0.1")
@click.option("--port", type=int, default=8000, metavar="端口", help="监听端口；不写为 8000")
@click.option("--workers", type=int, default=0, metavar="个数", help="工作进程数；不写则按处理器数")
def serve(host: str, port: int, workers: int) -> int:
    return int(target("serve")(host, port, workers))


@command("doctor", "检查字体、数据库与运行环境")
@as_json
def doctor(as_json: bool) -> int:
    return int(target("doctor")(as_json))
