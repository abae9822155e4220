"""What a preview shows: a report or a list as a PDF, made anew for a language or with other sections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.fields import Record
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Query
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import access, embargo, photo_guard, reports
from hospcomms.services.calendar_papers import MONTH_PAGE, month_document
from hospcomms.services.preview_periods import Period, days_of, months_round, offered, years_round

if TYPE_CHECKING:
    from hospcomms.reports.document import Block, Document
    from hospcomms.reports.pages_as_pictures import Pages
    from hospcomms.services.office import Office

Told = Callable[[float, Sentence], None]
"""Hears how far the work is (0-1) and what is done now; may raise to end it."""


@dataclass(frozen=True)
class Subject:
    """What can be previewed: its marked title, how its document is made, and the periods it may be about.

    ``build`` is given the language and the key of the period, "" where there are none; with ``takes_days`` that of
    any days.
    """

    title: str
    build: Callable[[Locale, str], Document]
    periods: tuple[Period, ...] = ()
    icon: str = "calendar"  # beside the period that is shown
    takes_days: bool = False
    taken: Callable[[], Commit | None] | None = None
    """What is noted once the whole paper was printed or saved."""
    about: tuple[str, int] = ("", 0)
    """What the log of access calls it: a report or a kind of record, and the record, 0 for several."""


@dataclass(frozen=True)
class Wish:
    """How the officer wants it: language, period, and the numbers of the sections left out."""

    language: str
    period: str = ""
    left_out: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Printed:
    """A finished report: the PDF file, its title, and the headings of the sections it could have.

    ``warnings`` say what could not be shown as it is.
    """

    content: bytes
    title: str
    wish: Wish
    sections: tuple[str, ...]
    warnings: tuple[Sentence, ...] = ()
    taken: Callable[[], Commit | None] | None = None
    may_leave: Callable[[], None] = lambda: None
    """Raises Refusal when it may not leave any more."""
    noted: Callable[[str, str], None] = lambda _what, _where: None
    """Writes into the log of access that it left."""

    @property
    def file_name(self) -> str:
        """A readable, safe name for the file."""
        return safe_name(f"{self.title}.pdf")


def of_report(office: Office, name: str, record: Record | None = None, to: embargo.Receiver | None = None) -> Subject:
    """A report by name, about a record or about the most recent one that fits; ``to`` as ``report_document``."""
    ident = record.id if record is not None else None

    def build(speaking: Locale, period: str) -> Document:
        return reports.report_document(office, name, ident, speaking, days_of(period), to)[1]

    def noted() -> Commit | None:
        report = reports.REPORTS[name]
        about = record if record is not None else report.latest(office)
        commit = report.taken(office, about) if report.taken is not None else None
        return commit if isinstance(commit, Commit) else None

    periods = offered(name, office.today)
    taken = noted if reports.REPORTS[name].taken is not None else None
    about = (name, ident or 0)
    return Subject(reports.NAMES[name], build, periods, takes_days=bool(periods), taken=taken, about=about)


def of_year(office: Office, year: int) -> Subject:
    """The campaigns of one year on a landscape sheet."""
    return replace(of_report(office, reports.YEAR_GRID), periods=years_round(year))


def of_month(office: Office, day: date, hidden: frozenset[str] = frozenset()) -> Subject:
    """The calendar of the month of a day, without the layers ``hidden``."""

    def build(speaking: Locale, period: str) -> Document:
        first, last = days_of(period) if period else (day, day)
        assert first is not None
        assert last is not None
        return month_document(office, Span(first, last), speaking, hidden)

    return Subject(reports.NAMES[MONTH_PAGE], build, months_round(day))


def of_reputation(office: Office, audience: int | None = None) -> Subject:
    """The image measurements over time, of one audience (0: of none named) or of all."""

    def build(speaking: Locale, period: str) -> Document:
        span = reports.days_asked(*days_of(period)) if period else None
        return reports.reputation_document(office, speaking, audience, span)

    periods = offered(reports.REPUTATION, office.today)
    return Subject(reports.NAMES[reports.REPUTATION], build, periods, takes_days=True)


def of_list(office: Office, query: Query, columns: Sequence[str], why: str = "") -> Subject:
    """A list as it is shown: its rows, columns and order; private columns only for a reason ``why``, which is noted."""

    def build(speaking: Locale, _period: str) -> Document:
        return reports.list_document(office, query, columns, speaking, why=why)[1]

    return Subject(query.record.many, build, about=(query.record.key, 0))


def make(office: Office, subject: Subject, wish: Wish, tell: Told) -> Printed:
    """Make the PDF as it is wished. Raises Refusal when it cannot be made, and what ``tell`` raises."""
    # late: the page engine takes a third of a second
    from hospcomms.reports.cleaning import plain
    from hospcomms.reports.pdf import set_pages

    tell(0.0, sentence("The records are being read."))
    may_leave = partial(_refuse_new, office, embargo.held_ids(office), photo_guard.usable(office))
    # A document speaks plainly: the marks that keep values together on the screen are not for paper.
    speaking = office.settings.locale_for(wish.language)
    document = subject.build(speaking, wish.period)
    if document.language != speaking.language:  # a release speaks its own language whatever is wished
        speaking, wish = office.settings.locale_for(document.language), replace(wish, language=document.language)
    tell(0.1, sentence("The pages are being set."))
    names = sections_of(document)
    chosen = replace(document, blocks=_without(document.blocks, wish.left_out))

    def paged(page: int) -> None:
        tell(page / (page + 8), sentence("Page {n} is being set.", n=page))

    pages = set_pages(chosen, speaking, paged=paged)
    tell(1.0, sentence("The pages are being shown."))
    taken = None if wish.left_out else subject.taken
    noted = partial(_note, office, subject)
    return Printed(pages.content, plain(document.title), wish, names, pages.warnings, taken, may_leave, noted)


def _note(office: Office, subject: Subject, what: str, where: str) -> None:
    name, ident = subject.about
    access.note(office, what, record=name or subject.title, ident=ident, where=where)


def _refuse_new(office: Office, held: frozenset[int], photos: frozenset[tuple[int, str]]) -> None:
    """Raise Refusal when something in the paper may not leave any more that might when it was made."""
    embargo.refuse_new(office, held)
    photo_guard.refuse_lost(office, photos)


def open_pages(printed: Printed) -> Pages:
    """The pages of a finished report, to be painted and searched; the caller closes them."""
    return pages_of(printed.content)


def pages_of(content: bytes) -> Pages:
    """The pages of a PDF file, to be painted; the caller closes them."""
    # late: PDFium is loaded when a preview is opened, never at the start
    from hospcomms.reports.pages_as_pictures import Pages

    return Pages(content)


def note_taken(printed: Printed) -> Commit | None:
    """Note that the paper was printed or saved, where that is kept; the change for the pages that show it."""
    return printed.taken() if printed.taken is not None else None


def only_pages(printed: Printed, wanted: Sequence[int]) -> Printed:
    """The same document with only some of its pages, from 0, as they are."""
    # late: as above
    from hospcomms.reports.pages_as_pictures import only

    return replace(printed, content=only(printed.content, wanted))


def save(printed: Printed, path: Path) -> None:
    """Write the PDF file, whole or not at all. Raises Refusal (``file-open``, ``disk-full``, ``embargo`` …)."""
    printed.may_leave()
    # late: as the other reports
    from hospcomms.reports.handing_over import write_whole

    write_whole(path, lambda temporary: _write(temporary, printed.content))
    printed.noted("print", path.suffix)


def another_name(path: Path) -> Path:
    """A name beside ``path`` that is not taken: «report (2).pdf»."""
    number = 2
    while (found := path.with_name(f"{path.stem} ({number}){path.suffix}")).exists():
        number += 1
    return found


def sections_of(document: Document) -> tuple[str, ...]:
    """The headings that may be left out; a document of one section has none to choose."""
    # late: as the other reports
    from hospcomms.reports.document import Heading

    found = tuple(block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1)
    return found if len(found) > 1 else ()


def _without(blocks: Sequence[Block], left_out: frozenset[int]) -> tuple[Block, ...]:
    """The blocks without some sections; what stands before the first and the signatures always stay."""
    # late: as the other reports
    from hospcomms.reports.document import Heading, Signatures

    kept: list[Block] = []
    section = -1
    for block in blocks:
        section += isinstance(block, Heading) and block.level == 1
        if section not in left_out or isinstance(block, Signatures):
            kept.append(block)
    return tuple(kept)


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
