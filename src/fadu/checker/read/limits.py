"""How much of a file the checker will read; beyond it a file is refused, never cut silently."""

from __future__ import annotations

MOST_BYTES = 50 * 1024 * 1024
MOST_UNPACKED_BYTES = 150 * 1024 * 1024
MOST_CHARACTERS = 200_000
MOST_PAGES = 400
MOST_PAGE_BYTES = 8 * 1024 * 1024
MOST_SECONDS = 20.0
LEAST_HAN = 2
