"""Whether the town has as many legal reviewers as the rule asks of its enforcement posts (三项制度). It counts as the figures do."""

from __future__ import annotations

from dataclasses import dataclass

from fadu.kernel.indicator import Figure, Period
from fadu.kernel.rulebook import Amount
from fadu.service.figures import figures
from fadu.service.rules import rulebook
from fadu.service.scope import Reader

LEAST, RATIO = "reviewer_ratio", "enforcement_base.reviewer_ratio"
_WHOLE, _PERCENT = 10_000, 100


@dataclass(frozen=True, slots=True)
class ReviewStaff:
    """The share of the day, and the least that is asked, in ten-thousandths."""

    share: Figure
    least: Amount

    @property
    def reviewers(self) -> int:
        return self.share.value

    @property
    def posts(self) -> int:
        return self.share.base or 0

    @property
    def needed(self) -> int:
        """The fewest reviewers for these posts: a share of a person is a whole one."""
        return -(-self.posts * self.least.value // _WHOLE)

    @property
    def least_percent(self) -> str:
        return f"{self.least.value / _PERCENT:g}%"


def review_staff(reader: Reader) -> ReviewStaff:
    """Reviewers on the list of today against the enforcement posts of today."""
    share = figures(reader.org, Period(reader.on, reader.on), (RATIO,))[RATIO]
    return ReviewStaff(share, rulebook().amount(LEAST, reader.on, reader.org))
