"""What stands around every page: the columns one may open, whose desk it is, display preferences, the demo's mark."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from fadu.packs import catalogue
from fadu.service import clock
from fadu.store.models import Town

#: mark, label, address name; roles that see it (empty: everybody on the staff).
NAV: tuple[tuple[str, str, str, frozenset[str]], ...] = (
    ("desk", "我的桌面", "desk", frozenset()),
    ("matters", "事项", "matters", frozenset()),
    ("registers", "台账", "registers", frozenset()),
    ("deadlines", "期限", "calendar", frozenset()),
    ("figures", "数据与报告", "figures", frozenset()),
    ("oversight", "监督", "oversight", frozenset({"justice_office", "town_head", "party_secretary", "leader", "auditor", "district_supervisor", "security_admin"})),
    ("settings", "设置", "settings", frozenset()),
)  # fmt: skip

#: Columns that hold pages whose addresses do not begin like theirs.
_WITHIN = {"figures": ("reports",)}


def surroundings(request: HttpRequest) -> dict[str, Any]:
    """Context processor for all pages: display preferences, site name, demo mark and, for staff, the shell."""
    found: dict[str, Any] = {"prefs": _preferences(request)}
    reader = getattr(request, "reader", None)
    town = Town.objects.filter(pk=reader.org).first() if reader else Town.objects.order_by("org").first()
    if town:
        found |= {"site_name": f"{town.place}法度", "demo": bool(town.settings.get("demo")), "town": town}
    if reader and town:
        found["shell"] = _shell(request, town)
    return found


def _preferences(request: HttpRequest) -> dict[str, str]:
    kept = request.COOKIES.get("fadu_prefs", "")
    chosen = dict(pair.split(":", 1) for pair in kept.split(".") if ":" in pair)
    return {name: chosen.get(name, default) for name, default in (("scheme", "auto"), ("contrast", "auto"), ("size", "normal"))}


def _shell(request: HttpRequest, town: Town) -> dict[str, Any]:
    reader = request.reader  # type: ignore[attr-defined]
    nav = [
        {"mark": mark, "label": label, "href": reverse(name), "current": _current(request.path, name), "count": 0, "late": False}
        for mark, label, name, roles in NAV
        if not roles or roles & reader.roles
    ]
    return {
        "org": town.name, "person": reader.actor.name, "post": "、".join(catalogue().role_label(r) for r in sorted(reader.roles)),
        "home_href": reverse("desk"), "today": clock.today(), "search_href": reverse("search"), "settings_href": reverse("settings"),
        "logout_href": reverse("logout"), "nav": nav, "thumb": nav[:3], "rest": nav[3:], "desks": [],
    }  # fmt: skip


def _current(path: str, name: str) -> str:
    """How a page stands to a column, in the words of ``aria-current``: it is the column's own (page), within it (true), or '' elsewhere."""
    own = reverse(name)
    if path == own:
        return "page"
    return "true" if any(path.startswith(f"{within}/") or path == within for within in (own, *map(reverse, _WITHIN.get(name, ())))) else ""
