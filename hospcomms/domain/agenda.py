"""What waits for the officer: which activities, campaigns and objectives belong on the first page, and why (HOM).

The rules are pure: a record and today give a line or nothing. ``services.home`` decides which records to read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from hospcomms.domain.activities import PLANNED, Activity
from hospcomms.domain.campaigns import APPROVED, DRAFT, PAUSED, RUNNING, SUBMITTED, Campaign
from hospcomms.domain.evaluations import Recommendation
from hospcomms.domain.fields import Record
from hospcomms.domain.objectives import Objective
from hospcomms.domain.press import Interaction
from hospcomms.domain.wording import N_, InWords, Sentence, counted, sentence

LATE, TODAY, WAITING, WEEK, FORTNIGHT = "late", "today", "waiting", "week", "fortnight"
GROUPS: tuple[tuple[str, str, str], ...] = (
    (LATE, N_("Overdue"), "late"),
    (TODAY, N_("Today"), "soon"),
    (WAITING, N_("Waiting for approval"), "waiting"),
    (WEEK, N_("Next 7 days"), "note"),
    (FORTNIGHT, N_("Next 14 days"), "note"),
)
"""Key, name and shape of each group, in the order of the page."""
IN_WORDS = 7
"""Up to so many days away a day is said in words (“in 3 days”); after that it is named."""
PATIENCE = 7
"""A plan that has waited for approval longer than so many days is shown as a warning."""
OPEN, REVIEW = N_("Open"), N_("Review")
CHANGE_DATES, ENTER_RESULT = N_("Change the dates"), N_("Enter the result")


@dataclass(frozen=True)
class Line:
    """One thing that waits: what it is, why it stands here, when, and the one step that deals with it.

    ``severity`` is ``late``, ``soon`` or ``note``; ``day`` is the day it is about; ``verb`` a marked label.
    """

    group: str
    severity: str
    record: type[Record]
    ident: int
    title: str
    reason: Sentence
    when: Sentence
    day: date
    verb: str = OPEN


@dataclass(frozen=True)
class Group:
    """The lines of one heading, the most pressing first. ``has_more`` when not everything was read: then ``count``
    is the true number if that is known, else the least there is.
    """

    key: str
    title: str
    shape: str
    lines: tuple[Line, ...]
    count: int
    has_more: bool = False


@dataclass(frozen=True)
class Agenda:
    """Everything that waits today, in its groups; a group without lines is kept, its count is 0."""

    today: date
    groups: tuple[Group, ...]

    def group(self, key: str) -> Group:
        """The group with this key. Raises StopIteration for a key that does not exist."""
        return next(group for group in self.groups if group.key == key)

    @property
    def is_empty(self) -> bool:
        """True when nothing waits."""
        return not any(group.count for group in self.groups)


def agenda(
    today: date,
    lines: Iterable[Line],
    counts: Mapping[str, int] = MappingProxyType({}),
    cut: Collection[str] = (),
) -> Agenda:
    """The lines put into their groups by day and title.

    ``counts`` gives the true number where it is known; ``cut`` names the groups of which more may exist.
    """
    by_group: dict[str, list[Line]] = {key: [] for key, _title, _shape in GROUPS}
    for line in lines:
        by_group[line.group].append(line)
    found = []
    for key, title, shape in GROUPS:
        own = tuple(sorted(by_group[key], key=lambda line: (line.day, line.title, line.ident)))
        count = max(counts.get(key, 0), len(own))
        found.append(Group(key, title, shape, own, count, has_more=count > len(own) or key in cut))
    return Agenda(today, tuple(found))


def group_of(day: date, today: date) -> str:
    """The group of something due on a day: late, today, within 7 or 14 days; "" when it is further off."""
    ahead = (day - today).days
    if ahead < 0:
        return LATE
    if ahead == 0:
        return TODAY
    return WEEK if ahead <= 7 else FORTNIGHT if ahead <= 14 else ""


def when_said(day: date, today: date) -> Sentence:
    """A day as seen from today: “4 days ago”, “yesterday”, “today”, “in 3 days”, then the day itself."""
    ahead = (day - today).days
    if ahead == 0:
        return sentence("today")
    if abs(ahead) == 1:
        return sentence("tomorrow") if ahead > 0 else sentence("yesterday")
    named = InWords(day, with_year=day.year != today.year)
    if ahead > IN_WORDS:
        return sentence("on {day}", day=named)
    if ahead < -IN_WORDS:
        return sentence("since {day}", day=named)
    if ahead > 0:
        return counted("in {n} day", "in {n} days", ahead)
    return counted("{n} day ago", "{n} days ago", -ahead)


def activity_line(activity: Activity, campaign: str, today: date) -> Line | None:
    """An activity of a campaign that runs, or None while nothing presses.

    Past its end it is late, and also when its first day has passed and it has not begun. Else it counts
    towards the day it begins or, once begun, the day it ends.
    """
    if not activity.is_open:
        return None
    if activity.is_late(today) and activity.end:
        why = sentence("Not finished in time. Campaign “{campaign}”", campaign=campaign)
        return _activity(activity, LATE, "late", why, activity.end, today, CHANGE_DATES)
    if activity.should_have_begun(today) and activity.start:
        why = sentence("Not begun in time. Campaign “{campaign}”", campaign=campaign)
        return _activity(activity, LATE, "late", why, activity.start, today, CHANGE_DATES)
    begins = activity.status == PLANNED and activity.start is not None
    day = activity.start if begins else activity.end
    group = group_of(day, today) if day else ""
    if not day or not group:
        return None
    if begins:
        why = sentence("Begins. Campaign “{campaign}”", campaign=campaign)
        return _activity(activity, group, "note", why, day, today)
    why = sentence("To be finished. Campaign “{campaign}”", campaign=campaign)
    return _activity(activity, group, "soon" if group == TODAY else "note", why, day, today)


def _activity(
    activity: Activity, group: str, severity: str, why: Sentence, day: date, today: date, verb: str = OPEN
) -> Line:
    return Line(group, severity, Activity, activity.id, activity.title, why, when_said(day, today), day, verb)


def campaign_line(campaign: Campaign, today: date) -> Line | None:
    """A campaign that begins, ends, is late, or waits for approval; None while nothing presses or for a template."""
    if campaign.is_template:
        return None
    if campaign.state == SUBMITTED:
        return waiting_line(campaign, today)
    found = _campaign_day(campaign, today)
    if found is None:
        return None
    day, severity, why = found
    group = group_of(day, today)
    if not group:
        return None
    said = when_said(day, today)
    return Line(group, "late" if group == LATE else severity, Campaign, campaign.id, campaign.title, why, said, day)


def _campaign_day(campaign: Campaign, today: date) -> tuple[date, str, Sentence] | None:
    """The day a campaign's next step is due, how much it presses, and why."""
    if campaign.state in (RUNNING, PAUSED) and campaign.end:
        if campaign.end < today:
            return campaign.end, "late", sentence("Past its last day and not closed yet.")
        return campaign.end, "soon", sentence("Last day of the campaign.")
    if campaign.state == APPROVED and campaign.start:
        if campaign.start < today:
            return campaign.start, "late", sentence("Approved, and its first day has passed without a start.")
        return campaign.start, "note", sentence("The approved campaign begins.")
    if campaign.state == DRAFT and campaign.start:
        if campaign.start < today:
            return campaign.start, "late", sentence("Its first day has passed and the plan is still a draft.")
        return campaign.start, "soon", sentence("It begins then and the plan is still a draft.")
    return None


def waiting_line(campaign: Campaign, today: date) -> Line:
    """A plan that was submitted and is not approved yet, counted from the day it was submitted."""
    since = campaign.state_since.astimezone().date() if campaign.state_since else today
    why = (
        sentence("Plan submitted by {who}", who=campaign.state_by)
        if campaign.state_by
        else sentence("Plan submitted for approval")
    )
    waited_long = (today - since).days > PATIENCE or (campaign.start is not None and campaign.start <= today)
    severity = "soon" if waited_long else "note"
    said = when_said(since, today)
    return Line(WAITING, severity, Campaign, campaign.id, campaign.title, why, said, since, REVIEW)


def recommendation_line(recommendation: Recommendation, campaign: str, today: date) -> Line | None:
    """An accepted recommendation that is not carried out and whose day has come or comes; None else."""
    group = group_of(recommendation.due, today) if recommendation.due else ""
    if not recommendation.due or not recommendation.is_open or not group:
        return None
    why = sentence("Accepted recommendation. Campaign “{campaign}”", campaign=campaign)
    severity, day = ("late" if group == LATE else "soon"), recommendation.due
    title = recommendation.caption
    return Line(group, severity, Recommendation, recommendation.id, title, why, when_said(day, today), day)


def next_step_line(interaction: Interaction, person: str, today: date) -> Line | None:
    """The next step of a contact with a person of the press whose day has come or comes; None when it is done."""
    day = interaction.next_on
    group = group_of(day, today) if day and not interaction.next_done else ""
    if not day or not group:
        return None
    severity = "late" if group == LATE else "soon" if group == TODAY else "note"
    why = sentence("Next step with {person}", person=person)
    title = interaction.next_step or interaction.outcome
    return Line(group, severity, Interaction, interaction.id, title, why, when_said(day, today), day)


def objective_line(objective: Objective, campaign: str, today: date) -> Line | None:
    """An objective that has no result yet and whose deadline has come or comes; None when it is far off."""
    group = group_of(objective.deadline, today) if objective.deadline else ""
    if not objective.deadline or not group:
        return None
    severity = "late" if group == LATE else "soon"
    why = sentence("No result entered yet. Campaign “{campaign}”", campaign=campaign)
    said = when_said(objective.deadline, today)
    day = objective.deadline
    return Line(group, severity, Objective, objective.id, objective.indicator, why, said, day, ENTER_RESULT)
