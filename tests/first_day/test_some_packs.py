"""A town that enables some mechanisms only: it sets itself up, and no page fails for want of the others."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: Every page without a part of its own in the address, as somebody sees it who holds every post of the town's business.
WALK = """
import django
django.setup()
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLResolver
from fadu.kernel.role import Actor, Post
from fadu.packs import catalogue
from fadu.web import access, urls

def pages(patterns, below="/"):
    for p in patterns:
        address = f"{below}{p.pattern}"
        yield from pages(p.url_patterns, address) if isinstance(p, URLResolver) else [address]

user = get_user_model().objects.get(login="system")
user.must_change_password = False
user.save(update_fields=["must_change_password"])
posts = tuple(Post(r, user.org) for r in catalogue().roles if r not in ("system_admin", "security_admin", "auditor"))
known = access.actor_of(user)
access.actor_of = lambda one: Actor(known.id, known.name, posts)
client = Client(raise_request_exception=False)
client.force_login(user)
asked = [a for a in pages(urls.urlpatterns) if "<" not in a and "logout" not in a]
print([(a, code) for a in asked if (code := client.get(a).status_code) >= 500], len(asked), client.get("/desk").status_code)
print(client.get("/linkage").status_code, "没有启用" in client.get("/linkage").content.decode())
"""


@pytest.mark.slow
def test_no_page_fails_for_want_of_a_mechanism_left_out(tmp_path: Path) -> None:
    own = {
        "FADU_DATA": str(tmp_path), "FADU_PACKS": "penalty,enforcement_base", "FADU_HOSTS": "testserver", "FADU_DATABASE_URL": "",
        "PYTHONPATH": str(ROOT / "src"), "DJANGO_SETTINGS_MODULE": "fadu.config.settings",
    }  # fmt: skip
    founding = [sys.executable, "-c", "from fadu.config.cli import main; main()", "init", str(ROOT / "docs/guide/town.sample.toml")]
    for command in (founding, [sys.executable, "-c", WALK]):
        done = subprocess.run(command, env=os.environ | own, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    failing, left_out = done.stdout.splitlines()
    assert failing.startswith("[] ") and failing.endswith(" 200"), failing + done.stderr[-2000:]
    assert left_out == "404 True"
