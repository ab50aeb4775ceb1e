"""The report doctor (核查): reads any report text and returns its faults as values; keeps nothing, fetches nothing.

Pure but for reading the bytes it is given: it knows no clock, no store and no network.
"""

from __future__ import annotations

from fadu.checker.arithmetic import Confirmation, confirmations
from fadu.checker.document import Document, Unreadable, document
from fadu.checker.examine import check
from fadu.checker.read import read
from fadu.checker.rules import RULES, Rule

__all__ = ["RULES", "Confirmation", "Document", "Rule", "Unreadable", "check", "confirmations", "document", "read"]
