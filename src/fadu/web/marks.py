"""Our own drawings: line icons on a 24-unit grid and the seal. No picture here comes from anywhere else."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

#: Path data per icon; strokes of 1.6 units with round ends, drawn in the colour of the text.
_ICONS = {
    "desk": "M3 9h18M5 9v10M19 9v10M8 9V5h8v4M9 13h6",
    "matters": "M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h5",
    "registers": "M4 5h16v14H4zM4 10h16M4 14.5h16M10 10v9",
    "deadlines": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4M12 13v3l2 1.5",
    "figures": "M4 20h16M7 20v-6M12 20V8M17 20v-9",
    "oversight": "M12 4v16M7 20h10M5 8h14M5 8l-2.5 6h5zM19 8l-2.5 6h5zM12 4a1 1 0 1 0 0-.01",
    "settings": "M4 7h10M18 7h2M4 12h3M11 12h9M4 17h8M16 17h4M16 5v4M9 10v4M14 15v4",
    "more": "M5 12h.01M12 12h.01M19 12h.01",
    "search": "M11 4a7 7 0 1 0 .01 0M16 16l4.5 4.5",
    "back": "M14 5l-7 7 7 7",
    "next": "M10 5l7 7-7 7",
    "down": "M5 9l7 7 7-7",
    "check": "M4.5 12.5l5 5 10-11",
    "refused": "M12 3a9 9 0 1 0 .01 0M6 6l12 12",
    "way": "M4 12h15M13 6l6 6-6 6",
    "clock": "M12 4a8.5 8.5 0 1 0 .01 0M12 8v5l3.5 2",
    "paper": "M6 3h9l4 4v14H6zM15 3v4h4",
    "person": "M12 4a4 4 0 1 0 .01 0M4 21c.6-4.5 4-7 8-7s7.4 2.5 8 7",
    "place": "M12 21s7-6.2 7-11.5A7 7 0 0 0 5 9.500C5 14.800 12 21 12 21zM12 7.500a2.200 2.200 0 1 0 .01 0",
    "camera": "M4 8h4l1.5-3h5L16 8h4v11H4zM12 10a3.500 3.500 0 1 0 .01 0",
    "print": "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
    "share": "M12 15V3M8 7l4-4 4 4M5 12v9h14v-9",
    "add": "M12 5v14M5 12h14",
    "drop": "M6 6l12 12M18 6L6 18",
    "link": "M10 14a4 4 0 0 1 0-5.500l3-3a4 4 0 0 1 5.500 5.500l-1.500 1.500M14 10a4 4 0 0 1 0 5.500l-3 3a4 4 0 0 1-5.5-5.500L7 11.500",
    "proof": "M12 3l8 3v6c0 5-3.500 7.5-8 9-4.5-1.5-8-4-8-9V6zM8.500 12l2.500 2.500 4.5-5",
    "warn": "M12 4l9.500 16h-19zM12 10v5M12 17.500v.01",
    "note": "M12 3a9 9 0 1 0 .01 0M12 11v5.500M12 7.500v.01",
    "phone": "M7 3h10v18H7zM11 18h2",
    "download": "M12 3v12M8 11l4 4 4-4M5 19h14",
    "edit": "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
    "filter": "M4 6h16M7 12h10M10 18h4",
    "hall": "M4 20h16M6 20V10M10 20V10M14 20V10M18 20V10M3 10h18L12 4z",
    "board": "M4 4h16v12H4zM8 8h8M8 12h5M9 16l-2 5M15 16l2 5",
    "talk": "M4 5h11v8H9l-3 3v-3H4zM17 9h3v8h-2v3l-3-3h-4v-2",
    "mic": "M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3M6 11a6 6 0 0 0 12 0M12 17v4",
}  # fmt: skip

#: 法 and 度 as a carver would cut them, white strokes on a 40-unit field each.
_FA = "M7 7l5 4M5 16l5 3.500M5 34l6-9M17 12h17M25.500 5v15.500M14 20.500h23M24 21l-6.500 11.500h15M29.500 26.500l6 8.500"
_DU = (
    "M21 3v5M8.500 9H35M10 9v14c0 6-1.500 10-4.500 13M15 15h20M19.500 12v10h10.500V12"
    "M16 26.500h16c-3 5-8.500 8-15.500 9.500M18.500 27c4 4.500 9 7 16.500 8"
)


def mark_svg(name: str, label: str = "") -> SafeString:
    """The icon as inline SVG. Raises KeyError for a name that was never drawn."""
    path = mark_safe(_ICONS[name])
    if label:
        return format_html('<svg class="mark" viewBox="0 0 24 24" role="img" aria-label="{}"><path d="{}"/></svg>', label, path)
    return format_html('<svg class="mark" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', path)


def seal_svg() -> SafeString:
    """The seal of Fadu: two characters cut white into an upright vermilion field. Purely a picture, so hidden."""
    return mark_safe(
        '<svg class="seal" viewBox="0 0 56 98" aria-hidden="true">'
        '<rect class="seal-field" x="1" y="1" width="54" height="96" rx="4"/>'
        f'<path class="seal-cut" transform="translate(7.500 7)" d="{_FA}"/>'
        f'<path class="seal-cut" transform="translate(7.500 51)" d="{_DU}"/></svg>'
    )
