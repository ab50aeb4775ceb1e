"""Every page template is shown with invented data and keeps the rules of the house: no inline script or style,
no English for people, labels that point at something, one heading, a described context."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.backends.django import DjangoTemplates
from django.test import RequestFactory

from tests.gallery.pages import PAGES, context_of
from tests.gallery.settings import TEMPLATES as ENGINES

TEMPLATES = Path(__file__).resolve().parents[2] / "src/fadu/web/templates/fadu"
STATIC = TEMPLATES.parents[1] / "static/fadu"
ENGINE = DjangoTemplates({"NAME": "gallery", "DIRS": [], "APP_DIRS": True, "OPTIONS": ENGINES[0]["OPTIONS"]})
FRAGMENTS = {"row-peek"}
SHELLS = {"base.html", "staff.html", "public.html", "phone.html", "print.html"}


class Markup(HTMLParser):
    """What a test needs to know of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.wanted: list[str] = []
        self.headings: list[str] = []
        self.inline: list[str] = []
        self.unnamed: list[str] = []
        self.labels = 0
        self.words: list[str] = []
        self.stack: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        self.ids += [given["id"]] if "id" in given else []
        self.wanted += [given["for"]] if "for" in given else []
        self.wanted += given.get("aria-describedby", "").split()
        self.headings += [tag] if tag == "h1" else []
        self.inline += [f"{tag} {k}" for k in given if k == "style" or k.startswith("on")]
        if tag in ("input", "select", "textarea") and given.get("type") != "hidden":
            named = "aria-label" in given or "id" in given or "label" in self.stack
            self.unnamed += [] if named else [str(given)]
        if tag not in ("input", "img", "br", "meta", "link", "hr"):
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "title"} & set(self.stack):
            self.words.append(data)


def shown(name: str) -> str:
    request = RequestFactory().get(f"/{name}")
    template = ENGINE.get_template(PAGES[name].template)
    return template.render({**context_of(name), "prefs": {}}, request)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_the_rules(name: str) -> None:
    text = shown(name)
    page = Markup(text)
    assert page.inline == [], "the content policy refuses inline styles and handlers"
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert "<style" not in text
    assert len(page.ids) == len(set(page.ids)), [i for i in page.ids if page.ids.count(i) > 1]
    assert set(page.wanted) <= set(page.ids), set(page.wanted) - set(page.ids)
    assert page.unnamed == []
    assert len(page.headings) == (0 if name in FRAGMENTS else 1)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_speaks_chinese_calmly(name: str) -> None:
    words = "".join(Markup(shown(name)).words)
    assert "！" not in words
    assert not re.findall(r"[A-Za-z]{4,}", re.sub(r"[0-9a-fA-F]{6,}|10\d+X/\S+|\.xlsx|fadu\.\d{6}/\d{9}/journal\+\S+", "", words))


def test_every_page_template_is_in_the_gallery() -> None:
    pages = {
        p.relative_to(TEMPLATES).as_posix()
        for p in (*TEMPLATES.glob("*.html"), *TEMPLATES.glob("public/*.html"), *TEMPLATES.glob("law/*.html"))
    }
    assert pages - SHELLS == {p.template.removeprefix("fadu/") for n, p in PAGES.items() if n not in FRAGMENTS}


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda p: p.relative_to(TEMPLATES).as_posix())
def test_a_template_describes_its_context_first(path: Path) -> None:
    assert path.read_text().startswith("{# ")


def test_colours_are_named_in_one_sheet_only() -> None:
    """Everything else uses the custom properties, so that the dark and the plain scheme reach it."""
    allowed = {"#fff", "#ffffff", "#1d1b19", "#000", "#d9d4ca", "#1f4e5f", "#8a8377"}
    for sheet in STATIC.glob("*.css"):
        if sheet.name in ("tokens.css", "modes.css", "print.css"):
            continue
        assert {c.lower() for c in re.findall(r"#[0-9a-fA-F]{3,6}\b", sheet.read_text())} <= allowed, sheet.name


#: Classes and attributes that a page puts together of two parts while it is drawn: ``h-{{ section.level }}``.
COMPOSED = re.compile(r"h-?[1-4]|l[1-3]|show-(stop|warn|note)")


def test_every_rule_has_something_to_rule() -> None:
    """A class or attribute that no template, view or script writes is a rule nobody sees: it is removed, not kept."""
    source = STATIC.parents[2]
    written = "\n".join(
        re.sub(r"\{#.*?#\}", "", p.read_text(), flags=re.DOTALL)
        for kind in ("web/templates/**/*.html", "web/**/*.py", "web/static/**/*.js", "packs/*.py", "kernel/*.py")
        for p in source.glob(kind)
    )
    words = set(re.findall(r"[\w-]+", written)) | {f"data-{name}" for name in re.findall(r"\bdataset\.(\w+)", written)}
    for sheet in STATIC.glob("*.css"):
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
        named = {name for selector in re.findall(r"[^{};]+(?=\{)", rules) for name in re.findall(r"[.#\[]([a-zA-Z][\w-]*)", selector)}
        assert {n for n in named - words if not COMPOSED.fullmatch(n)} == set(), sheet.name
