"""The law this installation goes by: what the product brings, with the files of its own folder (``law`` under the data).

Services and pages take their rulebook here and nowhere else, so that a district's or town's own row, and a holiday
notice added there, hold everywhere at once.
"""

from __future__ import annotations

import logging

from django.conf import settings

from fadu import law
from fadu.kernel.rulebook import Rulebook

log = logging.getLogger("fadu.law")

_last_good: dict[str, Rulebook] = {}
_told: set[str] = set()


def rulebook() -> Rulebook:
    """The rulebook as the files stand. A file broken while we run is told to the log, and the law that held goes on.

    Raises LawError when no rulebook of this folder was ever read in this process.
    """
    folder = str(settings.FADU_DATA)
    try:
        _last_good[folder] = book = law.load(law.place_files(settings.FADU_DATA))
    except law.LawError as trouble:
        return _held(folder, trouble)
    return book


def _held(folder: str, trouble: law.LawError) -> Rulebook:
    """What held before; told once for each kind of trouble."""
    if folder not in _last_good:
        raise trouble
    if str(trouble) not in _told:
        _told.add(str(trouble))
        log.error("本地规定没有采用，仍按原有规定办理：%s", trouble)
    return _last_good[folder]
