"""Take a step on a matter: one transaction from the lock to the commit, idempotent by the client's key.

Refused, stale and repeated commands are values. Nothing is written in ``on_commit``; what a refusal leaves
behind is only its own record.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError
from django.db.models import Q

from fadu.kernel.act import Acted, act
from fadu.kernel.decide import Attempt, Refused, World, procedure_of
from fadu.kernel.field import chinese_day
from fadu.kernel.finding import Refusal
from fadu.kernel.journal import canonical
from fadu.kernel.matter import Matter, blank
from fadu.kernel.role import Actor
from fadu.packs import catalogue
from fadu.service import clock, erasure
from fadu.service.grant import PREFIX, grant_of
from fadu.service.people import names
from fadu.service.world import ledger, world
from fadu.store import direct, models
from fadu.store.append import EnvelopeTooLong, OutOfTurn
from fadu.store.erasure_order import CannotErase
from fadu.store.integrator import integrate_if_many
from fadu.store.snapshot import matter_of
from fadu.store.write_gate import GateBusy, transaction

_KEY_LENGTH = models.CommandKey._meta.get_field("key").max_length
#: Why a key is refused that was used before: for another command, or by somebody else.
OTHER_CONTENT = "key"
#: Why a form is refused whose very answers were recorded a moment ago, under another key; how the key of whoever means
#: another act begins; and how long a moment is.
SAME_AGAIN, MEANT, MOMENT = "again", "again-", timedelta(minutes=30)
#: So many newer records are named to whoever acts from an older page.
_TOLD = 5
#: Where a day reckoned from what was typed lies outside every calendar: most often a year typed wrongly.
BEYOND_CALENDAR = Refusal("days", "填写的日期太早或太晚，推算不出期限", "核对各个日期的年份")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What a client asks. ``matter`` empty opens one of ``procedure``; ``seen`` is the last entry the page showed.

    ``key`` is the client's own; the same command under the same key is done once. ``actors`` begin with
    the person who acts. ``on`` is the day of the act; ``at`` the instant of recording (default: now). A ``form`` that
    comes again under another key is asked about: a browser without scripts that goes back asks for the page anew.
    """

    key: str
    org: str
    actors: tuple[Actor, ...]
    step: str
    matter: str = ""
    procedure: str = ""
    parent: str = ""
    fields: Mapping[str, object] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    on: date | None = None
    at: datetime | None = None
    seen: int | None = None
    form_number: int = 0
    by_clock: bool = False
    imported: bool = False
    form: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """That the act is recorded: where, under which number, and the hash that proves it."""

    matter: str
    seq: int
    state: str
    number: str
    hash: str
    repeated: bool = False


def take_step(command: Command, *, durable: bool = True) -> Receipt | Refused:
    """Do it, or say why not. ``durable`` False lets many commands share an outer transaction (building a demo)."""
    try:
        with transaction(durable=durable):
            receipt, erased = _in_transaction(command)
        if durable:
            integrate_if_many(command.org)
            if erased:
                erasure.sweep()
        return receipt
    except _Undo as undo:
        return _refused(command, undo.refused)
    except (OutOfTurn, IntegrityError) as clash:
        return _after_clash(command, clash)
    except GateBusy:
        return Refused((Refusal("busy", "系统正忙，这一步没有保存", "稍候再按一次"),))


def would_refuse(command: Command) -> tuple[Refusal, ...]:
    """Every reason against a command that is not to be carried out: nothing is written, and the attempt is not recorded."""
    try:
        with transaction():
            _in_transaction(command)
            raise _Undo(Refused(()))
    except _Undo as undo:
        return undo.refused.refusals
    except (OutOfTurn, IntegrityError):
        return ()


def _refused(command: Command, refused: Refused) -> Receipt | Refused:
    """The refusal, on record; but when this very command was sent twice at once and waited for its twin, that one's answer."""
    answer = _earlier_answer(command)
    if answer is None:
        _remember_refusal(command, refused)
    return answer or refused


def _after_clash(command: Command, clash: Exception) -> Receipt | Refused:
    """Somebody was first. When it was this very command, sent twice at once, its answer is the answer."""
    try:
        answered = _answered(command)
    except _Undo as undo:
        return undo.refused
    if answered is None and not isinstance(clash, OutOfTurn):
        raise clash
    return answered or Refused((_stale("刚才"),))


class _Undo(Exception):
    """Rolls the transaction back and carries the refusals out of it."""

    def __init__(self, refused: Refused) -> None:
        self.refused = refused


def _in_transaction(command: Command) -> tuple[Receipt, bool]:
    """The receipt, and whether something was erased whose bytes are to go after the commit."""
    answered = _answered(command)
    if answered:
        return answered, False
    if just_done(command) is not None:
        raise _Undo(Refused((_SAME,)))
    at = command.at or clock.now()
    around = world(command.org, clock.day_of(at))
    matter = _locked(command, around)
    _refuse_beyond_link(command, matter, around)
    _refuse_foreign_files(command)
    book = ledger(around)
    with _troubles_refused():
        result = act(around, book, matter, _attempt(command, at))
        if isinstance(result, Refused):
            raise _Undo(result)
        erased = erasure.follow(result)
    receipt = _receipt(result, book.entries[0].hash)
    _keep_answer(command, receipt, at)
    return receipt, erased


@contextmanager
def _troubles_refused() -> Iterator[None]:
    """What only shows while recording is a refusal like any other: the transaction is undone, and the reason told."""
    try:
        yield
    except CannotErase as trouble:
        raise _Undo(Refused((trouble.refusal,))) from trouble
    except EnvelopeTooLong as trouble:
        raise _Undo(Refused((Refusal("length", str(trouble), "把附件和说明分几次提交"),))) from trouble
    except OverflowError as trouble:
        raise _Undo(Refused((BEYOND_CALENDAR,))) from trouble


def _locked(command: Command, around: World) -> Matter:
    """The matter under lock, or a blank one to open. A page that showed an older entry is stale."""
    if not command.matter:
        return _new(command, around)
    id = _uuid(command.matter)
    row = direct.one(models.Matter, {"id": id, "org": command.org}, lock=True) if id else None
    if row is None:
        raise _Undo(Refused((Refusal("matter", "没有找到这个事项", "从台账或搜索重新打开"),)))
    if command.seen is not None and row.last_seq != command.seen:
        raise _Undo(Refused((_stale_row(row, command.seen, names_them=not _by_link(command)),)))
    matter = matter_of(row, around.catalogue.procedure(row.procedure, row.version))
    around.records.remember(matter)  # type: ignore[attr-defined]
    return matter


def _refuse_beyond_link(command: Command, matter: Matter, around: World) -> None:
    """Who came through a link does what it is for, where it is for, while it is in force: nothing else, whatever the page offered."""
    if not _by_link(command):
        return
    grant = grant_of(command.actors[0].id.removeprefix(PREFIX), around.today)
    if grant is None:
        raise _Undo(Refused((Refusal("link", "办事链接已经失效", "请发链接的人重新发给您"),)))
    procedure = procedure_of(around, matter, around.today) if around.catalogue.has_procedure(matter.procedure) else None
    step = procedure.step(command.step) if procedure else None
    here = bool(grant.about) or (matter.village or command.fields.get("village")) == grant.village
    if procedure is None or step is None or not here or not grant.allows(procedure, step, command.matter):
        raise _Undo(Refused((Refusal("link", "这个链接不能办这件事", "请发链接的人另发，或者到镇里办理"),)))


def _by_link(command: Command) -> bool:
    return bool(command.actors) and command.actors[0].id.startswith(PREFIX)


def _refuse_foreign_files(command: Command) -> None:
    """A step cites what those who act have handed in, or what the matter holds; knowing a file's address is not enough, and one destroyed meanwhile is gone."""
    if not command.files:
        return
    uses = models.EvidenceUse.objects.filter(org=command.org, file_id__in=command.files)
    theirs = Q(entry__isnull=True, added_by__in=[a.id for a in command.actors], file__erased_by__isnull=True)
    held = set(uses.filter(theirs | Q(matter=_uuid(command.matter), entry__isnull=False)).values_list("file_id", flat=True))
    if not set(command.files) <= held:
        raise _Undo(Refused((Refusal("files", "有附件没有收到", "重新选择文件上传"),)))


def _new(command: Command, around: World) -> Matter:
    if not around.catalogue.has_procedure(command.procedure):
        raise _Undo(Refused((Refusal("procedure", f"没有“{command.procedure}”这个程序", "从“新办”中选择"),)))
    id = str(uuid.uuid5(uuid.NAMESPACE_URL, f"fadu:{command.org}:{command.key}"))
    return blank(id, command.org, command.procedure, command.parent)


def _stale_row(row: models.Matter, seen: int, *, names_them: bool) -> Refusal:
    """What the page did not show yet: the latest records, with their day and, for those inside, who made them."""
    procedure = catalogue().procedure(row.procedure, row.version)
    newer = models.Milestone.objects.filter(matter=row, seq__gt=seen).select_related("entry").order_by("-seq")
    told = [(m.on, procedure.step(m.step), _by(row.org, m.entry) if names_them else "") for m in reversed(newer[:_TOLD])]
    said = "、".join(f"{chinese_day(on)}{by}“{step.label if step else '其他记录'}”" for on, step, by in told)
    return _stale(f"{said}等{total}条" if (total := newer.count()) > _TOLD else said)


def _by(org: str, entry: models.JournalEntry) -> str:
    people = json.loads(bytes(entry.envelope))["actors"]
    called = names(org, people)
    return "、".join(called[i] for i in people)


def _stale(what: str) -> Refusal:
    return Refusal("stale", f"本事项在您打开页面之后已有新的记录：{what}", "看是否还要办；要办的，再按一次")


def _attempt(command: Command, at: datetime) -> Attempt:
    return Attempt(
        step=command.step, actors=command.actors, on=command.on or clock.day_of(at), at=at,
        fields=command.fields, reasons=command.reasons, files=command.files, form_number=command.form_number,
        origin=_origin(command), entrusted=command.by_clock,
    )  # fmt: skip


def _origin(command: Command) -> str:
    """Whence the act came: the clock, a spreadsheet, a link with a code, or somebody at work."""
    if command.by_clock or command.imported:
        return "clock" if command.by_clock else "import"
    return "link" if _by_link(command) else "step"


def _receipt(acted: Acted, hash: str) -> Receipt:
    entry = acted.decisions[0].entry
    return Receipt(entry.matter, entry.seq, acted.matter.state, entry.number, hash)


def _answered(command: Command) -> Receipt | None:
    kept = direct.one(models.CommandKey, {"key": _key(command)})
    if kept is None:
        return None
    if kept.digest != _digest(command):
        raise _Undo(Refused((_already(command, kept),)))
    return _again(kept)


def _earlier_answer(command: Command) -> Receipt | None:
    kept = direct.one(models.CommandKey, {"key": _key(command)})
    return _again(kept) if kept and kept.digest == _digest(command) else None


def _again(kept: models.CommandKey) -> Receipt:
    return Receipt(**{**kept.result, "repeated": True})


def _already(command: Command, kept: models.CommandKey) -> Refusal:
    """The form did something before and now asks for something else: a slip mended in the wrong place, or another act."""
    done = models.Matter.objects.filter(pk=kept.result.get("matter"), org=command.org).first()
    said = f"（{'　'.join(t for t in (done.title, done.number) if t)}）" if done else ""
    return Refusal(OTHER_CONTENT, f"这张表已经办过一次{said}，现在的内容和那次不同", "要改正的，到那个事项里办；确是另外一次的，再按一次")


_SAME = Refusal(SAME_AGAIN, "刚才已用同样的内容办过一次", "就是那一次的，不用再办；确是另外一次的，再按一次")


def just_done(command: Command) -> Receipt | None:
    """The act of a moment ago that this form repeats word for word under another key, unless its matter has gone on since."""
    if not command.form or command.key.startswith(MEANT):
        return None
    lately = models.CommandKey.objects.filter(at__gte=clock.now() - MOMENT, org=command.org, digest=_digest(command))
    kept = lately.exclude(key=command.key).order_by("-at").first()
    if kept is None or (command.matter and not models.Matter.objects.filter(pk=command.matter, last_seq=kept.result["seq"]).exists()):
        return None
    return Receipt(**{**kept.result, "repeated": True})


def _keep_answer(command: Command, receipt: Receipt, at: datetime) -> None:
    result = {"matter": receipt.matter, "seq": receipt.seq, "state": receipt.state, "number": receipt.number, "hash": receipt.hash}
    direct.insert(models.CommandKey, {"key": _key(command), "org": command.org, "digest": _digest(command), "result": result, "at": at})


def _key(command: Command) -> str:
    """The client's key as far as a row can hold it; of two that come to the same, the digest tells them apart."""
    return command.key.replace("\x00", "")[:_KEY_LENGTH]


def _digest(command: Command) -> str:
    said: dict[str, Any] = {
        "matter": command.matter, "procedure": command.procedure, "step": command.step,
        "fields": {k: str(v) for k, v in command.fields.items()}, "actors": [a.id for a in command.actors],
        "on": str(command.on or ""), "reasons": dict(command.reasons), "files": list(command.files), "form": command.form_number,
    }  # fmt: skip
    return hashlib.sha256(canonical(said)).hexdigest()


def _remember_refusal(command: Command, refused: Refused) -> None:
    """Refused attempts are recorded beside the journal: who tried what, and which gates refused."""
    account = models.Account.objects.filter(org=command.org, person_id=command.actors[0].id).first() if command.actors else None
    with transaction():
        models.AccessRecord.objects.create(
            org=command.org, account=account, act="refused", target=f"{command.procedure or command.matter}.{command.step}"[:200],
            matter=_uuid(command.matter), detail={"gates": sorted(refused.gates)}, at=command.at or clock.now(),
        )  # fmt: skip


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text) if text else None
    except ValueError:
        return None
