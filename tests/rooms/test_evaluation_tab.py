"""The evaluation shows the chain and the objectives, and nowhere a verdict."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.charts import lay_out
from hospcomms.domain.charts.drawing import Stroke
from hospcomms.domain.evaluation.chain import objective_line
from hospcomms.domain.locale import locale
from hospcomms.domain.objectives import DECREASE, PERCENT, Objective, Result
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.rooms.office_at_work import at_work, campaign, day
from tests.ui.form_stage import begin
from ui.language import plain
from ui.rooms.evaluation_charts import changes_chart, figure_of, reached
from ui.rooms.evaluation_tab import EvaluationTab
from ui.session import Session
from ui.widgets.chart import ChartView
from ui.widgets.labels import Label
from ui.widgets.sheets import EmptyState


def _objective(office: Office, of: Campaign, indicator: str, baseline: float, target: float, **facts: Any) -> Objective:
    found = Objective(campaign=of.id, indicator=indicator, baseline=baseline, target=target, baseline_n=400, **facts)
    return records.save(office, found).saved(Objective)


def _measured(office: Office) -> Campaign:
    """The published figures of the Udine campaign (cases.csv FLU-Udine-*); the targets are ours."""
    whole = campaign(office, "تلقيح المستخدمين ضد الأنفلونزا", tier="enhanced")
    intends = _objective(office, whole, "ينوون التلقيح", 13.1, 30, is_primary=True)
    refuses = _objective(office, whole, "لا يصدقون النجاعة", 34.7, 20, direction=DECREASE)
    vaccinated = _objective(office, whole, "تلقوا التلقيح", 5.6, 10)
    _objective(office, whole, "لم يُقَس", 30, 40)
    for objective, value in ((intends, 36.6), (refuses, 14.9), (vaccinated, 7.6)):
        result = Result(
            campaign=whole.id,
            objective=objective.id,
            indicator=objective.indicator,
            value=value,
            answers=417,
            measured_on=day(-2),
            source="استبيان",
        )
        records.save(office, result)
    reach = Result(campaign=whole.id, stage="outputs", indicator="عرفوا الحملة", planned=80, value=93.8)
    records.save(office, reach)
    return whole


def _tab(qtbot: QtBot, session: Session, of: Campaign, size: tuple[int, int] = (1122, 500)) -> EvaluationTab:
    tab = EvaluationTab(session, of)
    qtbot.addWidget(tab)
    tab.resize(*size)
    tab.show()
    return tab


def _words(tab: EvaluationTab) -> list[str]:
    """The words of the labels, and of the charts as they are painted, each text whole."""
    painted = [
        plain(" ".join(words.lines))
        for view in tab._area.findChildren(ChartView)
        for words in view.laid_out(view.width()).texts()
    ]
    return [plain(label.text()) for label in tab._area.findChildren(Label)] + painted


@pytest.mark.parametrize(("speech", "look"), [("ar", "light"), ("fr", "dark"), ("ar", "contrast"), ("en", "light")])
@pytest.mark.parametrize("size", [(1122, 500), (835, 220)])
def test_board_and_tables_are_painted_in_every_language_theme_and_size(
    qtbot: QtBot, office: Office, speech: str, look: str, size: tuple[int, int]
) -> None:
    desk = at_work(office)
    tab = _tab(qtbot, begin(desk, speech, look=look), _measured(desk), size)
    assert not tab.grab().isNull()
    tab.show_view("tables")
    assert not tab.grab().isNull()


def test_the_figures_are_compared_with_the_target_and_not_judged(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    words = _words(_tab(qtbot, begin(desk, "en"), _measured(desk)))
    assert "ينوون التلقيح: from 13.1% to 36.6%, target 30%" in words
    assert "Compared with the target; whether the change is real is not judged here." in words
    assert "Target reached" in words
    assert "Target not reached: 45% of the way" in words
    assert "up 23.5 percentage points" in words
    assert not {"Improved", "Worsened", "No detectable change"} & set(words)


def test_what_was_not_measured_says_so_and_is_no_zero(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    tab = _tab(qtbot, begin(desk, "en"), _measured(desk))
    assert tab.chain is not None
    figures = {stage.key: plain(figure_of(stage)) for stage in tab.chain.stages}
    assert figures == {
        "inputs": "Not measured",
        "activities": "Not measured",
        "outputs": "100%",
        "out_takes": "Not measured",
        "outcomes": "100%",
        "impact": "Not measured",
    }
    assert _words(tab).count("The tier asks for this stage.") == 3


def test_an_indicator_that_moved_away_is_an_alarm_in_words_and_shape() -> None:
    objective = Objective(id=1, indicator="x", baseline=40, target=50)
    line = objective_line(objective, [Result(id=2, objective=1, indicator="x", value=35)])
    shape, said, _tone = reached(line)
    assert (shape, str(said)) == ("late", "Moved away from the target")


def test_the_tables_hold_the_same_figures_and_are_copied(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    tab = _tab(qtbot, begin(desk, "en"), _measured(desk))
    tab.show_view("tables")
    text = tab._tables.objectives.text()
    assert text.splitlines()[0].split("\t")[:4] == ["Objective", "Baseline", "Target", "Actual"]
    assert "تلقوا التلقيح\t5.6%\t10%\t7.6%\t2 percentage points more\t45%" in text
    assert "لم يُقَس\t30%\t40%\tnot measured\tnot measured\tNot measured" in text
    assert QApplication.clipboard() is not None


def test_all_plots_of_a_unit_share_one_scale(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    tab = _tab(qtbot, begin(desk), _measured(desk))
    assert tab.chain is not None
    chart = changes_chart(tab.chain.objectives)
    assert {row.group for row in chart.rows} == {PERCENT}
    drawing = lay_out(chart, 500, locale("en"), lambda text, size, _bold: len(text) * size / 2)
    axes = {(part.x1, part.x2) for part in drawing.parts if isinstance(part, Stroke) and part.tone == "rule"}
    assert len([axis for axis in axes if axis[1] - axis[0] > 50]) == 1


def test_a_new_result_is_shown_at_once(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    whole = _measured(desk)
    session = begin(desk, "en")
    tab = _tab(qtbot, session, whole)
    session.go.committed(
        records.save(desk, Result(campaign=whole.id, stage="impact", indicator="أيام الغياب", planned=10, value=5))
    )
    assert tab.chain is not None
    assert tab.chain.completeness.measured == 3


def test_a_campaign_without_objectives_and_results_says_what_to_enter(qtbot: QtBot, office: Office) -> None:
    desk = at_work(office)
    tab = _tab(qtbot, begin(desk), campaign(desk))
    assert tab.findChild(EmptyState) is not None
