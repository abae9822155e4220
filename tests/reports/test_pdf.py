"""Documents on pages: every block in every language, split and repeated, named and outlined, found by
search.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, get_args

import pypdfium2
import pytest
from PIL import Image

from hospcomms.domain.charts import IntervalRow, Intervals, StageRow, Stages
from hospcomms.domain.locale import locale
from hospcomms.domain.plots import Interval
from hospcomms.domain.shapes import SHAPES, TONES
from hospcomms.reports import pdf
from hospcomms.reports.document import (
    Block,
    Break,
    Bullets,
    Column,
    Document,
    Fact,
    Figures,
    Graph,
    Heading,
    Key,
    Letterhead,
    Marked,
    Picture,
    Signature,
    Signatures,
    Span,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.pdf import pdf_bytes, write_pdf

WORDS = {"ar": "تعلن المؤسسة عن انطلاق الحملة", "fr": "L’établissement annonce la campagne", "en": "A campaign begins"}


def everything(language: Any, picture: Path) -> Document:
    """A document with every kind of block."""
    word = WORDS[language]
    columns = (Column(word), Column("n", number=True), Column("x"))
    blocks: tuple[Block, ...] = (
        VerdictBox("improved", word, (word, (Span("A", bold=True), Span(word, tone="muted")))),
        Heading("الأولى" if language == "ar" else "First", note=word, keys=(Key("baseline", "x"),)),
        Table(columns, ((word, "12", Marked("no_change", word)), (word, "−3,7%", "y")), total=("", "8", "")),
        Figures((Fact(word, "1 250"), Fact("b", "2"))),
        Heading("Second", level=2),
        Graph(Stages((StageRow(word, 0.5, "50%"), StageRow("b", None, "—"), StageRow("c", 1.4, "140%")))),
        Graph(Intervals((IntervalRow(word, Interval(41, 36, 46), Interval(None), 51),)), caption=word, twin=True),
        Bullets((word, (Span(word, bold=True),)), numbered=True),
        Picture(picture, 30, word),
        Break(),
        Text(f"{word}\n{word}", align="justify"),
        Signatures((Signature(word, "x"), Signature("b", "y"))),
    )
    return Document(
        word, language, blocks, subtitle=word, letterhead=Letterhead((word,), (word,), ("041/2026",), picture),
        marks=("sample", "draft", "drill"), office=word, version="22/11/2026",
    )  # fmt: skip


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "logo.png"
    Image.new("RGB", (40, 30), "#0B5868").save(path)
    return path


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


@pytest.mark.parametrize("shaper", ["harfbuzz", "reshaper"])
@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_every_block_is_set_in_every_language(language: str, shaper: str, picture: Path) -> None:
    pages = pages_of(pdf_bytes(everything(language, picture), locale(language), shaper))
    assert len(pages) == 2
    for word in WORDS[language].split():
        assert word in pages[0]
        assert word in pages[1]


def test_every_kind_of_block_is_known_to_the_page() -> None:
    assert set(pdf._SETTERS) | {Heading} == set(get_args(Block))


def test_the_file_is_named_outlined_and_read_from_right_to_left(picture: Path) -> None:
    content = pdf_bytes(everything("ar", picture), locale("ar"))
    book = pypdfium2.PdfDocument(content)
    assert book.get_metadata_value("Title") == WORDS["ar"]
    outline = [(mark.get_title(), mark.get_dest().get_index()) for mark in book.get_toc()]
    book.close()
    assert outline == [("1. الأولى", 0), ("Second", 0)]
    assert b"/Direction /R2L" in content
    assert b"/Lang (ar)" in content


def test_a_document_and_its_locale_speak_the_same_language(picture: Path) -> None:
    with pytest.raises(ValueError, match="locale"):
        pdf_bytes(everything("ar", picture), locale("fr"))


def test_long_tables_repeat_their_head_and_cut_rows_taller_than_a_page() -> None:
    tall = " ".join(f"mot{n}" for n in range(2500))
    rows = tuple((tall if n == 3 else f"ligne{n}", str(n)) for n in range(90))
    table = Table((Column("Intitulé"), Column("Nombre", number=True)), rows, total=("Somme", "4005"))
    pages = pages_of(pdf_bytes(Document("Registre", "fr", (table,)), locale("fr")))
    assert len(pages) > 3
    assert all("Intitulé" in page for page in pages)
    found = "\n".join(pages).split()
    assert [word for word in found if word.startswith("mot")] == tall.split()
    assert {f"ligne{n}" for n in range(90) if n != 3} <= set(found)
    assert "4005" in pages[-1].replace("\u202f", "")


def test_a_heading_never_stands_alone_at_the_foot_of_a_page() -> None:
    for filling in range(38, 48):
        lines = "\n".join(f"ligne {n}" for n in range(filling))
        blocks = (Text(lines), Heading("Titre suivant"), Table((Column("tete"),), (("cellule",),)))
        pages = pages_of(pdf_bytes(Document("x", "fr", blocks), locale("fr")))
        assert all(("Titre suivant" in page) == ("cellule" in page) for page in pages)


def test_endless_words_and_empty_values_are_set_too(tmp_path: Path) -> None:
    table = Table((Column("a"), Column("b", number=True)), (("ا" * 4000, ""), ("", "")))
    blocks = (table, Text(""), Text("x" * 33_000), VerdictBox("not_enough", ""), Bullets(("",)))
    write_pdf(Document("", "ar", blocks), tmp_path / "a.pdf", locale("ar"))
    assert pages_of((tmp_path / "a.pdf").read_bytes())


def test_user_text_is_never_markup() -> None:
    pages = pages_of(pdf_bytes(Document("<b>x</b>", "en", (Text("a <font size=90>b</font> & c"),)), locale("en")))
    assert "<font size=90>b</font> & c" in " ".join(pages[0].split())


def test_every_shape_has_a_tone_and_every_primitive_stays_in_its_box() -> None:
    assert set(SHAPES) == set(TONES)
