"""The papers about enquiries, lines to take, services and spokespersons, as the reports by name ask for them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.enquiries import Enquiry, Line, Service
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import counted, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office
    from hospcomms.services.preview import Subject

MOST = 2_000
"""Records of one paper: some 200 pages."""
DAYS = timedelta(days=364)
"""The figures are usually about the twelve months that end today."""


def days_of_times(office: Office, first: date | None, last: date | None) -> Span:
    """The days of the figures: as asked, to today, or the twelve months that end on the last day asked for."""
    # late: brings the engine of workbooks
    from hospcomms.services.workbook import refuse_crossed

    end = last or max(office.today, first or office.today)
    asked = Span(first or end - DAYS, end)
    refuse_crossed(asked.first, asked.last)
    return asked


def times(office: Office, span: Span, speaking: Locale) -> Document:
    """The response times of the enquiries received in these days."""
    # late: reports bring the page engine
    from hospcomms.reports.enquiries import PeriodTimes, period_times
    from hospcomms.services.dossiers import issuer_of
    from hospcomms.services.enquiries import response_times

    found = response_times(office, span)
    about = PeriodTimes(span, found.whole, found.outlets, found.names)
    return period_times(about, issuer_of(office), speaking, office.today)


def latest_enquiry(office: Office) -> Enquiry:
    """The enquiry received last. Raises Refusal when there is none."""
    asked = Query(Enquiry, sort=(Sort("received_at", descending=True), Sort("id", descending=True)))
    found: list[Enquiry] = records.find(office, asked, 1)
    if not found:
        raise Refusal("nothing-to-report", counted("There is no enquiry.", "There are no enquiries.", 0))
    return found[0]


def enquiry(office: Office, record: Enquiry, speaking: Locale) -> Document:
    """One enquiry with its answer, for the file."""
    # late: as above
    from hospcomms.reports.enquiries import EnquiryFile, enquiry_sheet
    from hospcomms.services.dossiers import issuer_of

    linked = {record.person, record.outlet, record.spokesperson, record.consent} - {0}
    about = EnquiryFile(record, records.titles(office, linked))
    return enquiry_sheet(about, issuer_of(office), speaking, office.today)


def services(office: Office, record: Service | None, speaking: Locale) -> Document:
    """The whole catalogue, or that of the department of one service."""
    return catalogue(office, speaking, record.department if record is not None else None)


def catalogue(office: Office, speaking: Locale, department: str | None = None) -> Document:
    """The service catalogue of all departments, or of one. Raises Refusal for very many services."""
    # late: as above
    from hospcomms.reports.spoken_words import service_catalogue
    from hospcomms.services.dossiers import issuer_of

    asked = Query(Service)
    if department is not None:
        asked = asked.where("department", Op.IS, department) if department else asked.where("department", Op.EMPTY)
    return service_catalogue(_all(office, asked), issuer_of(office), speaking, office.today)


def catalogue_subject(office: Office) -> Subject:
    """The catalogue in the preview, where one department can be chosen."""
    # late: these know the reports by name, of which this module gives some
    from hospcomms.reports.spoken_words import CATALOGUE
    from hospcomms.services.preview import Subject
    from hospcomms.services.preview_periods import Period

    def build(speaking: Locale, way: str) -> Document:
        return catalogue(office, speaking, way.removeprefix("=") if way else None)

    names = records.distinct(office, Service, "department", 60)
    ways = [Period("", sentence("All departments"))]
    ways += [Period(f"={name}", sentence("{department}", department=name)) for name in names]
    return Subject(CATALOGUE, build, tuple(ways), icon="building")


def lines(office: Office, record: Line | None, speaking: Locale) -> Document:
    """All lines to take, or one of them."""
    # late: as above
    from hospcomms.reports.spoken_words import lines_to_take
    from hospcomms.services.dossiers import issuer_of

    found = [record] if record is not None else _all(office, Query(Line))
    return lines_to_take(found, issuer_of(office), speaking, office.today)


def speakers(office: Office, _record: Colleague | None, speaking: Locale) -> Document:
    """Who may speak to the press today."""
    # late: as above
    from hospcomms.reports.spoken_words import Speakers, spokespersons
    from hospcomms.services.dossiers import issuer_of

    people: list[Colleague] = _all(office, Query(Colleague).where("speaks", Op.IS, True))
    found = records.window(office, Colleague, sorted({one.deputy for one in people if one.deputy}))
    deputies = {one.id: one for one in found if not one.binned_at}
    return spokespersons(Speakers(people, deputies), issuer_of(office), speaking, office.today)


def _all(office: Office, asked: Query) -> list:  # type: ignore[type-arg]
    if records.count(office, asked) > MOST:
        raise Refusal(
            "too-long",
            counted(
                "There is more than {n} record, and the paper was not made.",
                "There are more than {n} records, and the paper was not made.",
                MOST,
            ),
        )
    return records.find(office, asked)
