"""The command line in Chinese: usage, headings and every complaint of the option parser. It knows no command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from unicodedata import east_asian_width

import click

GAP = 2


class ChineseFormatter(click.HelpFormatter):
    """Help with Chinese headings and full-width colons, its columns aligned by the width characters have on screen."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"\n{'':>{self.current_indent}}{heading}：\n")

    def write_paragraph(self) -> None:
        """Nothing: a heading brings its own empty line."""

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = GAP) -> None:
        """Two columns; a Chinese explanation has no blanks to break at, so the terminal breaks it."""
        listed = list(rows)
        first = max((width(term) for term, _ in listed), default=0) + col_spacing
        for term, text in listed:
            self.write(f"{'':>{self.current_indent}}{term}{' ' * (first - width(term))}{text}\n")


def width(text: str) -> int:
    """The columns a text takes on a terminal: two for a Chinese character."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


class ChineseContext(click.Context):
    """Formats help through the formatter above."""

    formatter_class = ChineseFormatter


class ChineseCommand(click.Command):
    """A command whose help is Chinese; ``argument_help`` says what each argument is."""

    context_class = ChineseContext

    def __init__(self, *args: Any, argument_help: dict[str, str] | None = None, **named: Any) -> None:
        named.setdefault("options_metavar", "[选项]")
        super().__init__(*args, **named)
        self.argument_help = argument_help or {}

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示本说明"
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.argument_help:
            with formatter.section("参数"):
                formatter.write_dl(list(self.argument_help.items()))
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        with formatter.section("选项"):
            formatter.write_dl(records)


class ChineseGroup(ChineseCommand, click.Group):
    """The group of all commands."""

    command_class = ChineseCommand

    def __init__(self, *args: Any, **named: Any) -> None:
        named.setdefault("subcommand_metavar", "命令 [参数]")
        super().__init__(*args, **named)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("命令"):
            formatter.write_dl([(name, self.commands[name].short_help or "") for name in self.commands])
        super().format_options(ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            known = "、".join(self.list_commands(ctx))
            raise click.UsageError(f"没有“{args[0]}”这个命令。可用的命令：{known}。", ctx)
        return super().resolve_command(ctx, args)


def run(group: click.Group, name: str, args: list[str] | None = None) -> int:
    """Run a command line; return its exit status. A wrong command line is 2, an interrupted one 130."""
    try:
        status = group.main(args, prog_name=name, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        return 0
    except click.ClickException as error:
        click.echo(complaint(error), err=True)
        if isinstance(error, click.UsageError) and error.ctx is not None:
            click.echo(f"→ 用法见 {error.ctx.command_path} --help", err=True)
        return error.exit_code if error.exit_code else 2
    except click.Abort:
        click.echo("已中止。", err=True)
        return 130
    return status if isinstance(status, int) else 0


def surprised(error: Exception) -> str:
    """What stopped a command, for people who do not read tracebacks: what is written wrong, or one line about what nobody expected."""
    from fadu.kernel.complaint import BrokenDefinition
    from fadu.law.reading import LawError

    if isinstance(error, BrokenDefinition):
        return f"机制的定义有误，没有加载：\n{error}"
    if isinstance(error, LawError):
        return f"法律数据有误，没有加载：{error}\n→ 改正这一行后重新运行。"
    return f"程序出错，未能完成：{type(error).__name__}：{error}\n→ 设置环境变量 FADU_DEBUG=1 重新运行可看到详情，请连同详情反馈。"


def complaint(error: click.ClickException) -> str:
    """What is wrong with the command line, in Chinese."""
    for kind, say in _COMPLAINTS:
        if isinstance(error, kind):
            return say(error)
    return error.message


def _missing(error: Any) -> str:
    named = error.param.human_readable_name if error.param is not None else ""
    return f"缺少{_kind(error.param)}：{named}。"


def _bad_value(error: Any) -> str:
    hint = error.param.get_error_hint(error.ctx) if error.param is not None else ""
    return f"{_kind(error.param)} {hint} 的值不对：{_value_problem(error)}"


def _value_problem(error: Any) -> str:
    if isinstance(getattr(error.param, "type", None), click.Choice):
        return f"只能是{'、'.join(error.param.type.choices)}。"
    return "应为整数。" if "integer" in error.message else error.message


def _no_option(error: Any) -> str:
    near = f"是不是 {'、'.join(sorted(error.possibilities))}？" if error.possibilities else ""
    return f"没有选项 {error.option_name}。{near}"


def _option_use(error: Any) -> str:
    return f"选项 {error.option_name} 的用法不对：可能缺少它的值，或给了多余的值。"


def _usage(error: Any) -> str:
    if error.message.startswith("Got unexpected extra argument"):
        return f"多出了参数{error.message[error.message.index('(') :].replace('(', '（').replace(')', '）')}。"
    return "请给出要执行的命令。" if error.message.startswith("Missing command") else str(error.message)


def _kind(param: click.Parameter | None) -> str:
    return "参数" if isinstance(param, click.Argument) else "选项"


_COMPLAINTS: tuple[tuple[type[click.ClickException], Callable[[Any], str]], ...] = (
    (click.MissingParameter, _missing),
    (click.BadParameter, _bad_value),
    (click.NoSuchOption, _no_option),
    (click.BadOptionUsage, _option_use),
    (click.UsageError, _usage),
)
