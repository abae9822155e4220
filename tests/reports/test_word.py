"""Word documents: right to left down to the last run, plain text only, templates that are refused with a reason."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from hospcomms.domain.activities import Activity
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Texts
from hospcomms.domain.locale import LANGUAGES, locale
from hospcomms.reports import word_templates
from hospcomms.reports.word import fill_word
from hospcomms.services import letters, records
from hospcomms.services.letters import Letter
from hospcomms.services.office import Office
from hospcomms.services.settings import Settings
from tests.hospital import empty

BODY = "نص {{ 7 * 7 }} {% for %}\nفقرة <b>ثانية</b> & \x07\x0c+213 29 11 22 33\ud800\u202e"


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with a name, a town, a director."""
    settings = Settings(hospital=Texts(ar="مؤسسة عيّنة", fr="EPH Exemple"), city=Texts(ar="الواحة"), director="ع. مثال")
    office = empty(tmp_path_factory.mktemp("w") / "office", settings)
    yield office
    office.close()


def written(office: Office, path: Path, language: str = "ar", **more: Any) -> Any:
    """A letter, written and read again."""
    letter = Letter(addressee="السيد المدير", subject="الموضوع {{ x }}", body=BODY, copies=("الأرشيف",), **more)
    letters.write_letter(office, letter, locale(language), path)
    return Document(str(path))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_filled_in_is_text_and_nothing_else(hospital: Office, tmp_path: Path, language: str) -> None:
    document = written(hospital, tmp_path / "a.docx", language)
    lines = [line.replace("\u200e", "").replace("\u200f", "") for line in texts(document)]
    assert "نص {{ 7 * 7 }} {% for %}" in lines
    assert "فقرة <b>ثانية</b> & +213 29 11 22 33" in lines
    assert any(line.endswith("الموضوع {{ x }}") for line in lines)
    assert hospital.settings.director in lines


def test_every_paragraph_and_run_of_an_arabic_letter_runs_from_right_to_left(hospital: Office, tmp_path: Path) -> None:
    document = written(hospital, tmp_path / "a.docx")
    for paragraph in document.paragraphs:
        assert paragraph._p.pPr.find(qn("w:bidi")) is not None
        for run in paragraph.runs:
            look = run._r.rPr
            assert look.find(qn("w:rtl")) is not None
            assert look.find(qn("w:szCs")).get(qn("w:val")) == look.find(qn("w:sz")).get(qn("w:val"))
            assert look.find(qn("w:rFonts")).get(qn("w:cs"))
            assert (look.find(qn("w:b")) is None) == (look.find(qn("w:bCs")) is None)
            assert look.find(qn("w:lang")).get(qn("w:bidi")) == "ar-DZ"
    normal = document.styles["Normal"].element
    assert normal.pPr.find(qn("w:bidi")) is not None
    assert normal.rPr.find(qn("w:rtl")) is not None


def _said(document: Any, wanted: str) -> list[tuple[str, bool]]:
    """The runs of the paragraph with this text in it, and whether each runs from right to left."""
    paragraph = next(one for one in document.paragraphs if wanted in one.text)
    return [(run.text, run.font.rtl is True) for run in paragraph.runs]


def test_an_arabic_name_in_a_french_sentence_is_a_run_of_its_own(hospital: Office, tmp_path: Path) -> None:
    body = "La campagne « أكتوبر الوردي » (01/10/2026 – 31/10/2026)"
    letter = Letter(addressee="Mme Exemple", subject="حملة 31", body=body)
    letters.write_letter(hospital, letter, locale("fr"), tmp_path / "a.docx")
    document: Any = Document(str(tmp_path / "a.docx"))
    assert _said(document, "La campagne") == [
        ("La campagne « ", False),
        ("أكتوبر الوردي", True),
        ("\u200e » (01/10/2026 – 31/10/2026)", False),  # without the mark the days would change places
    ]
    assert [way for _text, way in _said(document, "حملة 31")] == [False, True, False]
    arabic = next(run for one in document.paragraphs for run in one.runs if run.text == "أكتوبر الوردي")
    assert arabic._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "ar-DZ"
    assert arabic._r.rPr.find(qn("w:szCs")) is not None


def test_a_french_name_in_an_arabic_sentence_is_a_run_of_its_own(hospital: Office, tmp_path: Path) -> None:
    letter = Letter(addressee="السيد", subject="حملة", body="نرجو المصادقة على حملة «Octobre rose» في 12 يوما")
    letters.write_letter(hospital, letter, locale("ar"), tmp_path / "a.docx")
    document: Any = Document(str(tmp_path / "a.docx"))
    assert _said(document, "Octobre") == [
        ("نرجو المصادقة على حملة «", True),
        ("Octobre rose", False),
        ("» في 12 يوما", True),
    ]


@pytest.mark.parametrize(
    ("language", "text", "way"),
    [
        ("fr", "نرجو المصادقة على حملة «Octobre rose» قريبا.", None),
        ("ar", "Nous vous prions d’approuver la campagne « وردي ».", "0"),
    ],
)
def test_a_paragraph_in_the_other_language_runs_its_own_way(
    hospital: Office, tmp_path: Path, language: str, text: str, way: str | None
) -> None:
    letter = Letter(addressee="A", subject="s", body=text)
    letters.write_letter(hospital, letter, locale(language), tmp_path / "a.docx")
    document: Any = Document(str(tmp_path / "a.docx"))
    paragraph = next(one for one in document.paragraphs if text[:9] in one.text)
    bidi = paragraph._p.pPr.findall(qn("w:bidi"))
    assert [one.get(qn("w:val")) for one in bidi] == [way]
    assert paragraph._p.pPr.find(qn("w:jc")).get(qn("w:val")) == "both"


def test_no_control_of_an_isolate_is_left_in_a_brief(hospital: Office, tmp_path: Path) -> None:
    commit = records.save(hospital, Campaign(title="أكتوبر الوردي.", situation="وضع 10", start=date(2026, 1, 1)))
    campaign = next(step.after for step in commit.steps if isinstance(step.after, Campaign))
    for language in LANGUAGES:
        letters.write_brief(hospital, campaign, locale(language), tmp_path / "b.docx")
        with zipfile.ZipFile(tmp_path / "b.docx") as archive:
            content = archive.read("word/document.xml").decode()
        assert not set("\u2066\u2067\u2068\u2069") & set(content)
        assert ("\u200fأكتوبر الوردي.\u200f" in content) == (language != "ar")


def test_telephones_are_held_together_in_arabic_paragraphs_only(hospital: Office, tmp_path: Path) -> None:
    held = "\u200e+213 29 11 22 33\u200e"
    assert any(held in line for line in texts(written(hospital, tmp_path / "a.docx")))
    assert any(held in line for line in texts(written(hospital, tmp_path / "f.docx", "fr")))
    letter = Letter(addressee="A", subject="s", body="Tél. +213 29 11 22 33")
    letters.write_letter(hospital, letter, locale("fr"), tmp_path / "g.docx")
    assert "Tél. +213 29 11 22 33" in texts(Document(str(tmp_path / "g.docx")))


def test_a_french_letter_runs_from_left_to_right_and_leaves_out_what_is_not_said(
    hospital: Office, tmp_path: Path
) -> None:
    document = written(hospital, tmp_path / "a.docx", "fr")
    french = [paragraph for paragraph in document.paragraphs if not re.search("[ء-ي]", paragraph.text)]
    assert len(french) > 3
    assert all(paragraph._p.pPr.find(qn("w:bidi")) is None for paragraph in french)
    assert not any("{{" in line and "x" not in line and "7" not in line for line in texts(document))
    with_number = written(hospital, tmp_path / "b.docx", "fr", number="12/2026", reference="45")
    assert len(texts(with_number)) == len(texts(document)) + 2


def test_a_brief_has_its_sections_and_a_table_from_the_right(hospital: Office, tmp_path: Path) -> None:
    commit = records.save(hospital, Campaign(title="حملة", situation="وضع\nثان", start=date(2026, 1, 1)))
    campaign = next(step.after for step in commit.steps if isinstance(step.after, Campaign))
    for title in ("نشاط أول", "نشاط ثان"):
        records.save(hospital, Activity(campaign=campaign.id, title=title, start=date(2026, 1, 2)))
    letters.write_brief(hospital, campaign, locale("ar"), tmp_path / "b.docx")
    document: Any = Document(str(tmp_path / "b.docx"))
    assert {"وضع", "ثان"} <= set(texts(document))
    (table,) = document.tables
    assert table._tblPr.find(qn("w:bidiVisual")) is not None
    assert [row.cells[0].text for row in table.rows[1:]] == ["نشاط أول", "نشاط ثان"]
    assert table.rows[1].cells[2].text.strip("\u200e") == "02/01/2026"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", letters.KINDS)
def test_the_templates_are_what_the_script_builds(kind: str, language: str) -> None:
    build = {"letter": word_templates.build_letter, "brief": word_templates.build_brief}[kind]
    stream = io.BytesIO()
    build(language).save(stream)
    with zipfile.ZipFile(stream) as made, zipfile.ZipFile(word_templates.FOLDER / f"{kind}.{language}.docx") as kept:
        assert made.namelist() == kept.namelist()
        assert [name for name in made.namelist() if made.read(name) != kept.read(name)] == []


def test_an_own_template_is_used_until_it_is_forgotten(hospital: Office, tmp_path: Path) -> None:
    document: Any = Document()
    document.add_paragraph("خاص: {{ subject }}")
    document.save(str(tmp_path / "own.docx"))
    letters.keep_template(hospital, "letter", "ar", tmp_path / "own.docx")
    assert texts(written(hospital, tmp_path / "a.docx"))[-1].startswith("خاص: ")
    letters.forget_template(hospital, "letter", "ar")
    assert len(texts(written(hospital, tmp_path / "a.docx"))) > 5


def template(text: str) -> bytes:
    """A template with one paragraph."""
    document: Any = Document()
    document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(stream, "w") as target:
        for item in source.infolist():
            if item.filename != name:
                target.writestr(item, source.read(item))
        target.writestr(name, part)
    return stream.getvalue()


REMOTE = (
    b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    b'Type="http://x/attachedTemplate" Target="file:///x.dotm" TargetMode="External"/></Relationships>'
)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "template-broken"),
        (b"PK\x03\x04 nothing", "template-broken"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "template-old"),
        (template("{{ nobody }}"), "template-unknown"),
        (template("{{ ''.__class__.__mro__ }}"), "template-unknown"),
        (template("{% for %}"), "template-broken"),
        (with_part(template("x"), "word/vbaProject.bin", b"x"), "template-macros"),
        (with_part(template("x"), "word/_rels/settings.xml.rels", REMOTE), "template-links"),
        (with_part(template("x"), "word/document.xml", b"<!DOCTYPE x>"), "template-broken"),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_and_nothing_is_written(
    tmp_path: Path, content: bytes, kind: str
) -> None:
    with pytest.raises(Refusal) as refused:
        fill_word("t.docx", content, {"subject": "x"}, tmp_path / "a.docx", rtl=True)
    assert refused.value.kind == kind
    assert list(tmp_path.iterdir()) == []


def test_another_ending_is_refused(hospital: Office, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        written(hospital, tmp_path / "a.pdf")
    assert refused.value.kind == "ending"
