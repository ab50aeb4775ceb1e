"""The desk: what waits for me, soonest due first; what I may begin; what waits for others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fadu.kernel.field import chinese_day
from fadu.packs import catalogue
from fadu.packs.disputes.linkage import SIDES
from fadu.service import to_archive
from fadu.service.accounts import SYSTEM, keeper_of, locked_out
from fadu.service.confirming import asked_of, leaders_asked
from fadu.service.course import main_step
from fadu.service.desk import Start, Task, awaited_children, by_use, handed_on, starts, tasks
from fadu.service.document_terms import endings, next_cleanup
from fadu.service.expiry import released
from fadu.service.first_steps import first_steps, for_keeper
from fadu.service.frozen_changes import waiting as waiting_to_restate
from fadu.service.handing_over import hands_over, left_behind
from fadu.service.places import place_of
from fadu.service.recompute import Notice, notices
from fadu.service.report_content import REPORT, recorded, report_of
from fadu.service.rules import rulebook
from fadu.service.scope import Reader
from fadu.service.village import CADRES, RETURN, ROUND
from fadu.store.models import Matter
from fadu.web.access import reader_of, staff
from fadu.web.clocks import row_clock
from fadu.web.command_key import new_key
from fadu.web.own_pages import home_of
from fadu.web.views.enforcement import doors
from fadu.web.views.report_acts import step_of
from fadu.web.views.system import BEGIN, keeping

#: So many beginnings stand on the desk, the light path first; the others are a tap away.
_STARTS = 8
#: Opening steps with a page of their own.
BESPOKE = {("penalty.summary", "decide_on_spot"): "summary_penalty", ("disputes.dispute", "settle_orally"): "settle_orally"}
#: Steps on a matter with a page of their own.
BESPOKE_STEP = {
    ("disputes.dispute", "agree_in_writing"): "mediation_desk",
    ("disputes.village_return", "return_nil"): "round_return",
    ("disputes.round", "close"): "round_desk",
    ("annual_report.request", "settle"): "request",
}


@staff
def desk(request: HttpRequest) -> HttpResponse:
    reader = reader_of(request)
    waiting, mine, files = tasks(reader), starts(reader), _files(reader)
    own, first = [*_to_confirm(reader), *_to_attest(reader)], _first(reader)
    context = {
        "page_title": "我的桌面",
        "desk": {
            "greeting": f"{reader.actor.name}的桌面", "summary": _summary([*(t.matter.due_on for t in waiting), *(due for due, _ in own)], reader.on, files, bool(first)) if reader.roles else _NO_POST,
            "first": first, "groups": _groups([*_entries(waiting, reader), *own], reader.on), "waiting": _waiting(reader),
            "quick": [*_archive(files), *({"label": k["label"], "href": k["href"]} for k in keeping(reader)), *_village(reader), *(_beginning(s, alone=False) for s in mine if _bespoke(s))],
            "starts": [*doors(reader), *_linkage(reader), *beginnings(by_use(reader, [s for s in mine if not _bespoke(s)]))[:_STARTS]], "starts_href": reverse("start"), "notices": [*_locked(reader), *_released(reader), *_left_behind(reader), *_unopened(reader), *_frozen(reader), *_documents(reader), *(_notice(n) for n in notices(reader))],
            "calendar_href": reverse("calendar"), "ics_href": reverse("calendar_ics"),
        },
        "empty": {"text": "需要您办理的事项会出现在这里，最急的在最上面。", "href": reverse("matters"), "label": "查看全部事项"},
    }  # fmt: skip
    return render(request, "fadu/desk.html", context)


#: When something is due, and the item that says so.
_Due = tuple[date | None, dict[str, Any]]


def _summary(waiting: Sequence[date | None], today: date, files: int, preparing: bool) -> str:
    """``preparing``: the town still lacks what is listed to be done first."""
    late = sum(1 for due in waiting if due and due < today)
    said = [f"{len(waiting)}件等您办理" + (f"，其中{late}件已超期" if late else "")] if waiting else []
    return "，".join([*said, *([f"{files}卷等您归档"] if files else [])]) or ("先把下面缺的备齐" if preparing else "今天没有等您办理的事项")


#: What a desk says to somebody whose posts have all ended, or who was given none yet.
_NO_POST = "您现在没有岗位，不能办事。岗位由安全管理员按任命登记"


def _files(reader: Reader) -> int:
    """How many closed files wait for the archive, for whoever keeps it; nobody else is reminded of them."""
    return to_archive.waiting(reader).count() if to_archive.KEEPER in reader.roles else 0


def _archive(files: int) -> list[dict[str, str]]:
    return [{"label": f"归档案卷（{files}卷）", "href": reverse("archive_room")}] if files else []


def _entries(waiting: Iterable[Task], reader: Reader) -> list[_Due]:
    named = place_of(reader.org)
    return [(task.matter.due_on, _item(task, reader, named)) for task in waiting]


def _groups(entries: Iterable[_Due], today: date) -> list[dict[str, Any]]:
    """Overdue, today, within a week, later, without a limit; empty groups are left out."""
    week = today + timedelta(days=7)
    groups: dict[str, list[dict[str, Any]]] = {"已超期": [], "今天": [], "一周内": [], "以后": [], "不限期": []}
    for due, item in sorted(entries, key=lambda entry: (entry[0] is None, entry[0] or today)):
        groups[_group(due, today, week)].append(item)
    return [{"title": title, "late": title == "已超期", "entries": items} for title, items in groups.items() if items]


def _group(due: date | None, today: date, week: date) -> str:
    if due is None:
        return "不限期"
    if due < today:
        return "已超期"
    return "今天" if due == today else "一周内" if due <= week else "以后"


def _item(task: Task, reader: Reader, named: Callable[[str], str]) -> dict[str, Any]:
    m = task.matter
    return {
        "title": m.title, "place": named(m.village), "href": home_of(m.procedure, str(m.pk)), "kind": catalogue().procedure(m.procedure).label, "number": m.number,
        "at_once": _at_once(task), "step": "选择办法" if task.to_choose else task.step.label, "step_href": "" if task.to_choose else _step_href(task), "why_mine": task.why,
        "clock": row_clock(m.due_on, reader.on, rulebook().calendar),
    }  # fmt: skip


#: Steps that ask nothing, done by one press where they stand; their page shows the receipt and takes them back. And what else one may say there.
_AT_ONCE = {(RETURN, "return_nil"): ("有发现", "#found")}


def _at_once(task: Task) -> dict[str, str] | None:
    other = _AT_ONCE.get((task.matter.procedure, task.step.id))
    action = _step_href(task)
    return {"action": action, "key": new_key(), "other": other[0], "other_href": f"{action}{other[1]}"} if other else None


def _step_href(task: Task) -> str:
    bespoke = BESPOKE_STEP.get((task.matter.procedure, task.step.id))
    return reverse(bespoke, args=(task.matter.pk,)) if bespoke else reverse("step", args=(task.matter.pk, task.step.id))


def _notice(n: Notice) -> dict[str, Any]:
    why = "放假通知已公布" if n.by_calendar else "规定有更新"
    text = f"{n.matter.title}：“{n.label}”改为{chinese_day(n.after)}届满，原为{chinese_day(n.before)}（{why}）"
    return {"text": text, "href": reverse("matter", args=(n.matter.pk,)), "on": n.told_on}


def _first(reader: Reader) -> list[dict[str, Any]]:
    """What a new town lacks: as a way to begin for whoever may, as words for whoever waits."""
    found = [
        {"text": s.why, "label": s.procedure.label, "href": reverse("begin", args=(s.procedure.name, s.step.id)) if s.mine else "",
         "note": f"“{s.procedure.label}”已有人开始，正在办理" if s.running else "" if s.mine else f"由{s.by}从“{s.procedure.label}”开始"}
        for s in first_steps(reader)
    ]  # fmt: skip
    if text := for_keeper(reader):
        label, name = BEGIN[keeper_of(reader)]
        found.append({"text": text, "label": label, "href": reverse(name), "note": ""})
    return found


def _left_behind(reader: Reader) -> list[dict[str, Any]]:
    """Who left with work in their name, for those who may give it to another."""
    found = left_behind(reader) if hands_over(reader) else []
    return [
        {"text": f"{left.name}已离岗，名下{len(left.matters)}件等您移交", "href": reverse("handover"), "on": reader.on} for left in found
    ]


def _locked(reader: Reader) -> list[dict[str, Any]]:
    """Whose account is locked after wrong passwords, for the keeper who may open it at once."""
    found = locked_out(reader.org) if keeper_of(reader) == SYSTEM else []
    return [
        {"text": f"{a.name}（{a.login}）连续输错密码，账号锁定中", "href": reverse("account", args=(a.pk,)), "on": reader.on} for a in found
    ]


def _released(reader: Reader) -> list[dict[str, Any]]:
    """What was held as evidence and ended undecided, told to the heads until it is given back (PEN 56)."""
    return [
        {"text": f"{m.title}期满没有作出处理决定，已自动解除，物品待返还", "href": reverse("matter", args=(m.pk,)), "on": m.moved_on}
        for m in released(reader)
    ]


def _to_confirm(reader: Reader) -> list[_Due]:
    """Frozen figures that wait for this person's confirmation, and when they were reminded."""
    if not _may(reader, "confirm_figure"):
        return []
    return [
        (a.due_on, _asked(reader, a.report, a.due_on, "核数", f"{reverse('confirm_figures')}?year={a.year}",
                f"还有{a.left}个数字等您核对" + (f"，{chinese_day(a.reminded_on)}提醒过" if a.reminded_on else "")))
        for a in asked_of(reader.org, reader.roles, reader.on)
    ]  # fmt: skip


def _to_attest(reader: Reader) -> list[_Due]:
    """Reports whose part three waits for the one of whom it speaks."""
    if not _may(reader, "confirm_leaders"):
        return []
    return [
        (row.due_on, _asked(reader, row, row.due_on, "本人确认", reverse("confirm_leaders", args=(row.pk,)), "报告写到您履行第一责任人职责的情况，审定前由您本人确认"))
        for row in leaders_asked(reader.org, reader.roles)
    ]  # fmt: skip


def _asked(reader: Reader, row: Matter, due: date | None, step: str, href: str, why: str) -> dict[str, Any]:
    """What is asked of this person about a report beside its next step."""
    return {
        "title": row.title, "place": "", "href": home_of(REPORT, str(row.pk)), "kind": catalogue().procedure(REPORT).label, "number": row.number, "at_once": None,
        "step": step, "step_href": href, "why_mine": why, "clock": row_clock(due, reader.on, rulebook().calendar),
    }  # fmt: skip


def _may(reader: Reader, step: str) -> bool:
    return catalogue().has_procedure(REPORT) and bool(reader.roles & set(step_of(step).roles))


def _unopened(reader: Reader) -> list[dict[str, Any]]:
    """The year that has ended, when nobody has opened its report, for those who do."""
    ended = reader.on.year - 1
    if not _may(reader, "open") or not recorded(reader.org, ended) or report_of(reader.org, ended):
        return []
    return [{"text": f"{ended}年年度报告还没有启动", "href": f"{reverse('report_start')}?year={ended}", "on": reader.on}]


def _frozen(reader: Reader) -> list[dict[str, Any]]:
    """Years that are frozen and of which something was entered since, for those who restate them."""
    if not _may(reader, "restate"):
        return []
    return [
        {
            "text": f"{w.year}年数据冻结后又录入{w.entries}条当年的记录：看数字有没有变动",
            "href": reverse("report_changes", args=(w.report.pk,)),
            "on": w.last_on,
        }
        for w in waiting_to_restate(reader.org)
    ]


def _documents(reader: Reader) -> list[dict[str, Any]]:
    """Documents of the catalogue whose validity ends and that nobody carries, and the next clean-up, for those who answer for them."""
    begin = reverse("begin", args=("normative_documents.adopt", "register_existing"))
    found = [
        {"text": f"《{e.title}》有效期" + (f"至{chinese_day(e.last_on)}，应当在{chinese_day(e.assess_by)}前评估：先登记为在办文件"
                 if e.last_on >= reader.on else f"已于{chinese_day(e.last_on)}届满：登记后列入失效清单"),
         "href": f"{begin}?{urlencode({'document': e.key})}", "on": reader.on}
        for e in endings(reader)
    ]  # fmt: skip
    if by := next_cleanup(reader):
        text = f"规范性文件应当在{chinese_day(by)}前再次清理，尚未启动"
        found.append({"text": text, "href": reverse("begin", args=("normative_documents.cleanup", "open")), "on": reader.on})
    return found


def _waiting(reader: Reader) -> list[dict[str, Any]]:
    found = handed_on(reader)
    children, named = awaited_children(found), place_of(reader.org)
    return [_handed(m, reader, named, children.get(m.pk, [])) for m in found]


def _handed(m: Matter, reader: Reader, named: Callable[[str], str], children: list[Matter]) -> dict[str, Any]:
    """``children``: those it waits for; the first says who, and the soonest when, where the matter has no limit of its own. A round says how many villages owe it an answer and opens on its own page."""
    awaited = children[0] if children else m
    procedure = catalogue().procedure(awaited.procedure, awaited.version)
    main = main_step(procedure, awaited.state)
    roles = (
        main.roles[:2] if main else tuple(r for step in procedure.steps_from(awaited.state) if step.to is not None for r in step.roles)[:2]
    )
    due = m.due_on or min((c.due_on for c in children if c.due_on), default=None)
    return {
        "title": m.title, "place": named(m.village), "href": reverse("round_desk" if m.procedure == ROUND else "matter", args=(m.pk,)), "who": f"{len(children)}个村（社区）" if m.procedure == ROUND and children else "或".join(dict.fromkeys(catalogue().role_label(r) for r in roles)) or procedure.label,
        "since": m.moved_on, "clock": row_clock(due, reader.on, rulebook().calendar),
    }  # fmt: skip


def _village(reader: Reader) -> list[dict[str, Any]]:
    """The village's one page, for those who work from a phone."""
    if not reader.roles & CADRES:
        return []
    return [{"label": "村里的事", "hint": "回报、调成、登记，在手机上办", "href": reverse("village"), "light": True}]


def _linkage(reader: Reader) -> list[dict[str, Any]]:
    """The board of referrals, for those who send and receive them."""
    if not reader.roles & set(SIDES):
        return []
    return [{"label": "联动台", "hint": "移入移出的纠纷，谁的回执和结果没到", "href": reverse("linkage_board"), "light": False}]


def beginnings(found: Sequence[Start]) -> list[dict[str, Any]]:
    """What may be begun, as links: named by the procedure where it has one beginning here, else by the step.

    “登记” alone says nothing; “信访事项” does.
    """
    times = Counter(s.procedure.name for s in found)
    return [_beginning(s, alone=times[s.procedure.name] == 1) for s in found]


def _bespoke(start: Start) -> bool:
    """Whether the beginning has a page of its own: made for the street or the village, it stands at the top."""
    return (start.procedure.name, start.step.id) in BESPOKE


def _beginning(start: Start, *, alone: bool) -> dict[str, Any]:
    name = BESPOKE.get((start.procedure.name, start.step.id))
    href = reverse(name) if name else reverse("begin", args=(start.procedure.name, start.step.id))
    label, hint = (start.procedure.label, start.step.label) if alone else (start.step.label, start.procedure.label)
    return {
        "label": label,
        "hint": hint if hint != label else "",
        "href": href,
        "light": start.step.light,
        "basis": start.step.basis,
        "refused": [],
    }
