"""The first page: what waits for the officer, how full the week is, and the public holidays ahead (HOM).

Everything is asked with conditions on indexed days and states and with a limit; no list is read whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hospcomms.domain import agenda as rules
from hospcomms.domain.activities import PLANNED, UNDER_WAY, Activity
from hospcomms.domain.agenda import Agenda, Line
from hospcomms.domain.campaigns import APPROVED, CLOSED, DRAFT, PAUSED, RUNNING, SUBMITTED, Campaign
from hospcomms.domain.changes import ChangeName
from hospcomms.domain.country import Holiday, holidays
from hospcomms.domain.evaluations import Recommendation
from hospcomms.domain.fields import Record
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.press import Interaction, Person
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.schedule import week_start
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

LIMIT = 200
"""How many records of one question are read; more are never shown on a first page."""
AHEAD = timedelta(days=14)
WORKING = frozenset({APPROVED, RUNNING})
"""Campaigns whose activities press: approved ones and running ones."""
ANSWERABLE = frozenset({RUNNING, PAUSED, CLOSED})
"""Campaigns whose objectives want a result; an evaluated one has been answered."""


@dataclass(frozen=True)
class DayLoad:
    """One day of the week: how many activities and campaigns begin or end on it, and what kind of day it is."""

    day: date
    count: int
    is_weekend: bool
    holiday: Holiday | None


@dataclass(frozen=True)
class Standing:
    """How the office stands: text not saved yet, the last change, campaigns that run, the day of the last backup."""

    drafts: tuple[tuple[type[Record], int], ...]
    last_change: ChangeName | None
    running: int
    backup: date | None = None


def agenda(office: Office) -> Agenda:
    """What is late, due today, waiting for approval and coming within 14 days, each with its reason."""
    # late: they bring the services of every room that has something due, and the first page is painted without them
    from hospcomms.services.calendar_home import calendar_due
    from hospcomms.services.consent_home import consents_due
    from hospcomms.services.crisis_dues import home_dues
    from hospcomms.services.material_dues import home_lines as materials_due
    from hospcomms.services.privacy_home import privacy_due
    from hospcomms.services.programme_dues import follow_ups_due
    from hospcomms.services.session_dues import session_dues
    from hospcomms.services.watch_home import watched

    today = office.today
    cut: set[str] = set()
    own = (_activities, _campaigns, _objectives, _recommendations, _next_steps, _enquiries)
    later = (watched, home_dues, consents_due, follow_ups_due, materials_due, session_dues, calendar_due, privacy_due)
    lines = [line for reader in (*own, *later) for line in reader(office, today, cut)]
    waiting = records.count(office, _own(Query(Campaign)).where("state", Op.IS, SUBMITTED))
    return rules.agenda(today, lines, {rules.WAITING: waiting}, cut)


def _read(office: Office, query: Query, cut: set[str], *groups: str) -> list[Any]:
    """The first ``LIMIT`` records of a query; when there may be more, the groups they belong to are noted."""
    found = records.find(office, query, LIMIT)
    if len(found) == LIMIT:
        cut.update(groups)
    return found


def campaigns_with_late_work(office: Office) -> frozenset[int]:
    """The ids of campaigns, of any state, that have an activity past its last day or not begun in time."""
    queries = _late_work(office.today)
    return frozenset(activity.campaign for query in queries for activity in records.find(office, query, LIMIT))


def _late_work(today: date) -> tuple[Query, ...]:
    """The newest of the late activities are read: very old ones belong to campaigns closed long ago."""
    yesterday = today - timedelta(days=1)
    still_open = Query(Activity).where("status", Op.AMONG, (PLANNED, UNDER_WAY))
    planned = Query(Activity).where("status", Op.IS, PLANNED).where("start", Op.TO, yesterday)
    return (
        _by("end", still_open.where("end", Op.TO, yesterday), newest=True),
        _by("start", planned.where("end", Op.FROM, today), newest=True),
        _by("start", planned.where("end", Op.EMPTY), newest=True),
    )


def _activities(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    horizon = today + AHEAD
    found: dict[int, Activity] = {}
    late, coming = (rules.LATE,), (rules.WEEK, rules.FORTNIGHT)
    for groups, query in (
        *((late, query) for query in _late_work(today)),
        # no status here: between two days the index on the day reads far fewer rows than the one on the status
        (coming, _by("start", Query(Activity).where("start", Op.FROM, today).where("start", Op.TO, horizon))),
        (coming, _by("end", Query(Activity).where("end", Op.FROM, today).where("end", Op.TO, horizon))),
    ):
        found.update((activity.id, activity) for activity in _read(office, query, cut, *groups))
    campaigns = _campaigns_of(office, (activity.campaign for activity in found.values()), WORKING)
    for activity in found.values():
        campaign = campaigns.get(activity.campaign)
        line = rules.activity_line(activity, campaign.title, today) if campaign else None
        if line is not None:
            yield line


def _campaigns(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    horizon = today + AHEAD
    asked = _own(Query(Campaign))
    for group, query in (
        (
            rules.LATE,
            _by("end", asked.where("state", Op.AMONG, (RUNNING, PAUSED)).where("end", Op.TO, horizon), newest=True),
        ),
        (rules.LATE, _by("start", asked.where("state", Op.IS, APPROVED).where("start", Op.TO, horizon), newest=True)),
        (rules.LATE, _by("start", asked.where("state", Op.IS, DRAFT).where("start", Op.TO, horizon), newest=True)),
        (rules.WAITING, _by("state_since", asked.where("state", Op.IS, SUBMITTED))),
    ):
        for campaign in _read(office, query, cut, group):
            line = rules.campaign_line(campaign, today)
            if line is not None:
                yield line


def _objectives(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    """Objectives whose day has come or comes and that have no result, not even one that says “not measured”."""
    query = _by("deadline", Query(Objective).where("deadline", Op.TO, today + AHEAD), newest=True)
    found: list[Objective] = _read(office, query, cut, rules.LATE)
    campaigns = _campaigns_of(office, (objective.campaign for objective in found), ANSWERABLE)
    asked = [objective for objective in found if objective.campaign in campaigns]
    if not asked:
        return
    wanted = tuple(objective.id for objective in asked)
    answered = {result.objective for result in records.find(office, Query(Result).where("objective", Op.AMONG, wanted))}
    for objective in asked:
        line = rules.objective_line(objective, campaigns[objective.campaign].title, today)
        if line is not None and objective.id not in answered:
            yield line


def _recommendations(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    """Accepted recommendations that are due, whatever the state of their campaign: it is over when they begin."""
    asked = Query(Recommendation).where("done_on", Op.EMPTY).where("due", Op.TO, today + AHEAD)
    found: list[Recommendation] = _read(office, _by("due", asked, newest=True), cut, rules.LATE)
    names = records.titles(office, {recommendation.campaign for recommendation in found})
    for recommendation in found:
        line = rules.recommendation_line(recommendation, names.get(recommendation.campaign, ""), today)
        if line is not None:
            yield line


def _next_steps(office: Office, today: date, cut: set[str]) -> Iterable[Line]:
    """Next steps agreed with people of the press that are not done; people in the bin wait for nothing."""
    asked = Query(Interaction).where("next_done", Op.IS, False).where("next_on", Op.TO, today + AHEAD)
    found: list[Interaction] = _read(office, _by("next_on", asked, newest=True), cut, rules.LATE)
    people = records.window(office, Person, sorted({interaction.person for interaction in found}))
    names = {person.id: person.name for person in people if not person.binned_at}
    for interaction in found:
        name = names.get(interaction.person)
        line = rules.next_step_line(interaction, name, today) if name is not None else None
        if line is not None:
            yield line


def _enquiries(office: Office, _today: date, _cut: set[str]) -> Iterable[Line]:
    """Questions of journalists an answer is owed to."""
    from hospcomms.services.desk_lines import home_lines  # late: as above

    return home_lines(office)


def _campaigns_of(office: Office, wanted: Iterable[int], states: frozenset[str]) -> dict[int, Campaign]:
    """The campaigns with these ids that are no templates, not in the bin, and in one of the states."""
    found = records.window(office, Campaign, sorted(set(wanted)))
    return {
        campaign.id: campaign
        for campaign in found
        if campaign.state in states and not campaign.is_template and not campaign.binned_at
    }


def _own(query: Query) -> Query:
    return query.where("is_template", Op.IS, False)


def _by(field: str, query: Query, *, newest: bool = False) -> Query:
    return Query(query.record, query.conditions, sort=(Sort(field, newest),))


def week(office: Office) -> tuple[DayLoad, ...]:
    """The seven days of this week, from the country's first weekday."""
    country = office.settings.locale.country
    first = week_start(office.today, country.first_weekday)
    last = first + timedelta(days=6)
    days: Counter[date] = Counter()
    for kind in (Activity, Campaign):
        touched: dict[int, set[date]] = {}
        for field in ("start", "end"):
            query = Query(kind).where(field, Op.FROM, first).where(field, Op.TO, last)
            for found in records.find(office, _by(field, query), LIMIT):
                touched.setdefault(found.id, set()).add(getattr(found, field))
        days.update(day for several in touched.values() for day in several)
    known = holidays(country.code)
    return tuple(
        DayLoad(day, days[day], day.weekday() in country.weekend, known.get(day))
        for day in (first + timedelta(days=n) for n in range(7))
    )


def holidays_ahead(office: Office, count: int = 3, within: int = 180) -> tuple[Holiday, ...]:
    """The next public holidays of the country, at most ``within`` days away."""
    today = office.today
    known = holidays(office.settings.locale.country.code)
    last = today + timedelta(days=within)
    return tuple(known[day] for day in sorted(known) if today <= day <= last)[:count]


def standing(office: Office) -> Standing:
    """What is not saved, what was done last, how many campaigns run, and when the last backup was made."""
    # late: packing archives is not needed to read one note, and the first page must come quickly
    from hospcomms.services.upkeep import last_backup

    running = _own(Query(Campaign)).where("state", Op.IS, RUNNING)
    at = last_backup(office)
    return Standing(
        tuple(records.drafts(office)),
        records.undoable(office),
        records.count(office, running),
        at.astimezone().date() if at else None,
    )


def backup_severity(last: date | None, today: date) -> str:
    """How much the age of the last backup presses: ``soon`` after 7 days or without any, ``late`` after 14."""
    if last is None:
        return "soon"
    age = (today - last).days
    return "late" if age > 14 else "soon" if age > 7 else "done"
