"""Doing a verb of a room with a record: what is missing first, then what it asks, then the deed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Invalid, Missing, Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.wording import Sentence
from hospcomms.services import records
from ui.records.form_dialog import FormDialog
from ui.session import Session

if TYPE_CHECKING:
    from ui.rooms.room import Room, Verb


def legal(room: Room, record: Record) -> list[Verb]:
    """The verbs that are offered for a record as it stands, the usual one first."""
    found = [verb for verb in room.verbs if record.id and verb.when(record)]
    return sorted(found, key=lambda verb: not verb.usual)


class Moves(QObject):
    """Does verbs for one page. ``missing`` carries the verb's name and what forbids it; ``still`` what is left of
    that after a change.
    """

    missing = Signal(str, object)
    still = Signal(str, object)

    def __init__(self, session: Session, page: QWidget) -> None:
        super().__init__(page)
        self.session = session
        self._page = page
        self._held: tuple[Verb, Record] | None = None
        session.bus.committed.connect(lambda _commit: self._look_again())

    def do(self, verb: Verb, record: Record) -> None:
        """Do a verb with a record that has nothing unsaved."""
        self._held = None
        self.missing.emit(verb.name, [])
        if verb.begins is not None:
            verb.begins(self.session, self._page, record)
            return
        found = self._attempt(verb, lambda: verb.missing(self.session.office, record))
        if found is None:
            return
        if found:
            self._held = verb, record
            self.missing.emit(verb.name, found)
            return
        caution = verb.caution(self.session.office, record)
        if verb.asks is not None:
            self._ask(verb, verb.asks, record, caution)
        else:
            commit = self._attempt(verb, lambda: verb.act(self.session.office, record))
            if commit is not None:
                self.session.go.committed(commit)
                self._follow(commit, record, caution)

    def _attempt(self, verb: Verb, work: Callable[[], Any]) -> Any:
        """The answer of ``work``, or None when it was refused and the refusal was shown."""
        try:
            return work()
        except Invalid as refusal:
            self.missing.emit(verb.name, list(refusal.problems))
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
        return None

    def _look_again(self) -> None:
        """Something was saved: say what the move that was refused still lacks."""
        if self._held is None:
            return
        verb, record = self._held
        try:
            record = records.get(self.session.office, type(record), record.id)
        except Missing:
            return
        self.still.emit(verb.name, verb.missing(self.session.office, record) if verb.when(record) else [])

    def _ask(self, verb: Verb, asks: type[Record], record: Record, caution: Sentence | None) -> None:
        values: dict[str, Any] = {asks.whole: record.id} if asks.whole else {}
        commits: list[Commit] = []

        def act(asked: Record) -> Commit:
            commit = verb.act(self.session.office, record, asked)
            commits.append(commit)
            return commit

        dialog = FormDialog(
            self.session, asks(**values), verb.name, verb=verb.name, keep=act, parent=self._page.window()
        )
        dialog.foretell(verb.foresees(self.session.office, record))
        dialog.saved.connect(lambda _asked: self._follow(commits[-1], record, caution))
        dialog.open()

    def _follow(self, commit: Commit, record: Record, caution: Sentence | None) -> None:
        """Say what has to be said; a verb that makes another record of the same kind (a copy) leads to it."""
        if caution is not None:
            self.session.go.refuse(caution)
        made = _made(commit.steps, record)
        if made is not None:
            self.session.go.open_record(type(made), made.id)


def _made(steps: Sequence[Any], record: Record) -> Record | None:
    new = [step.after for step in steps if step.before is None and type(step.after) is type(record)]
    return new[0] if new else None
