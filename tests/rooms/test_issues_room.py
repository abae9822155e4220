"""Issues, watch rules and visits of the press in real widgets: proposals decided, things joined, a visit granted."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.accreditations import GRANTED, Accreditation
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import Consent
from hospcomms.domain.monitoring import CLOSED, DISMISSED, Clip, Development, Issue, WatchRule
from hospcomms.domain.press import Outlet
from hospcomms.domain.query import Query
from hospcomms.services import accreditations, consents, issues, records
from hospcomms.services.office import Office
from tests.rooms.office_at_work import NOW, TODAY, at_work, day
from tests.ui.form_stage import begin, walk
from ui.records.detail_page import DetailPage
from ui.records.form_dialog import FormDialog
from ui.records.list_page import ListPage
from ui.rooms.accreditations import ROOM as ACCREDITATIONS
from ui.rooms.developments import ROOM as DEVELOPMENTS
from ui.rooms.issue_proposals import FIRST, Proposals, ProposalsOfRule
from ui.rooms.issue_timeline import IssueTimeline
from ui.rooms.issues import ROOM as ISSUES
from ui.rooms.watch_rules import ROOM as RULES
from ui.session import Session
from ui.widgets.labels import Label


def rule(office: Office, **facts: Any) -> WatchRule:
    facts = {"title": "R", "tone": "-1", "clips": 2.0, "days": 7.0, "active": True, **facts}
    return records.save(office, WatchRule(**facts)).saved(WatchRule)


def clip(office: Office, topic: str = "استعجالات", **facts: Any) -> Clip:
    facts = {"title": f"حول {topic}", "on": TODAY, "tone": "-1", "coder": "ن", **facts}
    return records.save(office, Clip(topics=(topic,), **facts)).saved(Clip)


def issue(office: Office, **facts: Any) -> Issue:
    return records.save(office, Issue(**{"title": "قضية", "opened_on": TODAY, **facts})).saved(Issue)


def shown(qtbot: QtBot, page: Any, size: tuple[int, int] = (1122, 640)) -> Any:
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    qtbot.waitExposed(page)
    return page


def said(page: QWidget) -> str:
    return " ".join(label.words() for label in page.findChildren(Label) if label.isVisibleTo(page))


def issues_list(qtbot: QtBot, session: Session) -> tuple[ListPage, Proposals]:
    page = shown(qtbot, ListPage(session, ISSUES), (1366, 690))
    (proposals,) = page.findChildren(Proposals)
    return page, proposals


def answer(dialog: FormDialog, **values: str) -> None:
    for name, value in values.items():
        cell = dialog.form.cells[name]
        cell.editor.set_value(value)
        cell.editor.edited.emit()
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)


def test_without_a_proposal_nothing_stands_above_the_list(qtbot: QtBot, office: Office) -> None:
    _page, proposals = issues_list(qtbot, begin(at_work(office), "ar"))
    assert proposals.isHidden()


def test_a_proposal_is_taken_up_from_its_card_and_leads_to_the_issue(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "ar")
    rule(office)
    clips = [clip(office), clip(office)]
    _page, proposals = issues_list(qtbot, session)
    (card,) = proposals.cards
    assert "استعجالات" in said(card)
    assert len(card.menu_now().actions()) == 2
    card.menu_now().actions()[0].trigger()
    assert walk(session).opened[-1][0] is Clip
    QTest.mouseClick(card.take, Qt.MouseButton.LeftButton)
    (made,) = records.find(office, Query(Issue))
    assert walk(session).opened[-1] == (Issue, made.id)
    assert {records.get(office, Clip, one.id).issue for one in clips} == {made.id}
    assert proposals.isHidden()


def test_a_proposal_is_dismissed_only_with_a_reason(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    rule(office)
    clip(office)
    clip(office)
    page, proposals = issues_list(qtbot, session)
    QTest.mouseClick(proposals.cards[0].dismiss, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(FormDialog)
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert records.count(office, Query(Issue)) == 0
    answer(dialog, reason="The same story")
    (made,) = records.find(office, Query(Issue))
    assert (made.state, made.outcome) == (DISMISSED, "The same story")
    assert proposals.isHidden()
    assert len(walk(session).commits) == 1


def test_new_clips_join_the_open_issue_on_their_topic(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "fr")
    standing = issue(office, topics=("استعجالات",))
    rule(office)
    _page, proposals = issues_list(qtbot, session)
    for _ in range(2):
        session.go.committed(
            records.save(office, Clip(title="x", on=TODAY, tone="-2", coder="n", topics=("استعجالات",)))
        )
    (card,) = proposals.cards
    QTest.mouseClick(card.take, Qt.MouseButton.LeftButton)
    assert issues.count_joined(office, standing) == 2
    assert walk(session).opened[-1] == (Issue, standing.id)


def test_many_proposals_leave_room_for_the_list_until_they_are_asked_for(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "ar")
    rule(office)
    for topic in ("أ", "ب", "ج", "د"):
        clip(office, topic)
        clip(office, topic)
    _page, proposals = issues_list(qtbot, session)
    assert len(proposals.cards) == FIRST
    proposals._show_all()
    assert len(proposals.cards) == 4


def test_the_page_of_a_rule_shows_what_it_proposes(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "ar")
    one = rule(office)
    page = shown(qtbot, DetailPage(session, RULES, one, "proposed"))
    (own,) = page.findChildren(ProposalsOfRule)
    assert own.proposals.cards == []
    for _ in range(2):
        session.go.committed(records.save(office, Clip(title="x", on=TODAY, tone="-2", coder="n", topics=("a",))))
    assert len(own.proposals.cards) == 1


def test_the_timeline_joins_what_is_picked_and_takes_it_out_again(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "ar")
    one, other = issue(office), issue(office, title="other")
    mine, theirs = clip(office), clip(office, issue=other.id)
    new = records.save(office, Development(title="قانون", noted_on=day(-2))).saved(Development)
    page = shown(qtbot, DetailPage(session, ISSUES, one))
    (timeline,) = page.findChildren(IssueTimeline)
    assert timeline.rows == []
    timeline.line.picker.picked.emit(mine.id)
    timeline.line.kind.chosen.emit("development")
    assert timeline.line.picker.record_type is Development
    timeline.line.picker.picked.emit(new.id)
    assert [row.record.id for row in timeline.rows] == [mine.id, new.id]
    timeline.line.kind.chosen.emit("clip")
    timeline.line.picker.picked.emit(theirs.id)
    assert "other" in str(walk(session).refused[-1].values)
    QTest.mouseClick(timeline.rows[0].open_button, Qt.MouseButton.LeftButton)
    assert walk(session).opened[-1] == (Clip, mine.id)
    QTest.mouseClick(timeline.rows[0].out_button, Qt.MouseButton.LeftButton)
    assert [row.record.id for row in timeline.rows] == [new.id]


def test_something_new_is_entered_in_short_and_joined(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    one = issue(office)
    page = shown(qtbot, DetailPage(session, ISSUES, one))
    (timeline,) = page.findChildren(IssueTimeline)
    timeline.line.picker.asked_new.emit("An article")
    (dialog,) = page.findChildren(FormDialog)
    assert set(dialog.form.cells) == {"title", "on", "paper", "outlet", "topics", "tone", "coder"}
    dialog.form.cells["on"].editor.set_value(TODAY)
    dialog.form.cells["on"].editor.edited.emit()
    QTest.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    (row,) = timeline.rows
    assert (row.record.caption, records.get(office, Clip, row.record.id).issue) == ("An article", one.id)


def test_an_issue_is_closed_with_how_it_ended(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "en")
    one = issue(office)
    page = shown(qtbot, DetailPage(session, ISSUES, one))
    assert page.banner.words()
    page.header.chosen.emit(issues.CLOSE)
    (dialog,) = page.findChildren(FormDialog)
    answer(dialog, outcome="Corrected")
    assert records.get(office, Issue, one.id).state == CLOSED
    assert page.banner.words() == ""


def test_a_development_says_what_is_missing_before_it_is_decided(qtbot: QtBot, office: Office) -> None:
    session = begin(at_work(office), "fr")
    noted = records.save(office, Development(title="Loi", noted_on=TODAY)).saved(Development)
    page = shown(qtbot, DetailPage(session, DEVELOPMENTS, noted))
    page.header.chosen.emit("Decide")
    assert page.missing.isVisible()
    assert page.findChildren(FormDialog) == []
    records.bulk_edit(office, Development, [noted.id], {"relevance": "x", "recommendation": "y"})
    page = shown(qtbot, DetailPage(session, DEVELOPMENTS, records.get(office, Development, noted.id)))
    page.header.chosen.emit("Decide")
    (dialog,) = page.findChildren(FormDialog)
    answer(dialog, decision="join", decided_by="Le directeur")
    assert records.get(office, Development, noted.id).decision == "join"


def test_a_visit_is_granted_once_nothing_is_missing_and_warns_when_a_consent_is_withdrawn(
    qtbot: QtBot, office: Office
) -> None:
    session = begin(at_work(office), "ar")
    outlet = records.save(office, Outlet(name="قناة")).saved(Outlet).id
    starts = NOW + timedelta(days=1)
    asked = Accreditation(title="تصوير", outlet=outlet, starts_at=starts, places="البهو", patients="yes")
    one = records.save(office, asked).saved(Accreditation)
    page = shown(qtbot, DetailPage(session, ACCREDITATIONS, one))
    page.header.chosen.emit(accreditations.GRANT)
    assert page.missing.isVisible()
    who = records.save(office, Colleague(name="م", function="عون", phone="0550 00 00 01")).saved(Colleague).id
    given = records.save(office, Consent(title="P-1", uses=("press",), given_on=TODAY)).saved(Consent).id
    session.go.committed(records.bulk_edit(office, Accreditation, [one.id], {"escort": who, "consents": (given,)}))
    page.header.chosen.emit(accreditations.GRANT)
    (dialog,) = page.findChildren(FormDialog)
    answer(dialog, decided_by="المدير")
    assert records.get(office, Accreditation, one.id).state == GRANTED
    reminder = page.banner.words()
    session.go.committed(consents.withdraw(office, records.get(office, Consent, given)))
    assert "P-1" in page.banner.words()
    assert page.banner.words() != reminder
