"""The application a WSGI server loads: ``granian --interface wsgi fadu.config.wsgi:application``."""

from __future__ import annotations

import os

from fadu.config import sqlite_swap  # noqa: F401  first: replaces sqlite3 before Django imports it

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fadu.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
