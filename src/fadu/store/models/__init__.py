"""The tables. Every row carries the 9-digit code of its town; what a matter's rows say is rebuilt from its entries."""

from fadu.store.models.files import EvidenceFile, EvidenceUse
from fadu.store.models.journal import (
    Checkpoint,
    Cosignature,
    EntryValues,
    JournalEntry,
    LogLeaf,
    LogState,
    LogTile,
    Pending,
)
from fadu.store.models.matters import DueDate, IssuedPaper, Matter, Milestone, Publication, RegisterRow
from fadu.store.models.numbers import NumberCounter, NumberTaken
from fadu.store.models.people import Account, Link, Town
from fadu.store.models.traces import AccessRecord, CommandKey, Outbox, Tally

__all__ = [
    "AccessRecord",
    "Account",
    "Checkpoint",
    "CommandKey",
    "Cosignature",
    "DueDate",
    "EntryValues",
    "EvidenceFile",
    "EvidenceUse",
    "IssuedPaper",
    "JournalEntry",
    "Link",
    "LogLeaf",
    "LogState",
    "LogTile",
    "Matter",
    "Milestone",
    "NumberCounter",
    "NumberTaken",
    "Outbox",
    "Pending",
    "Publication",
    "RegisterRow",
    "Tally",
    "Town",
]
