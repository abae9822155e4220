"""A consent taken back: every use is listed and gets its task, in one change; names stay where they are (MAT-5)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest

from hospcomms.domain.accreditations import Accreditation
from hospcomms.domain.checks import Severity, problems_of
from hospcomms.domain.cleaning import clean_line
from hospcomms.domain.consents import Consent, PhotoRecall
from hospcomms.domain.errors import Invalid
from hospcomms.domain.fields import StoredFile
from hospcomms.domain.materials import MaterialVersion
from hospcomms.domain.query import Query
from hospcomms.domain.releases import Release
from hospcomms.domain.sessions import EducationSession
from hospcomms.services import (
    calendar,
    consents,
    embargo,
    exchange,
    handing_out,
    home,
    records,
    releases,
    reports,
    search,
)
from hospcomms.services.consent_reports import CONSENT_FORM, CONSENT_LIST
from hospcomms.services.consents import WithdrawOrder
from hospcomms.services.office import Office, with_settings
from tests.services import release_stage as stage
from tests.services.photo_stage import GUARDIAN, PERSON, Desk, desk

TODAY = date(2026, 11, 22)


@pytest.fixture
def clock() -> stage.Clock:
    return stage.Clock()


@pytest.fixture
def found(tmp_path: Path, clock: stage.Clock) -> Iterator[Desk]:
    made = desk(stage.fresh(tmp_path / "office", clock), tmp_path / "in")
    yield made
    made.office.close()


def _tasks(found: Desk, office: Office | None = None) -> list[PhotoRecall]:
    return records.parts(office or found.office, PhotoRecall, found.consent.id)


def test_withdrawing_opens_a_task_for_every_use_in_one_change_that_undo_takes_back(found: Desk) -> None:
    office = found.office
    head, *foreseen = (office.settings.locale.say(one) for one in consents.foreseen(office, found.consent))
    commit = consents.withdraw(office, found.consent)
    tasks = _tasks(found)
    uses = (found.release, found.session, found.version, found.visit, found.photo)
    assert {(one.where_key, one.where_id) for one in tasks} == {(use.key, float(use.id)) for use in uses}
    assert {one.title for one in tasks} == {clean_line(one) for one in foreseen}
    assert str(len(tasks)) in head
    assert {(one.responsible, one.due) for one in tasks} == {("ن. عيّنة", date(2026, 11, 25))}
    assert stage.again(office, found.consent).withdrawn_on == TODAY
    assert {type(step.record) for step in commit.steps} == {Consent, PhotoRecall}
    records.undo(office)
    assert _tasks(found) == []
    assert stage.again(office, found.consent).withdrawn_on is None
    records.redo(office)
    assert len(_tasks(found)) == len(tasks)
    with pytest.raises(Invalid, match="already"):
        consents.withdraw(office, stage.again(office, found.consent))


def test_the_day_and_the_owner_are_asked_and_the_due_day_leaves_out_weekend_and_holidays(
    found: Desk, clock: stage.Clock
) -> None:
    office = found.office
    clock.forward(days=4)  # a Thursday, before the weekend of Algeria
    with pytest.raises(Invalid, match="still to come"):
        consents.withdraw(office, found.consent, WithdrawOrder(withdrawn_on=office.today + timedelta(days=1)))
    with pytest.raises(Invalid):
        consents.withdraw(office, found.consent, WithdrawOrder(withdrawn_on=date(2025, 12, 31)))
    assert _tasks(found) == []
    consents.withdraw(office, found.consent, WithdrawOrder(withdrawn_on=TODAY, responsible="خلية الصورة"))
    assert stage.again(office, found.consent).withdrawn_on == TODAY
    assert {(one.responsible, one.due) for one in _tasks(found)} == {("خلية الصورة", date(2026, 12, 1))}


def test_tasks_say_what_was_published_given_out_or_approved_in_the_language_of_the_office(found: Desk) -> None:
    office = with_settings(found.office, replace(found.office.settings, language="en"))
    given = stage.approved(office, stage.draft(office, title="Given out", photos=(found.photo.id,)))
    handing_out.hand_out(office, given, [found.reader.id], "pdf")
    held = stage.draft(
        office, photos=(found.photo.id,), embargo_until=office.clock() + timedelta(days=9), reference="9/2026"
    )
    releases.publish(office, found.release)
    with office.store.change("approve", "start") as change:
        change.save(replace(found.version, state="approved"))
    consents.withdraw(office, found.consent)
    said = {int(one.where_id or 0): one.title for one in _tasks(found, office)}
    assert said[found.release.id].startswith("The press release")
    assert "ask everybody who has it" in said[given.id]
    assert said[found.version.id].startswith("Stop giving out")
    assert "9/2026" in said[held.id]
    assert stage.SECRET not in said[held.id], "a task is no way round the embargo"
    assert "copies" in said[found.photo.id]


def test_an_embargo_set_afterwards_hides_the_headline_of_a_task_from_what_leaves(found: Desk, tmp_path: Path) -> None:
    office = found.office
    draft = stage.draft(office, photos=(found.photo.id,))
    consents.withdraw(office, found.consent)
    stage.put(office, replace(stage.again(office, draft), embargo_until=office.clock() + timedelta(days=2)))
    speaking = office.settings.locale_for("en")
    exchange.export_list(office, Query(PhotoRecall), ("title", "note"), tmp_path / "t.csv", speaking)
    assert embargo.HIDDEN in stage.told(tmp_path)
    outside = embargo.leaving(office, speaking)
    (task,) = [one for one in _tasks(found) if one.where_id == draft.id]
    assert stage.SECRET in task.title, "what is tried here"
    assert outside.store.titles([task.id], "en") == {task.id: embargo.HIDDEN}
    days = TODAY, TODAY + timedelta(days=14)
    assert task.id in {one.ident for one in calendar.things(office, *days)}
    assert task.id not in {one.ident for one in calendar.things(outside, *days)}, "nor does a calendar tell it"


def test_taking_the_photo_out_ends_its_task_and_no_other(found: Desk) -> None:
    office = found.office
    consents.withdraw(office, found.consent)
    stage.put(office, replace(found.session, photos=()))
    assert {one.where_key: one.done_on for one in _tasks(found) if one.done_on} == {EducationSession.key: TODAY}
    stage.put(office, replace(found.version, photos=()))
    assert {one.where_key for one in _tasks(found) if one.done_on} == {EducationSession.key, MaterialVersion.key}
    (waiting,) = [one for one in consents.open_recalls(office, found.consent) if one.where_key == Release.key]
    consents.end_use(office, waiting)
    assert stage.again(office, waiting).done_on == TODAY


def test_the_first_page_names_uses_to_be_ended_and_consents_that_run_out(found: Desk, clock: stage.Clock) -> None:
    office = found.office

    def lines() -> list[tuple[str, str, str]]:
        agenda = home.agenda(office)
        return [
            (group.key, line.severity, line.record.key)
            for group in agenda.groups
            for line in group.lines
            if line.record in (Consent, PhotoRecall)
        ]

    for ahead, shown in ((31, False), (30, True), (0, True), (-1, False)):
        stage.put(office, replace(stage.again(office, found.consent), expires_on=TODAY + timedelta(days=ahead)))
        assert lines() == ([("today", "soon", "consent")] if shown else []), ahead
    idle = stage.put(office, replace(found.consent, id=0, revision=0, title="P-9", expires_on=TODAY))
    assert lines() == [], "no photo rests on it"
    assert consents.foreseen(office, idle)
    consents.withdraw(office, stage.again(office, found.consent))
    assert {line[:2] for line in lines()} == {("week", "soon")}
    clock.forward(days=9)
    assert {line[:2] for line in lines()} == {("late", "late")}


def test_names_are_in_no_search_title_change_or_paper(found: Desk, tmp_path: Path) -> None:
    office = found.office
    commit = consents.withdraw(office, found.consent)
    said: list[object] = [
        search.search(office, PERSON),
        search.search(office, GUARDIAN),
        records.titles(office, [found.consent.id, found.photo.id]),
        records.where_used(office, found.consent.id),
        records.undoable(office),
        commit.name,
        [one.title for one in _tasks(found)],
        [str(one) for one in consents.foreseen(office, found.consent)],
        [(line.title, str(line.reason)) for group in home.agenda(office).groups for line in group.lines],
        [line.name for line in records.history(office, found.consent.id)],
    ]
    assert search.search(office, "P-7") != []
    for language in ("ar", "fr", "en"):
        speaking = office.settings.locale_for(language)
        for name in (CONSENT_FORM, CONSENT_LIST):
            path = tmp_path / f"{name}-{language}.pdf"
            reports.make(office, name, found.consent.id if name == CONSENT_FORM else None, speaking, path)
            book = pypdfium2.PdfDocument(path)
            assert len(book) == 1, path.name
            book.close()
            assert language == "ar" or "P-7" in stage.pdf_text(path.read_bytes()), path.name
        reports.make(office, CONSENT_FORM, None, speaking, tmp_path / f"blank-{language}.pdf")
    logs = [path.read_text(encoding="utf-8", errors="replace") for path in office.folder.rglob("*.log")]
    for words in (repr(said), stage.told(tmp_path / "."), *logs):
        assert PERSON not in words.replace(str(tmp_path), "")
        assert GUARDIAN not in words


def test_the_gate_lets_nobody_be_recorded_whose_consent_was_withdrawn(found: Desk, tmp_path: Path) -> None:
    office, speaking = found.office, found.office.settings.locale_for("fr")
    visit = stage.put(office, replace(found.visit, patients="yes"))
    for name, is_free in (("before", True), ("after", False)):
        path = tmp_path / f"{name}.pdf"
        reports.make(office, "accreditation", visit.id, speaking, path)
        assert ("P-7" in stage.pdf_text(path.read_bytes())) is is_free
        if is_free:
            consents.withdraw(office, found.consent)


def test_a_consent_says_who_agreed_or_has_the_signed_form(found: Desk) -> None:
    form = StoredFile("ab" * 32, "form.pdf", 10)
    for facts, warned in (
        ({"name": "س"}, False),
        ({"guardian": "ولي"}, False),
        ({"paper": form}, False),
        ({"name": "  "}, True),
        ({}, True),
    ):
        consent = Consent(title="P-1", uses=("print",), given_on=TODAY, **facts)
        said = [one for one in problems_of(consent) if one.field == "name"]
        assert bool(said) is warned, facts
        assert all(one.severity is Severity.WARNING for one in said)


def test_a_very_long_code_does_not_stop_a_withdrawal(found: Desk) -> None:
    consent = stage.put(found.office, replace(found.consent, title="P-" + "7" * 290))
    consents.withdraw(found.office, consent)
    assert {Accreditation.key, Release.key} <= {one.where_key for one in _tasks(found)}
