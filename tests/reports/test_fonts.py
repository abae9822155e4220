"""The shipped fonts hold what our texts need, and characters none of them has are still found by search."""

from __future__ import annotations

import pypdfium2
import pytest
from arabic_reshaper.letters import LETTERS_ARABIC

from hospcomms.domain.locale import locale
from hospcomms.domain.shapes import BOX, SHAPES, Arc, Circle, Polygon, Polyline, Square
from hospcomms.reports.document import Document, Text
from hospcomms.reports.fonts import BOLD, FALLBACK, FOLDER, REGULAR, Fonts
from hospcomms.reports.pdf import pdf_bytes, set_pages

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىءآأؤإئة"
NEEDED = (
    ARABIC + "،؛؟«»٠١٢٣٤٥٦٧٨٩٪٫٬" + "àâäçéèêëîïôöùûüÿœæÀÂÇÉÈÊËÎÏÔÙÛŒÆ" + "’“”–—…·•№€±×÷°" + "0123456789%()[]{}<>/+−"
)


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_the_text_fonts_hold_arabic_french_and_english(name: str) -> None:
    face = Fonts().face(name)
    assert [character for character in NEEDED if not face.has(character)] == []


@pytest.mark.parametrize("name", [REGULAR, BOLD, FALLBACK])
def test_every_form_the_reshaper_writes_is_in_every_font(name: str) -> None:
    face = Fonts().face(name)
    forms = {form for letter in ARABIC for form in LETTERS_ARABIC[letter] if form}
    assert [form for form in forms if not face.has(form)] == []


def test_the_licences_are_shipped_with_the_fonts() -> None:
    assert {path.name for path in FOLDER.iterdir()} >= {"OFL.txt", "DEJAVU-LICENSE.txt"}


@pytest.mark.parametrize("shaper", ["harfbuzz", "reshaper"])
def test_characters_no_font_has_are_named_once_and_told(shaper: str) -> None:
    text = "Merci 漢字 et 👩🏽‍⚕️💉, مرحبا हिन्दी ✓"
    pages = set_pages(Document("x", "en", (Text(text),)), locale("en"), shaper)
    book = pypdfium2.PdfDocument(pages.content)
    page = book[0]
    reading = page.get_textpage()
    found = reading.get_text_range()
    reading.close()
    page.close()
    book.close()
    assert found.count("Chinese writing") == 1
    assert "pictogram" in found
    assert "Indian writing" in found
    assert "✓" in found
    (warning,) = pages.warnings
    said = locale("en").say(warning)
    assert said.startswith("9 characters have no font here and are printed as names in square brackets: ")
    assert "Chinese writing (漢 字), pictogram (👩 💉), Indian writing (" in said
    assert said.endswith("first in the text “Merci 漢字 et 👩🏽‍⚕️💉, مرحبا हिन्दी ✓”.")


def test_characters_without_a_font_are_counted_where_they_stand_and_not_once_a_page() -> None:
    lines = tuple(Text(f"line {number}") for number in range(200))
    pages = set_pages(Document("漢", "en", (Text("漢 and 漢"), *lines, Text("漢 and 漢"))), locale("en"))
    (warning,) = pages.warnings
    assert locale("en").say(warning) == (
        "5 characters have no font here and are printed as names in square brackets: Chinese writing (漢),"
        " first in the text “漢”."
    )


def test_text_that_can_be_drawn_gives_no_warning() -> None:
    assert set_pages(Document("x", "ar", (Text("تلقيح ☎ 021 ✓ ½ №"),)), locale("ar")).warnings == ()


@pytest.mark.parametrize("shaper", ["harfbuzz", "reshaper"])
def test_lam_alef_and_words_are_found_by_search(shaper: str) -> None:
    words = "خلال الأسبوع إلا لأن الإنفلونزا السلامة"
    book = pypdfium2.PdfDocument(pdf_bytes(Document("x", "ar", (Text(words),)), locale("ar"), shaper))
    page = book[0]
    reading = page.get_textpage()
    found = reading.get_text_range()
    assert [word for word in words.split() if word not in found] == []
    reading.close()
    page.close()
    book.close()


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_stays_in_its_box(name: str) -> None:
    for part in SHAPES[name].parts:
        if isinstance(part, Polyline | Polygon):
            edges = [value for point in part.points for value in point]
        elif isinstance(part, Circle | Arc):
            edges = [part.x - part.radius, part.x + part.radius, part.y - part.radius, part.y + part.radius]
        else:
            assert isinstance(part, Square)
            edges = [part.x, part.y, part.x + part.side, part.y + part.side]
        spare = part.width / 2
        assert min(edges) - spare >= -0.25
        assert max(edges) + spare <= BOX + 0.25


def test_documents_written_at_once_share_the_file_of_a_font_and_none_of_its_letters() -> None:
    one, other = Fonts().main(bold=False), Fonts().main(bold=False)
    codes = one.code(5, "لا", 600.0), other.code(7, "ثم", 400.0)
    assert codes[0] == codes[1]
    assert [(face.font.meanings, face.font.face.charToGlyph[codes[0]]) for face in (one, other)] == [
        ({codes[0]: "لا"}, 5),
        ({codes[0]: "ثم"}, 7),
    ]
    assert [face.font.face.charWidths[codes[0]] for face in (one, other)] == [600.0, 400.0]
    assert codes[0] not in Fonts().main(bold=False).font.face.charToGlyph
