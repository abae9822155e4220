"""The evaluation of a campaign: verdict first, then figures; why, decisions, versions and comparisons."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.charts import Intervals
from hospcomms.domain.evaluations import ACCEPTED, REJECTED, Recommendation, SignOrder
from hospcomms.domain.objectives import Objective, Result
from hospcomms.services import evaluation, records
from hospcomms.services.office import Office
from tests.rooms.evaluated import complete, measured, objective, result
from tests.rooms.office_at_work import at_work, campaign, day
from tests.ui.form_stage import begin, type_into, walk
from ui.language import plain, tr
from ui.records.form_dialog import FormDialog
from ui.rooms.evaluation.cards import FIRST
from ui.rooms.evaluation.charts import figure_of
from ui.rooms.evaluation.compare import ComparePage
from ui.rooms.evaluation.tab import BOARD, COMPARE, TABLES, WHY, EvaluationTab
from ui.rooms.evaluation.tables import BoardTables
from ui.rooms.evaluation.why import WhyPage
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.chart import ChartView
from ui.widgets.labels import Label
from ui.widgets.sheets import EmptyState

ORDER = SignOrder(signed_by="مدير المؤسسة", note="ذكر عدة مستخدمين أن وقت التلقيح لا يناسب المناوبة الليلية.")


def shown_tab(qtbot: QtBot, session: Session, of: Campaign, size: tuple[int, int] = (1122, 500)) -> EvaluationTab:
    tab = EvaluationTab(session, of)
    qtbot.addWidget(tab)
    tab.resize(*size)
    tab.show()
    return tab


def words_of(page: QWidget) -> list[str]:
    """The words of the labels, and of the charts as they are painted, each text whole."""
    painted = [
        plain(" ".join(words.lines))
        for view in page.findChildren(ChartView)
        for words in view.laid_out(view.width()).texts()
    ]
    return [plain(label.text()) for label in page.findChildren(Label)] + painted


def button(page: QWidget, words: str) -> Button:
    return next(one for one in page.findChildren(Button) if one.text() == words and one.isVisibleTo(page))


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast"), ("en", "light")])
@pytest.mark.parametrize("size", [(1122, 500), (835, 220)])
def test_every_page_is_painted_in_every_language_theme_and_size(
    qtbot: QtBot, office: Office, speech: str, look: str, size: tuple[int, int]
) -> None:
    desk = at_work(office)
    tab = shown_tab(qtbot, begin(desk, speech, look=look), measured(desk), size)
    assert not tab.grab().isNull()
    tab.show_view(TABLES)
    assert not tab.grab().isNull()
    tab.explain(0)
    assert not tab.grab().isNull()
    tab.compare()
    assert not tab.grab().isNull()


def test_the_verdict_stands_in_words_over_its_figures(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    tab = shown_tab(qtbot, begin(desk, "en"), measured(desk))
    assert tab.page is not None
    headline = plain(tab.page.band.headline.text())
    assert headline == "Improved: “ينوون التلقيح” rose and reached the target."
    words = words_of(tab.page)
    assert any(said.startswith("It was 13.1% and became 36.6%, that is 23.5 percentage points more") for said in words)
    assert "Confidence C: before and after, without a comparison group" in words
    assert "Cost per person reached: not estimable" in words
    assert {"Improved", "Not assessable"} <= set(words)
    assert "+23.5 points [+17.8 to +28.9]" in words


def test_what_was_not_measured_says_so_and_is_no_zero(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    tab = shown_tab(qtbot, begin(desk, "en"), measured(desk))
    assert tab.board is not None
    assert tab.page is not None
    figures = {stage.key: plain(figure_of(stage)) for stage in tab.board.stages}
    assert (figures["outputs"], figures["impact"]) == ("100%", "Not measured")
    assert "The tier asks for this stage." in words_of(tab.page)


@pytest.mark.parametrize("speech", ["en", "ar"])
def test_clicking_an_indicator_says_why_and_escape_comes_back_to_it(qtbot: QtBot, office: Office, speech: str) -> None:
    desk = at_work(office)
    tab = shown_tab(qtbot, begin(desk, speech), measured(desk), (1122, 1400))
    assert tab.page is not None
    chart = tab.page.indicators.chart
    assert chart is not None
    assert chart.count == 4
    middle = chart.place_of(2).center().toPoint()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(40, middle.y()))
    page = tab._pages[WHY]
    assert isinstance(page, WhyPage)
    assert page.place == 2
    words = words_of(page)
    assert tr("How the verdict is found") in words
    assert any("163" in said and "2,910" in said.replace("\u202f", ",").replace("\u00a0", ",") for said in words)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert tab._stack.currentWidget() is tab.page
    assert chart.current == 2


def test_the_keyboard_goes_through_the_indicators_and_asks_why(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    tab = shown_tab(qtbot, begin(desk, "en"), measured(desk))
    assert tab.page is not None
    chart = tab.page.indicators.chart
    assert chart is not None
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    page = tab._pages[WHY]
    assert isinstance(page, WhyPage)
    assert page.place == 1
    qtbot.mouseClick(button(page, "Next indicator"), Qt.MouseButton.LeftButton)
    assert page.place == 2
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert tab._stack.currentWidget() is tab.page


def test_what_if_n_were_another_moves_the_verdict_and_nothing_is_kept(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    session = begin(desk, "en")
    whole = campaign(desk, state="closed")
    result(desk, objective(desk, whole, "يعرفون", 40, 50, baseline_n=100), 48, answers=100)
    tab = shown_tab(qtbot, session, whole)
    tab.explain(0)
    page = tab._pages[WHY]
    assert isinstance(page, WhyPage)
    thought = page.slider
    assert thought is not None
    assert thought.real == 100
    assert thought.slider.focusPolicy() is Qt.FocusPolicy.StrongFocus, "the wheel scrolls the page, not the slider"
    assert plain(thought.number.text()) == "100 answers, as measured"
    measured_words = [plain(label.text()) for label in thought.words]
    for _ in range(12):
        qtbot.keyClick(thought.slider, Qt.Key.Key_Right)
    assert thought.thought().verdict == "improved"
    assert plain(thought.number.text()).endswith("answers in each group")
    assert [plain(label.text()) for label in thought.words] != measured_words
    assert "Improved" in thought.slider.accessibleDescription()
    drawn = thought.chart.chart
    assert isinstance(drawn, Intervals)
    supposed = drawn.rows[1]
    assert supposed.verdict == "Improved"
    assert plain(supposed.label) == plain(thought.number.text())
    thought.reset()
    assert [plain(label.text()) for label in thought.words] == measured_words
    assert walk(session).commits == []


def test_the_tables_hold_the_same_figures_and_are_copied(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    tab = shown_tab(qtbot, begin(desk, "en"), measured(desk))
    tab.show_view(TABLES)
    page = tab._pages[TABLES]
    assert isinstance(page, BoardTables)
    assert set(page.tables) == {"indicators", "said", "stages", "reaim", "costs", "advice"}
    text = page.tables["indicators"].text()
    assert text.splitlines()[0].split("\t")[:4] == ["Indicator", "Baseline", "Target", "Actual"]
    assert "تلقوا التلقيح\t5.6%\t10%\t7.6%\t+2 points [+0.7 to +3.3]\tImproved\tC" in text
    assert "لم يُقَس\t30%\t40%\tnot measured" in text
    qtbot.mouseClick(button(page, "Copy"), Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == text


def test_only_the_first_indicators_are_painted_until_all_are_asked_for(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole = campaign(desk)
    for number in range(9):
        objective(desk, whole, f"مؤشر {number}", 40, 50)
    tab = shown_tab(qtbot, begin(desk, "en"), whole)
    assert tab.page is not None
    card = tab.page.indicators
    assert card.chart is not None
    assert card.chart.count == FIRST
    assert card.more is not None
    assert plain(card.more.text()) == "Show 3 more indicators"
    qtbot.mouseClick(card.more, Qt.MouseButton.LeftButton)
    assert card.chart.count == 9


def opened_dialog(tab: EvaluationTab) -> FormDialog:
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, FormDialog) and one.isVisible()]
    assert found
    return found[-1]


def test_one_recommendation_is_accepted_and_one_rejected_with_a_reason(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    session = begin(desk, "en")
    whole = measured(desk)
    tab = shown_tab(qtbot, session, whole, (1122, 1400))
    assert tab.page is not None
    first, second = tab.page.advice.advice[:2]
    qtbot.mouseClick(button(tab.page, "Accept…"), Qt.MouseButton.LeftButton)
    dialog = opened_dialog(tab)
    assert set(dialog.form.cells) == {"responsible", "due"}
    type_into(dialog.form.cells["due"].editor.target(), "22/12/2026")
    dialog.form.save()
    known = evaluation.decided(desk, whole.id)
    assert (known[first.rule].decision, known[first.rule].due) == (ACCEPTED, day(30))
    qtbot.mouseClick(button(tab.page, "Reject with a reason…"), Qt.MouseButton.LeftButton)
    dialog = opened_dialog(tab)
    assert not dialog.form.save()
    type_into(dialog.form.cells["reason"].editor.target(), "لا ميزانية لذلك")
    assert dialog.form.save()
    known = evaluation.decided(desk, whole.id)
    assert (known[second.rule].decision, known[second.rule].reason) == (REJECTED, "لا ميزانية لذلك")
    words = words_of(tab.page)
    assert "Reason: لا ميزانية لذلك" in words
    assert {"Accepted", "Rejected"} <= set(words)


def test_a_decision_can_be_changed_and_there_is_still_one_of_each_rule(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole = measured(desk)
    line = evaluation.board(desk, whole).advice[0]
    evaluation.decide(desk, replace(evaluation.proposed(desk, whole, line), reason="لا"), REJECTED)
    tab = shown_tab(qtbot, begin(desk, "en"), whole)
    assert tab.page is not None
    qtbot.mouseClick(button(tab.page, "Change"), Qt.MouseButton.LeftButton)
    dialog = tab.page.advice.ask(line, ACCEPTED)
    assert dialog is not None
    assert dialog.form.save()
    assert [one.decision for one in records.parts(desk, Recommendation, whole.id)] == [ACCEPTED]


def test_the_score_is_there_only_when_it_was_asked_for(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    tab = shown_tab(qtbot, begin(desk, "en"), measured(desk))
    assert tab.page is not None
    assert not any(said.startswith("Score:") for said in words_of(tab.page))
    dialog = tab.weigh()
    assert dialog is not None
    type_into(dialog.boxes["outcomes"], "3")
    assert "weight 3" in plain(dialog.said.text())
    assert "says nothing about them" in plain(dialog.lacking.text())
    dialog.go.click()
    assert tab.board is not None
    assert tab.board.score is not None
    assert any(said.startswith("Score:") for said in words_of(tab.page))
    again = tab.weigh()
    assert again is not None
    assert again.boxes["outcomes"].text() == "3"
    qtbot.mouseClick(button(again, "Take the score away"), Qt.MouseButton.LeftButton)
    assert tab.board.score is None


def test_weights_of_nothing_are_refused(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    dialog = shown_tab(qtbot, begin(desk, "en"), measured(desk)).weigh()
    assert dialog is not None
    for box in dialog.boxes.values():
        type_into(box, "٠")
    assert not dialog.go.isEnabled()
    assert "All weights are 0" in plain(dialog.said.text())
    type_into(dialog.boxes["impact"], "x")
    assert "is not a number" in plain(dialog.said.text())
    type_into(dialog.boxes["impact"], "1,5")
    assert dialog.weights()["impact"] == 1.5


def test_a_signed_version_is_shown_as_it_was_with_what_came_since(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "en")
    whole = complete(office)
    session.go.committed(evaluation.sign(office, whole, ORDER))
    old = next(one for one in records.parts(office, Result, whole.id) if one.value == 36.6)
    records.save(office, replace(old, value=12))
    tab = shown_tab(qtbot, session, records.get(office, Campaign, whole.id))
    assert plain(tab.choice.text()) == "Draft, version 2"
    assert tab.board is not None
    assert tab.board.verdict != "improved"
    (kept,) = evaluation.versions(office, whole.id)
    tab.show_version(kept)
    assert tab.board.verdict == "improved"
    assert plain(tab.choice.text()).startswith("Version 1, signed on ")
    words = words_of(tab)
    assert any("مدير المؤسسة" in said and said.endswith("It is shown as it was signed.") for said in words)
    assert any(said.startswith("1 objective or result was entered or changed since") for said in words)
    assert not [one for one in tab.findChildren(Button) if one.text() == "Accept…" and one.isVisibleTo(tab)]
    tab.show_version(None)
    assert tab.board.verdict != "improved"


def test_a_version_whose_file_is_gone_says_so(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole = complete(desk)
    evaluation.sign(desk, whole, ORDER)
    (kept,) = evaluation.versions(desk, whole.id)
    assert kept.frozen is not None
    next((desk.folder / "attachments").rglob(kept.frozen.sha256)).unlink()
    tab = shown_tab(qtbot, begin(desk, "en"), records.get(desk, Campaign, whole.id))
    tab.show_version(kept)
    assert "This version cannot be shown" in words_of(tab)


def test_two_campaigns_stand_side_by_side_with_what_can_be_told_of_them(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole, other = measured(desk), campaign(desk, "حملة أخرى", state="closed")
    result(desk, objective(desk, other, "يعرفون", 40, 50, is_primary=True), 44)
    tab = shown_tab(qtbot, begin(desk, "en"), whole)
    tab.compare()
    page = tab._pages[COMPARE]
    assert isinstance(page, ComparePage)
    names = [plain(page.second.itemText(row)) for row in range(page.second.count())]
    assert names == ["Draft, version 1", "حملة أخرى"]
    words = words_of(page)
    assert any(said.startswith("The first gained ") for said in words)
    assert "No such indicator" in words
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert tab._stack.currentWidget() is tab._pages[BOARD]


def test_two_versions_stand_side_by_side_without_pretending_they_are_different_people(
    qtbot: QtBot, office: Office
) -> None:
    desk = at_work(office)
    whole = complete(desk)
    evaluation.sign(desk, whole, ORDER)
    tab = shown_tab(qtbot, begin(desk, "en"), records.get(desk, Campaign, whole.id))
    tab.compare()
    page = tab._pages[COMPARE]
    words = words_of(page)
    assert not any("gained" in said or "cannot be told apart" in said for said in words)
    assert "No such indicator" not in words


def test_a_new_result_is_shown_at_once(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    session = begin(desk, "en")
    whole = measured(desk)
    tab = shown_tab(qtbot, session, whole)
    assert tab.board is not None
    before = tab.board.measured
    impact = Result(campaign=whole.id, stage="impact", indicator="أيام الغياب", planned=10, value=5)
    session.go.committed(records.save(desk, impact))
    assert tab.board.measured == before + 1


def test_a_version_is_shown_as_soon_as_it_is_signed(qtbot: QtBot, office: Office) -> None:
    session = begin(office, "en")
    whole = complete(office)
    tab = shown_tab(qtbot, session, whole)
    session.go.committed(evaluation.sign(office, whole, ORDER))
    assert plain(tab.choice.text()).startswith("Version 1, signed on ")
    tab.show_version(None)
    assert plain(tab.choice.text()) == "Draft, version 2"


def test_a_hidden_board_is_read_again_only_when_it_is_shown(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    session = begin(desk, "en")
    tab = shown_tab(qtbot, session, measured(desk))
    tab.hide()
    before = tab.board
    first = records.parts(desk, Objective, tab.campaign.id)[0]
    session.go.committed(records.save(desk, replace(first, target=50.0)))
    assert tab.board is before
    tab.show()
    assert tab.board is not before


def test_a_campaign_without_objectives_and_results_says_what_to_enter(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    tab = shown_tab(qtbot, begin(desk), campaign(desk))
    assert tab.findChild(EmptyState) is not None
    assert not tab.views.isVisible()


def test_everything_that_takes_the_keyboard_has_a_name(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    tab = shown_tab(qtbot, begin(desk, "ar"), measured(desk))
    tab.explain(0)
    tab.show_view(TABLES)
    tab.compare()
    reached: list[Any] = [
        one for one in tab.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(tab)
    ]
    assert reached
    nameless = [one for one in reached if not (one.accessibleName() or getattr(one, "text", lambda: "")())]
    assert [type(one).__name__ for one in nameless if type(one).__name__ not in ("QScrollArea", "QHeaderView")] == []
