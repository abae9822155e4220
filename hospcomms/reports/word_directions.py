"""Directions in a Word document: Arabic names in French sentences, French names in Arabic ones.

Word lays out runs by what they say of themselves, other programs by the characters alone: both are told the same,
by the direction of paragraphs and runs, and by invisible marks that stay while the text is edited.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from hospcomms.reports.cleaning import LRI, PDI, RLI, isolate_tokens

LEFT, RIGHT = "\u200e", "\u200f"
"""The marks that hold a text together from left to right, and from right to left."""

_CONTROLS = re.compile(f"[{LRI}{RLI}{PDI}]")
_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:mirrorIndents",
               "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap",
               "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")  # fmt: skip
_AFTER_JC = _AFTER_BIDI[8:]
_AFTER_RTL = ("w:cs", "w:em", "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath")
_AFTER_LANG = _AFTER_RTL[3:]
_ARABIC = "ar-DZ"
_MOSTLY = 2
"""A paragraph that begins in Latin letters runs as they do when it has so many times more of them."""


def set_directions(document: Any, *, rtl: bool) -> None:
    """Let every paragraph and run say which way it runs; ``rtl`` is the way of the document."""
    parts = {document.element: None}
    for section in document.sections:
        for part in (section.header, section.footer, section.first_page_header, section.first_page_footer):
            if not part.is_linked_to_previous:
                parts[part._element] = None  # noqa: SLF001  # python-docx has no word for it
    for root in parts:
        for paragraph in root.iter(qn("w:p")):
            _set_paragraph(paragraph, rtl)


def _set_paragraph(paragraph: Any, rtl: bool) -> None:
    text = "".join(item.text or "" for item in paragraph.iter(qn("w:t")))
    own = runs_right(text, rtl)
    if own != rtl:
        _turn(paragraph.get_or_add_pPr(), own)
    for run in list(paragraph.iter(qn("w:r"))):
        _set_run(run, own)


def runs_right(text: str, rtl: bool) -> bool:
    """Whether a paragraph of a document runs from right to left: as its letters do, in doubt as the document."""
    ways = [way for way in map(_way, _CONTROLS.sub("", text)) if way]
    right = ways.count(RIGHT)
    left = len(ways) - right
    if not ways:
        return rtl
    if rtl:
        return right > 0 and not (ways[0] == LEFT and left > _MOSTLY * right)
    return ways[0] == RIGHT


def _turn(properties: Any, own: bool) -> None:
    """Turn a paragraph round; what stood at an edge stays there, although Word calls it by the other name."""
    for old in properties.findall(qn("w:bidi")):
        properties.remove(old)
    bidi = OxmlElement("w:bidi")
    if not own:
        bidi.set(qn("w:val"), "0")
    _put(properties, bidi, _AFTER_BIDI)
    placed = properties.find(qn("w:jc"))
    where = "left" if placed is None else placed.get(qn("w:val"))
    if placed is None:
        placed = OxmlElement("w:jc")
        _put(properties, placed, _AFTER_JC)
    turned = {"left": "right", "start": "right", "right": "left", "end": "left"}
    placed.set(qn("w:val"), turned.get(where, where))


def _put(properties: Any, element: Any, followers: tuple[str, ...]) -> None:
    names = {qn(name) for name in followers}
    follower = next((item for item in properties if item.tag in names), None)
    properties.append(element) if follower is None else follower.addprevious(element)


def _set_run(run: Any, own: bool) -> None:
    """Cut a run where its direction changes; each piece says its own."""
    texts = run.findall(qn("w:t"))
    pieces = [list(stretches(marked(item.text or "", own), own)) for item in texts]
    ways = {way for found in pieces for _, way in found}
    if not ways:
        return
    if len(ways) == 1:
        for item, found in zip(texts, pieces, strict=True):
            _write(item, "".join(text for text, _ in found))
        _say(run, ways.pop())
        return
    at = run
    for item in [each for each in run if each.tag != qn("w:rPr")]:
        found = pieces[texts.index(item)] if item in texts else [("", own)]
        for text, way in found:
            made = OxmlElement("w:r")
            if run.rPr is not None:
                made.append(deepcopy(run.rPr))
            copy = deepcopy(item)
            made.append(copy)
            if item in texts:
                _write(copy, text)
            _say(made, way)
            at.addnext(made)
            at = made
    run.getparent().remove(run)


def _write(item: Any, text: str) -> None:
    item.text = text
    item.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _say(run: Any, rtl: bool) -> None:
    """Let a run say its direction; one from right to left also in which language it is spelt, as bold as before."""
    properties = run.get_or_add_rPr()
    for old in properties.findall(qn("w:rtl")):
        properties.remove(old)
    said = OxmlElement("w:rtl")
    if not rtl:
        said.set(qn("w:val"), "0")
    _put(properties, said, _AFTER_RTL)
    if not rtl:
        return
    for plain, complex_script in (("w:b", "w:bCs"), ("w:i", "w:iCs"), ("w:sz", "w:szCs")):
        _put_twin(properties, plain, complex_script)
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        _put(properties, language, _AFTER_LANG)
    if not language.get(qn("w:bidi")):
        language.set(qn("w:bidi"), _ARABIC)


def _put_twin(properties: Any, plain: str, complex_script: str) -> None:
    """Arabic letters are as large, as bold and as slanted as the Latin ones of the same run."""
    look = properties.find(qn(plain))
    if look is None or properties.find(qn(complex_script)) is not None:
        return
    own = OxmlElement(complex_script)
    for name, value in look.attrib.items():
        own.set(name, value)
    look.addnext(own)


def marked(text: str, own: bool) -> str:
    """A text of a paragraph that runs as ``own`` says, its controls of isolates changed into marks: names of the
    other direction, and in an Arabic paragraph telephones, dates and ranges, are held together.
    """
    held = isolate_tokens(text) if own else text
    open_ones: list[str] = []
    found: list[str] = []
    for piece in re.split(f"([{LRI}{RLI}{PDI}])", held):
        if piece in (LRI, RLI):
            open_ones.append(piece)
            found.append(_edge(piece, own, "opens"))
        elif piece == PDI:
            found.append(_edge(open_ones.pop(), own, "closes") if open_ones else "")
        else:
            found.append(piece)
    return "".join(found)


def _edge(control: str, own: bool, edge: str) -> str:
    """The marks at the edge of a held text; none where it runs as the paragraph does."""
    if (control == RLI) == own:
        return ""
    mark = LEFT if own else RIGHT
    # after an Arabic name figures would change places with it
    return mark + LEFT if edge == "closes" and not own else mark


def stretches(text: str, own: bool) -> Iterator[tuple[str, bool]]:
    """The text in pieces of one direction (True: right to left); what has none goes with the paragraph, or with the
    letters of the other direction that stand on both its sides.
    """
    start, guard = 0, ""
    for first, last in _others(text, LEFT if own else RIGHT):
        if first > start:
            yield guard + text[start:first], own
        yield text[first:last], not own
        # a name that was typed carries no marks: figures behind it would change places with it
        guard = "" if own or text[last : last + 1] == LEFT else LEFT
        start = last
    if start < len(text):
        yield guard + text[start:], own


def _others(text: str, other: str) -> list[tuple[int, int]]:
    """Where letters of the ``other`` direction stand, from the first to behind the last of each row of them."""
    found: list[list[int]] = []
    is_open = False
    for place, way in enumerate(map(_way, text)):
        if way == other and is_open:
            found[-1][1] = place + 1
        elif way == other:
            found.append([place, place + 1])
        if way:
            is_open = way == other
    return [(first, last) for first, last in found]


def _way(sign: str) -> str:
    """The direction of a letter: ``LEFT``, ``RIGHT``, or "" for what has none."""
    return {"L": LEFT, "R": RIGHT, "AL": RIGHT}.get(unicodedata.bidirectional(sign), "")
