"""Long documents: contents, footnotes, lists in lists, lines kept together, pictures that are broken, huge or CMYK."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from hospcomms.domain.charts import Bars, Series
from hospcomms.domain.fields import Texts
from hospcomms.domain.locale import locale
from hospcomms.reports.compositor import Compositor
from hospcomms.reports.document import (
    Break,
    Bullets,
    Column,
    Document,
    Graph,
    Heading,
    Item,
    Picture,
    Span,
    Table,
    Text,
)
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.lines import Look, Stretch
from hospcomms.reports.paragraph import Paragraph, Setting
from hospcomms.reports.pdf import CONTENTS_KEY, pdf_bytes, set_pages
from hospcomms.reports.pictures import ENOUGH, usable

FRENCH, ARABIC, ENGLISH = locale("fr"), locale("ar"), locale("en")
FILLING = "Texte de remplissage pour cette page. " * 12


def pages_of(content: bytes) -> list[str]:
    """The text of every page as a reader finds it."""
    book = pypdfium2.PdfDocument(io.BytesIO(content))
    texts = []
    for page in book:
        reading = page.get_textpage()
        texts.append(reading.get_text_range())
        reading.close()
        page.close()
    book.close()
    return texts


def chapters(count: int, contents_from: int = 0) -> Document:
    """A document whose chapters fill a page each."""
    blocks = [
        block
        for number in range(1, count + 1)
        for block in (
            Heading(f"Chapitre{number}"),
            Text(FILLING * 6),
            Heading(f"Partie{number}", level=2),
            Text("x"),
            Break(),
        )
    ]
    return Document("Titre", "fr", tuple(blocks[:-1]), contents_from=contents_from)


def test_a_long_document_has_a_table_of_contents_with_the_true_pages() -> None:
    pages = pages_of(pdf_bytes(chapters(6, contents_from=4), FRENCH))
    contents = pages[0].split()
    for number in range(1, 7):
        place = contents.index(f"Chapitre{number}")
        told = int(contents[place + 1])
        assert f"Chapitre{number}" in pages[told - 1].split()
        assert f"Partie{number}" in contents


def test_a_short_document_has_none() -> None:
    assert len(pages_of(pdf_bytes(chapters(2, contents_from=4), FRENCH))) == 2
    assert CONTENTS_KEY not in pdf_bytes(chapters(2), FRENCH).decode("latin-1")


def test_a_footnote_stands_on_the_page_of_its_mark() -> None:
    for filling in range(26, 50, 3):
        noted = Text((Span("Phrase avec renvoi", note="Source : enquete du service"), Span(" et la suite. " * 60)))
        blocks = (Text("\n".join(f"ligne {n}" for n in range(filling))), noted, Text("Fin", size=10.5))
        pages = pages_of(pdf_bytes(Document("x", "fr", blocks), FRENCH))
        assert sum("enquete" in page for page in pages) == 1
        assert all(("renvoi" in page) == ("enquete" in page) for page in pages)


def test_footnotes_are_numbered_and_may_stand_in_tables_and_lists() -> None:
    noted = tuple((Span(f"mot{n}", note=f"note{n}"),) for n in (1, 2, 3))
    table = Table((Column("a"),), ((noted[0],),))
    page = pages_of(pdf_bytes(Document("x", "fr", (table, Bullets((noted[1],)), Text(noted[2]))), FRENCH))[0]
    assert [f"({n}) note{n}" in page for n in (1, 2, 3)] == [True, True, True]


def test_lists_in_lists_are_indented_from_the_start_edge() -> None:
    inner = Bullets(("dedans", Item("milieu", Bullets(("profond",)))), numbered=True)
    for speaking in (FRENCH, ARABIC):
        content = pdf_bytes(
            Document("x", "ar" if speaking.rtl else "fr", (Bullets((Item("dehors", inner), "apres")),)), speaking
        )
        book = pypdfium2.PdfDocument(content)
        page = book[0]
        reading = page.get_textpage()
        starts = []
        for word in ("dehors", "dedans", "profond"):
            index, count = reading.search(word).get_next()
            boxes = [reading.get_charbox(index + n) for n in range(count)]
            left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
            starts.append(page.get_width() - right if speaking.rtl else left)
        reading.close()
        page.close()
        book.close()
        assert starts[0] + 10 < starts[1]
        assert starts[1] + 10 < starts[2]


def paragraph(lines: int) -> Paragraph:
    """A paragraph of so many lines of 10 points."""
    words = " ".join(["mot"] * lines)
    made = Compositor(FRENCH).typesetter.paragraph((Stretch(words, Look(10)),), Setting(leading=10))
    made.wrap(25, 0)
    assert len(made.lines) == lines
    return made


@pytest.mark.parametrize("lines", range(1, 9))
def test_no_line_of_a_paragraph_stands_alone_on_a_page(lines: int) -> None:
    for room in range(5, 10 * lines, 5):
        parts = paragraph(lines).split(25, room)
        if parts:
            head, tail = parts
            assert isinstance(head, Paragraph)
            assert isinstance(tail, Paragraph)
            assert min(len(head.lines), len(tail.lines)) >= 2
            assert 10 * len(head.lines) <= room
            assert len(head.lines) + len(tail.lines) == lines
        else:
            assert lines <= 3 or room < 20


def test_headings_that_follow_each_other_stay_with_the_text_under_them() -> None:
    for filling in range(36, 48):
        blocks = (
            Text("\n".join(f"ligne {n}" for n in range(filling))),
            Heading("Haut"),
            Heading("Bas", level=2),
            Text("dessous"),
        )
        pages = pages_of(pdf_bytes(Document("x", "fr", blocks), FRENCH))
        assert sum("Haut" in page and "Bas" in page and "dessous" in page for page in pages) == 1


def test_text_that_keeps_with_the_next_block_goes_with_it() -> None:
    setting = Setting(leading=0.0, keeps_with_next=True)
    (made,) = Compositor(FRENCH).paragraphs("x", setting=setting)
    assert made.keepWithNext


def test_captions_of_figures_are_counted(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), "#0B5868").save(tmp_path / "a.png")
    bars = Bars(("a", "b"), (Series("s", (1.0, 2.0)),))
    blocks = (
        Picture(tmp_path / "a.png", 30, "Photo"),
        Graph(bars, "Courbe"),
        Graph(bars),
        Picture(tmp_path / "a.png", 30, "Fin"),
    )
    page = pages_of(pdf_bytes(Document("x", "en", blocks), ENGLISH))[0]
    assert [f"Figure {n}: {word}" in page for n, word in ((1, "Photo"), (2, "Courbe"), (3, "Fin"))] == [True] * 3


def test_cmyk_turned_and_huge_pictures_are_converted(tmp_path: Path) -> None:
    Image.new("CMYK", (60, 40), (10, 20, 30, 0)).save(tmp_path / "a.jpg")
    Image.new("P", (60, 40)).save(tmp_path / "b.gif")
    Image.new("I;16", (60, 40)).save(tmp_path / "c.png")
    Image.new("L", (9000, 400)).save(tmp_path / "d.png")
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (60, 40)).save(tmp_path / "e.jpg", exif=turned)
    found = {name: usable(tmp_path / name) for name in ("a.jpg", "b.gif", "c.png", "d.png", "e.jpg")}
    assert all(one.image is not None and one.problem is None for one in found.values())
    assert max(found["d.png"].size) == ENOUGH
    assert found["e.jpg"].size == (40, 60)
    assert [name for name, one in found.items() if one.notice] == ["a.jpg"]
    blocks = tuple(Picture(tmp_path / name, 20) for name in (*found, "a.jpg"))
    (told,) = set_pages(Document("x", "en", blocks), ENGLISH).warnings
    assert ENGLISH.say(told).startswith("The picture a.jpg has colours for a printing press (CMYK);")


def test_broken_and_missing_pictures_are_told_and_the_report_is_made(tmp_path: Path) -> None:
    whole = io.BytesIO()
    Image.effect_noise((400, 400), 80).save(whole, "PNG")
    (tmp_path / "cut.png").write_bytes(whole.getvalue()[:4000])
    (tmp_path / "text.png").write_text("no picture")
    bomb = Image.new("1", (12_000, 12_000))
    bomb.save(tmp_path / "bomb.png")
    names = ("cut.png", "text.png", "bomb.png", "gone.png")
    pages = set_pages(Document("x", "en", (*(Picture(tmp_path / name) for name in names), Text("after"))), ENGLISH)
    assert len(pages.warnings) == len(names)
    told = " ".join(pages_of(pages.content)[0].split())
    assert "The picture cut.png could not be read and was left out." in told
    assert "The picture bomb.png is too large and was left out." in told
    assert "after" in told


def test_the_letterhead_names_both_languages_and_both_calendars() -> None:
    issuer = Issuer(hospital=Texts("مستشفى واحة النخيل", "Hôpital Oasis"), hijri=(1448, 6, 11), logo=Path("gone.png"))
    head = issuer.letterhead(ARABIC, date(2026, 11, 21))
    assert head.second == "Hôpital Oasis"
    assert any("11 جمادى الثانية 1448" in line for line in head.reference)
    page = pages_of(pdf_bytes(Document("x", "ar", (), letterhead=head), ARABIC))[0]
    assert "Oasis" in page


def test_a_cell_of_a_hundred_thousand_characters_and_one_of_forty_pages_are_set_whole() -> None:
    long = " ".join(f"m{n}" for n in range(17_000))
    assert len(long) > 100_000
    table = Table((Column("Nom"), Column("Contenu")), (("avant", long), ("apres", "fin")))
    pages = pages_of(pdf_bytes(Document("x", "fr", (table,)), FRENCH))
    words = [word for page in pages for word in page.split() if word[:1] == "m" and word[1:].isdigit()]
    assert words == long.split()
    assert len(pages) >= 25
    assert all("Contenu" in page for page in pages)
    assert "apres" in pages[-1]
    narrow = Table((Column("a"), Column("b"), Column("c")), ((long[:50_000], long[:9000], long[:50_000]),))
    assert len(pages_of(pdf_bytes(Document("x", "fr", (narrow,)), FRENCH))) >= 40


def test_markup_and_controls_are_shown_as_they_are() -> None:
    text = '<b>gras</b> <img src="x"> &amp; \x00\x07\ud800 fin'
    table = Table((Column("<u>t</u>"),), ((text,),))
    blocks = (Heading(text), Text(text), table, Bullets((text,)))
    page = " ".join(pages_of(pdf_bytes(Document(text, "fr", blocks), FRENCH))[0].split())
    assert page.count('<b>gras</b> <img src="x"> &amp; fin') == 5
    assert "<u>t</u>" in page
