"""The periods of a report in its preview: offered ones and any days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pytestqt.qtbot import QtBot

from hospcomms.domain.locale import Locale
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import sentence
from hospcomms.reports.document import Document
from hospcomms.services import preview, reports
from hospcomms.services.office import Office
from hospcomms.services.preview import Subject
from hospcomms.services.preview_periods import Period, offered, period_of
from tests.ui.form_stage import type_into
from tests.ui.test_preview import office, show
from ui.language import plain
from ui.preview.days import DaysDialog
from ui.preview.window import PreviewWindow

__all__ = ["office", "show"]


def test_a_report_with_periods_is_made_for_the_one_that_is_chosen(
    qtbot: QtBot, show: Callable[..., PreviewWindow]
) -> None:
    asked: list[str] = []

    def build(speaking: Locale, period: str) -> Document:
        asked.append(period)
        return Document(title="Weekly brief", language="en", blocks=())

    weeks = (Period("this", sentence("This week")), Period("last", sentence("Last week")))
    window = show("en", subject=Subject("Weekly brief", build, weeks))
    assert window.frame.tools.period.isVisible()
    window.frame.tools.period.menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: window.printed is not None and window.printed.wish.period == "last", timeout=20_000)
    assert asked == ["this", "last"]
    qtbot.waitUntil(lambda: not window.is_busy)


def _wait_for(qtbot: QtBot, window: PreviewWindow, period: str) -> None:
    qtbot.waitUntil(lambda: window.printed is not None and window.printed.wish.period == period, timeout=20_000)
    qtbot.waitUntil(lambda: not window.is_busy, timeout=20_000)


def test_the_weekly_brief_offers_weeks_months_and_any_days(
    qtbot: QtBot, show: Callable[..., PreviewWindow], office: Office
) -> None:
    window = show("en", subject=preview.of_report(office, reports.WEEKLY_BRIEF))
    tools = window.frame.tools
    assert tools.period.isVisible()
    words = [plain(action.text()) for action in tools.period.menu().actions()]
    assert words == ["Last 7 days", "The 7 days before", "This month", "Last month", "", "Other days…"]
    usual, before = offered(reports.WEEKLY_BRIEF, office.today)[:2]
    assert window.printed is not None
    assert window.printed.wish.period == usual.key
    tools.period.menu().actions()[1].trigger()
    _wait_for(qtbot, window, before.key)
    tools.period.menu().actions()[-1].trigger()
    dialog = window.findChild(DaysDialog)
    assert isinstance(dialog, DaysDialog)
    for name, typed in (("first", "02/03/2026"), ("last", "08/03/2026")):
        type_into(dialog.asked.cells[name].editor.target(), typed)
    dialog.take.click()
    _wait_for(qtbot, window, "2026-03-02/2026-03-08")
    assert "02/03/2026" in tools.period.accessibleName()


def test_days_a_report_refuses_are_said_and_the_bar_tells_what_is_shown(
    qtbot: QtBot, show: Callable[..., PreviewWindow], office: Office
) -> None:
    window = show("en", subject=preview.of_report(office, reports.WEEKLY_BRIEF))
    shown_now = window.frame.tools.period_key
    window.frame.tools.choose_days(period_of(Span(date(2026, 1, 1), date(2026, 6, 1))))
    qtbot.waitUntil(lambda: "at most 31 days" in window.frame.banner.words(), timeout=20_000)
    assert window.frame.tools.period_key == shown_now
    qtbot.waitUntil(lambda: not window.is_busy)


def test_the_year_can_be_turned_and_the_trend_narrowed_in_the_preview(office: Office) -> None:
    year = preview.of_year(office, 2025)
    assert [one.key for one in year.periods] == [f"{n}-01-01/{n}-12-31" for n in (2025, 2024, 2026)]
    speech = office.settings.locale_for("en")
    assert plain(year.build(speech, year.periods[1].key).title) == "Campaigns of 2024"
    assert preview.of_reputation(office).periods[0].key == ""
    assert preview.of_report(office, reports.PLAN_BRIEF).periods == ()
