"""One log file a day in the data folder. It never deletes a day: keeping and clearing is the operator's decision.

Lines are appended whole, so several worker processes may share the day's file.
"""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path


class DailyFile(logging.Handler):
    """Appends each record to ``folder/YYYY-MM-DD.log`` of the record's own local day."""

    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = Path(folder)

    def emit(self, record: logging.LogRecord) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            day = datetime.fromtimestamp(record.created).astimezone().date()
            with open(self.folder / f"{day.isoformat()}.log", "a", encoding="utf-8") as out:
                out.write(self.format(record) + "\n")
        except OSError:
            self.handleError(record)
