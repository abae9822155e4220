"""An import of sessions on its way: what each row becomes, its programme, and which sessions are there already."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from hospcomms.domain.folding import words_of
from hospcomms.domain.programmes import Programme
from hospcomms.domain.query import Query
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import records
from hospcomms.services.row_import.known_rows import Key, KnownPlan
from hospcomms.services.row_import.rows import WARNING, Trouble
from hospcomms.services.row_import.same_row import SameRow
from hospcomms.services.row_import.source import Source, open_tables
from hospcomms.services.session_import import headings as h
from hospcomms.services.session_import.rows import SessionReader, SessionRow


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


class SessionPlan(KnownPlan[SessionRow]):
    """What an import of sessions would do; nothing is written here."""

    vocabulary, record, same = h.SESSIONS, EducationSession, SameSession

    @property
    def lacking(self) -> str:
        """The subject and the day must be told."""
        if h.TITLE not in self.roles:
            return N_("Say which column holds the subjects.")
        return "" if h.ON in self.roles else N_("Say which column holds the dates.")

    def reader(self) -> SessionReader:
        """Reads sessions."""
        return SessionReader(self.table, self.head, self.roles, self.office.today)

    def forget(self) -> None:
        """Forget the programmes too."""
        super().forget()
        self._programmes: dict[Key, int] = {}

    def learn(self) -> None:
        """Learn the programmes of the office."""
        self._programmes = {_words(one.title): one.id for one in records.find(self.office, Query(Programme))}

    def made(self, row: SessionRow) -> EducationSession:
        """The session."""
        return row.session

    def key_of(self, made: EducationSession) -> Key:
        """Subject, day and place."""
        return made.held_on, made.begins, _words(made.place), _words(made.title)

    def named(self, row: SessionRow) -> SessionRow:
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


def _words(text: str) -> Key:
    return tuple(words_of(text))
