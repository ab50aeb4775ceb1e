"""Checks journal entries one by one: hash, chain, columns against the envelope, values against their digests.

``verify_quick`` passes the entries that certainly agree with everything; each of the others is looked at closely here, with
everything that must agree with it, and what is wrong is said by table, row and column.
"""

from __future__ import annotations

import json
from binascii import a2b_base64, b2a_base64
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, NamedTuple, TypeAlias

from django.db import connections

from fadu.kernel.field import Json
from fadu.kernel.journal import field_digest
from fadu.store.erase import PAPER, ordered_value
from fadu.store.fault import Fault
from fadu.store.verify_quick import BEGINNING, Seen, follows

PAGE = 500
TABLE = "store_journalentry"

_QUERY = """
SELECT e.id, e.org, CAST(e.matter AS {text}), e.seq, e.prev, e.envelope, e.leaf_hash, e.at,
       v.entry_id, v.org, v."values", v.salts, v.erased_by_id, l.idx, l.org, l.hash, w.entry_id, w.org,
       m.entry_id, m.org, CAST(m.matter_id AS {text}), m.seq, m.procedure, m.step, m.state, m."on", m.village
FROM store_journalentry e
LEFT JOIN store_entryvalues v ON v.entry_id = e.id
LEFT JOIN store_logleaf l ON l.entry_id = e.id
LEFT JOIN store_pending w ON w.entry_id = e.id
LEFT JOIN store_milestone m ON m.entry_id = e.id
WHERE e.id IN ({ids}) ORDER BY e.id
"""
_BEFORE = """
SELECT seq, leaf_hash FROM store_journalentry
WHERE matter = (SELECT matter FROM store_journalentry WHERE id = %s) AND id < %s ORDER BY id DESC LIMIT 1
"""

_ORPHANS = (
    ("store_entryvalues", "entry_id", "这些内容所属的记录不见了"),
    ("store_pending", "entry_id", "等候写入日志的记录不见了"),
    ("store_milestone", "entry_id", "里程碑所属的记录不见了"),
    ("store_logleaf", "entry_id", "日志中这一条对应的记录不见了"),
)


class Row(NamedTuple):
    """An entry with its values, its place in the log or in the waiting list, and its milestone."""

    id: int
    org: str
    matter: Any
    seq: int
    prev: str
    envelope: bytes
    leaf_hash: str
    at: Any
    values_entry: int | None
    values_org: str
    values: str
    salts: str
    erased_by: int | None
    idx: int | None
    leaf_org: str
    leaf: bytes
    waiting: int | None
    waiting_org: str
    milestone: int | None
    m_org: str
    m_matter: Any
    m_seq: int
    m_procedure: str
    m_step: str
    m_state: str
    m_on: Any
    m_village: str


Body: TypeAlias = dict[str, Any]


@dataclass(slots=True)
class Journal:
    """What later checks need of the entries: the last of each matter, numbers, files and orders to erase."""

    count: int = 0
    last: dict[str, tuple[int, str, int]] = field(default_factory=dict)
    numbered: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    files: dict[int, list[str]] = field(default_factory=dict)
    refs: dict[int, list[str]] = field(default_factory=dict)
    erased: list[tuple[int, str, int | None, tuple[str, ...]]] = field(default_factory=list)


def check_entries(journal: Journal, looked: Iterable[Seen], told: Callable[[int], None], using: str = "default") -> Iterator[Fault]:
    """Every fault of entries and of what hangs on them; fills ``journal``. ``looked``: what quick looks at all stretches saw, in order."""
    doubtful: list[int] = []
    for seen in looked:
        doubtful += _joined(journal, seen)
        told(journal.count)
    for row in _rows(sorted(set(doubtful)), using):
        yield from _entry(journal, row, _before(row.id, using))
    yield from _erasures(journal)


def _joined(journal: Journal, seen: Seen) -> list[int]:
    """Add what a stretch showed; the entries to look at closely, those that do not follow the stretches before among them."""
    broken = [id for matter, (id, seq, prev) in seen.first.items() if not follows(seq, prev, journal.last.get(matter, BEGINNING))]
    journal.count += seen.count
    journal.last.update(seen.last)
    for id, matter, body in seen.telling:
        _remember(journal, id, body, matter)
    return seen.doubtful + broken


def _rows(ids: list[int], using: str) -> Iterator[Row]:
    connection = connections[using]
    text = "text" if connection.vendor == "postgresql" else "char"
    for start in range(0, len(ids), PAGE):
        with connection.cursor() as cursor:
            cursor.execute(_QUERY.format(text=text, ids=",".join(map(str, ids[start : start + PAGE]))))
            page = cursor.fetchall()
        yield from map(Row._make, page)


def _before(id: int, using: str) -> tuple[int, str]:
    """The number and hash of the entry before this one on the same matter."""
    with connections[using].cursor() as cursor:
        cursor.execute(_BEFORE, [id, id])
        return cursor.fetchone() or BEGINNING


def _entry(journal: Journal, row: Row, before: tuple[int, str]) -> list[Fault]:
    """The faults of one entry. ``before``: number and hash of the one before it on the same matter."""
    found: list[Fault] = []
    body, matter = _body(bytes(row.envelope)), hexed(row.matter)
    if body is None:
        found.append(_fault(row, "envelope", "信封不是完整的记录"))
    else:
        _hashes(row, found)
        _columns(row, body, matter, found)
        _chain(row, before, found)
        _values(journal, row, body, found)
        _place(row, found)
        _milestone(row, body, matter, found)
        _remember(journal, row.id, body, matter)
    return found


def _hashes(row: Row, found: list[Fault]) -> None:
    computed = sha256(b"\x00" + bytes(row.envelope))
    if computed.hexdigest() != row.leaf_hash:
        # The log is the third witness: whichever of the two it agrees with was not changed.
        changed = "leaf_hash" if row.leaf is not None and bytes(row.leaf) == computed.digest() else "envelope"
        found.append(_fault(row, changed, "记录内容与叶哈希不符，被改动过"))
    elif row.leaf is not None and bytes(row.leaf) != computed.digest():
        message = f"日志中的哈希与第{row.id}号记录不符"
        found.append(Fault("store_logleaf", f"{row.leaf_org}[{row.idx}]", "hash", message, row.org))


def _columns(row: Row, body: Body, matter: str, found: list[Fault]) -> None:
    """The columns repeat what the envelope says."""
    stated = (body.get("org"), str(body.get("matter")).replace("-", ""), body.get("seq"), body.get("prev"))
    if stated != (row.org, matter, row.seq, row.prev):
        for name, said, there in zip(("org", "matter", "seq", "prev"), stated, (row.org, matter, row.seq, row.prev), strict=True):
            if said != there:
                found.append(_fault(row, name, f"应为“{said}”，现为“{there}”"))
    at = body.get("at")
    if str(row.at) != str(at).replace("T", " ").removesuffix("+00:00") and instant(row.at) != instant(at):
        found.append(_fault(row, "at", f"应为“{at}”，现为“{row.at}”"))


def _chain(row: Row, before: tuple[int, str], found: list[Fault]) -> None:
    """Each entry follows the one before it on the same matter, by number and by hash."""
    seq, digest = before
    if row.seq > seq + 1:
        found.append(_fault(row, "seq", f"同一事项第{seq + 1}条至第{row.seq - 1}条记录不见了"))
    elif row.seq <= seq:
        found.append(_fault(row, "seq", f"同一事项已有第{seq}条，这一条却是第{row.seq}条"))
    elif row.prev != digest:
        found.append(_fault(row, "prev", "接不上同一事项的前一条记录"))


def _values(journal: Journal, row: Row, body: Body, found: list[Fault]) -> None:
    """Values and salts give the digests of the envelope, none missing but the erased, none added."""
    if row.values_entry is None:
        found.append(_value_fault(row, "", "记录的内容不见了"))
        return
    values, salts = _object(row.values), _object(row.salts)
    if values is None or salts is None:
        found.append(_value_fault(row, "values" if values is None else "salts", "内容不是完整的数据"))
        return
    if row.values_org != row.org:
        found.append(_value_fault(row, "org", f"应为“{row.org}”，现为“{row.values_org}”"))
    digests = body["fields"]
    for name, digest in digests.items():
        _value(row, name, digest, values, salts, found)
    for column, held in (("values", values), ("salts", salts)):
        if held.keys() != digests.keys() and (added := held.keys() - digests.keys()):
            found.append(_value_fault(row, column, f"多出信封里没有的项目：{'、'.join(sorted(added))}"))
    if row.erased_by is not None:
        journal.erased.append((row.id, row.leaf_hash, row.erased_by, tuple(digests.keys() - values.keys())))


def _value(row: Row, name: str, digest: str, values: Body, salts: Body, found: list[Fault]) -> None:
    if name in values and name in salts:
        if _digest(name, values[name], salts[name]) != digest:
            found.append(_value_fault(row, "values", f"“{name}”的值或盐被改动过"))
    elif name in values or name in salts:
        found.append(_value_fault(row, "salts" if name in values else "values", f"“{name}”的值和盐只剩一个"))
    elif row.erased_by is None:
        found.append(_value_fault(row, "values", f"“{name}”不见了，也没有删除依据"))


def _place(row: Row, found: list[Fault]) -> None:
    """Every entry is in the log or waits for it, never both, never neither."""
    if (row.idx is None) == (row.waiting is None):
        table, message = (
            ("store_logleaf", "既不在日志中，也不在等候表中") if row.idx is None else ("store_pending", "已在日志中，却还在等候表中")
        )
        found.append(Fault(table, str(row.id), "", f"第{row.id}号记录{message}", row.org))
    if row.idx is not None and row.leaf_org != row.org:
        message = f"第{row.id}号记录写进了别处的日志"
        found.append(Fault("store_logleaf", f"{row.leaf_org}[{row.idx}]", "org", message, row.org))
    if row.waiting is not None and row.waiting_org != row.org:
        found.append(Fault("store_pending", str(row.id), "org", f"应为“{row.org}”，现为“{row.waiting_org}”", row.org))


def _milestone(row: Row, body: Body, matter: str, found: list[Fault]) -> None:
    """The milestone, where there is one, says what the envelope says."""
    if row.milestone is None:
        return
    procedure, _, step = str(body["step"]).partition("@")[0].rpartition(".")
    stated = (row.org, matter, row.seq, procedure, step, body.get("state"), body.get("on"))
    there = (row.m_org, hexed(row.m_matter), row.m_seq, row.m_procedure, row.m_step, row.m_state, str(row.m_on))
    if stated != there:
        names = ("org", "matter_id", "seq", "procedure", "step", "state", "on")
        for name, said, is_ in zip(names, stated, there, strict=True):
            if said != is_:
                found.append(Fault("store_milestone", str(row.id), name, f"应为“{said}”，现为“{is_}”", row.org))


def _remember(journal: Journal, id: int, body: Body, matter: str) -> None:
    if body.get("number"):
        journal.numbered[id] = (str(body["number"]), matter, str(body.get("origin")))
    if body.get("files"):
        journal.files[id] = strings(body["files"])
    if body.get("refs"):
        journal.refs[id] = strings(body["refs"])


def strings(found: Any) -> list[str]:
    """The texts in what should be a list of texts; a changed envelope may hold anything."""
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def _erasures(journal: Journal) -> Iterator[Fault]:
    """What is missing was ordered, value by value, by an entry that names it; and what was ordered is missing."""
    ordered = {ref for refs in journal.refs.values() for ref in refs if "#" in ref}
    for entry, digest, order, names in journal.erased:
        missing = {ordered_value(digest, name) for name in names}
        if order is None or not any(ref.startswith(f"{digest}#") for ref in journal.refs.get(order, ())):
            yield Fault("store_entryvalues", str(entry), "erased_by_id", "内容已删除，但删除依据的记录没有指明这一条")
        elif missing - ordered:
            named = "、".join(sorted(ref.partition("#")[2] for ref in missing - ordered))
            yield Fault("store_entryvalues", str(entry), "values", f"“{named}”不见了，没有记录批准删除这一项")
        ordered -= missing
    for ref in sorted(r for r in ordered if not r.endswith(PAPER)):
        yield Fault("store_entryvalues", ref[:8], "values", f"已批准删除的“{ref.partition('#')[2]}”还在，可能恢复过旧的内容")


def check_orphans(using: str = "default") -> Iterator[Fault]:
    """What belongs to an entry that is not there."""
    with connections[using].cursor() as cursor:
        for table, key, message in _ORPHANS:
            cursor.execute(
                f"SELECT t.{key} FROM {table} t LEFT JOIN {TABLE} e ON e.id = t.{key} WHERE e.id IS NULL ORDER BY 1"  # noqa: S608  our own names
            )
            yield from (Fault(table, str(key_), "", message) for (key_,) in cursor.fetchall())


def hexed(matter: Any) -> str:
    """A matter's id as 32 hexadecimal digits, from either database's form."""
    text = str(matter)
    return text if len(text) == 32 else text.replace("-", "")


def instant(stored: Any) -> datetime | None:
    """A stored or stated instant, from either database's form (without a zone it is UTC); None when it is not one."""
    try:
        found = stored if isinstance(stored, datetime) else datetime.fromisoformat(str(stored))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _body(envelope: bytes) -> Body | None:
    """The envelope's content; None when it is not the JSON object an envelope is."""
    try:
        body = _object(envelope.decode())
    except UnicodeDecodeError:
        return None
    return body if body and isinstance(body.get("fields"), dict) and "step" in body else None


def _object(text: str) -> Body | None:
    """The one JSON object that a text is; None for anything else."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if type(found) is dict else None


def _digest(name: str, value: Json, salt: str) -> str:
    """``journal.field_digest`` under a stored salt; '' when there is none, because salt or value is not what a journal takes."""
    try:
        raw = a2b_base64(salt)
        if b2a_base64(raw, newline=False) != salt.encode():  # one spelling only, or a changed bit could hide
            return ""
        return field_digest(name, value, raw)
    except (ValueError, TypeError, AttributeError):
        return ""


def _fault(row: Row, column: str, message: str) -> Fault:
    return Fault(TABLE, str(row.id), column, message, row.org)


def _value_fault(row: Row, column: str, message: str) -> Fault:
    return Fault("store_entryvalues", str(row.id), column, message, row.org)
