"""The rooms of personal data in real widgets: deciding on records past their time, and the clock of a breach."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hospcomms.domain.accreditations import Accreditation
from hospcomms.domain.privacy import Breach, Erasure, LegalHold, RetentionRule
from hospcomms.domain.query import Query
from hospcomms.services import breaches, home, records, retention
from hospcomms.services.office import Office
from tests.rooms.office_at_work import NOW, TODAY, at_work
from tests.ui.form_stage import begin, walk
from ui.language import plain
from ui.records.form_dialog import FormDialog
from ui.rooms.breaches import ROOM as BREACHES
from ui.rooms.retention_list import PastRecords
from ui.rooms.retention_review import OPEN, PAUSED, Review, reviewed
from ui.shell.counts import counts_of


@pytest.fixture
def desk(office: Office) -> Office:
    found = at_work(office)
    retention.bring_in(found)
    for days in (900, 1200, 10):
        starts = NOW - timedelta(days=days)
        records.save(found, Accreditation(title=str(days), outlet=1, starts_at=starts))
    return found


def rule_of(desk: Office, kind: str = "accreditation") -> RetentionRule:
    return next(one for one in retention.rules(desk) if one.kind == kind)


def dialog_of(page: PastRecords) -> FormDialog:
    (found,) = page.window().findChildren(FormDialog)
    return found


def titles(page: PastRecords) -> list[str]:
    return [plain(item.data(Qt.ItemDataRole.AccessibleTextRole)).split(" ")[0] for item in page.list.rows()]


def type_in(dialog: FormDialog, **values: Any) -> None:
    dialog.form.load(replace(dialog.form.entry.stored, **values))
    dialog.form.dirtied.emit(True)
    dialog.form.save()


def test_a_running_breach_is_counted_in_the_sidebar_from_its_first_hour(qtbot: QtBot, desk: Office) -> None:
    begin(desk, "en")
    assert "breaches" not in counts_of(home.agenda(desk))
    records.save(desk, Breach(title="A folder left in the tram", found_at=NOW, notice_hours=120.0, harm=("lost",)))
    assert counts_of(home.agenda(desk))["breaches"] == (1, False)


def test_records_past_their_time_are_ticked_by_a_person_kept_or_erased_and_never_by_themselves(
    qtbot: QtBot, desk: Office
) -> None:
    session = begin(desk, "en")
    page = PastRecords(session, rule_of(desk))
    qtbot.addWidget(page)
    page.show()
    assert titles(page) == ["1200", "900"]
    assert page.list.ticked() == []
    assert not page.erase.isEnabled()
    qtbot.mouseClick(
        page.list.viewport(), Qt.MouseButton.LeftButton, pos=page.list.visualItemRect(page.list.item(0)).center()
    )
    assert len(page.list.ticked()) == 1
    assert page.erase.isEnabled()
    page.ask_to_keep()
    type_in(dialog_of(page), reason="archive of the ward")
    assert titles(page) == ["900"]
    page.list.tick_all()
    page.ask_to_erase()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.window().findChildren(FormDialog)))
    dialog = next(one for one in page.window().findChildren(FormDialog) if one.isVisible())
    type_in(dialog, decided_by="The director", confirm="Erase")
    qtbot.waitUntil(lambda: records.count(desk, Query(Erasure)) == 1, timeout=20_000)
    qtbot.waitUntil(page.isEnabled, timeout=20_000)
    assert sorted(one.title for one in records.find(desk, Query(Accreditation))) == ["10", "1200"]
    assert page.list.rows() == []
    assert any(commit.kind != "log" for commit in walk(session).commits)


def test_a_held_kind_stands_apart_with_its_reason_and_its_button_is_off(qtbot: QtBot, desk: Office) -> None:
    session = begin(desk, "en")
    review = Review(session)
    qtbot.addWidget(review)
    assert [(group.key, group.count) for group in reviewed(desk).groups] == [(OPEN, 1), (PAUSED, 0)]
    hold = LegalHold(title="inquiry", reason="x", since=TODAY, decided_by="x")
    session.go.committed(records.save(desk, hold))
    open_ones, paused = reviewed(desk).groups
    assert (open_ones.count, paused.count) == (0, 1)
    assert "inquiry" in str(paused.lines[0].reason)
    page = PastRecords(session, rule_of(desk))
    qtbot.addWidget(page)
    page.show()
    page.list.tick_all()
    assert len(page.list.ticked()) == 2
    assert (page.erase.isEnabled(), page.keep.isEnabled()) == (False, True)
    assert "inquiry" in page.told.text()
    review.list.opened.emit(paused.lines[0])
    assert walk(session).opened[-1] == (RetentionRule, rule_of(desk).id)


def test_the_clock_of_a_breach_goes_on_by_itself_and_turns_late(desk: Office) -> None:
    session = begin(desk, "en")
    found = replace(breaches.fresh(desk), title="list sent", harm=("seen",))
    breach = records.save(desk, found).saved(Breach)

    def shown(hours: float) -> tuple[str, bool, str, str]:
        later = replace(session, office=replace(desk, clock=lambda: NOW + timedelta(hours=hours)))
        first = BREACHES.facts(later, breach)[0]
        notice, beside = BREACHES.notice(later, breach), BREACHES.beside(later, breach)
        assert beside is not None
        assert not isinstance(first.value, str)
        return str(first.value), first.late, notice.kind if notice else "", beside.shape

    assert shown(0) == ("120 hours", False, "", "waiting")
    assert shown(0.5) == ("119 hours and 30 minutes", False, "", "waiting")
    assert shown(100) == ("20 hours", False, "soon", "waiting")
    assert shown(121) == ("1 hour", True, "late", "late")
