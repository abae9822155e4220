"""The pages of the help: each in three languages, of one shape, linked, and written as the house writes."""

from __future__ import annotations

import re
from pathlib import Path

from hospcomms import RESOURCES
from hospcomms.domain.locale import LANGUAGES
from tests.gates.texts import punctuation_faults
from tests.gates.tree import listed

HELP = RESOURCES / "help"
NAMES = sorted(path.stem for path in (HELP / "ar").glob("*.md"))
_LINK = re.compile(r"\]\(([^)]*)\)")
_SOURCE = re.compile(r"^(?:Source|المصدر)\s?:.*$", re.MULTILINE)


def page(name: str, language: str) -> str:
    """The text of a page."""
    return (HELP / language / f"{name}.md").read_text(encoding="utf-8")


def shape(text: str) -> list[str]:
    """What each line of a page is: a heading by its level, a row by its cells, an item, or text."""
    found = []
    for line in text.splitlines():
        marks = re.match(r"#+|\||- |\d+\. ", line)
        if marks is not None:
            found.append(f"{marks.group()}{line.count('|') if line.startswith('|') else ''}")
    return found


def test_every_page_is_there_in_every_language() -> None:
    for language in LANGUAGES:
        assert sorted(path.stem for path in (HELP / language).glob("*.md")) == NAMES


def test_a_page_has_the_same_headings_tables_and_lists_in_every_language() -> None:
    other = {}
    for name in NAMES:
        shapes = {language: shape(page(name, language)) for language in LANGUAGES}
        other.update({f"{language}/{name}": found for language, found in shapes.items() if found != shapes["ar"]})
    assert other == {}


def test_the_links_of_a_page_lead_to_pages() -> None:
    lost = [
        f"{language}/{name}: {target}"
        for language in LANGUAGES
        for name in NAMES
        for target in _LINK.findall(page(name, language))
        if not target.endswith(".md") or Path(target).stem not in NAMES
    ]
    assert not lost, listed(lost)


def test_a_page_keeps_the_punctuation_of_its_language() -> None:
    found = [
        f"{language}/{name}: {fault}: {line}"
        for language in LANGUAGES
        for name in NAMES
        for line in _plain(page(name, language)).splitlines()
        if line
        for fault in punctuation_faults(line, language)
    ]
    assert not found, listed(found)


def _plain(text: str) -> str:
    """A page without its links, its sources, its code and the rules of its tables."""
    text = _SOURCE.sub("", _LINK.sub("", text))
    return re.sub(r"`[^`]*`", "x", re.sub(r"^\|[-|]*\|$", "", text, flags=re.MULTILINE))
