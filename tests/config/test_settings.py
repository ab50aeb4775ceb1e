"""The settings a town runs with, and the headers its pages carry."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from fadu.config.logs import DailyFile
from fadu.config.security import ContentSecurityPolicy

ROOT = Path(__file__).resolve().parents[2]


def test_settings_stay_on_two_pages() -> None:
    assert len((ROOT / "src/fadu/config/settings.py").read_text(encoding="utf-8").splitlines()) <= 200


def test_nothing_is_in_the_checkout() -> None:
    assert not settings.FADU_DATA.is_relative_to(ROOT)


def test_a_page_may_run_no_inline_script() -> None:
    response = ContentSecurityPolicy(lambda request: HttpResponse("正文"))(HttpRequest())
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


def test_a_stricter_policy_of_a_page_stands() -> None:
    def own(request: HttpRequest) -> HttpResponse:
        return HttpResponse("正文", headers={"Content-Security-Policy": "default-src 'none'"})

    assert ContentSecurityPolicy(own)(HttpRequest()).headers["Content-Security-Policy"] == "default-src 'none'"


def test_https_makes_cookies_secure(tmp_path: Path) -> None:
    assert evaluated("s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT", tmp_path, FADU_HTTPS="1") == "(True, True)"


def test_debug_is_off_and_hosts_are_local_unless_said(tmp_path: Path) -> None:
    assert evaluated("s.DEBUG, s.ALLOWED_HOSTS", tmp_path) == "(False, ['127.0.0.1', 'localhost', '[::1]'])"


def test_passwords_are_hashed_with_argon2(tmp_path: Path) -> None:
    assert evaluated("[name.rpartition('.')[2] for name in s.PASSWORD_HASHERS]", tmp_path) == "['Argon2PasswordHasher']"


def test_a_log_line_is_written_to_the_day(tmp_path: Path) -> None:
    import logging

    record = logging.LogRecord("fadu", logging.INFO, __file__, 1, "第一行", None, None)
    DailyFile(str(tmp_path / "logs")).emit(record)
    [day] = (tmp_path / "logs").iterdir()
    assert day.read_text(encoding="utf-8") == "第一行\n"


def evaluated(expression: str, data: Path, **environment: str) -> str:
    """An expression about freshly loaded settings ``s``."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("FADU_")}
    done = subprocess.run(
        [sys.executable, "-c", f"import fadu.config.settings as s; print(({expression}))"],
        env=inherited | environment | {"FADU_DATA": str(data), "PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


@pytest.mark.parametrize("installed", settings.INSTALLED_APPS)
def test_every_app_loads(installed: str) -> None:
    from django.apps import apps

    assert any(config.name == installed for config in apps.get_app_configs())
