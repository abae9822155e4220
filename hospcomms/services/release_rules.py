"""The rules of releases that hold whichever way one is written: form, edit of several, import, merging."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hospcomms.domain import consents as rules
from hospcomms.domain.checks import Problem
from hospcomms.domain.consents import PRESS, Consent, Photo, is_picture
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import changed_fields
from hospcomms.domain.press import Person
from hospcomms.domain.query import Op, Query
from hospcomms.domain.releases import PUBLISHED, SETTLED, TEXT_FIELDS, Delivery, Release, may_move
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.journeys import journeys

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change

SETTLED_FIELDS = (*TEXT_FIELDS, "photos", "attachments")
"""What approval settles."""


def settle_releases(change: Change) -> None:
    """Hold the rules of releases and of their log in what was written, and renew “older than its source”.

    Raises Invalid or Refusal, and then nothing of the change is kept.
    """
    for was, line in journeys(change, Delivery):
        _keep_log(change, was, line)
    touched = list(journeys(change, Release))
    for before, after in touched:
        _check(change, before, after)
    for _, after in touched:
        _renew_versions(change, after)


def refuse_lost_log(change: Change) -> None:
    """Raise Refusal ``log`` when an undo would take away, or bin, a release that was given to somebody."""
    for step in change.steps:
        gone = step.after is None or step.after.binned_at is not None
        if gone and isinstance(step.before, Release) and _given(change, step.before.id):
            raise Refusal("log", sentence("This release was given out and stays in the log, so this is not undone."))


def _given(change: Change, release: int) -> bool:
    return bool(change.find(Query(Delivery).where("release", Op.IS, release)))


def _keep_log(change: Change, before: Delivery | None, after: Delivery) -> None:
    """A line of the log stays as it was written, but for its note; two contacts who are merged keep their lines."""
    if before is None:
        if after.at is None:
            raise Refusal("log", sentence("The distribution log is written by the program when a release goes out."))
        return
    changed = {field.name for field in changed_fields(before, after)} - {"note"}
    if "person" in changed and before.person and change.stored(Person, before.person).binned_at:
        changed.remove("person")
    if changed:
        raise Refusal("log", sentence("A line of the distribution log cannot be changed. Write a note on it."))
    if after.binned_at and not before.binned_at:
        raise Refusal("log", sentence("A line of the distribution log cannot be deleted: the release was given out."))


def _check(change: Change, before: Release | None, after: Release) -> None:
    if before is not None:
        _refuse_wrong_step(before, after)
        _refuse_bin(before, after)
        if before.state in SETTLED and after.state in SETTLED:
            _refuse_change(before, after)
    wrong = [*_embargo(change, before, after), *_photos(change, before, after), *_pictures(before, after)]
    wrong += _source(change, before, after)
    if wrong:
        raise Invalid(wrong)


def _refuse_wrong_step(before: Release, after: Release) -> None:
    if before.state != after.state and not may_move(before.state, after.state):
        raise Refusal("not-allowed", sentence("This step is not possible from the present state of the release."))


def _refuse_bin(before: Release, after: Release) -> None:
    if after.binned_at and not before.binned_at and before.state == PUBLISHED:
        raise Refusal("published", sentence("A published release cannot be deleted: it is what the hospital said."))


def _refuse_change(before: Release, after: Release) -> None:
    changed = [field for field in changed_fields(before, after) if field.name in SETTLED_FIELDS]
    if changed:
        said = sentence("The text is approved and cannot be changed. Return it to draft first.")
        if before.state == PUBLISHED:
            said = sentence("The release is published and cannot be changed any more.")
        raise Invalid([Problem(field.name, said) for field in changed])


def _embargo(change: Change, before: Release | None, after: Release) -> Iterator[Problem]:
    """An embargo that is entered or changed lies ahead; an old one may stay."""
    until = after.embargo_until
    if until is not None and until <= change.at and (before is None or before.embargo_until != until):
        if before is None and after.state == PUBLISHED:
            return
        yield Problem("embargo_until", sentence("This time has passed. Enter a later one, or leave it empty."))


def _photos(change: Change, before: Release | None, after: Release) -> Iterator[Problem]:
    """A photo that is put in has the consents the press needs today; one that is in already stays listed."""
    standing = set(before.photos) if before is not None else set()
    on = change.at.astimezone().date()
    for ident in after.photos:
        if ident in standing:
            continue
        photo = change.stored(Photo, ident)
        consents = [change.stored(Consent, consent) for consent in photo.consents]
        said = said_of(photo) or rules.why_not(photo, consents, PRESS, on)
        if said is not None:
            yield Problem("photos", said)


def _pictures(before: Release | None, after: Release) -> Iterator[Problem]:
    """A picture is a photo with consents, never a plain file: that would be a way round them."""
    standing = set(before.attachments) if before is not None else set()
    for stored in after.attachments:
        if stored not in standing and is_picture(stored.name):
            said = sentence("The file {file} is a picture. Add it under Photos, with its consents.", file=stored.name)
            yield Problem("attachments", said)


def said_of(photo: Photo) -> Sentence | None:
    """That a photo lies in the bin; None when it does not."""
    return sentence("The photo {title} is in the bin.", title=photo.title) if photo.binned_at is not None else None


def _source(change: Change, before: Release | None, after: Release) -> Iterator[Problem]:
    """No release is translated from one of its own versions; none leaves its family while the embargo of one holds."""
    if before is not None and before.source and before.source != after.source:
        until = max(_lifts_at(change, before.source), _lifts_at(change, after.id))
        if until > change.at:
            said = sentence(
                "The release is under the embargo of its source until {until} and stays with it.", until=until
            )
            yield Problem("source", said)
    seen, above = {after.id}, after.source
    while above:
        if above in seen:
            said = sentence("A release cannot be translated from one of its own versions. Choose another.")
            yield Problem("source", said)
            return
        seen.add(above)
        above = change.stored(Release, above).source


def _lifts_at(change: Change, ident: int) -> datetime:
    """The latest embargo of a release and all that are translated from it or it from them, the bin included."""
    latest, seen, waiting = datetime.min.replace(tzinfo=UTC), set[int](), [ident]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        release = change.stored(Release, one)
        latest = max(latest, release.embargo_until or latest)
        versions = [
            found.id
            for binned in (False, True)
            for found in change.find(Query(Release, binned=binned).where("source", Op.IS, one))
        ]
        waiting += [*versions, *([release.source] if release.source else [])]
    return latest


def _renew_versions(change: Change, written: Release) -> None:
    """A version is older than its source as soon as the words it follows are not those of the source."""
    release = change.stored(Release, written.id)
    if release.source:
        _renew(change, release, change.stored(Release, release.source))
    elif release.is_older:
        change.save(replace(release, is_older=False, follows=""))
    for version in change.find(Query(Release).where("source", Op.IS, release.id)):
        _renew(change, version, release)


def _renew(change: Change, version: Release, source: Release) -> None:
    is_older = version.follows != source.text_mark
    if version.is_older != is_older:
        change.save(replace(version, is_older=is_older))
