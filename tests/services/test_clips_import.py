"""Lists of clips from other programs are read, checked and written as one change; nothing is judged by guessing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from hospcomms.cli import main
from hospcomms.domain.errors import Refusal
from hospcomms.domain.monitoring import TONES, Clip
from hospcomms.domain.press import Outlet, Person, Role
from hospcomms.domain.query import Query
from hospcomms.services import exchange, records
from hospcomms.services.clip_import.plan import ClipPlan, open_clips
from hospcomms.services.clip_import.words import chosen
from hospcomms.services.clip_import.writing import write
from hospcomms.services.exchange.values import labels
from hospcomms.services.office import Office
from hospcomms.services.row_import.plan import ADD, UPDATE
from hospcomms.services.row_import.writing import report_of, save_refused

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
HEADINGS = ["التاريخ", "الجريدة", "الصحفي", "العنوان", "النبرة", "الدقة", "القيمة الإعلانية"]
ROWS: list[list[Any]] = [
    ["٠٣/١١/٢٠٢٦", "جريدة الضفاف", "سعاد نخلاوي", "افتتاح جناح", "إيجابي", "صحيح", 90000],
    [date(2026, 11, 4), "إذاعة جديدة", "مجهول الاسم", "حوار", "-2", "", 1],
    ["5/11/2026", "جريدة الضفاف", "", "خبر بلا حكم", "", "", ""],
    ["6/11/2026", "جريدة الضفاف", "", "نبرة غريبة", "رائع جدا", "", ""],
    ["31/02/2026", "جريدة الضفاف", "", "يوم غير موجود", "٠", "", ""],
    ["7/11/2026", "جريدة الضفاف", "", "", "+1", "", ""],
]


@pytest.fixture
def monitored(office: Office) -> Office:
    """An office with one outlet and its journalist."""
    found = replace(office, clock=lambda: NOW, settings=replace(office.settings, officer="ن. واحي"))
    outlet = records.save(found, Outlet(name="جريدة الضفاف", other_name="Ad-Difaf", medium="newspaper")).saved(Outlet)
    person = records.save(found, Person(name="سعاد نخلاوي", phone="0500 00 00 01")).saved(Person)
    records.save(found, Role(person=person.id, outlet=outlet.id))
    return found


def sheet(path: Path, rows: list[list[Any]], headings: list[str] | None = None, above: int = 0) -> Path:
    """A workbook with ``above`` merged title rows over the headings."""
    book = Workbook()
    page = book.active
    assert page is not None
    for number in range(above):
        page.append([f"رصد الصحافة {number}"])
        page.merge_cells(start_row=number + 1, start_column=1, end_row=number + 1, end_column=6)
    for row in (headings or HEADINGS, *rows):
        page.append(row)
    book.save(path)
    return path


def planned(office: Office, path: Path) -> ClipPlan:
    plan = ClipPlan(office, open_clips(path))
    plan.check()
    return plan


def said(plan: ClipPlan) -> list[str]:
    return [str(trouble.said) for row in plan.rows for trouble in plan.troubles_of(row)]


@pytest.mark.parametrize("above", [0, 3])
def test_a_list_is_understood_with_its_headings_below_merged_titles(
    monitored: Office, tmp_path: Path, above: int
) -> None:
    plan = planned(monitored, sheet(tmp_path / "a.xlsx", ROWS, above=above))
    assert plan.roles == ("on", "outlet", "person", "title", "tone", "accuracy", "skip")
    assert plan.counts() == {"all": 6, "ready": 1, "warned": 2, "refused": 3, "doubles": 0, "wanted": 3}
    first = plan.rows[0].clip
    assert (first.on, first.tone, first.accuracy, first.coder) == (date(2026, 11, 3), "1", "correct", "ن. واحي")
    known = records.find(monitored, Query(Person))[0]
    assert (first.person, first.outlet, first.paper) == (known.id, known.outlet, "print")
    assert plan.rows[2].clip.tone == ""


def test_what_is_not_understood_is_said_at_its_cell(monitored: Office, tmp_path: Path) -> None:
    found = said(planned(monitored, sheet(tmp_path / "a.xlsx", ROWS)))
    for part in (
        "No name stands beside the judgement; ن. واحي was entered.",
        "The outlet “إذاعة جديدة” is not present: it is added.",
        "The journalist مجهول الاسم is not among the contacts; the name went into the note.",
        "“رائع جدا” is no tone. Write a word, or a number from −2 to +2.",
        "The headline is missing; it is required.",
    ):
        assert part in found
    assert any("is not a day of the calendar" in one for one in found)


def test_the_good_rows_are_one_change_that_one_undo_takes_back(monitored: Office, tmp_path: Path) -> None:
    plan = planned(monitored, sheet(tmp_path / "a.xlsx", ROWS))
    commit = write(plan)
    stored = {clip.title: clip for clip in records.find(monitored, Query(Clip))}
    assert set(stored) == {"افتتاح جناح", "حوار", "خبر بلا حكم"}
    new = next(one for one in records.find(monitored, Query(Outlet)) if one.name == "إذاعة جديدة")
    assert new.medium == "radio"
    assert (stored["حوار"].outlet, stored["حوار"].paper, stored["حوار"].note) == (new.id, "radio", "مجهول الاسم")
    assert stored["خبر بلا حكم"].coder == ""
    report = report_of(plan, commit)
    assert (report.kind, report.imported, report.refused) == ("clips", 3, 3)
    records.undo(monitored)
    assert records.count(monitored, Query(Clip)) == 0
    assert records.count(monitored, Query(Outlet)) == 1


def test_the_refused_rows_come_back_with_the_reason_and_can_be_imported_when_mended(
    monitored: Office, tmp_path: Path
) -> None:
    plan = planned(monitored, sheet(tmp_path / "a.xlsx", ROWS))
    assert save_refused(plan, tmp_path / "refused.xlsx", monitored.settings.locale_for("en")) == 3
    page = load_workbook(tmp_path / "refused.xlsx").active
    assert page is not None
    cells = [[cell.value for cell in row] for row in page.iter_rows()]
    assert any("is no tone" in str(row[-1]) for row in cells)
    place = next(row.place for row in plan.rows if row.clip.title == "نبرة غريبة")
    plan.mend(place, 4, "محايد")
    assert plan.counts()["refused"] == 2


@pytest.mark.parametrize(
    ("cell", "tone"),
    [("-2", "-2"), ("−1", "-1"), ("+1", "1"), ("٠", "0"), ("2.0", "2"), ("3", ""), ("1.5", ""), ("سلبية", "-1"),
     ("Très défavorable", "-2"), ("NEUTRE", "0"), ("positive", "1"), ("محايدة (0)", "0"), ("جيد", "")],
)  # fmt: skip
def test_a_tone_is_a_word_of_three_languages_or_a_whole_number(cell: str, tone: str) -> None:
    assert chosen("tone", cell) == tone


def test_our_own_words_for_a_tone_are_read_in_every_language() -> None:
    for choice in TONES:
        assert {chosen("tone", label) for label in labels(choice)} == {choice.key}


def test_reach_without_a_source_is_not_counted(monitored: Office, tmp_path: Path) -> None:
    head = ["Date", "Titre", "Audience", "Source de la portée"]
    path = sheet(tmp_path / "a.xlsx", [["1/11/2026", "A", 900, ""], ["1/11/2026", "B", 800, "OJD"]], head)
    first, second = (row.clip for row in planned(monitored, path).rows)
    assert (first.reach, first.note) == (None, "900")
    assert (second.reach, second.reach_source) == (800.0, "OJD")


def test_clips_that_are_there_are_left_out_added_or_updated(monitored: Office, tmp_path: Path) -> None:
    path = sheet(tmp_path / "a.xlsx", ROWS[:1])
    write(planned(monitored, path))
    again = planned(monitored, path)
    assert again.counts()["doubles"] == 1
    assert again.wanted() == []
    with pytest.raises(Refusal):
        write(again)
    again.doubles = ADD
    assert len(again.wanted()) == 1
    stored = records.find(monitored, Query(Clip))[0]
    records.save(monitored, replace(stored, reference="C-1"))
    back = sheet(
        tmp_path / "b.xlsx", [["C-1", "3/11/2026", "عنوان مصحح", "0"]], ["المرجع", "التاريخ", "العنوان", "النبرة"]
    )
    plan = planned(monitored, back)
    plan.own = UPDATE
    write(plan)
    (changed,) = records.find(monitored, Query(Clip))
    assert (changed.title, changed.tone, changed.outlet) == ("عنوان مصحح", "0", stored.outlet)


def test_the_same_row_twice_in_a_file_is_imported_once(monitored: Office, tmp_path: Path) -> None:
    plan = planned(monitored, sheet(tmp_path / "a.xlsx", [ROWS[1], ROWS[1]]))
    assert plan.counts()["doubles"] == 1
    assert len(plan.wanted()) == 1


def test_a_list_that_was_exported_here_comes_back_whole(monitored: Office, tmp_path: Path) -> None:
    write(planned(monitored, sheet(tmp_path / "a.xlsx", ROWS[:3])))
    for language in ("ar", "fr", "en"):
        path = tmp_path / f"{language}.xlsx"
        columns = ("title", "on", "paper", "outlet", "person", "tone", "accuracy", "coder", "coded_on")
        exchange.export_list(monitored, Query(Clip), columns, path, monitored.settings.locale_for(language))
        plan = planned(monitored, path)
        assert plan.roles == columns
        assert plan.counts()["doubles"] == 3
        assert plan.counts()["refused"] == 0


def test_a_sheet_of_a_million_rows_is_refused_at_once_or_read_when_they_are_empty(
    monitored: Office, tmp_path: Path
) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet("Clips")
    page.append(["Date", "Titre"])
    page.append(["1/11/2026", "A"])
    book.save(tmp_path / "small.xlsx")
    full = Workbook()
    sheet_page = full.active
    assert sheet_page is not None
    sheet_page.append(["Date", "Titre"])
    sheet_page.cell(1_048_576, 1, "1/11/2026")
    full.save(tmp_path / "far.xlsx")
    assert len(planned(monitored, tmp_path / "small.xlsx").rows) == 1
    with pytest.raises(Refusal) as refused:
        open_clips(tmp_path / "far.xlsx")
    assert refused.value.kind == "too-large"


def test_the_command_tries_a_list_and_imports_it(
    monitored: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, folder = sheet(tmp_path / "a.xlsx", ROWS), str(monitored.folder)
    monitored.close()
    assert main(["--data", folder, "import", "clips", str(path), "--dry-run", "--json"]) == 0
    tried = json.loads(capsys.readouterr().out)
    assert (tried["kind"], tried["read"], tried["imported"], tried["dry_run"]) == ("clips", 6, 3, True)
    refused = str(tmp_path / "refused.xlsx")
    assert main(["--data", folder, "import", "clips", str(path), "--refused", refused, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["imported"] == 3
    assert Path(refused).exists()
    assert main(["--data", folder, "undo"]) == 0


def test_a_list_without_headlines_is_refused(
    monitored: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, folder = sheet(tmp_path / "a.xlsx", [["x", 1]], ["a", "b"]), str(monitored.folder)
    monitored.close()
    assert main(["--data", folder, "import", "clips", str(path), "--json"]) != 0
    assert "wrong-kind" in capsys.readouterr().out
