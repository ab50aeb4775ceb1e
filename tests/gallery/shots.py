"""Photographs of the gallery: every page as a phone and as a desk see it. Run: python -m tests.gallery.shots [names] [--modes]."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.gallery.pages import PAGES

OUT = Path(os.environ.get("FADU_SHOTS", "/tmp/shots"))
#: Workers of one run serve side by side, each on a port of its own.
PORT = 8971 + int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
CHROMIUM = "/usr/bin/chromium"
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--lang=zh-CN",
]
ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def served() -> Iterator[str]:
    """The gallery on a port of this machine; ended with the block."""
    paths = f"{ROOT}:{ROOT / 'src'}"
    server = subprocess.Popen(
        [sys.executable, "-m", "django", "runserver", f"127.0.0.1:{PORT}", "--noreload", "--nothreading"],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "tests.gallery.settings"},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait()
        yield f"http://127.0.0.1:{PORT}"
    finally:
        server.terminate()
        server.wait()


def main(wanted: list[str], modes: bool) -> int:
    OUT.mkdir(exist_ok=True)
    with served() as root, sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        faults = [f for name in wanted or list(PAGES) for f in _shoot(browser, root, name, modes)]
        browser.close()
    print("\n".join(faults) or "no faults")
    return bool(faults)


def _wait() -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the gallery did not start")


def _shoot(browser: Browser, root: str, name: str, modes: bool) -> list[str]:
    variants = {"": ""} if not modes else {"": "", "-dark": "?scheme=dark", "-large": "?size=large", "-contrast": "?contrast=more"}
    faults = []
    for size, (width, height) in SIZES.items():
        page = browser.new_page(viewport={"width": width, "height": height}, locale="zh-CN")
        page.on("console", lambda m: faults.append(f"{name}: {m.text}") if m.type == "error" else None)
        for suffix, query in variants.items():
            response = page.goto(f"{root}/{name}{query}")
            if response is None or response.status != 200:
                faults.append(f"{name}: {response and response.status} {page.inner_text('body')[:400]}")
                continue
            wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wide > 0:
                faults.append(f"{name}{suffix} {size}: {wide}px wider than the screen")
            page.screenshot(path=str(OUT / f"{name}{suffix}-{size}.png"), full_page=True)
        page.close()
    return faults


if __name__ == "__main__":
    names = [a for a in sys.argv[1:] if not a.startswith("--")]
    raise SystemExit(main(names, "--modes" in sys.argv))
