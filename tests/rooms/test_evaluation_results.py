"""From the board to what is missing: the form of a result, sources in two scripts, and what one more outcome costs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from hospcomms.domain.activities import BudgetLine
from hospcomms.domain.objectives import Objective, Result
from hospcomms.services import evaluation, records
from hospcomms.services.office import Office
from tests.rooms.evaluated import complete, measured, objective, result
from tests.rooms.office_at_work import at_work, campaign
from tests.rooms.test_evaluation_tab import opened_dialog, shown_tab
from tests.ui.form_stage import begin
from ui.language import plain
from ui.rooms.evaluation.compare import further_cost
from ui.rooms.evaluation.tab import BOARD, WHY
from ui.rooms.evaluation.why import parts_of
from ui.widgets.buttons import Button


@pytest.mark.parametrize("from_why", [False, True])
def test_an_indicator_without_a_result_leads_to_its_form(qtbot: QtBot, office: Office, from_why: bool) -> None:
    desk = at_work(office)
    whole = measured(desk)
    tab = shown_tab(qtbot, begin(desk, "en"), whole)
    place = next(number for number, row in enumerate(tab.board.rows if tab.board else ()) if row.name == "لم يُقَس")
    if from_why:
        tab.explain(place)
    page = tab._pages[WHY if from_why else BOARD]
    (found,) = [one for one in page.findChildren(Button) if plain(one.text()).startswith("Enter the result")]
    found.click()
    typed = opened_dialog(tab).form.record()
    assert isinstance(typed, Result)
    assert (typed.campaign, typed.indicator, typed.planned) == (whole.id, "لم يُقَس", 40)
    aims = {one.indicator: one.id for one in records.parts(desk, Objective, whole.id)}
    assert typed.objective == aims["لم يُقَس"]


def test_a_measured_indicator_and_a_signed_board_offer_no_result_to_enter(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole = complete(desk)
    tab = shown_tab(qtbot, begin(desk, "en"), whole)
    tab.explain(0)
    said = [plain(one.text()) for one in tab.findChildren(Button) if one.isVisibleTo(tab)]
    assert not any(words.startswith("Enter the result") for words in said)


def test_a_source_in_two_scripts_is_drawn_in_parts_that_keep_together() -> None:
    mixed = "Hum Vaccin 2016، doi:10.1080/2164 (الملخص)؛ استبيان بعدي"
    assert parts_of(mixed) == ("Hum Vaccin 2016", "doi:10.1080/2164", "(الملخص)", "استبيان بعدي")
    for whole in ("Smith, J., 2020; table 2", "استبيان، ديسمبر"):
        assert parts_of(whole) == whole


def test_two_costed_campaigns_say_what_a_further_outcome_costs(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    boards = []
    for title, reached, spent, value in (("أ", 5000, 900_000, 30), ("ب", 1000, 100_000, 25)):
        whole = campaign(desk, title, state="closed", reached=reached)
        records.save(desk, BudgetLine(campaign=whole.id, title="الكل", spent=Decimal(spent)))
        result(desk, objective(desk, whole, "يعرفون", 10, 30, is_primary=True), value)
        boards.append(evaluation.board(desk, whole))
    said = [str(one) for one in further_cost(boards[0], boards[1])]
    assert len(said) == 3
    assert "each further person costs" in said[0]
    assert "With the confidence interval" in said[1]
    assert further_cost(boards[0], evaluation.board(desk, measured(desk))) == []
