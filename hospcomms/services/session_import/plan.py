"""An import of sessions on its way: what each row becomes, its programme, and which sessions are there already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from hospcomms.domain.folding import words_of
from hospcomms.domain.programmes import Programme
from hospcomms.domain.query import Query
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import records
from hospcomms.services.row_import.plan import Progress, RowPlan
from hospcomms.services.row_import.rows import WARNING, Trouble
from hospcomms.services.row_import.same_row import SameRow
from hospcomms.services.row_import.source import Source, open_tables
from hospcomms.services.session_import import headings as h
from hospcomms.services.session_import.rows import SessionReader, SessionRow

Key = tuple[object, ...]


class SameSession(SameRow):
    """The session a row doubles."""

    __slots__ = ()

    def present(self) -> Sentence:
        """That it is alike, not that it has its reference."""
        return sentence("A session of this subject, day and place is already present.")

    def further_up(self, number: int) -> Sentence:
        """The same of a row of the file."""
        return sentence("The same subject, day and place as row {row} of the file.", row=str(number))


def open_sessions(path: Path, encoding: str = "") -> Source:
    """Read a file of sessions; ``encoding`` is that of a text, "" to guess. Raises Refusal when it cannot be read."""
    return open_tables(path, h.SESSIONS, encoding)


class SessionPlan(RowPlan[SessionRow]):
    """What an import of sessions would do; nothing is written here."""

    vocabulary = h.SESSIONS

    @property
    def lacking(self) -> str:
        """The subject and the day must be told."""
        if h.TITLE not in self.roles:
            return N_("Say which column holds the subjects.")
        return "" if h.ON in self.roles else N_("Say which column holds the dates.")

    @property
    def twins(self) -> Mapping[int, SameSession]:
        """Sessions that are there already, by the place of their row."""
        return self._twins

    def reader(self) -> SessionReader:
        """Reads sessions."""
        return SessionReader(self.table, self.head, self.roles, self.office.today)

    def forget(self) -> None:
        """Forget what was compared."""
        self._twins: dict[int, SameSession] = {}
        self._known: dict[Key, tuple[int, str]] = {}
        self._programmes: dict[Key, int] = {}

    def prepare(self, progress: Progress) -> None:
        """Learn the programmes and the sessions the office has."""
        self._programmes = {_words(one.title): one.id for one in records.find(self.office, Query(Programme))}
        progress(0.05)
        self._known = {}
        for session in records.find(self.office, Query(EducationSession)):
            if session.reference:
                self._known["reference", session.reference.casefold()] = session.id, session.title
            self._known[_key(session)] = session.id, session.title
        progress(0.1)

    def compare(self, found: list[SessionRow], progress: Progress) -> None:
        """Look the programmes up, then find the sessions that are there twice."""
        self.rows = [self._named(row) for row in found]
        progress(0.7)
        self._find_twins()
        progress(1.0)

    def compare_again(self, place: int) -> None:
        """The mended row is looked up again."""
        self.rows = [self._named(row) if row.place == place else row for row in self.rows]
        self._find_twins()

    def _named(self, row: SessionRow) -> SessionRow:
        """The row with its programme as a record, or with its name in the note where there is none."""
        if not row.programme:
            return row
        ident = self._programmes.get(_words(row.programme), 0)
        if ident:
            return replace(row, session=replace(row.session, programme=ident))
        note = "\n".join(part for part in (row.session.note, row.programme) if part)
        said = sentence("The programme “{name}” is not present; its name went into the note.", name=row.programme)
        trouble = Trouble(row.column(h.PROGRAMME), WARNING, said, sentence("Programme that is not present"))
        return replace(row, session=replace(row.session, note=note), troubles=(*row.troubles, trouble))

    def _find_twins(self) -> None:
        self._twins = {}
        in_file: dict[Key, tuple[int, str]] = {}
        for row in self.rows:
            if row.is_refused:
                continue
            twin = self._twin_of(row.session, in_file)
            if twin is not None:
                self._twins[row.place] = twin
            in_file.setdefault(_key(row.session), (row.place, row.session.title))

    def _twin_of(self, session: EducationSession, in_file: Mapping[Key, tuple[int, str]]) -> SameSession | None:
        own = self._known.get(("reference", session.reference.casefold())) if session.reference else None
        if own is not None:
            return SameSession(own[0], -1, own[1], is_own=True)
        there = self._known.get(_key(session))
        if there is not None:
            return SameSession(there[0], -1, there[1])
        above = in_file.get(_key(session))
        return SameSession(0, above[0], above[1]) if above is not None else None


def _key(session: EducationSession) -> Key:
    return session.held_on, session.begins, _words(session.place), _words(session.title)


def _words(text: str) -> Key:
    return tuple(words_of(text))
