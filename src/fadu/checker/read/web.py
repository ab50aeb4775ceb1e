"""Reads the text of a web page or of a piece copied from one; keeps every single-character node, runs nothing."""

from __future__ import annotations

import re

from lxml import etree, html

from fadu.checker.document import Document, Unreadable, document
from fadu.checker.read.plain import decoded

_TAG = re.compile(rb"<(?:!doctype html|html|head|body|div|p|span|table|article|section|br|h[1-6]|ul|ol|a)\b[^<]*>", re.I)
_CLIPBOARD = re.compile(r"\AVersion:[\d.]+\s.*?(?=<)", re.S)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)
_DROPPED = {
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "object",
    "svg",
    "head",
    "select",
    "textarea",
    "button",
}
_BLOCKS = {
    "p",
    "div",
    "br",
    "tr",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "section",
    "article",
    "ul",
    "ol",
    "header",
    "footer",
    "nav",
    "aside",
    "main",
    "blockquote",
    "pre",
    "form",
    "dl",
    "dt",
    "dd",
    "hr",
    "title",
    "body",
}
_CELLS = {"td", "th"}
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def looks_like_html(source: bytes) -> bool:
    """Whether the first kilobytes hold a tag that only a page has."""
    head = source[:8192]
    return bool(_TAG.search(head)) and (head.lstrip()[:1] == b"<" or b"</" in head or head.startswith(b"Version:"))


def read_html(source: bytes, name: str) -> Document | Unreadable:
    """The visible text of a page; scripts, styles, hidden parts and frames are left out."""
    text = _page_text(source)
    if text is None:
        return Unreadable(name, "网页无法解析", "请在浏览器中打开后复制正文粘贴")
    root = _tree(_CLIPBOARD.sub("", text))
    if root is None:
        return Unreadable(name, "网页里没有文字", "请在浏览器中打开后复制正文粘贴")
    return document(_laid_out(_pieces(root)), name=name, kind="html")


def _page_text(source: bytes) -> str | None:
    named = _CHARSET.search(source[:4096])
    if named:
        try:
            return source.decode("gb18030" if named[1].lower().startswith(b"gb") else named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(source)


def _tree(text: str) -> html.HtmlElement | None:
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        return html.document_fromstring(re.sub(r"\A\s*<\?xml[^>]*>", "", text).replace("\x00", ""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None


def _pieces(root: html.HtmlElement) -> list[str]:
    """Texts and breaks in reading order; walks without recursion, so depth costs nothing."""
    pieces: list[str] = []
    skipped: html.HtmlElement | None = None
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if skipped is not None:
            if event == "end" and node is skipped:
                skipped = None
                pieces.append(node.tail or "")
            continue
        if event == "start":
            if _left_out(node):
                skipped = node
            else:
                pieces.append(_opening(node) + _flat(node.text))
        else:
            pieces.append(_closing(node) + _flat(node.tail))
    return pieces


def _left_out(node: html.HtmlElement) -> bool:
    return node.tag in _DROPPED or "hidden" in node.attrib or bool(_HIDDEN.search(node.get("style", "")))


def _flat(text: str | None) -> str:
    return re.sub(r"[\r\n\t ]+", " ", text) if text else ""


def _opening(node: html.HtmlElement) -> str:
    return "\n" if node.tag in _BLOCKS else ""


def _closing(node: html.HtmlElement) -> str:
    return "\n" if node.tag in _BLOCKS else (" | " if node.tag in _CELLS else "")


def _laid_out(pieces: list[str]) -> str:
    lines = (re.sub(r" {2,}", " ", line).strip() for line in "".join(pieces).split("\n"))
    return "\n".join(line[:-2].rstrip() if line.endswith(" |") else line for line in lines if line)
