"""The press call sheet: who is on it, in what order, what is marked, and that it says how fresh it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest

from hospcomms.cli import main
from hospcomms.domain.press import Outlet, Person, PressList, Role
from hospcomms.domain.query import Op, Query
from hospcomms.reports.document import Document, Figures, Heading, Marked, Table
from hospcomms.services import call_sheets, press, records, reports
from hospcomms.services.office import Office

TODAY = date(2026, 11, 22)


@pytest.fixture
def desk(office: Office) -> Office:
    """An office with three people at two outlets and one nobody may call."""
    found = replace(office, clock=lambda: datetime(2026, 11, 22, 9, tzinfo=UTC))
    for name, outlet, languages, verified, blocked in (
        ("Zoubida", "Alpha", ("fr",), TODAY, False),
        ("Amina", "Omega", ("ar", "fr"), date(2026, 1, 1), False),
        ("Brahim", "Alpha", ("ar",), None, False),
        ("Nobody", "Omega", (), TODAY, True),
    ):
        known = records.find(found, Query(Outlet).where("name", Op.IS, outlet))
        place = known[0] if known else records.save(found, Outlet(name=outlet)).saved(Outlet)
        person = Person(
            name=name,
            other_name=f"{name} bis",
            phone="0500 10 00 01",
            phone2="029 00 30 01",
            languages=languages,
            verified_on=verified,
            do_not_contact=blocked,
        )
        made = records.save(found, person).saved(Person)
        records.save(found, Role(person=made.id, outlet=place.id, function="editor"))
    return found


def sheet(desk: Office, way: str = call_sheets.OUTLET, asked: PressList | Query | None = None) -> Document:
    return call_sheets.call_sheet_document(desk, desk.settings.locale_for("en"), asked, way)


def rows(document: Document) -> list[str]:
    """The names on the sheet, from the top."""
    cells = [row[0] for block in document.blocks if isinstance(block, Table) for row in block.rows]
    return [str(cell.text if isinstance(cell, Marked) else cell).split("\n")[0] for cell in cells]


def figures(document: Document) -> list[str]:
    return [fact.value for block in document.blocks if isinstance(block, Figures) for fact in block.facts]


def test_it_is_sorted_by_outlet_and_name_and_leaves_blocked_people_out(desk: Office) -> None:
    made = sheet(desk)
    assert rows(made) == ["Brahim", "Zoubida", "Amina"]
    assert figures(made)[1:] == ["3", "2", "1"]
    table = next(block for block in made.blocks if isinstance(block, Table))
    assert [isinstance(row[-1], Marked) for row in table.rows] == [True, False, True]
    assert str(table.rows[0][2]).count("\n") == 1


def test_blocked_people_are_on_it_only_when_asked_and_marked(desk: Office) -> None:
    made = sheet(desk, call_sheets.EVERYBODY)
    assert rows(made) == ["Brahim", "Zoubida", "Amina", "Nobody"]
    table = next(block for block in made.blocks if isinstance(block, Table))
    assert isinstance(table.rows[-1][0], Marked)


def test_it_is_parted_by_the_first_language(desk: Office) -> None:
    made = sheet(desk, call_sheets.LANGUAGE)
    assert [block.text for block in made.blocks if isinstance(block, Heading)] == ["Arabic", "French"]
    assert rows(made) == ["Brahim", "Amina", "Zoubida"]


def test_it_is_about_a_list_a_filter_or_everybody(desk: Office) -> None:
    amina = records.find(desk, Query(Person).where("name", Op.IS, "Amina"))[0]
    whole = records.save(desk, PressList(name="Release")).saved(PressList)
    assert rows(sheet(desk, asked=whole)) == []
    press.add_to_list(desk, whole.id, [amina.id])
    made = sheet(desk, asked=whole)
    assert (rows(made), made.subtitle) == (["Amina"], "Release")
    assert rows(sheet(desk, asked=Query(Person).where("languages", Op.HAS, "fr"))) == ["Zoubida", "Amina"]


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.parametrize("name", [reports.CALL_SHEET, reports.CALL_SHEET_BY_LANGUAGE])
def test_it_is_written_as_pdf_in_every_language(desk: Office, tmp_path: Path, language: str, name: str) -> None:
    path = tmp_path / "sheet.pdf"
    reports.make(desk, name, None, desk.settings.locale_for(language), path)
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("name", ["call-sheet", "call-sheet-by-language"])
@pytest.mark.parametrize("of_a_list", [True, False])
def test_the_command_line_leaves_blocked_people_out(
    desk: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, of_a_list: bool
) -> None:
    whole = records.save(desk, PressList(name="L")).saved(PressList)
    people = records.find(desk, Query(Person))
    press.add_to_list(desk, whole.id, [person.id for person in people])
    records.bulk_edit(desk, Person, [people[0].id], {"bad_address": True})
    desk.close()
    asked = ["--id", str(whole.id)] if of_a_list else []
    path = tmp_path / "sheet.pdf"
    assert main(["--data", str(desk.folder), "report", name, *asked, "--language", "en", "--out", str(path)]) == 0
    capsys.readouterr()
    words = "".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(str(path)))
    assert people[1].name in words
    assert people[0].name not in words
    assert "Nobody" not in words


def test_the_preview_offers_its_orders(desk: Office) -> None:
    subject = call_sheets.subject(desk)
    assert [way.key for way in subject.periods] == [call_sheets.OUTLET, call_sheets.LANGUAGE, call_sheets.EVERYBODY]
    assert len(rows(subject.build(desk.settings.locale_for("en"), call_sheets.EVERYBODY))) == 4
