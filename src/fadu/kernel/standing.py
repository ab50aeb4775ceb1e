"""What every act must satisfy whatever its gates: the state of the matter, the competence of who acts, the day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fadu.kernel.field import chinese_day
from fadu.kernel.finding import Refusal
from fadu.kernel.gate import Situation
from fadu.kernel.matter import Matter
from fadu.kernel.procedure import Procedure, Step
from fadu.kernel.role import CLOCK

if TYPE_CHECKING:
    from fadu.kernel.pack import Catalogue


def standing(catalogue: Catalogue, s: Situation, *, entrusted: bool) -> list[Refusal]:
    """State, competence and day; an act that the parent matter or the clock takes needs no post."""
    checks = (_state(s), None if entrusted else _competence(catalogue, s), _day(s))
    return [refusal for refusal in checks if refusal]


def _state(s: Situation) -> Refusal | None:
    if s.step in s.procedure.steps_from(s.matter.state):
        return None
    state = s.procedure.state(s.matter.state)
    now = state.label if state else "尚未开始"
    onward = (x for x in s.procedure.steps_from(s.matter.state) if x.to is not None)
    return Refusal("state", f"本事项现为“{now}”，不能办理“{s.step.label}”", f"现在可以：{_labels(onward)}")


def _competence(catalogue: Catalogue, s: Situation) -> Refusal | None:
    if s.actors and s.actors[0].holds_any(s.step.roles, s.on):
        return None
    labels = "、".join(catalogue.role_label(role) for role in s.step.roles)
    return Refusal("role", f"“{s.step.label}”只能由规定的岗位办理", f"请由以下岗位办理：{labels}")


def _day(s: Situation) -> Refusal | None:
    if s.on > s.today:
        return Refusal("day", f"办理日期{chinese_day(s.on)}晚于今天（{chinese_day(s.today)}）", "填写实际发生的日期")
    if s.matter.moved_on and s.on < s.matter.moved_on and s.step.to is not None:
        return Refusal(
            "day", f"办理日期{chinese_day(s.on)}早于上一步的{chinese_day(s.matter.moved_on)}", "按先后顺序填写；上一步有误的，先更正"
        )
    if not s.matter.version and not s.procedure.since <= s.on <= s.procedure.until:
        return Refusal("day", f"“{s.procedure.label}”在{chinese_day(s.on)}尚未施行或已停止适用", "选择当日有效的程序")
    return None


def unknown_step(procedure: Procedure, matter: Matter, name: str) -> Refusal:
    """That the procedure has no such step, and which the state of the matter offers."""
    return Refusal("step", f"“{procedure.label}”没有“{name}”这一步", f"现在可以：{_labels(procedure.steps_from(matter.state))}")


def _labels(steps: Iterable[Step]) -> str:
    """What these steps are called, each once, without those that time takes by itself."""
    return "、".join(dict.fromkeys(s.label for s in steps if s.roles != (CLOCK,))) or "无"
