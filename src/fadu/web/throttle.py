"""Who asks, by address, and the page that says to come back later.

Behind a reverse proxy the address is the last one that the proxy itself did not write; only proxies named in the
settings are believed. This machine itself is not counted.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from fadu.service.throttle import Rate, count
from fadu.web.views.errors import too_often

View = Callable[..., HttpResponseBase]


class TooOften(Exception):
    """One attempt too many; ``wait_s`` until the next. For the API, whose handler answers as :func:`refused`."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


def counted(request: HttpRequest, rate: Rate) -> None:
    """Count this request. Raises TooOften."""
    if wait := count(rate, address_of(request)):
        raise TooOften(wait)


def address_of(request: HttpRequest) -> str:
    """The asker's address; of an IPv6 one the network that a household or an office has."""
    forwarded = [h.strip() for h in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if h.strip()]
    hops = [request.META.get("REMOTE_ADDR", ""), *reversed(forwarded)]
    for hop in hops:
        if not _is_proxy(hop):
            return _network(hop)
    return _network(hops[0])


def limited(rate: Rate, methods: tuple[str, ...] = ("POST",)) -> Callable[[View], View]:
    """The view answers so often to one address, and then 429 with the time to wait."""

    def limit(view: View) -> View:
        @wraps(view)
        def bounded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            wait = count(rate, address_of(request)) if request.method in methods else 0
            return refused(request, wait) if wait else view(request, *args, **kwargs)

        return bounded

    return limit


def refused(request: HttpRequest, wait: int) -> HttpResponse:
    """The page of one attempt too many."""
    response = too_often(request, -(-wait // 60))
    response["Retry-After"] = str(wait)
    return response


def _is_proxy(hop: str) -> bool:
    try:
        return any(ip_address(hop) in network for network in map(ip_network, settings.TRUSTED_PROXIES))
    except ValueError:
        return False


def _network(hop: str) -> str:
    try:
        address = ip_address(hop)
        address = getattr(address, "ipv4_mapped", None) or address
    except ValueError:
        return ""  # a socket file, say: nothing to tell askers apart by
    if address.is_loopback:
        return ""  # this machine: whoever sits here needs no counting, and a proxy not named must not count as one asker
    return str(ip_network(f"{address}/64", strict=False)) if address.version == 6 else str(address)
