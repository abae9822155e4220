"""How long things took: the figures of the review, and every step that was late or never done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hospcomms.domain.incidents import RUNNING, Incident
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import after_action
from ui import theme
from ui.language import say, tr
from ui.rooms.crisis.measures import Measures
from ui.rooms.crisis.pane import PaneList, PaneRow
from ui.widgets.labels import Label
from ui.widgets.sheets import Sheet, scrolled

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.after_action import Review
    from ui.session import Session


def figures(review: Review) -> list[tuple[str, Sentence]]:
    """The figures of a review: label and value."""
    late, never = len(review.late), len(review.never_done)
    return [
        (N_("Duration"), _duration(review)),
        (N_("First statement after"), _minutes(review.minutes_to_first_statement)),
        (N_("First approval after"), _minutes(review.minutes_to_first_approval)),
        (N_("Staff told after"), _minutes(review.minutes_to_staff)),
        (N_("Steps done"), sentence("{n} of {all}", n=len(review.done), all=len(review.steps))),
        (N_("Steps done late"), counted("{n} step", "{n} steps", late)),
        (N_("Steps never done"), counted("{n} step", "{n} steps", never)),
        (N_("Told in time"), sentence("{n} of {all}", n=review.notices_on_time, all=len(review.notices))),
        (N_("Journalists reached"), sentence("{n} of {all}", n=review.calls_reached, all=review.calls)),
        (
            N_("Situation reports in time"),
            sentence("{n} of {all}", n=review.reports_on_time, all=len(review.reports)),
        ),
        (N_("Rumours"), counted("{n} rumour", "{n} rumours", len(review.rumours))),
    ]


def _duration(review: Review) -> Sentence:
    running = review.incident.state == RUNNING
    return sentence("still running") if running else _minutes(review.duration_minutes)


def _minutes(minutes: int | None) -> Sentence:
    if minutes is None:
        return sentence("never")
    if minutes < 120:
        return counted("{n} minute", "{n} minutes", minutes)
    return sentence("{h} h {n} min", h=minutes // 60, n=minutes % 60)


class ReviewTab(QWidget):
    """The figures on a sheet, below them the steps that were late, the longest delay first."""

    def __init__(self, session: Session, incident: Incident) -> None:
        super().__init__()
        self._session, self._ident = session, incident.id
        self._holder = QVBoxLayout(self)
        self._holder.setContentsMargins(0, 0, 0, 0)
        self._body: QWidget | None = None
        session.bus.committed.connect(self._heard)
        self.read()

    def _heard(self, commit: Commit) -> None:
        if commit.touches(Incident, self._ident):
            self.read()

    def read(self) -> None:
        """Read the incident and show its figures."""
        review = after_action.review(self._session.office, self._ident)
        fresh = scrolled(self._made(review))
        if self._body is not None:
            self._holder.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = fresh
        self._holder.addWidget(fresh)

    def _made(self, review: Review) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addWidget(self._figures(review))
        column.addWidget(self._steps(review))
        column.addStretch(1)
        return whole

    def _figures(self, review: Review) -> QWidget:
        sheet = Sheet()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(theme.px(6))
        for place, (label, value) in enumerate(figures(review)):
            row, column = place // 2, 2 * (place % 2)
            grid.addWidget(Label(tr(label), tone="text2"), row, column)
            grid.addWidget(Label(say(value), bold=True), row, column + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        sheet.body.addLayout(grid)
        return sheet

    def _steps(self, review: Review) -> QWidget:
        language = self._session.locale.language
        rows = [
            PaneRow(
                one.step,
                one.step.what.best(language),
                one.step.source,
                say(counted("{n} min after its hour", "{n} min after its hour", one.minutes or 0)),
                "late",
                "late",
            )
            for one in review.late
        ]
        never = tr(N_("never done"))
        rows += [PaneRow(one, one.what.best(language), one.source, never, "late", "late") for one in review.never_done]
        aside = tr(N_("not needed"))
        rows += [PaneRow(one, one.what.best(language), one.not_needed, aside, "", "text2") for one in review.set_aside]
        sheet = Sheet(padding=0)
        sheet.body.setSpacing(0)
        if not rows:
            said = Label(tr(N_("Every step was done in time.")), tone="done")
            said.setContentsMargins(*[theme.px(16)] * 4)
            sheet.body.addWidget(said)
            return sheet
        shown = PaneList(tr(N_("Steps done late or never")))
        shown.measure(Measures(theme.current().zoom / 100 * 0.72))
        shown.show_rows(rows)
        shown.setFixedHeight(sum(shown.row_height(row, theme.px(900)) for row in rows) + theme.px(8))
        sheet.body.addWidget(shown)
        return sheet
