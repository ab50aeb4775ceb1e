"""The address a server may take."""

from __future__ import annotations

import socket

import pytest

from fadu.config.server import address_trouble


def test_a_free_port_is_no_trouble() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert address_trouble("127.0.0.1", port) == ""


def test_a_taken_port_is_said_before_anything_starts() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert "已被占用" in address_trouble("127.0.0.1", port)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_no_such_port(port: int) -> None:
    assert "不存在" in address_trouble("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused() -> None:
    assert address_trouble("192.0.2.1", 8000)
