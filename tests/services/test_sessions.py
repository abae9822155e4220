"""Sessions are held, cancelled, moved, counted, imported from trainers' lists and put on paper."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from hospcomms.cli import main
from hospcomms.domain.consents import Consent, Photo
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Texts
from hospcomms.domain.locale import LANGUAGES
from hospcomms.domain.materials import OBSOLETE, Material, MaterialVersion
from hospcomms.domain.programmes import Programme
from hospcomms.domain.query import Op, Query
from hospcomms.domain.schedule import Span
from hospcomms.domain.sessions import CANCELLED, HELD, PLANNED, EducationSession
from hospcomms.reports.document import Document, Graph, Table
from hospcomms.services import files, photo_guard, records, sessions, stock
from hospcomms.services import session_papers as papers
from hospcomms.services.home import agenda
from hospcomms.services.office import Office
from hospcomms.services.row_import.plan import UPDATE
from hospcomms.services.row_import.writing import report_of, save_refused
from hospcomms.services.session_import import headings
from hospcomms.services.session_import.plan import SessionPlan, open_sessions
from hospcomms.services.session_import.template import write_sheet
from hospcomms.services.session_import.writing import write

DAY = timedelta(days=1)


def session(office: Office, **values: Any) -> EducationSession:
    """A session of yesterday, saved."""
    usual = {"title": "الوقاية من السكري", "held_on": office.today - DAY, "place": "ثانوية عينة"}
    return records.save(office, EducationSession(**{**usual, **values})).saved(EducationSession)


def now(office: Office, one: EducationSession) -> EducationSession:
    return records.get(office, EducationSession, one.id)


def test_a_session_is_moved_held_and_counted_and_each_step_is_one_undo(office: Office) -> None:
    one = session(office, held_on=office.today + DAY, begins="10:00")
    assert [problem.field for problem in sessions.missing_to_hold(office, one)] == ["held_on"]
    with pytest.raises(Invalid, match="can be marked as held from that day on"):
        sessions.hold(office, one, sessions.HoldOrder(attended=3.0))
    sessions.move(office, one, sessions.MoveOrder(held_on=office.today, begins="9h30", ends="11"))
    one = now(office, one)
    assert (one.held_on, one.begins, one.ends) == (office.today, "09:30", "11:00")
    sessions.move(office, one, sessions.MoveOrder(held_on=office.today, ends="12"))
    assert (now(office, one).begins, now(office, one).ends) == ("09:30", "12:00"), "an end alone is kept too"
    records.undo(office)
    one = now(office, one)
    assert "الوقاية من السكري" in [line.title for line in agenda(office).group("today").lines]
    sessions.hold(office, one, sessions.HoldOrder(attended=30.0, referred=4.0, referred_to="العيادة"))
    one = now(office, one)
    assert (one.state, one.attended, one.referred, one.referred_to) == (HELD, 30.0, 4.0, "العيادة")
    with pytest.raises(Invalid, match="more than the 30"):
        sessions.keep_attendance(office, one, {"women_60": 31.0})
    sessions.keep_attendance(office, one, {"women_60": 20.0, "men_60": 12.0, "attended": 32.0})
    assert (now(office, one).counted, now(office, one).attended) == (32.0, 32.0)
    with pytest.raises(Invalid, match="Only a planned session"):
        sessions.move(office, now(office, one), sessions.MoveOrder(held_on=office.today))
    records.undo(office)
    assert now(office, one).counted is None
    sessions.reopen(office, now(office, one))
    sessions.keep_attendance(office, now(office, one), {"women_60": 5.0, "attended": 5.0})
    assert (now(office, one).state, now(office, one).attended) == (HELD, 5.0)  # who counts people says it was held
    sessions.reopen(office, now(office, one))
    sessions.cancel(office, now(office, one), sessions.CancelOrder(why="القاعة مغلقة"))
    assert (now(office, one).state, now(office, one).why_cancelled) == (CANCELLED, "القاعة مغلقة")
    with pytest.raises(Invalid, match="was cancelled"):
        sessions.keep_attendance(office, now(office, one), {"women_60": 1.0})
    sessions.reopen(office, now(office, one))
    assert (now(office, one).state, now(office, one).why_cancelled) == (PLANNED, "")


def test_forms_are_typed_back_as_one_change_and_never_more_than_came(office: Office) -> None:
    one = session(office, state=HELD, attended=30.0)
    with pytest.raises(Invalid, match="more answers than the 20"):
        sessions.keep_opinions(office, one, {"clear": {"agree": 15.0, "partly": 6.0}}, 20.0)
    with pytest.raises(Invalid, match="more than the 30"):
        sessions.keep_opinions(office, one, {}, 31.0)
    sessions.keep_opinions(office, one, {"clear": {"agree": 15.0, "partly": 5.0}}, 20.0)
    sessions.keep_opinions(office, now(office, one), {"clear": {"agree": 14.0}, "useful": {"disagree": 2.0}}, 20.0)
    kept = {found.statement: (found.agree, found.partly, found.disagree) for found in sessions.opinions_of(office, one)}
    assert kept == {"clear": (14.0, None, None), "useful": (None, None, 2.0)}
    records.undo(office)
    assert [found.partly for found in sessions.opinions_of(office, one)] == [5.0]


def test_leaflets_are_taken_from_the_stock_and_no_others(office: Office) -> None:
    one = session(office, held_on=office.today)
    leaflet = records.save(office, Material(title=Texts("مطوية"))).saved(Material)
    with pytest.raises(Refusal, match="There are 0 copies"):
        stock.give_out(office, one, leaflet, 10)
    stock.count_stock(office, leaflet, 25)
    stock.give_out(office, one, leaflet, 20)
    assert stock.balance(office, leaflet.id) == records.get(office, Material, leaflet.id).stock == 5
    for copies, said in ((6, "There are 5 copies of “مطوية”, not 6"), (0, "Enter how many"), (1.5, "whole number")):
        with pytest.raises(Refusal, match=said):
            stock.give_out(office, one, leaflet, copies)
    with pytest.raises(Refusal, match="Only 20 copies"):
        stock.give_back(office, one, leaflet, 21)
    stock.give_back(office, one, leaflet, 4)
    assert stock.given_at(stock.moves_at(office, one)) == 16
    stock.take_out(office, stock.moves_at(office, one)[0])
    assert stock.balance(office, leaflet.id) == 29
    late = replace(leaflet, review_by=office.today - DAY)
    withdrawn = replace(leaflet, is_withdrawn=True, why_withdrawn="x")
    obsolete = replace(leaflet, state=OBSOLETE)
    for stopped, said in (
        *((late, "was to be reviewed"), (withdrawn, "Do not distribute"), (obsolete, "every version is obsolete")),
    ):
        with pytest.raises(Refusal, match=said):
            stock.give_out(office, one, stopped, 1)
        assert stock.why_not_given(replace(one, state=HELD), stopped, office.today) is None
    records.save(office, MaterialVersion(material=leaflet.id, edition="1", language="ar"))
    with pytest.raises(Refusal, match="No version of “مطوية” is approved yet"):
        stock.give_out(office, one, leaflet, 1)
    stock.give_out(office, replace(one, state=HELD), leaflet, 1)


def filled(office: Office) -> list[EducationSession]:
    """Sessions with everything a workbook holds."""
    programme = records.save(office, Programme(title="اليوم العالمي للسكري", start=office.today)).saved(Programme)
    first = session(
        office, begins="09:30", ends="11:00", setting="school", trainer="د. عينة", partner="الجمعية", capacity=40.0,
        state=HELD, attended=12.0, women_15_24=7.0, men_unknown=5.0, referred=2.0, referred_to="العيادة", answered=9.0,
        learned="سطر\nسطر", programme=programme.id, note="ملاحظة", reference="S-1",
    )  # fmt: skip
    second = session(office, title="=1+1", held_on=date(2026, 2, 28), state=CANCELLED, why_cancelled="مطر")
    return [first, second]


def told(one: EducationSession, office: Office) -> dict[str, Any]:
    """What a session says, its programme by name."""
    names = records.titles(office, [one.programme])
    return {name: names.get(one.programme, "") if name == "programme" else getattr(one, name) for name in
            headings.COLUMNS}  # fmt: skip


@pytest.mark.parametrize("speech", LANGUAGES)
def test_the_workbook_for_trainers_comes_back_equal(office: Office, tmp_path: Path, speech: str) -> None:
    known = filled(office)
    path = tmp_path / "s.xlsx"
    assert write_sheet(office, path, office.settings.locale_for(speech), [one.id for one in known]) == 2
    before = [told(one, office) for one in known]
    records.remove(office, EducationSession, [one.id for one in known])
    plan = SessionPlan(office, open_sessions(path))
    plan.check()
    assert plan.roles == headings.COLUMNS
    write(plan)
    made = {one.title: one for one in records.find(office, Query(EducationSession))}
    after = [told(made[one.title], office) for one in known]
    for was, now_is in zip(before, after, strict=True):
        assert {**now_is, "reference": ""} == {**was, "reference": ""}
    again = SessionPlan(office, open_sessions(path))
    again.check()
    assert (again.counts()["doubles"], again.wanted()) == (2, [])


HEADINGS = ["Nom et prénom", "Date", "Thème", "Lieu", "Heure", "Animateur", "Femmes", "Hommes", "Total", "Campagne"]
ROWS: list[list[Any]] = [
    ["Mme X", date(2026, 3, 2), "Diabète", "Lycée", "9h30", "Dr A", 12, 9, 21, "Inconnue"],
    ["", "٠٣/٠٤/٢٠٢٦", "الضغط", "مسجد", 0.625, "Dr B", "٥", "", "", ""],
    ["", "31/02/2026", "Jour impossible", "Lycée", "", "", 1, 1, 2, ""],
    ["", date(2026, 3, 5), "Compte faux", "Lycée", "", "", 10, 10, 15, ""],
    ["", date(2199, 1, 1), "À venir", "Lycée", "", "", 1, 1, 2, ""],
    ["", date(2026, 3, 6), "", "Lycée", "", "", "", "", "", ""],
    ["", date(2026, 3, 7), "Sans lieu", "", "25:99", "", "", "", "", ""],
    ["", date(2026, 3, 2), "diabète", "LYCÉE", "09:30", "", 12, 9, 21, ""],
]


def test_a_trainers_own_list_is_checked_row_by_row_and_taken_back_by_one_undo(office: Office, tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in (["Éducation pour la santé"], HEADINGS, *ROWS):
        page.append(row)
    path = tmp_path / "l.xlsx"
    book.save(path)
    plan = SessionPlan(office, open_sessions(path))
    plan.check()
    assert plan.roles[0] == "skip"  # names of people are never read
    assert plan.roles[1:] == (
        *("held_on", "title", "place", "begins", "trainer", "women_unknown", "men_unknown", "attended", "programme"),
    )
    assert plan.counts() == {"all": 8, "ready": 1, "warned": 2, "refused": 5, "doubles": 1, "wanted": 2}
    said = " ".join(str(trouble.said) for row in plan.rows for trouble in plan.troubles_of(row))
    for part in (
        "The programme “Inconnue” is not present; its name went into the note.",
        "is not a day of the calendar",
        "more than the 15",
        "The session is still to come",
        "Subject is missing",
        "Place is missing",
        "“25:99” is not a time of the day",
        "The same subject, day and place as row 3 of the file.",
    ):
        assert part in said, part
    commit = write(plan)
    made = {one.title: one for one in records.find(office, Query(EducationSession))}
    assert {title: (one.state, one.attended, one.begins) for title, one in made.items()} == {
        "Diabète": (HELD, 21.0, "09:30"),
        "الضغط": (HELD, 5.0, "15:00"),
    }
    assert report_of(plan, commit).refused == 5
    assert save_refused(plan, tmp_path / "r.xlsx", office.settings.locale) == 5
    assert load_workbook(tmp_path / "r.xlsx").worksheets[0].max_row >= 6
    records.undo(office)
    assert records.count(office, Query(EducationSession)) == 0


def test_a_row_that_comes_back_under_its_reference_updates_its_session(office: Office, tmp_path: Path) -> None:
    one, _ = filled(office)
    path = tmp_path / "s.xlsx"
    write_sheet(office, path, office.settings.locale_for("en"), [one.id])
    book = load_workbook(path)
    page = next(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")
    cell = next(cell for row in page.iter_rows() for cell in row if cell.value == "د. عينة")
    cell.value = "د. آخر"
    book.save(path)
    plan = SessionPlan(office, open_sessions(path))
    plan.own = UPDATE
    plan.check()
    write(plan)
    assert (now(office, one).trainer, now(office, one).women_15_24) == ("د. آخر", 7.0)
    assert records.count(office, Query(EducationSession)) == 2


def test_a_row_that_comes_back_says_nobody_too_and_never_leaves_a_session_at_odds_with_itself(
    office: Office, tmp_path: Path
) -> None:
    one = session(office, state=HELD, women_60=5.0, men_60=4.0, attended=9.0, reference="S-1")
    path = tmp_path / "s.csv"
    head = "Id;Subject;Day;Place;Women, 60 and over;People who came\n"
    day = f"{one.held_on:%d/%m/%Y}"
    for women, came, kept in (("0", "4", (0.0, 4.0)), ("3", "5", None)):
        path.write_text(f"{head}S-1;{one.title};{day};{one.place};{women};{came}\n", encoding="utf-8")
        plan = SessionPlan(office, open_sessions(path))
        plan.own = UPDATE
        plan.check()
        if kept is not None:
            write(plan)
            assert (now(office, one).women_60, now(office, one).attended) == kept
            continue
        before = now(office, one)
        with pytest.raises(
            Invalid, match=r"^Row 2 does not agree with the session as it stands\. The groups add up to 7"
        ):
            write(plan)
        assert now(office, one) == before


def test_the_command_line_imports_sessions(office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "s.csv"
    path.write_text("Jour;Sujet;Lieu\n2/3/2026;Diabète;Lycée\n;x;y\n", encoding="utf-8")
    folder = str(office.folder)
    office.close()
    assert main(["--data", folder, "import", "sessions", str(path), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["imported"] == 1


def words(document: Document) -> str:
    """What a paper says, without the marks of direction."""
    return re.sub(r"\\u20[06][0-9a-f]", "", ascii(document.blocks)).encode().decode("unicode_escape")


def test_the_papers_of_sessions_say_who_came_and_what_they_think(sample: Office) -> None:
    asked = Query(EducationSession).where("title", Op.IS, "العناية بقدم مريض السكري")
    (one,) = records.find(sample, asked)
    speaking = sample.settings.locale_for("en")
    report = papers.session_report(sample, one, speaking)
    for part in ("34 people came", "87.1% [71.1 to 94.9]", "معارف الحاضرين", "36"):
        assert part in words(report)
    sheet = papers.attendance_sheet(sample, one, speaking)
    lines = next(block for block in sheet.blocks if isinstance(block, Table) and len(block.rows) > 20)
    assert len(lines.rows) == 45  # the places and five more
    assert len(lines.columns) == 10
    assert all(cell in ("☐", "") for row in lines.rows for cell in row[1:])  # no name is asked for
    assert words(papers.evaluation_form(sample, one, speaking)).count("☐") == 18
    span = Span(sample.today.replace(month=1, day=1), sample.today)
    period = papers.sessions_period(sample, span, speaking)
    figures = sessions.figures(sample, span=span)
    assert (figures.held, figures.people, figures.cancelled) == (3, 134.0, 1)
    assert "3 sessions reached 134 people." in words(period)
    assert sum(isinstance(block, Graph) for block in period.blocks) == 2
    empty = papers.sessions_period(sample, Span(date(2001, 1, 1), date(2001, 1, 2)), speaking)
    assert "No session was held in these days." in words(empty)


def test_no_photo_goes_into_a_session_or_its_report_without_a_valid_consent(sample: Office, tmp_path: Path) -> None:
    one = records.find(sample, Query(EducationSession).where("state", Op.IS, HELD))[0]
    free = next(photo for photo in records.find(sample, Query(Photo)) if not photo_guard.problems(sample, [photo.id],
                "print"))  # fmt: skip
    barred = next(photo for photo in records.find(sample, Query(Photo)) if photo_guard.problems(sample, [photo.id],
                  "print"))  # fmt: skip
    with pytest.raises(Invalid):
        records.save(sample, replace(one, photos=(barred.id,)))
    records.save(sample, replace(one, photos=(free.id,)))
    speaking = sample.settings.locale_for("ar")
    assert free.title in words(papers.session_report(sample, now(sample, one), speaking))
    for ident in free.consents:
        consent = records.get(sample, Consent, ident)
        records.save(sample, replace(consent, withdrawn_on=sample.today))
    if not free.consents:
        records.save(sample, replace(free, retired=True))
    with pytest.raises(Refusal) as refused:
        papers.session_report(sample, now(sample, one), speaking)
    assert refused.value.kind == "no-consent"
    assert files.is_intact(sample, free.picture) if free.picture else True
