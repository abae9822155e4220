"""The command line lists possible duplicates for people and programs, and merges nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hospcomms.cli import main
from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import open_office
from hospcomms.services.settings import Settings
from tests.hospital import empty


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office with one person and one outlet entered twice."""
    place = tmp_path / "office"
    office = empty(place, Settings(language="en", officer="ن. عيّنة", is_ready=True))
    records.save(office, Person(name="سميرة قروج", phone="0550 12 34 56", reference="P-1"))
    records.save(office, Person(name="Guerroudj Samira", phone="+213 550 12 34 56"))
    records.save(office, Person(name="نبيل حداد", phone="0661 00 00 01"))
    records.save(office, Outlet(name="الخبر"))
    records.save(office, Outlet(name="El Khabar"))
    office.close()
    return place


@pytest.mark.parametrize(
    ("kind", "names"), [("people", ["سميرة قروج", "Guerroudj Samira"]), ("outlets", ["الخبر", "El Khabar"])]
)
def test_pairs_are_listed_with_score_and_reason(
    folder: Path, kind: str, names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(folder), "duplicates", kind, "--json"]) == 0
    (pair,) = json.loads(capsys.readouterr().out)
    assert set(pair) == {"a", "b", "score", "why"}
    assert set(pair["a"]) == {"id", "reference", "name"}
    assert [pair["a"]["name"], pair["b"]["name"]] == names
    assert 0.5 < pair["score"] < 1
    assert "same name in the other script" in pair["why"]
    assert main(["--data", str(folder), "duplicates", kind]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in names)


def test_nothing_is_merged(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(folder), "duplicates", "people", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["a"]["reference"] == "P-1"
    office = open_office(folder)
    try:
        assert records.count(office, Query(Person)) == 3
        assert records.undoable(office) is not None
    finally:
        office.close()


def test_an_office_without_duplicates_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty(tmp_path / "empty", Settings(language="en", is_ready=True)).close()
    assert main(["--data", str(tmp_path / "empty"), "duplicates", "outlets"]) == 0
    assert capsys.readouterr().out.strip() == "No duplicates were found."
