"""What a release still lacks before it may go a step further, or leave the hospital."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hospcomms.domain.campaigns import NO, YES
from hospcomms.domain.checks import Problem
from hospcomms.domain.consents import PRESS, Photo
from hospcomms.domain.fields import StoredFile
from hospcomms.domain.releases import APPROVED, PUBLISHED, READY, SCHEDULED, SETTLED, Release
from hospcomms.domain.wording import sentence
from hospcomms.services import embargo, files, photo_guard

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def missing(office: Office, release: Release, to: str) -> list[Problem]:
    """What forbids the step to ``to``; the present state plays no part but for approval."""
    found: list[Problem] = []
    if to in (READY, APPROVED, SCHEDULED, PUBLISHED):
        found += [*_text(release), *missing_files(office, release)]
    if to in (SCHEDULED, PUBLISHED):
        if release.state not in SETTLED:
            found.append(Problem("state", sentence("The release is not approved. Have it approved first.")))
        found += [*_staff(office, release), *_older(release), *photo_problems(office, release)]
    if to == SCHEDULED:
        found += _schedule(office, release)
    if to == PUBLISHED and embargo.is_held(office, release):
        until = embargo.lifts_at(office, release)
        found.append(
            Problem(
                "embargo_until", sentence("The release is under embargo until {until}. Wait until then.", until=until)
            )
        )
    return found


def unfit_to_leave(office: Office, release: Release) -> list[Problem]:
    """What forbids handing out a release whatever its state: a photo without consent, a file that is gone.

    Once no embargo holds it a copy is as good as published: the staff is told first. Under embargo only the trusted
    have it, and the staff may be told meanwhile.
    """
    found = [*photo_problems(office, release), *missing_files(office, release)]
    return found if embargo.is_held(office, release) else [*_staff(office, release), *found]


def _text(release: Release) -> Iterator[Problem]:
    if not release.title.strip():
        yield Problem("title", sentence("The headline is missing. Write it."))
    if not release.body.strip():
        yield Problem("body", sentence("The text is missing. Write it."))
    if not (release.contact_name.strip() and release.contact_phone.strip()):
        field = "contact_phone" if release.contact_name.strip() else "contact_name"
        yield Problem(
            field,
            sentence(
                "The release cannot be marked ready: the contact’s name or telephone is missing. Fill in both fields."
            ),
        )


def _staff(office: Office, release: Release) -> Iterator[Problem]:
    if release.staff_first not in (YES, NO):
        yield Problem("staff_first", sentence("Answer whether staff must be told first."))
    elif release.staff_first == NO:
        if not release.staff_reason.strip():
            yield Problem("staff_reason", sentence("Say why staff need not be told first."))
    elif release.staff_told_at is None or release.staff_told_at > office.clock():
        yield Problem("staff_told_at", sentence("Staff must be told first. Tell them, then enter when."))
    elif not release.staff_told_how.strip():
        yield Problem("staff_told_how", sentence("Enter how staff were told."))


def _older(release: Release) -> Iterator[Problem]:
    if release.is_older:
        said = sentence("This version is older than its source. Compare the two, then mark it as checked.")
        yield Problem("is_older", said)


def _schedule(office: Office, release: Release) -> Iterator[Problem]:
    until = embargo.lifts_at(office, release)
    if release.publish_at is None:
        yield Problem("publish_at", sentence("The time of publication is missing. Enter it."))
    elif release.publish_at <= office.clock():
        yield Problem("publish_at", sentence("This time has passed. Enter a later one."))
    elif until is not None and release.publish_at < until:
        said = sentence("The release would go out before its embargo is lifted. Enter a later time.")
        yield Problem("publish_at", said)


def photo_problems(office: Office, release: Release) -> list[Problem]:
    """The photos of a release the press may not have today, each with its reason."""
    return photo_guard.problems(office, release.photos, PRESS)


def usable_photos(office: Office, release: Release) -> tuple[int, ...]:
    """The photos of a release the press may have today."""
    photos = office.store.window(Photo, release.photos)
    return tuple(photo.id for photo in photos if photo_guard.why_not(office, photo, PRESS) is None)


def missing_files(office: Office, release: Release) -> list[Problem]:
    """The files and photos of a release whose content is gone from the data folder, each named."""
    photos = office.store.window(Photo, release.photos)
    pictures = [("photos", photo.picture) for photo in photos if photo.picture is not None]
    wanted: list[tuple[str, StoredFile]] = [*(("attachments", one) for one in release.attachments), *pictures]
    return [
        Problem(
            field,
            sentence(
                "The attached file {file} is missing from the data folder or was changed there."
                " Bring it back from a backup copy.",
                file=stored.name,
            ),
        )
        for field, stored in wanted
        if not files.is_intact(office, stored)
    ]
