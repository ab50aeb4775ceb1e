"""What the page of a checking rule says beside the rule's own words; read once from data, and the sample report with it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class RulePage:
    """Why a rule matters, how to mend what it finds, and an invented example.

    ``year`` (0: none) and ``issuer`` put a title above the example; ``last`` is last year's report; with ``sample``
    the rule wants a whole report, and the sample report shows it.
    """

    why: str
    mend: str
    wrong: str
    right: str
    year: int = 0
    issuer: str = ""
    last: str = ""
    sample: bool = False

    def framed(self, text: str) -> str:
        """An example as the checker reads it."""
        if not self.year and not self.issuer:
            return text
        return f"{self.issuer or '青山镇人民政府'}{self.year or 2025}年法治政府建设年度报告\n{text}\n"


@lru_cache(maxsize=1)
def rule_pages() -> dict[str, RulePage]:
    """Code of a rule → its page."""
    rows = tomllib.loads(resources.files("fadu.web").joinpath("rule_pages.toml").read_text(encoding="utf-8"))
    return {code: RulePage(**row) for code, row in rows.items()}


@lru_cache(maxsize=1)
def sample_report() -> str:
    """An invented report with faults of every family, to try the checker with."""
    return resources.files("fadu.web").joinpath("sample_report.txt").read_text(encoding="utf-8")
