"""One closing line for several runs."""

from __future__ import annotations

from tests.closing_line import read, total


def test_it_works() -> None:
    logs = [
        "....\n====== 10 passed, 1 skipped in 2.50s ======\n",
        "x\n=== 1 failed, 4 passed, 1 warning in 61.25s (0:01:01) ===",
    ]
    assert total(logs).strip("= ") == "1 failed, 14 passed, 1 skipped, 1 warnings in 63.75s"


def test_a_quiet_line_counts() -> None:
    assert read("106 passed in 3.08s")[0]["passed"] == 106


def test_a_coloured_line_counts() -> None:
    assert read("\x1b[32m== \x1b[1m3 passed\x1b[0m in 0.10s ==\x1b[0m")[0]["passed"] == 3


def test_a_run_that_never_closed_is_an_error() -> None:
    assert read("Segmentation fault")[0]["errors"] == 1
