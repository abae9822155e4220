"""What the watch rules propose: one card for each topic, to be taken up as an issue or dismissed with a reason."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.monitoring import Clip, Issue, WatchRule
from hospcomms.domain.watching import Proposal
from hospcomms.domain.wording import N_, Sentence, counted
from hospcomms.services import issues
from ui import theme
from ui.language import say, shown, tr
from ui.records.form_dialog import FormDialog
from ui.session import Session
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import EmptyState, Sheet

FIRST = 2
"""So many proposals stand above the list at first; the others when they are asked for."""
_SHOWN: tuple[type[Record], ...] = (Clip, Issue, WatchRule)


def why_said(proposal: Proposal) -> Sentence:
    """How many clips there are, and by which rule."""
    return counted(
        "{n} unfavourable clip, by the rule “{rule}”",
        "{n} unfavourable clips, by the rule “{rule}”",
        len(proposal.clips),
        rule=proposal.rule.title,
    )


class ProposalCard(Sheet):
    """One proposal: its topic, why it is made, its clips, and the decision."""

    def __init__(self, session: Session, proposal: Proposal) -> None:
        super().__init__(padding=8)
        self.session, self.proposal = session, proposal
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(proposal.topic, bold=True, elide=True))
        words.addWidget(Label(say(why_said(proposal)), role="small", tone="text2", elide=True))
        self.clips = MenuButton(tr(Clip.many), self._ask_clips, kind="row")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(Mark("soon", 16))
        row.addLayout(words, 1)
        row.addWidget(self.clips)
        for button in self._decisions():
            row.addWidget(button)
        self.body.addLayout(row)

    def _decisions(self) -> list[Button]:
        self.dismiss = Button(tr(issues.DISMISS), self._dismiss, kind="row", icon="dismiss")
        if self.proposal.issue:
            self.take = Button(tr(issues.JOIN), self._join, kind="row", icon="link")
        else:
            self.take = Button(tr(issues.TAKE_UP), self._take, kind="row", icon="alert")
        return [self.take, self.dismiss]

    def menu_now(self) -> QMenu:
        """The clips; a press opens one."""
        menu = QMenu(self)
        for clip in self.proposal.clips:
            action = menu.addAction(shown(clip.title).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, ident=clip.id: self.session.go.open_record(Clip, ident))
        return menu

    def _ask_clips(self) -> None:
        self.menu_now().exec(self.clips.mapToGlobal(self.clips.rect().bottomLeft()))

    def _take(self) -> None:
        self._do(partial(issues.open_issue, self.session.office, self.proposal))

    def _join(self) -> None:
        self._do(partial(issues.join_proposal, self.session.office, self.proposal), self.proposal.issue)

    def _do(self, act: Callable[[], Commit], issue: int = 0) -> None:
        try:
            commit = act()
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
            return
        self.session.go.committed(commit)
        self.session.go.open_record(Issue, issue or commit.saved(Issue).id)

    def _dismiss(self) -> None:
        """Ask why it is no issue."""

        def keep(order: Record) -> Commit:
            assert isinstance(order, issues.DismissOrder)
            return issues.dismiss(self.session.office, self.proposal, order)

        name = issues.DISMISS
        FormDialog(self.session, issues.DismissOrder(), name, verb=name, keep=keep, parent=self.window()).open()


class Proposals(QWidget):
    """All proposals of today in a column; takes no room while there are none. ``rule`` is 0 for every rule."""

    filled = Signal()

    def __init__(self, session: Session, rule: int = 0) -> None:
        super().__init__()
        self.session, self._rule = session, rule
        self.cards: list[ProposalCard] = []
        self._shown = FIRST if not rule else 1000
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self.setAccessibleName(tr(N_("Proposals of the watch rules")))
        session.bus.committed.connect(self._heard)
        self.fill()

    def _heard(self, commit: Commit) -> None:
        if any(commit.touches(kind) for kind in _SHOWN):
            self.fill()

    def fill(self) -> None:
        """Show what is proposed now."""
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        found = issues.proposals(self.session.office, self._rule)
        self.cards = [ProposalCard(self.session, proposal) for proposal in found[: self._shown]]
        for card in self.cards:
            self._column.addWidget(card)
        left = len(found) - len(self.cards)
        if left > 0:
            words = say(counted("Show {n} more proposal", "Show {n} more proposals", left))
            self._column.addWidget(Button(words, self._show_all, kind="link"))
        self.setVisible(bool(found))
        self.filled.emit()

    def _show_all(self) -> None:
        self._shown = 1000
        self.fill()


class ProposalsOfRule(QWidget):
    """The proposals of one rule, or that it proposes nothing today."""

    def __init__(self, session: Session, rule: WatchRule) -> None:
        super().__init__()
        self.proposals = Proposals(session, rule.id)
        self._nothing = EmptyState(
            "checkmark_circle",
            tr(N_("This rule proposes nothing today")),
            tr(N_("Clips count once their tone is judged and while they belong to no issue.")),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.proposals)
        column.addWidget(self._nothing)
        column.addStretch(1)
        self.proposals.filled.connect(self._show)
        self._show()

    def _show(self) -> None:
        self._nothing.setVisible(not self.proposals.cards)
