"""Facts of making a document that are worked out and never typed: digests, validity, what a step ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fadu.kernel.field import Value
from fadu.kernel.gate import Situation
from fadu.kernel.timelimit import add_units, due
from fadu.packs.common.rows import rows_of
from fadu.packs.common.texts import text_digest
from fadu.packs.normative_documents.adopt_fields import ASSESSED, READY, TO_ASSESS, TO_EXPLAIN, UNCLEARED, WRITTEN_OPINION
from fadu.packs.normative_documents.fields import (
    CLASSIFIED,
    FILED,
    IN_FORCE,
    LAPSED,
    NORMAL,
    REISSUED,
    REPEALED,
    REPLACED,
    SET_ASIDE,
    TO_FILE,
    TRIAL,
)
from fadu.packs.normative_documents.gates import review_papers
from fadu.packs.normative_documents.records_of import (
    ONE_DAY,
    ending,
    in_force,
    issuing_organ,
    own_ending,
    own_key,
    own_number,
)

Derived = Mapping[str, Value]


def digest(s: Situation) -> Derived:
    text = s.get("text")
    return {"text_digest": text_digest(text)} if isinstance(text, str) else {}


def drafted(s: Situation) -> Derived:
    """Who issues it also interprets it, unless another is named."""
    return {**digest(s), "interpreter": s.get("interpreter") or issuing_organ(s.facts, s.records, s.on)}


def signed(s: Situation) -> Derived:
    """Who signs, as reports to the superior must name them."""
    return {**digest(s), "signer": s.actors[0].name if s.actors else ""}


def comments_counted(s: Situation) -> Derived:
    return {"comment_count": len(rows_of(s.facts, "comments"))}


def revision_of(s: Situation) -> Derived:
    """What the document to be revised is called, whose it is, and that its nature is known."""
    row = in_force(s, s.get("replaces"))
    words = {n: str(row[n]) for n in ("title", "office") if row.get(n)} if row else {}
    return {**words, "issuer": issuing_organ(s.facts, s.records, s.on), "issue_kind": REISSUED, "nature_stage": CLASSIFIED}


def assessed_before(s: Situation) -> Derived:
    """A change that is not substantial keeps the conclusion of the fair competition review."""
    return {"fair_stage": ASSESSED if s.get("fair_result") else TO_ASSESS}


def review_pack(s: Situation) -> Derived:
    """The papers that are there, so that the reviewer is sent what the form check saw."""
    return {"review_papers": [paper for paper, there in review_papers(s.facts).items() if there]}


def reviewed(s: Situation) -> Derived:
    """The text that the opinion is about, its number, and that a written opinion goes before the meeting: nobody is asked which."""
    review = s.last_child("legal_counsel.legality_review")
    number = review.numbers.get("legality_opinion", "") if review else ""
    return {"reviewed_digest": s.get("text_digest") or "", "review_number": number, "review_basis": WRITTEN_OPINION}


def secrecy_of_text(s: Situation) -> Derived:
    """Which text was checked, and what it still waits for: the reviewer's leave, then the plan of explanation."""
    stage = UNCLEARED if s.get("secrecy_result") == UNCLEARED else READY if s.get("explanation_plan") else TO_EXPLAIN
    return {"secrecy_digest": s.get("text_digest") or "", "issue_stage": stage}


def valid_until(s: Situation, first: date) -> date:
    """The last day of a document that takes effect on ``first``: its first day counts as a whole day of validity."""
    name = "gfx.valid.trial" if s.get("kind") == TRIAL else "gfx.valid.normal"
    return due(s.rules.limit(name, s.on, s.matter.org), first - ONE_DAY, s.rules.calendar).due_on


def issued(s: Situation) -> Derived:
    """Dates of a document published today, and the ending of the one it replaces on the day it takes effect."""
    named = s.get("effective_on")
    first = named if isinstance(named, date) else s.on
    old = in_force(s, s.get("replaces"))
    new = f"《{s.get('title', '')}》"
    ended = [ending(old.key, str(old.get("title", "")), str(old.get("number", "")), REPLACED, first, f"由{new}替代", new)] if old else []
    return {
        "issued": s.on, "effective_on": first, "validity_from": first - ONE_DAY, "expires": valid_until(s, first),
        "ended_rows": ended, "own_key": s.matter.id, "document_state": TO_FILE,
    }  # fmt: skip


def from_catalogue(s: Situation) -> Derived:
    """What the catalogue says of a document that is older than this system, and when its validity began to count."""
    row = in_force(s, s.get("document"))
    if row is None:
        return {}
    words = {n: row[n] for n in ("title", "number", "office", "issued") if row.get(n) is not None}
    trial, expires = row.get("kind") == TRIAL, row.get("expires")
    found = {
        **words,
        "issuer": issuing_organ(s.facts, s.records, s.on),
        "own_key": row.key,
        "kind": TRIAL if trial else NORMAL,
        "effective_on": row.get("effective") or s.on,
    }
    return {**found, "expires": expires, "validity_from": _began(s, expires, trial)} if isinstance(expires, date) else found


def _began(s: Situation, expires: date, trial: bool) -> date:
    """The day from which the full validity ends on ``expires``, not before the rule itself began."""
    rule = s.rules.limit("gfx.valid.trial" if trial else "gfx.valid.normal", s.on, s.matter.org)
    return max(add_units(expires, rule.unit, -rule.length), rule.since or date.min)


def renewed(s: Situation) -> Derived:
    """A further validity that follows the old one without a gap."""
    old = s.get("expires")
    last = old if isinstance(old, date) else s.on
    return {"validity_from": last, "expires": valid_until(s, last + ONE_DAY), "number": own_number(s)}


def sent(s: Situation) -> Derived:
    filing = s.due("gfx.file")
    return {"filed_in_time": filing is None or not filing.late(s.on), "number": own_number(s)}


def filed(s: Situation) -> Derived:
    return {"filed_on": s.on, "number": own_number(s), "document_state": FILED}


def took_effect(s: Situation) -> Derived:
    return {"document_state": IN_FORCE}


def lapsed(s: Situation) -> Derived:
    last = s.get("expires")
    return own_ending(s, LAPSED, last + ONE_DAY if isinstance(last, date) else s.on, "有效期届满")


def repealed(s: Situation) -> Derived:
    return own_ending(s, REPEALED, s.on, str(s.get("repeal_text") or ""))


def repeal_digest(s: Situation) -> Derived:
    text = s.get("repeal_text")
    return {"repeal_digest": text_digest(text)} if isinstance(text, str) else {}


def set_aside(s: Situation) -> Derived:
    reason = f"被{s.get('set_aside_by', '')}撤销或者改变（{s.get('set_aside_paper', '')}）"
    return own_ending(s, SET_ASIDE, s.on, reason)


def ended_elsewhere(s: Situation) -> Derived:
    """How the catalogue says that this document ended; nothing while it is still in force there."""
    rows = [r for r in s.records.rows("ended_documents", s.on) if r.key == own_key(s)]
    return {"ended_how": str(rows[-1]["how"])} if rows else {}
