"""Signed evaluations have a room; signing is a verb of the campaign; the plan says what a survey can see."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import CLOSED, EVALUATED, Campaign
from hospcomms.domain.evaluations import ACCEPTED, Evaluation
from hospcomms.domain.query import Query
from hospcomms.services import evaluation, records
from hospcomms.services.office import Office
from tests.rooms.evaluated import complete, measured, objective
from tests.rooms.office_at_work import at_work, campaign
from tests.rooms.test_evaluation_tab import ORDER, words_of
from tests.ui.form_stage import begin, type_into, walk
from ui.language import plain
from ui.records.detail_page import DetailPage
from ui.records.form_dialog import FormDialog
from ui.rooms import campaigns as campaigns_room
from ui.rooms.campaign_overview import CampaignOverview
from ui.rooms.evaluation.begin import EvaluateDialog, finished
from ui.rooms.evaluation.begin import begin as ask
from ui.rooms.evaluation.frozen import SignedBoard
from ui.rooms.evaluations import ROOM
from ui.widgets.labels import Label


def signed(office: Office) -> Evaluation:
    evaluation.sign(office, complete(office), ORDER)
    (found,) = records.find(office, Query(Evaluation))
    assert isinstance(found, Evaluation)
    return found


def _page(qtbot: QtBot, page: DetailPage) -> DetailPage:
    qtbot.addWidget(page)
    page.resize(1162, 690)
    page.show()
    return page


def test_a_signed_evaluation_opens_on_its_frozen_board(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    found = signed(desk)
    page = _page(qtbot, DetailPage(begin(desk, "en"), ROOM, found))
    board = page.tabs.page("board")
    assert isinstance(board, SignedBoard)
    words = words_of(board)
    assert "Improved: “ينوون التلقيح” rose and reached the target." in words
    assert "What the figures do not say: " + ORDER.note in words
    board.explain(0)
    board.show_view("tables")
    assert not board.grab().isNull()


def test_only_the_title_of_a_signed_evaluation_can_be_edited(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    page = _page(qtbot, DetailPage(begin(desk, "en"), ROOM, signed(desk)))
    assert set(page.form.cells) == {"title"}
    assert not [offer for offer in page.header._head.more if offer.name == "Copy"]


def test_its_page_leads_to_the_evaluation_of_today(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    session = begin(desk, "en")
    found = signed(desk)
    board = SignedBoard(session, found)
    qtbot.addWidget(board)
    board.open_draft()
    assert walk(session).opened == [(Campaign, found.campaign)]


def test_a_new_evaluation_begins_with_the_choice_of_a_finished_campaign(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    session = begin(desk, "en")
    campaign(desk, "جارية")
    evaluated = campaign(desk, "مقيمة", state=EVALUATED)
    closed = campaign(desk, "مغلقة", state=CLOSED)
    assert [found.id for found in finished(session)] == [closed.id, evaluated.id]
    dialog = EvaluateDialog(session, finished(session))
    qtbot.addWidget(dialog)
    dialog.go()
    assert walk(session).opened == [(Campaign, closed.id)]


def test_without_a_finished_campaign_the_room_says_what_to_do(office: Office, qtbot: QtBot) -> None:
    desk = at_work(office)
    session = begin(desk, "en")
    campaign(desk)
    ask(session)
    assert str(walk(session).refused[0]).startswith("No campaign is closed yet.")


def _dialog() -> FormDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible())


def test_signing_asks_for_a_name_and_an_observation_and_closes_the_circle(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole = complete(desk)
    page = _page(qtbot, DetailPage(begin(desk, "en"), campaigns_room.ROOM, whole))
    page._chosen(evaluation.SIGN)
    dialog = _dialog()
    assert not dialog.form.save()
    type_into(dialog.form.cells["signed_by"].editor.target(), "مدير المؤسسة")
    type_into(dialog.form.cells["note"].editor.target(), ORDER.note)
    assert dialog.form.save()
    assert records.get(desk, Campaign, whole.id).state == EVALUATED
    assert [found.version for found in evaluation.versions(desk, whole.id)] == [1]


def test_signing_lists_the_objectives_without_a_result(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    page = _page(qtbot, DetailPage(begin(desk, "en"), campaigns_room.ROOM, measured(desk)))
    page._chosen(evaluation.SIGN)
    assert not page.missing.isHidden()
    assert evaluation.versions(desk, page.record.id) == []


def _overview(qtbot: QtBot, office: Office, of: Campaign) -> list[str]:
    page = CampaignOverview(begin(office, "en"), of)
    qtbot.addWidget(page)
    return [plain(label.text()) for label in page.findChildren(Label)]


def test_the_plan_says_what_its_survey_can_and_cannot_see(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole = campaign(desk)
    people = records.save(desk, Audience(name="زوار العيادة", size=20_000)).saved(Audience)
    objective(desk, whole, "يعرفون", 40, 45, planned_answers=200, audience=people.id, is_primary=True)
    words = _overview(qtbot, desk, whole)
    assert any(said.startswith("With 200 answers before and 200 after, changes under ") for said in words)
    assert "The number of answers planned is not enough for this. Ask more people." in words
    assert "Published campaigns change behaviour by 4 to 9 percentage points." in words


def test_what_was_accepted_before_stands_beside_the_lessons_of_a_new_plan(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    old = measured(desk, themes=("تلقيح",))
    line = evaluation.board(desk, old).advice[0]
    evaluation.decide(desk, evaluation.proposed(desk, old, line), ACCEPTED)
    rejected = evaluation.board(desk, old).advice[1]
    evaluation.decide(desk, replace(evaluation.proposed(desk, old, rejected), reason="لا"), "rejected")
    fresh = campaign(desk, "حملة جديدة", state="draft", themes=("تلقيح",))
    words = _overview(qtbot, desk, fresh)
    assert "Accepted recommendations of earlier campaigns on these themes" in words
    assert evaluation.proposed(desk, old, line).advice.en in words
    assert evaluation.proposed(desk, old, rejected).advice.en not in words
