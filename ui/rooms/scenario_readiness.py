"""What would be missing on the day: gaps first, then each role with its people, the numbers nobody verified, advice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.press import ListMember, Person
from hospcomms.domain.scenarios import Scenario, ScenarioRole, ScenarioStatement, ScenarioStep, ScenarioVersion
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import scenarios
from ui import theme
from ui.language import say, shown, tr
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import Sheet

_SHOWS = (Scenario, ScenarioRole, ScenarioStep, ScenarioStatement, Colleague, Person, ListMember)


class Readiness(QScrollArea):
    """One page of cards, made again after each change of what it shows."""

    def __init__(self, session: Session, scenario: Scenario) -> None:
        super().__init__()
        self.session, self._ident = session, scenario.id
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        session.bus.committed.connect(self._heard)
        self.fill()

    def _heard(self, commit: Commit) -> None:
        if any(commit.touches(kind) for kind in _SHOWS):
            self.fill()

    def fill(self) -> None:
        """Show the scenario as it stands now."""
        office = self.session.office
        found = scenarios.contents(office, self._ident)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, theme.px(12))
        column.setSpacing(theme.px(12))
        column.addWidget(self._gaps(scenarios.gaps(office, self._ident)))
        column.addWidget(self._roles(found))
        stale = scenarios.unverified(office, self._ident)
        if stale:
            column.addWidget(_lines(tr(N_("Numbers nobody verified for six months")), "soon", stale))
        column.addWidget(self._advice(found.scenario))
        if found.versions:
            versions = [_version(one) for one in found.versions]
            column.addWidget(_lines(tr(ScenarioVersion.many), "note", versions))
        column.addStretch(1)
        self.setWidget(page)

    def _gaps(self, gaps: Sequence[Sentence]) -> Sheet:
        if gaps:
            return _lines(tr(N_("Missing on the day")), "late", gaps)
        return _lines(tr(N_("Missing on the day")), "done", [sentence("Nothing is missing.")])

    def _roles(self, found: scenarios.ScenarioContents) -> Sheet:
        language = self.session.locale.language
        sheet = _card(tr(ScenarioRole.many))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(6))
        for number, role in enumerate(found.roles):
            grid.addWidget(Label(role.name.best(language), bold=True, wrap=True), number, 0)
            grid.addWidget(self._person(found.holder(role)), number, 1)
            grid.addWidget(self._person(found.deputy(role), deputy=True), number, 2)
        for place, share in enumerate((2, 3, 3)):
            grid.setColumnStretch(place, share)
        sheet.body.addLayout(grid)
        return sheet

    def _person(self, person: Colleague | None, *, deputy: bool = False) -> QWidget:
        """A name that opens the person with the telephone beside; in red words when there is nobody."""
        if person is None:
            return _marked("late", tr(N_("No deputy")) if deputy else tr(N_("Nobody")), "late")
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        if person.is_stale(self.session.office.today) or not (person.phone or person.phone2):
            row.addWidget(Mark("late"))
        row.addWidget(
            Button(shown(person.name), lambda: self.session.go.open_record(Colleague, person.id), kind="link")
        )
        row.addWidget(Label(shown(person.phone or person.phone2) or tr(N_("No telephone")), tone="text2"))
        row.addStretch(1)
        return holder

    def _advice(self, scenario: Scenario) -> Sheet:
        """What one says in a crisis of this responsibility and what one does not (SCCT)."""
        language = self.session.locale.language
        advised, unadvised = scenarios.advice(scenario.cluster)
        sheet = _card(tr(N_("What to say in such a crisis")))
        for shape, tone, found in (("done", "text", advised), ("rejected", "text2", unadvised)):
            for words in found:
                sheet.body.addWidget(_marked(shape, words.best(language), tone))
        return sheet


def _version(version: ScenarioVersion) -> Sentence:
    """“Version 3, 22 November 2026: the gate has moved”."""
    serial, on = int(version.serial or 1), version.on
    if on is None:
        return sentence("Version {n}: {reason}", n=serial, reason=version.reason)
    return sentence("Version {n}, {day}: {reason}", n=serial, day=on, reason=version.reason)


def _card(title: str) -> Sheet:
    sheet = Sheet()
    sheet.body.addWidget(Label(title, role="section", bold=True))
    return sheet


def _lines(title: str, shape: str, said: Sequence[Sentence]) -> Sheet:
    sheet = _card(title)
    for one in said:
        sheet.body.addWidget(_marked(shape, say(one)))
    return sheet


def _marked(shape: str, words: str, tone: str = "text") -> QWidget:
    """A shape and the words it stands for, which may take several lines."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(8))
    row.addWidget(Mark(shape))
    row.addWidget(Label(words, tone=tone, wrap=True), 1)
    return holder
