"""The room of data breaches: the clock until the authority must be told, what was done, and the register’s sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from hospcomms.domain.breach_times import PRESSING, minutes_left, severity, time_said, was_late
from hospcomms.domain.privacy import Breach
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import breaches
from hospcomms.services.privacy_reports import BREACH
from ui.rooms.room import Beside, Fact, Notice, Room, Section, Verb

if TYPE_CHECKING:
    from ui.session import Session


def _fresh(session: Session) -> Breach:
    return breaches.fresh(session.office)


def _severity(breach: Breach, _today: date) -> str:
    return severity(breach, datetime.now(UTC))


def _is_open(breach: Breach) -> bool:
    return breach.closed_on is None


def _beside(session: Session, breach: Breach) -> Beside:
    """How far it is with the authority."""
    if breach.closed_on is not None:
        return Beside("closed", C_("breach", "Closed"))
    if breach.authority_told_at is not None:
        return Beside("running", N_("Authority told"))
    left = minutes_left(breach, session.office.clock())
    if left is not None and left < 0:
        return Beside("late", C_("breach", "Authority told too late"))
    return Beside("waiting", N_("Authority not told yet"))


def _facts(session: Session, breach: Breach) -> Sequence[Fact]:
    """The countdown in hours and minutes, until when, or when the authority and the people were told."""
    facts, locale = [], session.locale
    left = minutes_left(breach, session.office.clock())
    if left is not None:
        label = N_("Late by") if left < 0 else N_("Time left")
        facts.append(Fact(label, time_said(left), late=left < 0))
    if breach.due_at is not None and breach.authority_told_at is None:
        facts.append(Fact(N_("Authority to be told by"), locale.moment(breach.due_at)))
    if breach.authority_told_at is not None:
        facts.append(Fact(N_("Authority told at"), locale.moment(breach.authority_told_at), late=was_late(breach)))
    if breach.people_told_at is not None:
        facts.append(Fact(N_("People told at"), locale.moment(breach.people_told_at)))
    if breach.people is not None:
        facts.append(Fact(N_("People concerned"), locale.number(breach.people)))
    return facts


def _notice(session: Session, breach: Breach) -> Notice | None:
    """That the time is over or nearly so; the minutes themselves stand in the strip below."""
    left = minutes_left(breach, session.office.clock())
    if left is None:
        return None
    if left < 0:
        return Notice("late", sentence("The time to tell the authority is over. Tell it now, and say why it is late."))
    if left <= PRESSING:
        return Notice("soon", sentence("Less than a day is left to tell the authority. “Print” makes the notice."))
    return None


def _told(wanted: str) -> Any:
    return lambda breach: breach.closed_on is None and getattr(breach, wanted) is None


ROOM = Room(
    key="breaches",
    record=Breach,
    icon="shield_error",
    group="holdings",
    title=C_("room", "Data breaches"),
    empty=N_("No data breach. Enter one as soon as data was seen, changed or lost: the clock runs from then on."),
    form_title=N_("Details"),
    new_title=N_("New data breach"),
    columns=("title", "found_at", "harm", "people", "authority_told_at", "closed_on", "responsible"),
    chips=("harm", "found_at", "closed_on"),
    sections=(
        Section(N_("What happened"), ("title", "found_at", "happened_at", "harm", "circumstances")),
        Section(N_("Whom and what it concerns"), ("people", "people_kinds", "data", "consequences")),
        Section(N_("What was done"), ("measures", "responsible")),
        Section(
            N_("Who was told"),
            ("notice_hours", "authority_told_at", "late_because", "people_told_at", "not_told_because"),
        ),
        Section(N_("Register and files"), ("reference", "closed_on", "papers")),
    ),
    verbs=(
        Verb(
            breaches.TOLD, breaches.tell, when=_told("authority_told_at"), asks=breaches.ToldOrder, usual=True,
            icon="send",
        ),
        Verb(
            breaches.PEOPLE_TOLD, breaches.tell_people, when=_told("people_told_at"), asks=breaches.PeopleOrder,
            icon="people",
        ),
        Verb(
            breaches.CLOSE, breaches.close, when=_is_open, missing=breaches.missing_to_close, icon="checkmark_circle"
        ),
        Verb(breaches.REOPEN, breaches.reopen, when=lambda breach: not _is_open(breach), icon="arrow_reset"),
    ),
    fresh=_fresh,
    facts=_facts,
    notice=_notice,
    beside=_beside,
    severity=_severity,
    reports=(BREACH, "record-sheet"),
)  # fmt: skip
