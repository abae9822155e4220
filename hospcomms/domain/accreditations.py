"""Journalists who visit or film in the hospital: leave, places, escort, and the consent of patients (PRE-12)."""

from __future__ import annotations

from datetime import date, datetime

from hospcomms.domain.campaigns import YES_NO
from hospcomms.domain.checks import Problem
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    choice,
    day,
    file,
    link,
    links,
    long_text,
    moment,
    text,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, sentence

ASKED, GRANTED, REFUSED, OVER = "asked", "granted", "refused", "done"
STATES = (
    Choice(ASKED, C_("accreditation", "Asked for"), "waiting"),
    Choice(GRANTED, C_("accreditation", "Granted"), "approved"),
    Choice(REFUSED, C_("accreditation", "Refused"), "rejected"),
    Choice(OVER, C_("accreditation", "Visit over"), "closed"),
)
MOVES: dict[str, frozenset[str]] = {
    ASKED: frozenset({GRANTED, REFUSED}),
    GRANTED: frozenset({OVER, REFUSED}),
    REFUSED: frozenset({GRANTED}),
    OVER: frozenset(),
}
KINDS = (
    Choice("visit", C_("accreditation", "Visit")),
    Choice("filming", N_("Filming")),
    Choice("photos", C_("accreditation", "Photographs")),
    Choice("interview", N_("Interview")),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Accreditation(Record):
    """Leave for journalists to visit or film, where and when, with whom beside them (PRE-12)."""

    key = "accreditation"
    one = N_("Accreditation")
    many = N_("Accreditations")
    order = ("-starts_at",)

    title: str = text(N_("Subject"), required=True, listed=True)
    state: str = choice(
        N_("Status"),
        STATES,
        ASKED,
        listed=True,
        own=True,
    )
    kind: str = choice(
        N_("Kind"),
        KINDS,
        "visit",
        required=True,
        listed=True,
    )
    outlet: int = link(N_("Media outlet"), "outlet", listed=True)
    person: int = link(N_("Journalist"), "person", listed=True)
    crew: str = long_text(N_("Crew and equipment"))
    starts_at: datetime | None = moment(N_("Start"), required=True, listed=True)
    ends_at: datetime | None = moment(N_("End"))
    places: str = text(N_("Places open to them"), listed=True)
    closed_places: str = text(N_("Places closed to them"))
    escort: int = link(N_("Escort"), "colleague", listed=True)
    patients: str = choice(
        N_("Patients will be seen"),
        YES_NO,
        listed=True,
        help=N_(
            "No patient is filmed or named without written consent; the clinical team says who is able to give it."
        ),
    )
    consents: tuple[int, ...] = links(N_("Consents"), "consent")
    decided_by: str = text(N_("Decided by"), own=True)
    decided_on: date | None = day(N_("Decided on"), own=True)
    reason: str = text(N_("Reason"), own=True)
    paper: StoredFile | None = file(N_("Letter"))
    note: str = long_text(N_("Note"))

    def problems(self) -> list[Problem]:
        """The end may not come before the start; somebody visits."""
        found: list[Problem] = []
        if self.starts_at and self.ends_at and self.ends_at < self.starts_at:
            found.append(Problem("ends_at", sentence("The end lies before the start. Correct one of the two.")))
        if not (self.outlet or self.person):
            found.append(Problem("outlet", sentence("Say who comes: choose a media outlet or a journalist.")))
        return found
