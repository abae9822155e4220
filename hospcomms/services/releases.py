"""What one does with a press release: make it ready, approve, schedule, publish; and its versions (PRE-8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from hospcomms.domain.approvals import APPROVED as GIVEN
from hospcomms.domain.approvals import RETURNED
from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record, choice, moment
from hospcomms.domain.record_types import record_type
from hospcomms.domain.releases import (
    APPROVED,
    DRAFT,
    LANGUAGES,
    PUBLISHED,
    READY,
    SCHEDULED,
    Release,
    ReleaseApproval,
    may_move,
)
from hospcomms.domain.wording import C_, N_, Label, sentence
from hospcomms.services import embargo, records
from hospcomms.services.release_checks import missing, usable_photos

if TYPE_CHECKING:
    from hospcomms.services.office import Office

MAKE_READY, APPROVE, SEND_BACK = N_("Mark as ready"), C_("release", "Approve"), N_("Return for correction")
RETURN, SCHEDULE, UNSCHEDULE = N_("Return to draft"), N_("Schedule"), N_("Take off the schedule")
PUBLISH, NEW_VERSION, FOLLOWS = N_("Mark as published"), N_("New version"), N_("Checked against its source")
_NAMES = {READY: MAKE_READY, DRAFT: RETURN, SCHEDULED: SCHEDULE, PUBLISHED: PUBLISH, APPROVED: APPROVE}


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ScheduleOrder(Record):
    """What is asked when a release is scheduled: the moment (UTC)."""

    key = "schedule_order"
    one = N_("Schedule")
    many = N_("Schedules")

    publish_at: datetime | None = moment(N_("To be published at"), required=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class VersionOrder(Record):
    """What is asked when a version in another language is begun: the language."""

    key = "version_order"
    one = N_("New version")
    many = N_("New versions")

    language: str = choice(N_("Language"), LANGUAGES, required=True)


def missing_for(office: Office, release: Release, to: str) -> list[Problem]:
    """What forbids moving the release to the state ``to`` now; empty when nothing does.

    Whether the table of states allows the step at all is ``domain.releases.may_move``. An approval is given through
    ``approve``: asked for ``approved``, this says what else is missing.
    """
    return missing(office, release, to)


def move(office: Office, release: Release, to: str) -> Commit:
    """Move a release to another state as one change.

    Raises Refusal ``not-allowed`` for a step the table of states does not know or an approval without its approver
    (use ``approve``), Invalid with what is missing, Stale.
    """
    if to == APPROVED and release.state == READY:
        raise Refusal("not-approved", sentence("Say who approved the release. Use “Approve”."))
    name = UNSCHEDULE if release.state == SCHEDULED and to == APPROVED else _NAMES.get(to, RETURN)
    return _move(office, release, to, name)


def make_ready(office: Office, release: Release) -> Commit:
    """Say that a draft is ready to be approved. Raises Invalid while headline, text or press contact are missing."""
    return move(office, release, READY)


def approve(office: Office, release: Release, approval: ReleaseApproval) -> Commit:
    """Approve a ready release with the words it has now. Raises Invalid when nobody is named, Refusal, Stale."""
    given = replace(
        approval, release=release.id, decision=GIVEN, text_mark=release.text_mark, given_at=office.clock(), id=0
    )
    records.refuse_if_wrong(given)
    return _move(office, release, APPROVED, APPROVE, given, by=approval.approver)


def send_back(office: Office, release: Release, approval: ReleaseApproval) -> Commit:
    """Return a ready release to draft in somebody's name; the note says what to correct."""
    if not approval.note.strip():
        raise Invalid([Problem("note", sentence("The note is missing. Write what is to be corrected."))])
    given = replace(
        approval, release=release.id, decision=RETURNED, text_mark=release.text_mark, given_at=office.clock(), id=0
    )
    return _move(office, release, DRAFT, SEND_BACK, given, by=approval.approver)


def return_to_draft(office: Office, release: Release) -> Commit:
    """Take a ready or approved release back to draft, to change it; a new approval is then needed."""
    return move(office, release, DRAFT)


def schedule(office: Office, release: Release, order: ScheduleOrder) -> Commit:
    """Say when an approved release goes out. Raises Invalid: in the past, before the embargo, staff not told …"""
    records.refuse_if_wrong(order)
    return move(office, replace(release, publish_at=order.publish_at), SCHEDULED)


def unschedule(office: Office, release: Release) -> Commit:
    """Take a scheduled release off the schedule; it stays approved."""
    return move(office, release, APPROVED)


def publish(office: Office, release: Release) -> Commit:
    """Note that an approved or scheduled release is out now. Raises Invalid while the embargo holds, and as missing."""
    return move(office, release, PUBLISHED)


def _move(office: Office, release: Release, to: str, name: str, *also: Record, by: str = "") -> Commit:
    if not may_move(release.state, to):
        raise Refusal("not-allowed", sentence("This step is not possible from the present state of the release."))
    lacking = missing_for(office, release, to)
    if lacking:
        said = tuple(problem.message for problem in lacking)
        raise Invalid(lacking, sentence("This step is not possible yet. {problems}", problems=said))
    now = office.clock()
    moved = replace(release, state=to, state_since=now, state_by=by or office.settings.officer)
    if to == PUBLISHED:
        moved = replace(moved, published_at=now)
    return records.save_all(office, [moved, *also], name)


def new_version(office: Office, release: Release, language: str) -> Commit:
    """Begin a version in another language: a draft with the words of its source, to be translated.

    Photos that may not be used any more are left behind; the embargo is that of the source.
    Raises Refusal ``version-exists`` when the family has one in this language, Missing.
    """
    source = records.get(office, Release, release.id)
    if any(one.language == language and one.binned_at is None for one in embargo.family(office, source)):
        chosen = next(one.label for one in LANGUAGES if one.key == language)
        said = sentence("There is a version in this language already ({language}).", language=Label(chosen))
        raise Refusal("version-exists", said)
    fresh = replace(
        source,
        id=0,
        revision=0,
        reference="",
        created_at=None,
        language=language,
        source=source.id,
        follows=source.text_mark,
        is_older=False,
        state=DRAFT,
        state_since=None,
        state_by="",
        embargo_until=None,
        publish_at=None,
        published_at=None,
        photos=usable_photos(office, source),
    )
    return records.save(office, fresh, NEW_VERSION)


def follows_now(office: Office, version: Release) -> Commit:
    """Note that a version was checked against the present words of its source. Raises Refusal when it has none."""
    if not version.source:
        raise Refusal("no-source", sentence("This release is not a translation of another."))
    source = records.get(office, Release, version.source)
    return records.save(office, replace(version, follows=source.text_mark, is_older=False), FOLLOWS)


def versions_of(office: Office, release: Release) -> list[Release]:
    """The whole family in use: the source first, then its versions in the order they were made."""
    found = [one for one in embargo.family(office, release) if one.binned_at is None]
    return sorted(found, key=lambda one: (bool(one.source), one.id))
