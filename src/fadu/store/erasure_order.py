"""What an order to erase has to name: every place where the matter, and those it belongs with, hold what is to go.

The order says in words which facts or files of which matter; this finds the entries that recorded them, their
corrections, copies carried to other matters of the family, and the papers that print them. Reads only.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.finding import Refusal
from fadu.kernel.matter import Matter
from fadu.kernel.pack import Catalogue
from fadu.kernel.procedure import Effect, Procedure
from fadu.store import models
from fadu.store.erase import PAPER, family, ordered_file, ordered_value

#: So many references still fit into one envelope.
MOST = 500
SHORTEST = 2
_GUARDED = (Sensitivity.PERSONAL, Sensitivity.SECRET)


class CannotErase(Exception):
    """The order cannot be carried out as it is written; ``refusal`` says why and what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.refusal = Refusal("erasure_names", message, remedy)


@dataclass(slots=True)
class _Search:
    """What is looked for: names on the target itself, and the texts they held."""

    catalogue: Catalogue
    target: uuid.UUID
    names: dict[str, str]
    texts: set[str] = field(default_factory=set)
    found: set[str] = field(default_factory=set)
    hits: set[str] = field(default_factory=set)


def order(catalogue: Catalogue, erasure: Matter) -> tuple[str, ...]:
    """The references that an entry carrying out ``erasure`` must hold. Raises CannotErase."""
    row = _target(erasure)
    members = family(erasure.org, row.pk)
    refs = {*_values(catalogue, erasure, row, members), *_files(erasure, members)}
    if len(refs) > MOST:
        raise CannotErase(f"涉及{len(refs)}处，一次最多删除{MOST}处", "分几次申请")
    return tuple(sorted(refs))


def _target(erasure: Matter) -> models.Matter:
    try:
        return models.Matter.objects.get(org=erasure.org, pk=uuid.UUID(str(erasure.get("target"))))
    except (ValueError, models.Matter.DoesNotExist) as error:
        raise CannotErase("没有找到所涉的事项", "从事项页上的“删除个人信息”进入") from error


def _said(erasure: Matter, name: str) -> list[str]:
    value = erasure.get(name)
    return [str(v) for v in value] if isinstance(value, list) else []


def _values(catalogue: Catalogue, erasure: Matter, row: models.Matter, members: Sequence[uuid.UUID]) -> set[str]:
    procedure = catalogue.procedure(row.procedure, row.version)
    declared = [_declared(procedure, said) for said in _said(erasure, "erase_items")]
    search = _Search(catalogue, row.pk, {f.name: f.label for f in declared})
    for entry in _recorded([row.pk]):
        _own(search, *entry)
    for name, label in search.names.items():
        if name not in search.hits:
            raise CannotErase(f"“{label}”没有记录内容，或者已经删除", "核对事项页上的内容")
    for entry in _recorded(members):
        _copies(search, *entry)
    return search.found | _papers(search, members)


def _declared(procedure: Procedure, said: str) -> Field:
    """The fact that is meant, if it is of the kind that may go without taking the record's sense with it."""
    found = procedure.field(said) or next((f for f in procedure.fields if f.label == said), None)
    if found is None:
        raise CannotErase(f"“{procedure.label}”没有“{said}”这一项", "按表单上的名称填写")
    if found.sensitivity not in _GUARDED and found.kind is not Kind.NOTE:
        raise CannotErase(f"“{found.label}”不是个人信息，也不是说明文字，删除后记录不成立", "只删除个人信息；写错的用“更正记录”")
    if any(e.key == found.name for s in procedure.steps for e in s.enters):
        raise CannotErase(f"“{found.label}”是台账的编号，不能单独删除", "先办理注销、变更，再删除其他内容")
    return found


def _recorded(matters: Sequence[uuid.UUID]) -> Iterator[tuple[str, uuid.UUID, dict[str, Any], dict[str, Any]]]:
    """Leaf hash, matter, envelope and values of every entry of these matters."""
    rows = models.EntryValues.objects.filter(entry__matter__in=matters).order_by("entry_id")
    for digest, matter, envelope, values in rows.values_list("entry__leaf_hash", "entry__matter", "entry__envelope", "values"):
        yield digest, matter, json.loads(bytes(envelope)), values


def _own(search: _Search, digest: str, matter: uuid.UUID, said: dict[str, Any], values: dict[str, Any]) -> None:
    """What the target itself recorded under these names, or corrected to."""
    _, step = _step(search.catalogue, said)
    corrects = step is not None and step.effect is Effect.CORRECT
    corrected = next((n for n, label in search.names.items() if corrects and values.get("corrected_field") in (n, label)), "")
    meant = {n: n for n in search.names} | ({"corrected_value": corrected} if corrected else {})
    for name in values.keys() & meant.keys():
        search.found.add(ordered_value(digest, name))
        search.hits.add(meant[name])
        search.texts |= {t for t in _texts(values[name]) if len(t) >= SHORTEST}


def _copies(search: _Search, digest: str, matter: uuid.UUID, said: dict[str, Any], values: dict[str, Any]) -> None:
    """The same text where another entry of the family holds it as something personal."""
    procedure, _ = _step(search.catalogue, said)
    for name, value in values.items():
        declared = procedure.field(name) if procedure else None
        guarded = declared is not None and declared.sensitivity in _GUARDED
        if guarded and search.texts.intersection(_texts(value)):
            search.found.add(ordered_value(digest, name))


def _step(catalogue: Catalogue, said: dict[str, Any]) -> tuple[Procedure | None, Any]:
    name, _, version = str(said["step"]).partition("@")
    procedure, _, step = name.rpartition(".")
    try:
        written = catalogue.written(procedure, version)
    except KeyError:
        return None, None
    return written, written.step(step)


def _texts(value: Any) -> list[str]:
    """The texts in a value, however deep."""
    if isinstance(value, str):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [t for one in inside for t in _texts(one)]


def _papers(search: _Search, members: Sequence[uuid.UUID]) -> set[str]:
    """The papers that print one of the texts, or that an entry issued whose own text goes."""
    papers = models.IssuedPaper.objects.filter(matter__in=members).exclude(content={}).values_list("entry__leaf_hash", "content")
    return {digest + PAPER for digest, content in papers if any(t in said for said in _texts(content) for t in search.texts)}


def _files(erasure: Matter, members: Sequence[uuid.UUID]) -> set[str]:
    uses = models.EvidenceUse.objects.filter(org=erasure.org, matter__in=members, entry__isnull=False, file__erased_by__isnull=True)
    found = set()
    for said in _said(erasure, "erase_files"):
        roots = set(uses.filter(name=said).values_list("file_id", flat=True))
        if not roots:
            raise CannotErase(f"没有名为“{said}”的附件，或者已经删除", "核对事项页上附件的名称")
        if models.EvidenceUse.objects.filter(file__in=roots, matter__isnull=False).exclude(matter__in=members).exists():
            raise CannotErase(f"附件“{said}”在别的事项里也用到", "先核对别的事项是否仍要保存")
        found |= {ordered_file(root) for root in roots}
    return found
