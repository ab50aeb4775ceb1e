"""Keeps the tests on this machine: a connection to any address but loopback fails with a plain reason.

It guards Python's own sockets. A database or a browser that the tests start is told to use 127.0.0.1.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import Any

_LOCAL_NAMES = {"", "localhost", "localhost.localdomain"}


class OutsideConnection(OSError):
    """A test reached for the network."""


def guard() -> None:
    """Replace the three ways out of ``socket.socket`` and the name lookup, once."""
    if getattr(socket, "_fadu_guarded", False):
        return
    for name in ("connect", "connect_ex", "sendto"):
        setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
    lookup = socket.getaddrinfo

    def local_lookup(host: Any, *rest: Any, **named: Any) -> Any:
        _refuse_unless_local(host)
        return lookup(host, *rest, **named)

    socket.getaddrinfo = local_lookup
    socket._fadu_guarded = True  # type: ignore[attr-defined]


def _guarded(original: Any) -> Any:
    def call(self: socket.socket, *arguments: Any) -> Any:
        address = arguments[-1]
        if self.family in (socket.AF_INET, socket.AF_INET6):
            _refuse_unless_local(address[0])
        return original(self, *arguments)

    return call


def _refuse_unless_local(host: Any) -> None:
    if not is_local(host):
        raise OutsideConnection(f"the tests need no network, yet something reached for {host!r}")


def is_local(host: Any) -> bool:
    """Whether a host name or address stays on this machine."""
    name = host.decode() if isinstance(host, bytes) else (host or "")
    if name in _LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
