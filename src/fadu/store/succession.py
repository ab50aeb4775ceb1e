"""Which key speaks for a log, and how one key hands over to the next: by a statement that both sign (C2SP signed-note).

A statement says up to which size the old key has signed. A head of that size or smaller is the old key's, a larger one
the new key's, so that whoever stole the old key gains nothing by it. Statements lie beside the key, in order; they are
public.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fadu.kernel.note import Checkpoint, Key, Note, NoteError, parse, parse_checkpoint, verified
from fadu.store.keys import KeyTrouble, LogKey, key_of_line, open_key, origin

HEADING = "fadu key succession"


@dataclass(frozen=True, slots=True)
class Succession:
    """One handing over: the last size of the old key, both public key lines, and the note that states it."""

    size: int
    old: str
    new: str
    note: str


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one log in their order: each with the largest size it may have signed, None for the present one."""

    name: str
    terms: tuple[tuple[int | None, Key], ...]

    def of(self, size: int) -> Key:
        """The key that speaks for heads of this size."""
        return next(key for last, key in self.terms if last is None or size <= last)

    def judge(self, note: Note) -> Checkpoint:
        """The head that the note states, signed by the key of its size. Raises NoteError."""
        head = parse_checkpoint(note.text)
        key = self.of(head.size)
        verified(note, {(key.name, key.key_id): key})
        if head.origin != self.name:
            raise NoteError("another log's head")
        return head


def state(old: LogKey, new: LogKey, size: int) -> Succession:
    """The statement that ``new`` follows ``old`` after a head of ``size``, signed by both."""
    text = "\n".join((HEADING, old.name, str(size), old.line, new.line)) + "\n"
    signatures = (*old.sign(text).signatures, *new.sign(text).signatures)
    return read(Note(text, signatures).encode().decode())


def read(text: str) -> Succession:
    """A statement taken apart and judged: both keys signed it. Raises NoteError."""
    note = parse(text.encode())
    heading, name, size, old, new = (note.text.removesuffix("\n").split("\n") + [""] * 5)[:5]
    keys = [key_of_line(line) for line in (old, new)]
    if heading != HEADING or not size.isdecimal() or any(key.name != name for key in keys):
        raise NoteError("not a succession of keys")
    if len(verified(note, {(key.name, key.key_id): key for key in keys})) < 2:
        raise NoteError("both keys must sign a succession")
    return Succession(int(size), old, new, text)


def statement_path(folder: Path, org: str, number: int) -> Path:
    """Where the statement of this number lies, counted from 1."""
    origin(org)
    return folder / f"journal-{org}-succession-{number}.note"


def successions(folder: Path, org: str) -> list[Succession]:
    """Every handing over of a town's key, in order. Raises KeyTrouble when a statement is damaged or does not follow the one before."""
    found: list[Succession] = []
    while (path := statement_path(folder, org, len(found) + 1)).exists():
        try:
            found.append(read(path.read_text(encoding="utf-8")))
        except (NoteError, UnicodeDecodeError) as error:
            raise KeyTrouble(f"更换密钥的声明 {path.name} 已损坏；请从密钥备份恢复") from error
        if len(found) > 1 and (found[-1].old != found[-2].new or found[-1].size < found[-2].size):
            raise KeyTrouble(f"更换密钥的声明 {path.name} 接不上前一份；请从密钥备份恢复")
    return found


def keys_of(folder: Path, org: str) -> Keys:
    """The keys of a town's log, the present one last. Raises KeyTrouble when key and statements do not belong together."""
    present, handed = open_key(folder, org), successions(folder, org)
    if handed and handed[-1].new != present.line:
        raise KeyTrouble("更换签名密钥没有做完，或者密钥与更换声明不配；请再运行一次 fadu key-change，仍不成的从密钥备份恢复")
    return Keys(present.name, terms(present.line, handed))


def terms(present: str, handed: Iterable[Succession]) -> tuple[tuple[int | None, Key], ...]:
    """The terms of the keys behind these statements, ending with the present key line."""
    return (*((s.size, key_of_line(s.old)) for s in handed), (None, key_of_line(present)))


def followed(line: str, handed: Iterable[Succession], size: int) -> str:
    """The key line that speaks for a head of ``size``, starting from a line one trusts and following the statements."""
    for one in handed:
        if one.old == line and size > one.size:
            line = one.new
    return line
