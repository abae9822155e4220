"""The pages of the help: each in three languages, of one shape, linked, and written as the house writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hospcomms import RESOURCES
from hospcomms.domain.locale import LANGUAGES
from tests.gates.texts import punctuation_faults

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


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_the_same_headings_tables_and_lists_in_every_language(name: str) -> None:
    arabic, *others = [shape(page(name, language)) for language in LANGUAGES]
    for other in others:
        assert other == arabic


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_links_of_a_page_lead_to_pages(name: str, language: str) -> None:
    for target in _LINK.findall(page(name, language)):
        assert target.endswith(".md")
        assert Path(target).stem in NAMES


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_keeps_the_punctuation_of_its_language(name: str, language: str) -> None:
    text = _SOURCE.sub("", _LINK.sub("", page(name, language)))
    plain = re.sub(r"`[^`]*`", "x", re.sub(r"^\|[-|]*\|$", "", text, flags=re.MULTILINE))
    lines = [line for line in plain.splitlines() if line]
    assert [(fault, line) for line in lines for fault in punctuation_faults(line, language)] == []
