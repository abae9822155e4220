"""An import of clips on its way: what each row becomes, whom it names, and which clips are there already."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hospcomms.domain.folding import words_of
from hospcomms.domain.monitoring import Clip
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services.clip_import import headings as h
from hospcomms.services.clip_import.names import Names
from hospcomms.services.clip_import.rows import NO_MEDIUM, ClipReader, ClipRow
from hospcomms.services.clip_import.words import PAPER_OF
from hospcomms.services.contacts.phones import folded_words
from hospcomms.services.contacts.words import medium_of_outlet
from hospcomms.services.row_import.known_rows import Key, KnownPlan
from hospcomms.services.row_import.rows import WARNING, Trouble
from hospcomms.services.row_import.same_row import SameRow
from hospcomms.services.row_import.source import Source, open_tables


class SameClip(SameRow):
    """The clip a row doubles."""

    __slots__ = ()

    def present(self) -> Sentence:
        """That it is alike, not that it has its reference."""
        return sentence("The same headline of the same day and outlet is already present.")

    def further_up(self, number: int) -> Sentence:
        """The same of a row of the file."""
        return sentence("The same headline, day and outlet as row {row} of the file.", row=str(number))


def open_clips(path: Path, encoding: str = "") -> Source:
    """Read a file of clips; ``encoding`` is that of a text, "" to guess. Raises Refusal when it cannot be read."""
    return open_tables(path, h.CLIPS, encoding)


class ClipPlan(KnownPlan[ClipRow]):
    """What an import of clips would do; nothing is written here."""

    vocabulary, record, same = h.CLIPS, Clip, SameClip

    @property
    def lacking(self) -> str:
        """The headline and the date must be told."""
        if h.TITLE not in self.roles:
            return N_("Say which column holds the headlines.")
        return "" if h.ON in self.roles else N_("Say which column holds the dates.")

    def reader(self) -> ClipReader:
        """Reads clips."""
        return ClipReader(self.table, self.head, self.roles, self.office.settings.officer, self.office.today)

    def forget(self) -> None:
        """Forget the names too."""
        super().forget()
        self.names: Names | None = None

    def learn(self) -> None:
        """Learn the outlets, and the journalists where a column tells them."""
        self.names = Names(self.office, with_people=h.PERSON in self.roles)

    def made(self, row: ClipRow) -> Clip:
        """The clip."""
        return row.clip

    def key_of(self, made: Clip) -> Key:
        """Day, outlet and headline."""
        return _key(made.on, made.outlet, made.title)

    def key_in_file(self, row: ClipRow) -> Key:
        """An outlet that is not present yet is told by its name."""
        return _key(row.clip.on, row.clip.outlet or folded_words(row.outlet), row.clip.title)

    def may_be_there(self, row: ClipRow) -> bool:
        """No clip of the office is of an outlet that is only now added."""
        return bool(row.clip.outlet or not row.outlet)

    def named(self, row: ClipRow) -> ClipRow:
        """The row with its outlet and journalist as records, or with what is said where there is none."""
        assert self.names is not None
        clip, troubles = row.clip, list(row.troubles)
        outlet = self.names.outlet(row.outlet) if row.outlet else None
        if outlet is not None:
            clip = replace(clip, outlet=outlet.id)
            if h.PAPER not in self.roles:
                clip = replace(clip, paper=PAPER_OF.get(outlet.medium, clip.paper))
        elif row.outlet:
            said = sentence("The outlet “{name}” is not present: it is added.", name=row.outlet)
            troubles.append(Trouble(row.column(h.OUTLET), WARNING, said, sentence("New media outlet")))
            if h.PAPER not in self.roles and not medium_of_outlet(row.outlet):
                troubles.append(Trouble(row.column(h.OUTLET), WARNING, NO_MEDIUM, NO_MEDIUM))
        if row.person:
            ident, is_unclear = self.names.person(row.person, clip.outlet)
            clip = replace(clip, person=ident)
            if not ident:
                clip = replace(clip, note="\n".join(part for part in (clip.note, row.person) if part))
                troubles.append(Trouble(row.column(h.PERSON), WARNING, *_said_of(row.person, several=is_unclear)))
        return replace(row, clip=clip, troubles=tuple(troubles))


def _key(on: date | None, outlet: object, title: str) -> Key:
    return on, outlet or 0, " ".join(words_of(title))


def _said_of(name: str, *, several: bool) -> tuple[Sentence, Sentence]:
    if several:
        said = sentence("Several contacts are called {name}; the name went into the note. Choose one later.", name=name)
        return said, sentence("Several contacts have this name")
    said = sentence("The journalist {name} is not among the contacts; the name went into the note.", name=name)
    return said, sentence("Journalist not among the contacts")
