"""The recommendations of the board: what fired, by which figures, and what the officer decides of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.changes import Commit
from hospcomms.domain.evaluation.board import AdviceLine
from hospcomms.domain.evaluations import ACCEPTED, DECISIONS, EDITED, REJECTED, Recommendation
from hospcomms.domain.fields import Record
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import evaluation
from ui import theme
from ui.language import say, spoken, tr
from ui.records.editors.flow import Flow
from ui.records.form_dialog import FormDialog
from ui.rooms.room import Section
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule, StateLabel

ASKED = {
    ACCEPTED: (evaluation.ACCEPT, ("responsible", "due")),
    EDITED: (evaluation.EDIT, ("advice", "reason", "responsible", "due")),
    REJECTED: (evaluation.REJECT, ("reason",)),
}
_DECISIONS = {choice.key: choice for choice in DECISIONS}
_BUTTONS = (
    (ACCEPTED, N_("Accept…"), "checkmark"),
    (EDITED, N_("Edit…"), "edit"),
    (REJECTED, N_("Reject with a reason…"), "dismiss"),
)


class AdviceList(QWidget):
    """The recommendations, the first that waits for a decision opened; without a campaign they are only read."""

    def __init__(self, session: Session, advice: Sequence[AdviceLine], campaign: Campaign | None) -> None:
        super().__init__()
        self.session, self.advice, self.campaign = session, advice, campaign
        self._opened = ""
        self._first: Button | None = None
        self._inside: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.fill()

    def fill(self, opened: str = "") -> None:
        """Show the recommendations with what was decided; ``opened`` is the rule shown whole."""
        known = evaluation.decided(self.session.office, self.campaign.id) if self.campaign else {}
        waiting = [line.rule for line in self.advice if line.rule not in known]
        self._opened = opened or next(iter(waiting), "")
        if self._inside is not None:
            self._column.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._first = None
        self._inside = self._made(known, len(waiting))
        self._column.addWidget(self._inside)
        if self.isVisible():
            self._inside.show()

    def go_to(self, rule: str = "") -> None:
        """Show a recommendation whole (the next that waits without one) and go to its first button."""
        self.fill(rule)
        if self._first is not None:
            self._first.setFocus()

    def _made(self, known: Mapping[str, Recommendation], waiting: int) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(Label(tr("Proposed recommendations"), role="section"))
        if self.campaign is not None and self.advice:
            said = sentence("{n} of {total} wait for a decision", n=waiting, total=len(self.advice))
            head.addWidget(Label(say(said), role="small", tone="text2"))
        head.addStretch(1)
        column.addLayout(head)
        for number, line in enumerate(self.advice, 1):
            column.addWidget(Rule())
            whole = self.campaign is None or line.rule == self._opened
            column.addWidget(self._line(line, number, known.get(line.rule), is_whole=whole))
        if not self.advice:
            column.addWidget(Label(tr("No rule fired on these figures."), tone="text2"))
        return inside

    def _line(self, line: AdviceLine, number: int, found: Recommendation | None, *, is_whole: bool) -> QWidget:
        """One recommendation: a line, or whole with its figures, source and buttons."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(3))
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        place = sentence("{n} of {total}", n=number, total=len(self.advice))
        head.addWidget(Label(say(place), role="small", tone="text2"))
        head.addWidget(Label(say(line.next_step), bold=True, wrap=True), 1)
        if not is_whole and found is None:
            head.addWidget(self._named(Button(tr("Show"), lambda: self.go_to(line.rule), kind="link"), line))
        column.addLayout(head)
        if found is not None:
            column.addWidget(self._decided(line, found))
        if is_whole:
            column.addWidget(Label(say(line.what), wrap=True))
            column.addWidget(Label(say(line.because), wrap=True))
            column.addWidget(Label(say(rule_said(line)), role="small", tone="text2", wrap=True))
            if self.campaign is not None:
                column.addWidget(self._buttons(line))
        return holder

    def _decided(self, line: AdviceLine, found: Recommendation) -> QWidget:
        choice = _DECISIONS[found.decision]
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(10))
        row.addWidget(StateLabel(choice.shape, tr(choice.label)))
        row.addWidget(Label(_details(found), role="small", tone="text2", elide=True), 1)
        row.addWidget(self._named(Button(tr("Change"), lambda: self.go_to(line.rule), kind="link"), line))
        return holder

    def _buttons(self, line: AdviceLine) -> QWidget:
        holder = QWidget()
        flow = Flow(holder)
        for decision, words, icon in _BUTTONS:
            button = Button(tr(words), partial(self.ask, line, decision), icon=icon)
            flow.addWidget(self._named(button, line))
            self._first = self._first or button
        return holder

    @staticmethod
    def _named(button: Button, line: AdviceLine) -> Button:
        """A button that says to a screen reader which recommendation it is of."""
        said = sentence("{verb}: {what}", verb=button.accessibleName(), what=line.next_step)
        button.setAccessibleName(spoken().say(said))
        return button

    def ask(self, line: AdviceLine, decision: str) -> FormDialog | None:
        """Ask what a decision needs: owner and day, the changed text, or the reason."""
        if self.campaign is None:
            return None
        office = self.session.office
        before = evaluation.decided(office, self.campaign.id).get(line.rule)
        # without its number: a decision taken again with the same words is a decision too
        begun = (
            evaluation.proposed(office, self.campaign, line)
            if before is None
            else replace(before, id=0, revision=0, created_at=None)
        )
        title, fields = ASKED[decision]

        def keep(record: Record) -> Commit:
            assert isinstance(record, Recommendation)
            return evaluation.decide(office, record, decision)

        dialog = FormDialog(
            self.session,
            replace(begun, decision=decision),
            title,
            verb=title,
            keep=keep,
            sections=(Section("", fields),),
            parent=self.window(),
        )
        dialog.saved.connect(lambda _record: self.go_to())
        dialog.open()
        return dialog


def rule_said(line: AdviceLine) -> Sentence:
    """The number of the rule and its source."""
    return sentence("Rule {number}. Source: {source}", number=line.number, source=line.source)


def _details(found: Recommendation) -> str:
    """The reason, or who does it until when."""
    if found.decision == REJECTED:
        return say(sentence("Reason: {reason}", reason=found.reason))
    if found.responsible and found.due:
        return say(sentence("{owner}, until {day}", owner=found.responsible, day=found.due))
    if found.due:
        return say(sentence("until {day}", day=found.due))
    return found.responsible
