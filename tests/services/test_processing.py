"""The register of processing in a real store: its usual lines, their review, the paper, and where data comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hospcomms.domain.locale import LANGUAGES
from hospcomms.domain.press import Person
from hospcomms.domain.privacy import ProcessingActivity
from hospcomms.domain.query import Query
from hospcomms.reports.document import Heading
from hospcomms.services import processing, records, reports
from hospcomms.services.contacts.plan import Plan
from hospcomms.services.contacts.source import open_source
from hospcomms.services.contacts.writing import write
from hospcomms.services.exchange import export_list
from hospcomms.services.office import Office
from hospcomms.services.privacy_reports import REGISTER
from tests.cases import cases
from tests.rooms.office_at_work import TODAY, at_work


@pytest.fixture
def desk(office: Office) -> Office:
    return at_work(office)


def test_the_usual_lines_say_everything_the_register_asks_in_every_language() -> None:
    asked = ("title", "purpose", "legal_text", "people", "data", "recipients", "kept_for", "safeguards")
    rows = processing.shipped()
    assert len({row["reference"] for row in rows}) == len(rows) >= 10
    with cases() as tried:
        for row in rows:
            for name in asked:
                with tried.case(row["reference"], name):
                    assert set(row[name]) == set(LANGUAGES)
                    assert all(text.strip() for text in row[name].values())


def test_the_usual_lines_come_once_in_the_language_of_the_office_and_only_those_that_lack(desk: Office) -> None:
    english = replace(desk, settings=replace(desk.settings, language="en"))
    commit = processing.bring_in(english)
    assert commit is not None
    found = processing.in_order(desk)
    assert [one.reference for one in found] == [row["reference"] for row in processing.shipped()]
    assert found[0].title == "Press contacts"
    records.remove(desk, ProcessingActivity, [found[0].id])
    assert processing.bring_in(desk) is None  # in the bin it is known still
    assert records.undoable(desk) is not None


def test_a_line_is_to_be_read_again_each_year(desk: Office) -> None:
    one = records.save(desk, ProcessingActivity(title="x", purpose="x", people="x", data="x"))
    read = processing.review(desk, one.saved(ProcessingActivity)).saved(ProcessingActivity)
    assert read.reviewed_on == TODAY
    assert processing.is_due(ProcessingActivity(), TODAY)
    assert not processing.is_due(read, TODAY + timedelta(days=365))
    assert processing.is_due(read, TODAY + timedelta(days=366))


def test_the_paper_and_the_sheet_hold_every_line_and_say_what_is_empty(desk: Office, tmp_path: Path) -> None:
    processing.bring_in(desk)
    found = processing.in_order(desk)
    with cases() as tried:
        for language in LANGUAGES:
            with tried.case(language):
                speaking = desk.settings.locale_for(language)
                record, document = reports.report_document(desk, REGISTER, None, speaking)
                titles = [block.text for block in document.blocks if isinstance(block, Heading)]
                assert (record, titles) == (None, [one.title for one in found])
                said = repr(document)
                for one in found:
                    for text in (one.purpose, one.people, one.data, one.recipients, one.kept_for, one.safeguards):
                        assert text in said
                assert said.count(repr(speaking.text("transfers\x04None"))) == len(found)
    columns = ("title", "purpose", "recipients", "safeguards")
    out = tmp_path / "register.xlsx"
    assert export_list(desk, Query(ProcessingActivity), columns, out, desk.settings.locale) == len(found)


def test_an_imported_contact_says_where_their_data_comes_from(desk: Office, tmp_path: Path) -> None:
    path = tmp_path / "presse 2026.csv"
    path.write_text("Nom,E-mail,Source\nA B,a@example.org,carte de visite\nC D,c@example.org,\n", encoding="utf-8")
    plan = Plan(desk, open_source(path, ""))
    plan.check()
    write(plan)
    people = {one.name: one.source for one in records.find(desk, Query(Person))}
    assert people == {"A B": "carte de visite", "C D": "presse 2026.csv"}
