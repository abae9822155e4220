"""Breaches of personal data: begun with their deadline, the authority and the people told, closed when all is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from hospcomms.domain.breach_times import minutes_left
from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record, long_text, moment
from hospcomms.domain.privacy import FIVE_DAYS, NOTICE_HOURS, Breach
from hospcomms.domain.query import Op, Query
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

TOLD, PEOPLE_TOLD = N_("Authority told"), N_("People told")
CLOSE, REOPEN = N_("Close the breach"), N_("Open again")


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ToldOrder(Record):
    """What is asked when the authority was told: when, and why later if it was late."""

    key = "told_order"
    one = N_("Authority told")
    many = N_("Authority told")
    title_field = "late_because"

    at: datetime | None = moment(N_("Told at"), help=N_("Now when empty."))
    late_because: str = long_text(N_("Why later"), help=N_("Asked for when the authority is told after the time."))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class PeopleOrder(Record):
    """What is asked when the people concerned were told, or are not to be: when, or why not."""

    key = "people_order"
    one = N_("People told")
    many = N_("People told")
    title_field = "not_told_because"

    at: datetime | None = moment(N_("Told at"), help=N_("Now when empty and no reason is given."))
    not_told_because: str = long_text(N_("Why the people were not told"))


def fresh(office: Office) -> Breach:
    """A breach found now, by the officer, with the time the country gives."""
    now = office.clock().replace(second=0, microsecond=0)
    hours = NOTICE_HOURS.get(office.settings.country, FIVE_DAYS)
    return Breach(found_at=now, notice_hours=hours, responsible=office.settings.officer)


def tell(office: Office, breach: Breach, order: ToldOrder) -> Commit:
    """Note that the authority was told. Raises Invalid when it was late and no reason is given."""
    at = order.at or office.clock().replace(second=0, microsecond=0)
    _not_ahead(office, at)
    given = order.late_because.strip() or breach.late_because
    told = replace(breach, authority_told_at=at, late_because=given)
    return _saved(office, told, TOLD, {"authority_told_at": "at"})


def tell_people(office: Office, breach: Breach, order: PeopleOrder) -> Commit:
    """Note that the people concerned were told, or why they are not. Raises Invalid when it cannot be so."""
    reason = order.not_told_because.strip()
    at = order.at or (None if reason else office.clock().replace(second=0, microsecond=0))
    if at is not None:
        _not_ahead(office, at)
    told = replace(breach, people_told_at=at, not_told_because=reason)
    return _saved(office, told, PEOPLE_TOLD, {"people_told_at": "at"})


def _not_ahead(office: Office, at: datetime) -> None:
    if at > office.clock():
        raise Invalid([Problem("at", sentence("This lies in the future. Enter when it was done."))])


def _saved(office: Office, breach: Breach, name: str, asked: dict[str, str]) -> Commit:
    """Save it; a problem of a field of the breach is told at the field that asked for it."""
    try:
        return records.save(office, breach, name)
    except Invalid as refusal:
        told = [replace(problem, field=asked.get(problem.field, problem.field)) for problem in refusal.problems]
        raise Invalid(told) from None


def missing_to_close(_office: Office, breach: Breach) -> list[Problem]:
    """What the register of breaches still lacks of a breach (law 18-07, article 43 as told in RELIABILITY.md 6)."""
    found = [Problem(name, said) for name, said in _WANTED.items() if not str(getattr(breach, name)).strip()]
    if breach.people is None and not breach.people_kinds.strip():
        found.append(Problem("people", sentence("It is not said how many people are concerned, nor who they are.")))
    if breach.authority_told_at is None:
        found.append(Problem("authority_told_at", sentence("The authority was not told.")))
    if breach.people_told_at is None and not breach.not_told_because.strip():
        said = sentence("The people concerned were not told, and it is not said why.")
        found.append(Problem("people_told_at", said))
    return found


_WANTED: dict[str, Sentence] = {
    "circumstances": sentence("The circumstances are not told."),
    "data": sentence("It is not said which data are concerned."),
    "consequences": sentence("The likely consequences are not told."),
    "measures": sentence("The measures taken are not told."),
}


def close(office: Office, breach: Breach) -> Commit:
    """Close a breach of which everything is said. Raises Invalid with what is missing."""
    lacking = missing_to_close(office, breach)
    if lacking:
        said = tuple(problem.message for problem in lacking)
        raise Invalid(lacking, sentence("This step is not possible yet. {problems}", problems=said))
    return records.save(office, replace(breach, closed_on=office.today), CLOSE)


def reopen(office: Office, breach: Breach) -> Commit:
    """Open a closed breach again: more was found."""
    return records.save(office, replace(breach, closed_on=None), REOPEN)


def open_ones(office: Office) -> list[Breach]:
    """The breaches that are not closed, the one found last first."""
    return records.find(office, Query(Breach).where("closed_on", Op.EMPTY))


def latest(office: Office) -> Breach:
    """The open breach with the least time left, else the one found last. Raises Refusal when there is none."""
    now = office.clock()
    waiting = [(left, one) for one in open_ones(office) if (left := minutes_left(one, now)) is not None]
    if waiting:
        return min(waiting, key=lambda pair: (pair[0], pair[1].id))[1]
    found: list[Breach] = records.find(office, Query(Breach), 1)
    if not found:
        raise Refusal("nothing-fits", sentence("There is no data breach yet. Enter one first."))
    return found[0]
