"""Which town a public page speaks for, and what it tells of itself: names, hours, whom to ask. From the town's own register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from fadu.packs import catalogue
from fadu.service import clock
from fadu.service.places import villages
from fadu.store.models import Town
from fadu.store.records import StoreRecords

#: The roster of mediation committees.
COMMITTEES = "committees"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to turn to; ``about`` and ``phone`` may be empty."""

    label: str
    about: str
    phone: str = ""


def town_of(host: str) -> Town | None:
    """The town whose own address (``base_address``) this host is; without one the first town of this installation."""
    towns = list(Town.objects.order_by("org"))
    name = host.partition(":")[0]
    return next((t for t in towns if urlsplit(t.base_address).hostname == name), towns[0] if towns else None)


def office(town: Town) -> Contact:
    """The service counter: where, when, and its telephone, as far as the town has said."""
    place, hours, phone = (str(town.told.get(n, "")) for n in ("counter_place", "counter_hours", "counter_phone"))
    return Contact("便民服务中心", "，".join(t for t in (place, hours) if t), phone)


def mediation(town: Town) -> Sequence[Contact]:
    """The town's mediation committee first, then that of each village, with the telephones of the roster of committees."""
    phones = _committee_phones(town)
    own = Contact(f"{town.place}人民调解委员会", "镇里调解，也可以请村里先调", phones.get("", ""))
    return [own, *(Contact(f"{v.name}人民调解委员会", "在本村（社区）就近调解", phones.get(v.code, "")) for v in villages(town.org))]


def _committee_phones(town: Town) -> dict[str, str]:
    """Village code → the telephone of its committee in office; '' → that of the town's own, which is bound to no village."""
    rows = StoreRecords(catalogue(), town.org).rows(COMMITTEES, clock.today())
    return {str(r.get("village") or ""): str(r.get("phone")) for r in rows if r.get("phone")}
