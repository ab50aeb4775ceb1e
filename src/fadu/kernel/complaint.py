"""What is wrong with a definition, said to whoever wrote it: where it stands, what is wrong, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

#: Statements about a definition: whether it is sound there, what is wrong when it is not, how to mend it.
Said: TypeAlias = Iterator[tuple[bool, str, str]]


@dataclass(frozen=True, slots=True)
class Complaint:
    """A definition that must not load: where it stands, what is wrong with it, how to mend it."""

    file: str
    thought: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}: {self.thought} → {self.mend}"


class BrokenDefinition(Exception):
    """Raised while loading, with every complaint at once, each said once."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(dict.fromkeys(complaints))
        super().__init__("\n".join(str(c) for c in self.complaints))


def unsound(where: str, said: Iterable[tuple[bool, str, str]]) -> list[Complaint]:
    """A complaint for every statement that does not hold."""
    return [Complaint(where, thought, mend) for good, thought, mend in said if not good]


def repeated(names: Sequence[str]) -> list[str]:
    """The names that stand more than once, each said once, in order."""
    return [n for n in dict.fromkeys(names) if names.count(n) > 1]
