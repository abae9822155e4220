"""The order of letters on a line, checked against lines written out by hand and against the algorithm
itself.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospcomms.reports.bidi import LONGEST, MIRRORED, UNDRAWN, courses, ranks, visual_order
from hospcomms.reports.lines import Look, Passage, Stretch
from hospcomms.reports.paragraph import Typesetter
from hospcomms.reports.shaping import HarfBuzz
from tests.reports.lines_of_text import ITEMS, Item

WIDTHS = (60, 90, 140, 230, 500)
SHAPERS = ("harfbuzz", "reshaper")


def letters(text: str) -> str:
    """The base letters of a text, presentation forms made plain, nothing else."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c) and c not in UNDRAWN and not c.isspace())


def drawn(passage: Passage, line: tuple[int, int]) -> str:
    """What the glyphs of a line stand for, from left to right, brackets as they are seen."""
    seen = ""
    for part in sorted(passage.line_parts(line), key=lambda part: part.rank):
        for glyph in part.lettering.glyphs:
            mirrored = part.span.rtl and glyph.meaning in MIRRORED and isinstance(passage.shaper, HarfBuzz)
            # HarfBuzz mirrors the glyph; its text stays the letter itself
            seen += MIRRORED[glyph.meaning] if mirrored else glyph.meaning
    return letters(seen)


def shown(character: str, rtl: bool) -> str:
    """A character as it is seen: brackets mirrored, the two letters of a ligature from left to right."""
    if "\ufef5" <= character <= "\ufefc":
        return unicodedata.normalize("NFKC", character)[::-1]
    return MIRRORED.get(character, character) if rtl else character


def passage_of(item: Item, shaper: str) -> Passage:
    return Typesetter(item.rtl, shaper).passage((Stretch(item.text, Look(11)),))


@pytest.mark.parametrize("item", [item for item in ITEMS if item.seen], ids=lambda item: item.text[:20])
def test_a_line_is_seen_as_it_was_written_out_by_hand(item: Item) -> None:
    order = visual_order(item.text, item.rtl)
    seen = "".join(MIRRORED.get(item.text[i], item.text[i]) if odd else item.text[i] for i, odd in order)
    assert "".join(c for c in seen if c not in UNDRAWN) == item.seen


@pytest.mark.parametrize("shaper", SHAPERS)
@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.text[:20])
def test_every_line_at_every_width_holds_its_letters_in_visual_order(item: Item, shaper: str) -> None:
    passage = passage_of(item, shaper)
    rank, odd = ranks(passage.text, item.rtl)
    for width in WIDTHS:
        held = ""
        for start, end in passage.lines(width):
            order = sorted(range(start, end), key=rank.__getitem__)
            expected = "".join(shown(passage.text[index], odd[index]) for index in order)
            assert drawn(passage, (start, end)) == letters(expected)
            held += passage.text[start:end]
        assert letters(held) == letters(passage.text)


@pytest.mark.parametrize("shaper", SHAPERS)
@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.text[:20])
def test_no_line_is_wider_than_its_column(item: Item, shaper: str) -> None:
    passage = passage_of(item, shaper)
    for width in WIDTHS:
        for line in passage.lines(width):
            assert passage.width(*line) <= width + 1


def test_a_line_that_begins_with_a_number_keeps_the_letters_before_it_in_mind() -> None:
    item = Item("بلغت النسبة 38 % من المستجوبين", True)
    passage = passage_of(item, "harfbuzz")
    rank, _ = ranks(passage.text, True)
    percent, digit = passage.text.index("%"), passage.text.index("3")
    whole_line = rank[percent] < rank[digit]
    cut = [i for i, _ in visual_order(item.text, rtl=True) if i in (percent, digit)]
    assert (cut == [percent, digit]) == whole_line


def test_a_paragraph_too_long_to_order_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        visual_order("ا" * (LONGEST + 1), rtl=True)


def test_base_direction_is_given_and_never_detected() -> None:
    text = "COVID-19 مرض"
    assert visual_order(text, rtl=True)[0][0] == len(text) - 1
    assert visual_order(text, rtl=False)[0][0] == 0


SAMPLE = Path(__file__).parents[1] / "data" / "bidi_sample.txt"


def test_a_sample_of_the_conformance_test_of_the_standard_is_ordered_as_told() -> None:
    lines = [line for line in SAMPLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for line in lines:
        codes, _, base, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        told = levels.split()
        seen = [(index, odd) for index, odd in visual_order(text, base == "1") if told[index] != "x"]
        assert [index for index, _ in seen] == [int(place) for place in order.split()]
        assert all((int(told[index]) % 2 == 1) == odd for index, odd in seen)
    assert len(lines) == 800


PIECES = (
    *"ابتةىءلآ  .,:;!?«»()[]،؛؟-–—/%$€+01235b\u064b\u0650\u00a0\u202f",
    "12",
    "CO",
    "\u2066021 23-45\u2069",
    "\u2066-3.7%\u2069",
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=16), st.booleans())
def test_the_short_way_through_plain_paragraphs_gives_what_the_algorithm_gives(pieces: list[str], rtl: bool) -> None:
    text = "".join(pieces)
    rank, odd = ranks(text, rtl)
    for course in courses(text, rtl):
        for index in range(course.start, course.end):
            assert (course.rank(index, index + 1), course.rtl) == (rank[index], odd[index])
    assert [index for course in courses(text, rtl) for index in range(course.start, course.end)] == list(
        range(len(text))
    )


def test_a_long_text_that_is_almost_plain_is_ordered_at_once() -> None:
    text = "كلمة " * 2000 + "漢"
    assert courses(text, rtl=True)[0].start == 0


@pytest.mark.parametrize("shaper", SHAPERS)
def test_every_vowel_sign_has_its_own_place_after_its_letter_and_is_drawn_over_it(shaper: str) -> None:
    passage = passage_of(Item("لَا يُسْمَحُ لِلْأَطِبَّاءِ", True), shaper)
    for word in passage.words:
        (part,) = passage.parts(*word)
        text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", passage.text[slice(*word)]))
        read = "".join(glyph.meaning for glyph in part.lettering.glyphs[::-1])
        assert unicodedata.normalize("NFC", read) == text
        assert len(part.lettering.inks) >= 1
        assert all(-300 < ink.x < part.lettering.width + 300 for ink in part.lettering.inks)
        assert all(glyph.advance > 0 for glyph in part.lettering.glyphs)
