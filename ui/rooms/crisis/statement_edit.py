"""A statement at the desk: six parts in three languages side by side, its blanks marked, approved and released."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout

from hospcomms.domain.errors import Refusal
from hospcomms.domain.incidents import APPROVED, DRAFT, RELEASED, STATEMENT_STATES, Statement
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import records, reports, statements
from ui import theme
from ui.language import say, spoken, tr
from ui.records.draft_timer import DraftTimer
from ui.records.editors.lines import NameLine
from ui.rooms.crisis import words
from ui.rooms.crisis.desk_foot import KeyWord
from ui.rooms.crisis.pane import Pane
from ui.rooms.crisis.statement_fields import StatementFields, words_of
from ui.widgets.labels import Label
from ui.widgets.sheets import scrolled

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from ui.rooms.crisis.desk import DeskPage

DRAFT_WAIT = 1500  # milliseconds
PAPER, ALOUD = "statement", "statement-aloud"
_STATE = {state.key: state for state in STATEMENT_STATES}


class StatementPane(Pane):
    """What is typed is kept when the pane closes; a key approves it by name, another lets it out."""

    wide = True

    def __init__(self, desk: DeskPage, statement: Statement) -> None:
        super().__init__(desk, "")
        self.statement = statement
        self._waiting: tuple[object, ...] | None = None  # the words that wait for the disk
        self.fields = StatementFields()
        self.fields.changed.connect(self._changed)
        self.column.addWidget(scrolled(self.fields), 1)
        self.column.addLayout(self._foot_row())
        self.add_keys([
            KeyWord("Alt+Down", tr(C_("key", "next blank")), partial(self.walk, 1), weight=6),
            KeyWord("Ctrl+S", tr(C_("key", "keep")), self.keep, weight=7),
            KeyWord("Ctrl+Return", tr(C_("key", "approve")), self.approve, weight=8),
            KeyWord("Ctrl+Shift+Return", tr(C_("key", "release")), self.release, weight=8),
            KeyWord("Ctrl+Shift+P", tr(C_("key", "read-aloud version")), self.print_aloud, weight=4),
        ])  # fmt: skip
        self._wait = DraftTimer(self, DRAFT_WAIT, self._keep_draft)
        self._put(statement)
        self._put_back_draft()

    # what it is made of

    def _foot_row(self) -> QHBoxLayout:
        self.chief = NameLine(rtl=spoken().rtl, page_rtl=spoken().rtl)
        self.chief.set_hint(tr(N_("Name of the incident chief who approves")))
        self.ways = NameLine(rtl=spoken().rtl, page_rtl=spoken().rtl)
        self.ways.set_hint(tr(N_("How it goes out: press list by e-mail, read aloud at the gate …")))
        row = QHBoxLayout()
        edge = self.m.px(14)
        row.setContentsMargins(edge, theme.px(6), edge, theme.px(6))
        row.setSpacing(theme.px(10))
        row.addWidget(Label(tr(N_("Approved by")), tone="text2"))
        row.addWidget(self.chief, 2)
        row.addWidget(Label(tr(N_("Goes out by")), tone="text2"))
        row.addWidget(self.ways, 3)
        return row

    # what it holds

    def _put(self, statement: Statement) -> None:
        """Show a statement as it is stored."""
        self.statement = statement
        self.fields.put(statement)
        if not self.chief.text():
            self.chief.set_text(statement.approved_by or self.desk.incident.chief)
        self._say_state()

    def _say_state(self) -> None:
        typed = self.fields.typed()
        state = _STATE[self.statement.state]
        language = self.page.session.locale.language
        title = say(sentence("{n}. {title}", n=int(typed.serial or 0), title=typed.title.best(language)))
        said = [(tr(state.label), "text2")]
        if self.statement.approval_minutes is not None:
            minutes = int(self.statement.approval_minutes)
            said.append((say(sentence("approved in {n} min", n=minutes)), "text2"))
        left = tuple(dict.fromkeys(typed.blanks()))
        if left and self.statement.state == DRAFT:
            said.append((say(sentence("blanks left: {names}", names=left)), "soon"))
        self.head.say(title, said)

    def _changed(self) -> None:
        self._wait.start()
        self._say_state()

    def refresh(self) -> None:
        found = next((one for one in self.desk.statements if one.id == self.statement.id), None)
        if found is None or found.revision == self.statement.revision:
            return
        if not self.fields.is_changed() or self._waiting == words_of(self.fields.typed()):
            self._put(found)
        elif self._waiting is not None:  # what waited is on disk; what was typed since then goes on from there
            self.statement = self.fields.stored = found
        self._waiting = None

    def take_focus(self) -> None:
        self.fields.texts["facts", self.page.session.locale.language].setFocus()

    def walk(self, steps: int) -> None:
        """Go to the next blank, or to the one before."""
        self.fields.walk(steps)

    # what is done with it

    def keep(self) -> bool:
        """Keep what is typed; True when it is kept."""
        typed = self.fields.typed()
        if not self.fields.is_changed() or self._waiting == words_of(typed):
            return True
        late: list[bool] = []

        def act() -> Commit:
            now = records.get(self.office, Statement, typed.id).revision if late else typed.revision
            commit = statements.save(self.office, replace(typed, revision=now))
            records.discard_draft(self.office, Statement, typed.id)  # not before it is on disk
            return commit

        if not self.do(act):
            return False
        self._wait.stop()
        if self.page.held.kept.waiting:  # the words stay here as they are typed until the disk has them
            late.append(True)
            self._waiting = words_of(typed)
            return True
        found = next((one for one in self.desk.statements if one.id == typed.id), None)
        if found is not None:
            self._put(found)
        return True

    def approve(self) -> None:
        """The incident chief approves it, by name; blanks that are left are named and stand in the way."""
        if not self.keep():
            return
        problems = statements.missing_for_approval(self.office, self.statement)
        if problems:
            self.banner.show_message("late", " ".join(say(problem.message) for problem in problems))
            self.fields.go_to(problems[0].field)
            return
        by = self.chief.text().strip()
        self.do(lambda: statements.approve(self.office, self.statement, by))
        if not by:
            self.chief.setFocus()

    def release(self) -> None:
        """Let it out in the ways that are typed."""
        if self.statement.state == APPROVED and not self.ways.text().strip():
            self.banner.show_message("soon", tr(N_("Say below how the statement goes out.")))
            self.ways.setFocus()
            return
        if not self.keep():
            return
        ways = [way.strip() for way in self.ways.text().replace("،", ",").split(",") if way.strip()]
        problems = statements.missing_for_release(self.office, self.statement)
        if problems:
            told = words.time_of(self.office.clock())
            self.banner.show_message("late", " ".join(say(problem.message) for problem in problems) or told)
            return
        self.do(lambda: statements.release(self.office, self.statement, ways))

    def print_it(self) -> None:
        """Show it on paper."""
        self._print(PAPER)

    def print_aloud(self) -> None:
        """Show it in large type, to be read aloud."""
        self._print(ALOUD)

    def _print(self, name: str) -> None:
        if not self.keep():
            return
        if name not in reports.NAMES:
            self.banner.show_message("note", tr(N_("There is no such paper yet.")))
            return
        from ui.records.printing import print_report  # late: the engine of reports

        print_report(self.page.session, self, name, self.statement)

    def _keep_draft(self) -> None:
        """What is typed is kept until it is saved: the program may be killed at any moment."""
        try:
            records.keep_draft(self.office, Statement, self.statement.id, self.fields.draft())
        except Refusal as refusal:
            self.banner.show_message("late", say(refusal.sentence))

    def _put_back_draft(self) -> None:
        kept = records.draft(self.office, Statement, self.statement.id) or {}
        self.fields.put_draft(kept)
        if kept:
            self.banner.show_message("soon", tr(N_("What was typed here and not saved is back.")))
            self._say_state()

    def hide(self) -> None:
        """Closing keeps what was typed."""
        if self.statement.state != RELEASED:
            self.keep()
        super().hide()
