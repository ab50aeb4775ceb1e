"""Pieces of a Word file that python-docx has no word for: fonts of Chinese runs, bookmarks, rules, fields, watermark.

It places nothing and knows no paper.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from fadu.paper.fonts import FontRole, faces

_LONGEST_BOOKMARK = 40
_VML = "{urn:schemas-microsoft-com:vml}"
_WATERMARK = """<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/>
<v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/>
<v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
  o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" fillcolor="#e4e4e4" stroked="f"
  o:allowincell="f" style="position:absolute;margin-left:0;margin-top:0;width:400pt;height:100pt;rotation:315;
z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;
mso-position-vertical:center;mso-position-vertical-relative:margin"><v:textpath/></v:shape></w:pict>"""
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest day a zip can tell; every file has it, so bytes repeat


def write(paragraph: Paragraph, text: str, role: FontRole, size: float, **style: Any) -> Run:
    """Append text in a role's typeface; keyword ``color`` (hex), ``tracking`` (pt), ``squeeze`` (%), ``bold``."""
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    run.font.bold = style.get("bold")
    if "color" in style:
        run.font.color.rgb = RGBColor.from_string(style["color"])
    _fonts(run, faces()[role].word)
    for tag, key, scale in (("w:spacing", "tracking", 20), ("w:w", "squeeze", 1)):
        if key in style:
            # A run's properties stand in a fixed order: scale and spacing before its size.
            run._r.get_or_add_rPr().find(qn("w:sz")).addprevious(element(tag, val=str(int(style[key] * scale))))
    return run


def _fonts(run: Run, family: str) -> None:
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    for slot in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(slot), family)


def element(tag: str, **attributes: str) -> Any:
    """An element of the word-processing namespace with attributes of the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def bookmark_name(figure_id: str, taken: set[str] | None = None) -> str:
    """The bookmark that carries a figure's id: at most 40 letters and figures, numbered when printed again."""
    name = "f_" + re.sub(r"\W", "_", figure_id)
    if len(name) > _LONGEST_BOOKMARK - 4:
        name = f"{name[: _LONGEST_BOOKMARK - 13]}_{sha256(figure_id.encode()).hexdigest()[:8]}"
    if taken is None or name not in taken:
        return name
    return next(n for i in range(2, 1000) if (n := f"{name}_{i}") not in taken)


def bookmark(run: Run, name: str, number: int) -> None:
    """Put a bookmark around one run; readers that know no bookmarks still read the run's text."""
    run._r.addprevious(element("w:bookmarkStart", id=str(number), name=name))
    run._r.addnext(element("w:bookmarkEnd", id=str(number)))


def field(run: Run, instruction: str) -> None:
    """Make the run show a field such as PAGE."""
    for kind in ("begin", "", "end"):
        if kind:
            run._r.append(element("w:fldChar", fldCharType=kind))
        else:
            code = element("w:instrText")
            code.text = instruction
            run._r.append(code)


def rules(paragraph: Paragraph, sides: str, size_pt: float, *, color: str = "000000", gap_pt: float = 4) -> None:
    """Draw rules at the named sides (``top left bottom right``, in this order) of a paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = element("w:pBdr")
        properties.insert_element_before(borders, "w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc")
    for side in sides.split():
        thick = str(round(size_pt * 8))
        borders.append(element(f"w:{side}", val="single", sz=thick, space=str(round(gap_pt)), color=color))


def frame_at_foot(paragraph: Paragraph, width_pt: float) -> None:
    """Lift the paragraph out of the text to the foot of the text area; neighbours so lifted stand together."""
    frame = element(
        "w:framePr", w=str(round(width_pt * 20)), wrap="around", vAnchor="margin", hAnchor="margin", xAlign="center", yAlign="bottom"
    )  # fmt: skip
    paragraph._p.get_or_add_pPr().insert_element_before(frame, "w:widowControl", "w:pBdr", "w:tabs", "w:spacing")


def indent_chars(paragraph: Paragraph, chars: float, size_pt: float) -> None:
    """First-line indent counted in characters, as Word's Chinese edition does; the points are for other readers."""
    paragraph.paragraph_format.first_line_indent = Pt(chars * size_pt)
    paragraph._p.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), str(round(chars * 100)))


def outline(paragraph: Paragraph, level: int) -> None:
    """Let the paragraph appear in the navigation pane at a level from 1."""
    paragraph._p.get_or_add_pPr().append(element("w:outlineLvl", val=str(level - 1)))


def watermark(paragraph: Paragraph, text: str, family: str) -> None:
    """Word's own kind of watermark: grey turned lettering behind the page, anchored in a header paragraph."""
    picture = parse_xml(_WATERMARK)
    shape = picture.find(f"{_VML}shape")
    shape.find(f"{_VML}textpath").set("string", text)
    shape.find(f"{_VML}textpath").set("style", f"font-family:'{family}';font-size:1pt")
    paragraph.add_run()._r.append(picture)


def chinese_setting(document: Document) -> None:
    """Justified Chinese paragraphs in which figures and letters stand without extra space (docDefaults of the file)."""
    properties = document.styles["Normal"].element.get_or_add_pPr()
    for tag, value in (("w:autoSpaceDE", "0"), ("w:autoSpaceDN", "0"), ("w:jc", "both")):
        properties.append(element(tag, val=value))


def stamp(document: Document, title: str, author: str, day: date) -> None:
    """Set the file's own facts from the paper, so that nothing of this machine or moment is in it."""
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    facts = document.core_properties
    facts.title, facts.author, facts.last_modified_by = title[:255], author[:255], author[:255]
    facts.created = facts.modified = moment
    facts.comments, facts.revision, facts.language = "", 1, "zh-CN"


def saved(document: Document) -> bytes:
    """The file's bytes with every time inside the archive fixed: the same document is the same file."""
    raw, fixed = io.BytesIO(), io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_DAY)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, old.read(name))
    return fixed.getvalue()
