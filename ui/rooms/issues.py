"""The room of issues: what the watch rules propose, and each issue with everything joined to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.agenda import when_said
from hospcomms.domain.monitoring import CLOSED, DISMISSED, OPEN, WATCHED, Issue
from hospcomms.domain.watch_agenda import issue_line
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import issues
from ui.rooms import issue_pages as pages
from ui.rooms.room import Fact, Notice, Room, Section, Tab, Verb

if TYPE_CHECKING:
    from ui.session import Session


def _in_state(*wanted: str) -> Callable[[Issue], bool]:
    return lambda issue: issue.state in wanted


def _count(session: Session, issue: Issue) -> int:
    return issues.count_joined(session.office, issue)


def _facts(session: Session, issue: Issue) -> Sequence[Fact]:
    """The coverage in numbers, what else is joined, the next review and the scenario."""
    found, locale, today = issues.joined(session.office, issue), session.locale, session.office.today
    numbers = found.coverage()
    facts = []
    if issue.review_on is not None and issue.state in (OPEN, WATCHED):
        facts.append(Fact(N_("Next review"), when_said(issue.review_on, today), issue.review_on < today))
    facts.append(Fact(N_("Media clips"), locale.number(numbers.clips)))
    facts.append(Fact(N_("Unfavourable"), locale.number(numbers.unfavourable), numbers.unfavourable > 0))
    if issue.scenario:
        facts.append(Fact(N_("Scenario"), found.names.get(issue.scenario, "")))
    for name, several in ((N_("Press enquiries"), found.enquiries), (N_("Rumours"), found.rumours)):
        if several:
            facts.append(Fact(name, locale.number(len(several))))
    return [fact for fact in facts if fact.value]


def _notice(_session: Session, issue: Issue) -> Notice | None:
    if issue.state in (OPEN, WATCHED) and not issue.position.strip():
        return Notice("soon", sentence("There is no written position on this issue yet."))
    return None


def _severity(issue: Issue, today: date) -> str:
    """A review that has come is marked in the list."""
    line = issue_line(issue, today)
    return line.severity if line is not None and line.severity != "note" else ""


ROOM = Room(
    key="issues",
    record=Issue,
    icon="alert",
    group="relations",
    state="state",
    title=C_("room", "Issues"),
    empty=N_("No issues yet. The watch rules propose one when unfavourable clips come together, or add one yourself."),
    form_title=N_("Details"),
    new_title=N_("New issue"),
    columns=("title", "state", "topics", "owner", "opened_on", "review_on"),
    chips=("state", "topics", "owner"),
    sections=(
        Section(N_("The issue"), ("title", "topics", "opened_on", "owner", "review_on", "scenario")),
        Section(N_("What it is about"), ("what", "concerned")),
        Section(N_("What we say and do"), ("position", "plan", "outcome")),
    ),
    leading=(Tab("timeline", N_("Timeline"), pages.timeline, _count),),
    verbs=(
        Verb(issues.WATCH, issues.watch, when=_in_state(OPEN), icon="eye"),
        Verb(
            issues.CLOSE,
            issues.close,
            when=_in_state(OPEN, WATCHED),
            asks=issues.CloseOrder,
            usual=True,
            icon="checkmark_circle",
        ),
        Verb(issues.REOPEN, issues.reopen, when=_in_state(WATCHED, CLOSED, DISMISSED), icon="arrow_undo"),
    ),
    reports=("issue", "record-sheet"),
    facts=_facts,
    notice=_notice,
    severity=_severity,
    above=pages.proposals,
)
