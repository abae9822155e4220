"""The room of press releases: written, approved, held until its hour, handed out and logged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain import releases as states
from hospcomms.domain.checks import Problem
from hospcomms.domain.query import Op, Query
from hospcomms.domain.releases import SETTLED, Delivery, Release, ReleaseApproval
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import embargo, handing_out, records, release_checks, releases
from hospcomms.services.release_reports import DISTRIBUTION_LOG, RELEASE, RELEASE_APPROVAL
from ui.rooms import release_pages as pages
from ui.rooms.room import Fact, Notice, Part, Room, Section, Tab, Verb

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from ui.session import Session

OLDER = sentence("This version is older than its source. Compare the two, then mark it as checked.")
SETTLED_TEXT = sentence("The text is approved and cannot be changed. Return it to draft to correct it.")


def _in_state(*wanted: str) -> Callable[[Release], bool]:
    return lambda release: release.state in wanted


def _missing(to: str) -> Callable[[Office, Release], list[Problem]]:
    return lambda office, release: releases.missing_for(office, release, to)


def _missing_to_schedule(office: Office, release: Release) -> list[Problem]:
    """What is missing but for the time, which is asked."""
    found = releases.missing_for(office, release, states.SCHEDULED)
    return [problem for problem in found if problem.field != "publish_at"]


def _notice(session: Session, release: Release) -> Notice | None:
    """The most serious thing there is to say of it."""
    office = session.office
    if release.state in SETTLED:
        unfit = release_checks.unfit_to_leave(office, release)
        if unfit:
            return Notice("late", unfit[0].message)
    if release.is_older:
        return Notice("soon", OLDER, (releases.FOLLOWS, lambda: _follows(session, release)))
    held = embargo.notice(office, release)
    if held is not None:
        return Notice("soon", held)
    return Notice("note", SETTLED_TEXT) if release.state in (states.APPROVED, states.SCHEDULED) else None


def _follows(session: Session, release: Release) -> None:
    session.go.committed(releases.follows_now(session.office, release))


def _facts(session: Session, release: Release) -> Sequence[Fact]:
    """Embargo, which version of the text, who has it, when it goes out."""
    office = session.office
    found: list[Fact] = []
    until = embargo.lifts_at(office, release)
    if until is not None:
        held = embargo.is_held(office, release)
        label = N_("Under embargo until") if held else N_("Embargo lifted at")
        found.append(Fact(label, sentence("{moment}", moment=until)))
    given = handing_out.deliveries(office, release)
    if given:
        people = len({(line.person, line.recipient) for line in given})
        found.append(Fact(N_("Given to"), counted("{n} person", "{n} people", people)))
    if release.state in SETTLED:
        found.append(Fact(N_("Version"), session.locale.number(handing_out.edition(office, release))))
    if release.state == states.SCHEDULED and release.publish_at is not None:
        found.append(Fact(N_("To be published at"), sentence("{moment}", moment=release.publish_at)))
    return found


def _severity(release: Release, _today: date) -> str:
    """A version older than its source carries the shape of a warning."""
    return "soon" if release.is_older else ""


def _versions(session: Session, release: Release) -> int:
    return len(releases.versions_of(session.office, release))


def _given(session: Session, release: Release) -> int:
    return records.count(session.office, Query(Delivery).where("release", Op.IS, release.id))


ROOM = Room(
    key="releases",
    record=Release,
    icon="news",
    group="relations",
    state="state",
    empty=N_("No press releases yet. Write the first one; it goes out only once it is approved."),
    new_title=N_("New press release"),
    form_title=N_("Text"),
    columns=("title", "state", "language", "embargo_until", "published_at", "is_older"),
    sections=(
        Section(N_("The release"), ("title", "subtitle", "language", "place", "body")),
        Section(N_("Contact at the hospital"), ("contact_name", "contact_phone", "contact_email")),
        Section(
            N_("Embargo and publication"),
            ("embargo_until", "trusted", "publish_at", "press_list", "campaign", "source"),
        ),
        Section(N_("Staff first"), ("staff_first", "staff_reason", "staff_told_at", "staff_told_how")),
        Section(N_("About, notes and files"), ("about", "notes", "photos", "attachments", "topics", "reference")),
    ),
    tabs=(
        Tab("languages", N_("Languages"), pages.languages, _versions),
        Tab(Delivery.key, N_("Distribution"), pages.distribution, _given),
    ),
    parts=(Part(ReleaseApproval),),
    verbs=(
        Verb(
            releases.MAKE_READY,
            releases.make_ready,
            when=_in_state(states.DRAFT),
            missing=_missing(states.READY),
            usual=True,
            icon="send",
        ),
        Verb(
            releases.APPROVE,
            releases.approve,
            when=_in_state(states.READY),
            missing=_missing(states.APPROVED),
            asks=ReleaseApproval,
            usual=True,
            icon="checkmark_circle",
        ),
        Verb(
            releases.SEND_BACK,
            releases.send_back,
            when=_in_state(states.READY),
            asks=ReleaseApproval,
            icon="arrow_undo",
        ),
        Verb(
            releases.PUBLISH,
            releases.publish,
            when=_in_state(states.APPROVED, states.SCHEDULED),
            missing=_missing(states.PUBLISHED),
            usual=True,
            icon="megaphone",
        ),
        Verb(
            releases.SCHEDULE,
            releases.schedule,
            when=_in_state(states.APPROVED),
            missing=_missing_to_schedule,
            asks=releases.ScheduleOrder,
            icon="clock",
        ),
        Verb(releases.UNSCHEDULE, releases.unschedule, when=_in_state(states.SCHEDULED), icon="arrow_undo"),
        Verb(
            releases.RETURN,
            releases.return_to_draft,
            when=_in_state(states.READY, states.APPROVED),
            icon="edit",
        ),
        Verb(
            releases.FOLLOWS,
            releases.follows_now,
            when=lambda release: release.is_older,
            icon="document_checkmark",
        ),
    ),
    reports=(RELEASE, RELEASE_APPROVAL, DISTRIBUTION_LOG, "record-sheet"),
    facts=_facts,
    notice=_notice,
    severity=_severity,
)
