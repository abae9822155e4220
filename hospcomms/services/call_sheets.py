"""The press call sheet of everybody, of a list, or of a list of people as it is filtered."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.press import ListMember, Person, PressList
from hospcomms.domain.query import Query
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from hospcomms.services.preview import Subject
from hospcomms.services.preview_periods import Period

if TYPE_CHECKING:
    from hospcomms.reports.document import Document
    from hospcomms.services.office import Office

MOST = 5_000
"""People on one sheet: some 200 pages."""
OUTLET, LANGUAGE, EVERYBODY = "outlet", "language", "everybody"
WAYS = (
    Period(OUTLET, sentence("By outlet")),
    Period(LANGUAGE, sentence("By language")),
    Period(EVERYBODY, sentence("By outlet, with people not to be contacted")),
)
"""How a sheet may be asked for; those who may not be contacted are on it only when asked."""
TITLE = N_("Press call sheet")


def call_sheet_document(
    office: Office, speaking: Locale, asked: PressList | Query | None = None, way: str = OUTLET
) -> Document:
    """The sheet of a list, of what a query finds, or of everybody. Raises Refusal for very many people."""
    # late: reports bring the page engine
    from hospcomms.reports import call_sheet as paper
    from hospcomms.services.dossiers import issuer_of

    found = _people(office, asked)
    people = found if way == EVERYBODY else [person for person in found if not person.is_blocked]
    sheet = paper.CallSheet(
        people,
        records.titles(office, {person.outlet for person in people}),
        asked.name if isinstance(asked, PressList) else "",
        paper.LANGUAGE if way == LANGUAGE else paper.OUTLET,
        len(found) - len(people),
    )
    return paper.call_sheet(sheet, issuer_of(office), speaking, office.today)


def _people(office: Office, asked: PressList | Query | None) -> Sequence[Person]:
    if isinstance(asked, PressList):
        members = records.parts(office, ListMember, asked.id)
        found = records.window(office, Person, [member.person for member in members])
        return [person for person in found if not person.binned_at]
    query = asked or Query(Person)
    if records.count(office, query) > MOST:
        raise Refusal(
            "too-long",
            sentence("There are more than {n} people, and the call sheet was not made. Filter the list.", n=MOST),
        )
    return records.find(office, query)


def sheet(office: Office, asked: PressList | None, speaking: Locale) -> Document:
    """The sheet by outlet, for the reports by name."""
    return call_sheet_document(office, speaking, asked)


def sheet_by_language(office: Office, asked: PressList | None, speaking: Locale) -> Document:
    """The sheet parted by language, for the reports by name."""
    return call_sheet_document(office, speaking, asked, LANGUAGE)


def subject(office: Office, asked: PressList | Query | None = None) -> Subject:
    """The sheet in the preview, where its order can be changed."""

    def build(speaking: Locale, way: str) -> Document:
        return call_sheet_document(office, speaking, asked, way or OUTLET)

    return Subject(TITLE, build, WAYS, icon="arrow_sort")
