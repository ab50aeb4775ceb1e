"""The data folder of this installation: database, evidence, keys and logs. It is named here, and made elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[3]


def data_folder() -> Path:
    """``FADU_DATA``, else ``data`` in the checkout, else (installed as a wheel) ``data`` where the command runs."""
    if named := os.environ.get("FADU_DATA"):
        return Path(named).expanduser().resolve()
    home = _CHECKOUT if (_CHECKOUT / "pyproject.toml").exists() else Path.cwd()
    return home / "data"
