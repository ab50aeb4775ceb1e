"""The tests need no network, and could not use one."""

from __future__ import annotations

import socket
import urllib.request

import pytest

from tests.loopback import OutsideConnection, is_local

DOCUMENTATION_ADDRESS = "192.0.2.1"  # reserved for examples, belongs to nobody


def test_a_connection_to_the_outside_is_refused() -> None:
    with socket.socket() as plug, pytest.raises(OutsideConnection):
        plug.connect((DOCUMENTATION_ADDRESS, 80))
    with socket.socket() as plug, pytest.raises(OutsideConnection):
        plug.connect_ex((DOCUMENTATION_ADDRESS, 80))
    with socket.socket(type=socket.SOCK_DGRAM) as plug, pytest.raises(OutsideConnection):
        plug.sendto(b"", (DOCUMENTATION_ADDRESS, 9))


def test_a_name_is_not_even_looked_up() -> None:
    with pytest.raises(OutsideConnection):
        socket.getaddrinfo("example.invalid", 80)
    with pytest.raises(OSError, match="no network"):
        urllib.request.urlopen("http://example.invalid/", timeout=1)


def test_this_machine_may_be_reached() -> None:
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()
        client.connect(server.getsockname())


@pytest.mark.parametrize("host", ["", None, "localhost", "127.0.0.1", b"127.8.8.8", "::1"])
def test_local(host: object) -> None:
    assert is_local(host)


@pytest.mark.parametrize("host", ["10.0.0.1", "192.0.2.1", "2001:db8::1", "localhost.example", "0.0.0.0"])
def test_not_local(host: object) -> None:
    assert not is_local(host)
