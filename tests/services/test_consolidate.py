"""The ministry workbook comes back as it went out, and many of them become one without losing a row."""

from __future__ import annotations

import errno
import math
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from openpyxl import load_workbook

from hospcomms.cli import main
from hospcomms.domain.activities import Activity, BudgetLine
from hospcomms.domain.campaigns import Campaign, InstitutionObjective
from hospcomms.domain.errors import Refusal
from hospcomms.domain.evaluations import Recommendation
from hospcomms.domain.fields import Kind, Texts, fields_of
from hospcomms.domain.locale import LANGUAGES, locale
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.plans import Plan
from hospcomms.domain.query import Query
from hospcomms.reports import ministry
from hospcomms.reports.consolidated import LEADING
from hospcomms.reports.dossier import Dossier
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.ministry_columns import TABLES
from hospcomms.reports.sheet import write_workbook
from hospcomms.reports.sheet_rows import RowStream
from hospcomms.services import evaluation, records, workbook
from hospcomms.services.consolidate import Outcome, consolidate
from hospcomms.services.office import Office, open_office
from hospcomms.services.workbook_reading import read_book, records_of
from tests.hospital import empty, make

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
Send = Callable[..., Path]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample hospital."""
    folder = tmp_path_factory.mktemp("sample") / "office"
    make(folder)
    office = open_office(folder)
    yield office
    office.close()


@pytest.fixture
def send(tmp_path: Path) -> Send:
    """Write the workbook of an invented hospital; returns its path."""

    def sent(
        name: str,
        hospital: str = "مؤسسة أ",
        first: date = FIRST,
        language: str = "ar",
        title: str = "حملة",
        spent: int = 5,
    ) -> Path:
        campaign = Campaign(id=1, title="حملة", start=first, reference="C-1", state="running")
        lines = [BudgetLine(id=3, campaign=1, title="طبع", planned=Decimal(10), spent=Decimal(5))]
        dossier = Dossier(Plan(campaign, activities=[Activity(id=2, campaign=1, title="=1+1")], budget=lines))
        issuer, speaking = Issuer(hospital=Texts(ar=hospital)), locale(language)
        sheets = ministry.ministry_sheets([dossier], issuer, speaking, first, LAST)
        facts = ministry.properties(issuer, first, LAST, sheets)
        path = tmp_path / f"{name}.xlsx"
        write_workbook(path, sheets, language, facts, ministry.cover(sheets, facts, issuer, speaking, first, LAST))
        return path

    return sent


def together(tmp_path: Path, *paths: Path, language: str = "fr") -> tuple[Outcome, dict[str, list[list[Any]]]]:
    """The outcome, and the rows of each sheet by its place: hospitals, the tables, unfit."""
    outcome = consolidate(paths, tmp_path / "all.xlsx", locale(language))
    book = load_workbook(tmp_path / "all.xlsx")
    keys = ("cover", "hospitals", *(table.key for table in TABLES), "unfit")
    rows = {
        key: [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]
        for key, sheet in zip(keys, book.worksheets, strict=False)
    }
    book.close()
    return outcome, rows


def changed(path: Path, sheet: int, cell: str, value: str | int) -> Path:
    """Change one cell as somebody would in Excel."""
    book = load_workbook(path)
    book.worksheets[sheet][cell] = value
    book.save(path)
    return path


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_back_is_what_the_records_hold(sample: Office, tmp_path: Path, language: str) -> None:
    workbook.make(sample, FIRST, LAST, locale(language), tmp_path / "w.xlsx")
    book = read_book(tmp_path / "w.xlsx")
    campaigns = workbook.campaigns_between(sample, FIRST, LAST)
    linked: dict[int, str] = {}
    for kind in (Objective, Activity):
        linked |= {record.id: record.caption for record in records.find(sample, Query(kind))}
    for table in TABLES[:5]:
        found = list(records_of(book, table.key))
        expected = [
            record
            for campaign in campaigns
            for record in ([campaign] if table.record is Campaign else records.parts(sample, table.record, campaign.id))
        ]
        assert len(found) == len(expected) > 0
        names = [column.field for column in table.columns if column.field]
        for row, record in zip(found, expected, strict=True):
            for name in names:
                held = getattr(record, name)
                if fields_of(table.record)[name].kind is Kind.LINK:
                    held = linked.get(held) or records.titles(sample, [held]).get(held, "")
                assert row[name] == held, (table.key, name)
        assert (book.tables[table.key].columns_fit, book.tables[table.key].sum_fits) == (True, True)


def test_the_cover_says_who_when_and_the_check_sums(sample: Office, tmp_path: Path) -> None:
    workbook.make(sample, FIRST, LAST, locale("ar"), tmp_path / "w.xlsx")
    book = load_workbook(tmp_path / "w.xlsx")
    page: Any = book.worksheets[0]
    values = [cell.value for row in page.iter_rows() for cell in row if cell.value is not None]
    facts = read_book(tmp_path / "w.xlsx").facts
    assert {facts["hospital"], facts["sum campaigns"], facts["sum budget"]} <= set(values)
    assert page.sheet_view.rightToLeft
    assert len(page._charts) == 2
    assert {prop.name: prop.value for prop in book.custom_doc_props.props} == {  # type: ignore[attr-defined]
        "HospComms kind": "ministry",
        "HospComms version": "2",
    }
    for sheet in book.worksheets[1:8]:
        heads: Any = sheet[5]
        assert all(cell.comment is not None for cell in heads)
        assert sheet.data_validations.dataValidation
    book.close()


def test_rows_get_their_hospital_and_choices_one_language(tmp_path: Path, send: Send) -> None:
    paths = [send("a"), send("b", "EPH B", language="fr"), send("c", "Hospital C", language="en")]
    outcome, rows = together(tmp_path, *paths)
    assert (outcome.files, outcome.refused, outcome.taken, outcome.left_out) == (3, 0, 9, 0)
    campaigns = rows["campaigns"]
    assert [row[0] for row in campaigns] == ["مؤسسة أ", "EPH B", "Hospital C", locale("fr").text(ministry.TOTAL)]
    state = LEADING + TABLES[0].keys.index("state")
    assert {row[state] for row in campaigns[:3]} == {locale("fr").text("campaign\x04Running")}
    assert campaigns[3][-1] == 15
    assert rows["activities"][0][LEADING + TABLES[3].keys.index("title")] == "=1+1"
    assert [row[4] for row in rows["hospitals"][:3]] == ["a.xlsx", "b.xlsx", "c.xlsx"]
    assert (locale("fr").text(TABLES[0].title), 3) in [tuple(row[:2]) for row in rows["cover"]]
    assert rows["unfit"] == []


def test_a_changed_value_leaves_its_table_out_and_every_row_is_listed(tmp_path: Path, send: Send) -> None:
    path = changed(send("a"), 1, "S4", 999)
    outcome, rows = together(tmp_path, path)
    assert (outcome.taken, outcome.left_out) == (2, 1)
    assert rows["campaigns"] == []
    (unfit,) = rows["unfit"]
    assert (unfit[0], unfit[3]) == ("a.xlsx", 4)
    assert "999" in unfit[5]


def test_altered_columns_and_a_deleted_sheet_are_said(tmp_path: Path, send: Send) -> None:
    altered = changed(send("a"), 1, "C3", "أخرى")
    outcome, rows = together(tmp_path, altered)
    assert outcome.left_out == 1
    assert "columns" in str(outcome.said[0])
    added = changed(send("b"), 1, "T4", "زائد")
    assert "columns" in str(together(tmp_path, added)[0].said[0])
    book = load_workbook(send("c"))
    del book[book.worksheets[4].title]
    book.save(tmp_path / "c.xlsx")
    outcome, rows = together(tmp_path, tmp_path / "c.xlsx")
    assert (outcome.taken, rows["activities"]) == (2, [])
    assert rows["unfit"][0][2] == locale("fr").text(TABLES[3].title)


def test_a_deleted_row_and_an_added_row_are_noticed(tmp_path: Path, send: Send) -> None:
    book = load_workbook(send("a"))
    book.worksheets[4].delete_rows(4)
    book.save(tmp_path / "a.xlsx")
    outcome, rows = together(tmp_path, tmp_path / "a.xlsx")
    assert outcome.taken == 2
    assert len(rows["unfit"]) == 2
    outcome, rows = together(tmp_path, changed(send("b"), 4, "C9", "نشاط أضيف باليد"))
    assert (outcome.taken, outcome.left_out) == (2, 2)


def test_the_same_hospital_and_period_is_taken_once(tmp_path: Path, send: Send) -> None:
    outcome, rows = together(tmp_path, send("a"), send("b"), send("c", "مؤسسة ب"))
    assert (outcome.refused, outcome.taken, outcome.left_out) == (1, 6, 3)
    assert [row[0] for row in rows["unfit"]] == ["b.xlsx"] * 4
    assert [row[3] for row in rows["unfit"]] == [None, 4, 4, 4]


def test_the_same_campaign_in_another_period_is_a_duplicate_with_all_its_rows(tmp_path: Path, send: Send) -> None:
    outcome, rows = together(tmp_path, send("a"), send("b", first=date(2026, 6, 1)))
    assert (outcome.taken, outcome.left_out) == (3, 3)
    assert "a.xlsx" in rows["unfit"][0][4]


def test_files_that_are_no_such_workbook_are_listed_with_their_reason(
    tmp_path: Path, send: Send, sample: Office
) -> None:
    (tmp_path / "junk.xlsx").write_bytes(b"PK\x03\x04 nothing")
    foreign = tmp_path / "other.xlsx"
    load_workbook(send("x")).save(foreign)
    book = load_workbook(foreign)
    del book["hospcomms"]
    book.save(foreign)
    old = send("old")
    book = load_workbook(old)
    book["hospcomms"]["B3"] = "0"
    book.save(old)
    outcome, rows = together(tmp_path, tmp_path / "junk.xlsx", foreign, old, tmp_path / "gone.xlsx", send("a"))
    assert (outcome.files, outcome.refused, outcome.taken) == (5, 4, 3)
    assert [row[0] for row in rows["unfit"]] == ["junk.xlsx", "other.xlsx", "old.xlsx", "gone.xlsx"]
    assert all(row[4] for row in rows["unfit"])


def test_a_cell_at_the_end_of_the_sheet_is_refused_before_room_is_made_for_it(tmp_path: Path, send: Send) -> None:
    with pytest.raises(Refusal) as refused:
        read_book(changed(send("a"), 1, "XFD1048576", "x"))
    assert refused.value.kind == "too-far"


def test_nothing_is_written_without_files_or_over_a_source(tmp_path: Path, send: Send) -> None:
    for paths, out, kind in (
        ([], tmp_path / "x.xlsx", "no-files"),
        ([send("a")], tmp_path / "a.xlsx", "own-source"),
        ([send("a")], tmp_path / "x.csv", "ending"),
    ):
        with pytest.raises(Refusal) as refused:
            consolidate(paths, out, locale("ar"))
        assert refused.value.kind == kind


def test_a_full_disk_is_said_and_the_old_result_stays(
    tmp_path: Path, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_values: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    path = send("a")
    (tmp_path / "all.xlsx").write_text("old", encoding="utf-8")
    monkeypatch.setattr(RowStream, "add", full)
    with pytest.raises(Refusal) as refused:
        consolidate([path], tmp_path / "all.xlsx", locale("ar"))
    assert refused.value.kind == "disk-full"
    assert (tmp_path / "all.xlsx").read_text(encoding="utf-8") == "old"


VALUES = some.one_of(
    some.text(alphabet=some.characters(exclude_categories=["Cs"])),
    some.floats(allow_nan=False, allow_infinity=False),
    some.dates(),
    some.integers(min_value=-(10**9), max_value=10**9),
    some.none(),
)


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first texts wait for the table of all signs
@given(some.lists(some.lists(VALUES, max_size=4), max_size=4))
def test_rows_fit_their_check_sum_as_they_were_written_and_as_they_are_read(rows: list[list[object]]) -> None:
    wanted = ministry.check_sum(rows)
    assert ministry.sum_fits(rows, wanted)
    assert ministry.sum_fits([[ministry.canonical(value) for value in row] for row in rows], wanted)
    assert not ministry.sum_fits([*rows, ["x"]], wanted)


def test_a_check_sum_changes_with_any_value_and_not_with_its_type() -> None:
    row = ["نص", 3.0, date(2026, 1, 1), ""]
    assert ministry.check_sum([row]) == ministry.check_sum([["نص ", 3, date(2026, 1, 1), None]])
    assert ministry.check_sum([row]) != ministry.check_sum([[*row[:1], math.nextafter(3.0, 4.0), *row[2:]]])


def test_the_command_line_puts_workbooks_together(
    tmp_path: Path, send: Send, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [send("a"), changed(send("b", "ب"), 1, "S4", 999)]
    data = tmp_path / "none"
    code = main(["--data", str(data), "consolidate", *map(str, paths), "--out", str(tmp_path / "o.xlsx"), "--json"])
    said = capsys.readouterr()
    assert code == 0
    assert '"left_out": 1' in said.out
    assert not data.exists()


def test_an_institution_objective_is_named(tmp_path: Path) -> None:
    office = empty(tmp_path / "o")
    commit = records.save(office, InstitutionObjective(title="هدف المؤسسة"))
    ident = commit.steps[0].after.id  # type: ignore[union-attr]
    records.save(office, Campaign(title="حملة", start=FIRST, end=FIRST, institution_objective=ident))
    workbook.make(office, FIRST, LAST, locale("fr"), tmp_path / "w.xlsx")
    (row,) = records_of(read_book(tmp_path / "w.xlsx"), "campaigns")
    assert (row["institution_objective"], row["themes"], row["end"]) == ("هدف المؤسسة", (), FIRST)
    office.close()


def test_results_without_a_value_come_back_as_unknown(tmp_path: Path) -> None:
    campaign = Campaign(id=1, title="حملة", start=FIRST)
    objective = Objective(id=2, campaign=1, indicator="مؤشر")
    result = Result(id=3, campaign=1, objective=2, indicator="مؤشر")
    issuer, speaking = Issuer(), locale("ar")
    dossier = Dossier(Plan(campaign, objectives=[objective], results=[result]))
    sheets = ministry.ministry_sheets([dossier], issuer, speaking, FIRST, LAST)
    write_workbook(tmp_path / "w.xlsx", sheets, "ar", ministry.properties(issuer, FIRST, LAST, sheets))
    book = read_book(tmp_path / "w.xlsx")
    (row,) = records_of(book, "results")
    assert (row["value"], row["objective"], row["measured_on"]) == (None, "مؤشر", None)
    (row,) = records_of(book, "objectives")
    assert (row["measured"], row["value"], row["is_primary"]) == ("not_measured", None, False)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_verdicts_and_recommendations_are_read_back_as_the_board_says_them(
    sample: Office, tmp_path: Path, language: str
) -> None:
    speaking = locale(language)
    workbook.make(sample, date(2010, 1, 1), LAST, speaking, tmp_path / "w.xlsx")
    book = read_book(tmp_path / "w.xlsx")
    assert all((table.columns_fit, table.sum_fits) == (True, True) for table in book.tables.values())
    judged, advised = list(records_of(book, "evaluation")), list(records_of(book, "recommendations"))
    campaigns = workbook.campaigns_between(sample, date(2010, 1, 1), LAST)
    for number, campaign in enumerate(campaigns, 1):
        board = evaluation.board(sample, campaign)
        rows = {row["indicator"]: row for row in judged if row["number"] == number}
        assert set(rows) == {row.name for row in board.rows}
        for row in board.rows:
            found = rows[row.name]
            assert (found["verdict"], found["grade"]) == (row.verdict, row.grade)
            assert (found["baseline_date"], found["actual_date"]) == (row.before_on, row.after_on)
            assert found["actual"] == (None if row.actual.value is None else pytest.approx(row.actual.value, abs=0.006))
            assert found["p"] == (None if row.p is None else pytest.approx(row.p, abs=1.1e-6))
        decided = records.parts(sample, Recommendation, campaign.id)
        mine = [row for row in advised if row["number"] == number]
        waiting = {line.rule for line in board.advice} - {one.rule for one in decided}
        if campaign.state not in ("closed", "evaluated"):
            waiting = set()
        assert {row["rule"] for row in mine if row["decision"] == "undecided"} == waiting
        assert len(mine) == len(decided) + len(waiting)
    (udine,) = (row for row in judged if row["actual"] == pytest.approx(7.59))
    assert (udine["verdict"], udine["grade"], udine["role"]) == ("improved", "C", "main")
    assert (udine["difference"], udine["low"], udine["high"]) == (1.96, 0.68, 3.24)
    assert (udine["baseline_n"], udine["actual_n"]) == (2910, 2910)


def test_a_decided_recommendation_is_handed_over_with_owner_and_days(tmp_path: Path) -> None:
    office = empty(tmp_path / "o")
    commit = records.save(office, Campaign(title="حملة", start=FIRST, end=FIRST))
    made = Recommendation(
        campaign=commit.saved(Campaign).id, rule="follow_up_due", advice=Texts("متابعة", "Suivi", "Follow up"),
        responsible="ن. عيّنة", due=LAST,
    )  # fmt: skip
    records.save(office, made)
    workbook.make(office, FIRST, LAST, locale("fr"), tmp_path / "w.xlsx")
    row = next(row for row in records_of(read_book(tmp_path / "w.xlsx"), "recommendations") if row["due"])
    assert (row["rule"], row["rule_number"], row["advice"]) == ("follow_up_due", 15, "Suivi")
    assert (row["decision"], row["responsible"], row["due"]) == ("accepted", "ن. عيّنة", LAST)
    office.close()


def test_a_workbook_of_the_first_version_is_taken_and_what_it_lacks_is_said(tmp_path: Path, send: Send) -> None:
    old = send("old")
    book = load_workbook(old)
    marker = book["hospcomms"]
    for row in marker.iter_rows():
        if row[0].value == "version":
            row[1].value = "1"
    for title in [sheet.title for sheet in book.worksheets[6:8]]:
        del book[title]
    book.save(old)
    outcome, rows = together(tmp_path, old, send("new", "مؤسسة ب"), language="en")
    assert (outcome.refused, outcome.taken, outcome.left_out) == (0, 6, 0)
    assert "has no tables for: Evaluation, Recommendations" in str(outcome.said[0])
    assert [row[0] for row in rows["unfit"]] == ["old.xlsx"]
    assert rows["unfit"][0][3] is None
