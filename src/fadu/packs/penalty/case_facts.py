"""Facts that the ordinary procedure works out step by step: what was told, whether a hearing or a review is due."""

from __future__ import annotations

from fadu.kernel.field import Value
from fadu.kernel.gate import Situation
from fadu.packs.common.papers import remedy_words
from fadu.packs.penalty.facts import acting, fen, heaviest, payment_text, series
from fadu.packs.penalty.fields import CONFISCATION, FINE
from fadu.packs.penalty.gates_decision import hearing_triggered

HEARD_REVIEW = "直接关系当事人或者第三人重大权益，经过听证程序"
REVIEW_GROUNDS = ("涉及重大公共利益", HEARD_REVIEW, "案情疑难复杂、涉及多个法律关系", "法律、法规规定应当审核", "列入重大执法决定目录")


def proposed(s: Situation) -> dict[str, Value]:
    """Which penalty weighs most, and whether the law asks for a hearing, a review or a joint discussion."""
    grounds = s.get("review_grounds") or []
    return {
        "heaviest_kind": heaviest(s.get("kinds")), "hearing_needed": hearing_triggered(s), "series": series(s),
        "review_needed": bool(grounds), "heard": False,
    }  # fmt: skip


def told(s: Situation) -> dict[str, Value]:
    """What the notice tells. Defence and waiver of an earlier notice no longer count."""
    found: dict[str, Value] = {
        **acting(s), "told": True, "hearing_told": hearing_triggered(s), "defence": "", "defence_review": "", "hearing_waived": False,
        "stated_text": stated_text(s), "defence_days": _length(s, "pen.defence"), "hearing_days": _length(s, "pen.hearing_request"),
        "series": series(s),
    }  # fmt: skip
    if s.get("amount_fen") is not None:
        found["told_fen"] = fen(s, "amount_fen")
    return found


def stated_text(s: Situation) -> str:
    """The facts found, one after another, as notices and decisions print them."""
    return "；".join(str(row.get("fact", "")) for row in s.get("facts_stated") or []) + "。" if s.get("facts_stated") else ""  # type: ignore[union-attr]


def waived(s: Situation) -> dict[str, Value]:
    return {"defence": "当事人放弃陈述申辩"}


def revised(s: Situation) -> dict[str, Value]:
    """After a defence was heard the lighter amount, where one was typed, is the one that may be decided."""
    return {"amount_fen": fen(s, "revised_fen")} if s.given.get("revised_fen") is not None else {}


def hearing_given_up(s: Situation) -> dict[str, Value]:
    return {"hearing_waived": True}


def hearing_held(s: Situation) -> dict[str, Value]:
    """A case that was heard concerns weighty rights, so it must be reviewed before it is decided (PEN 58)."""
    grounds = [*(s.get("review_grounds") or []), HEARD_REVIEW]  # type: ignore[misc]
    return {"heard": True, "review_needed": True, "review_grounds": list(dict.fromkeys(grounds)), **_defended(s)}


def _defended(s: Situation) -> dict[str, Value]:
    """The hearing is where the party defends itself (PEN 64(7)); a defence recorded before it stands."""
    if s.get("defence"):
        return {}
    hearing = s.last_child("penalty.hearing")
    opinion = hearing.get("hearing_opinion") if hearing else None
    return {"defence": "当事人在听证中陈述申辩，见听证笔录", **({"defence_review": opinion} if opinion else {})}


def decided(s: Situation) -> dict[str, Value]:
    """What a decision fixes: day, amounts, kind that counts, remedy and payment in the words of that day's law."""
    who = acting(s)
    organ = str(who.get("name_of_organ") or s.get("name_of_organ") or "")
    found: dict[str, Value] = {
        **who,
        "remedy_text": remedy_words(s, organ, reconsider_first=False),
        "series": series(s),
        "stated_text": stated_text(s),
    }
    if s.get("decision") != "处罚":
        return found
    kinds = s.get("kinds") or []
    fine = fen(s, "amount_fen") if FINE in kinds else 0  # type: ignore[operator]
    taken = fen(s, "confiscated_fen") if CONFISCATION in kinds else 0  # type: ignore[operator]
    return {
        **found, "decided_on": s.on, "heaviest_kind": heaviest(kinds), "total_fen": fine + taken, "fine_due": fine > 0,
        "surcharge_stated": s.get("surcharge_stated") is not False,
        "payment_text": payment_text(s, organ, surcharge=s.get("surcharge_stated") is not False) if fine else "",
    }  # fmt: skip


def _length(s: Situation, limit: str) -> int:
    return s.rules.limit(limit, s.on, s.matter.org).length
