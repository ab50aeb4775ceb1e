"""Walks the pages of a town as several of its people and tells how often each kind of page asks the store."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from html import unescape
from typing import Any

WALKERS = ("sifa", "fazhi", "lifei", "tongji", "cun01")
_EACH = 3  # pages of a kind that one person opens
_SKIPPED = {"logout"}


def walked(client: Callable[[str], Any]) -> dict[str, tuple[int, str]]:
    """Kind of page → the most questions that one of them asked, and which: what the desk leads to, link by link."""
    most: dict[str, tuple[int, str]] = {}
    for who in WALKERS:
        for kind, asked, page in _walk(client(who)):
            most[kind] = max(most.get(kind, (0, "")), (asked, f"{who} {page}"))
    return most


def _walk(client: Any) -> list[tuple[str, int, str]]:
    seen: Counter[str] = Counter()
    found, known, waiting = [], {"/desk"}, ["/desk"]
    while waiting:
        page = waiting.pop(0)
        kind = _kind(page)
        seen[kind] += 1
        if kind in _SKIPPED or seen[kind] > _EACH:
            continue
        asked, answer = _opened(client, page)
        found.append((kind, asked, page))
        fresh = [p for p in dict.fromkeys(_links(answer)) if p not in known and _kind(p)]
        known.update(fresh)
        waiting += fresh
    return found


def _opened(client: Any, page: str) -> tuple[int, Any]:
    from django.db import connection

    asked: list[str] = []

    def heard(execute: Any, sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    client.get(page)  # what is read once a process is not this page's
    with connection.execute_wrapper(heard):
        answer = client.get(page)
    return len(asked), answer


def _links(answer: Any) -> list[str]:
    if not answer.get("Content-Type", "").startswith("text/html"):
        return []
    return [unescape(href).split("#")[0] for href in re.findall(r'href="(/[^"]*)"', answer.content.decode())]


def _kind(page: str) -> str:
    from django.urls import Resolver404, resolve

    try:
        return resolve(page.split("?")[0]).url_name or ""
    except Resolver404:
        return ""
