"""Where photos are used, and what is to be done there when a consent is withdrawn (MAT-5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hospcomms.domain.accreditations import ASKED, GRANTED, Accreditation
from hospcomms.domain.consents import Consent, Photo, PhotoRecall
from hospcomms.domain.fields import Record
from hospcomms.domain.materials import APPROVED, OBSOLETE, Material, MaterialVersion
from hospcomms.domain.query import Op, Query
from hospcomms.domain.releases import PUBLISHED, Delivery, Release
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import Label, Sentence, sentence
from hospcomms.services import embargo, photo_guard

if TYPE_CHECKING:
    from hospcomms.services.office import Office

LONGEST = 80
"""Letters of a title inside a task, which is one line of at most 300."""


@dataclass(frozen=True)
class PhotoUse:
    """One use of a photo: the record it is in (the photo itself for copies elsewhere), and how it is ended."""

    photo: int
    key: str
    ident: int
    task: Sentence


def uses_of_consent(office: Office, consent: Consent) -> list[PhotoUse]:
    """Every use that rests on a consent: of its photos, those in the bin too, and visits of the press to come."""
    photos = [
        photo
        for binned in (False, True)
        for photo in office.store.find(Query(Photo, binned=binned).where("consents", Op.HAS, consent.id))
    ]
    return [*(use for photo in photos for use in uses_of_photo(office, photo)), *_visits(office, consent)]


def uses_of_photo(office: Office, photo: Photo) -> Iterator[PhotoUse]:
    """The records a photo is in, and last the copies nobody wrote down."""
    for kind, ident, field in office.store.used_in(photo.id):
        if kind is not PhotoRecall and field in photo_guard.photo_fields(kind):
            found = office.store.get(kind, ident)
            yield PhotoUse(photo.id, kind.key, ident, _TASKS.get(kind, _other)(office, found, _short(photo.title)))
    said = sentence(
        "Look for copies of the photo “{photo}” on the website, on social networks and in print, and take them away.",
        photo=_short(photo.title),
    )
    yield PhotoUse(photo.id, Photo.key, photo.id, said)


def _short(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1].rstrip()}…"


def _release(office: Office, release: Release, photo: str) -> Sentence:
    """The headline of a release under embargo stays out of a task, which may be read by more people."""
    if embargo.is_held(office, release):
        number = release.reference or str(release.id)
        return sentence(
            "Take the photo “{photo}” out of the press release under embargo, number {number}, and tell those who have"
            " it.",
            photo=photo,
            number=number,
        )
    is_given = office.store.count(Query(Delivery).where("release", Op.IS, release.id)) > 0
    if release.state == PUBLISHED or is_given:
        return sentence(
            "The press release “{title}” went out with the photo “{photo}”: ask everybody who has it to take the photo"
            " away.",
            title=_short(release.title),
            photo=photo,
        )
    return sentence(
        "Take the photo “{photo}” out of the press release “{title}”.", photo=photo, title=_short(release.title)
    )


def _session(_office: Office, session: EducationSession, photo: str) -> Sentence:
    return sentence(
        "Take the photo “{photo}” out of the session “{title}” and make its report anew.",
        photo=photo,
        title=_short(session.title),
    )


def _version(office: Office, version: MaterialVersion, photo: str) -> Sentence:
    found = office.store.window(Material, [version.material])
    title = _short(found[0].title.best(version.language)) if found else ""
    if version.state in (APPROVED, OBSOLETE):
        return sentence(
            "Stop giving out “{title}”, version {edition}: it shows the photo “{photo}”. Collect the copies.",
            title=title,
            edition=version.edition,
            photo=photo,
        )
    return sentence(
        "Take the photo “{photo}” out of “{title}”, version {edition}.",
        photo=photo,
        title=title,
        edition=version.edition,
    )


def _other(office: Office, record: Record, photo: str) -> Sentence:
    title = office.store.titles([record.id], office.settings.language).get(record.id, "")
    kind = Label(type(record).one)
    return sentence("Take the photo “{photo}” out of: {kind} “{title}”.", photo=photo, kind=kind, title=_short(title))


_TASKS: dict[type[Record], Callable[[Office, Any, str], Sentence]] = {
    Release: _release,
    EducationSession: _session,
    MaterialVersion: _version,
}


def _visits(office: Office, consent: Consent) -> Iterator[PhotoUse]:
    """Visits of the press that are not over, for which this person had agreed to be seen."""
    asked = Query(Accreditation).where("consents", Op.HAS, consent.id).where("state", Op.AMONG, (ASKED, GRANTED))
    for visit in office.store.find(asked):
        said = sentence(
            "Tell the escort of the visit “{title}” that the person of the consent {code} may no longer be recorded.",
            title=_short(visit.title),
            code=_short(consent.title),
        )
        yield PhotoUse(0, Accreditation.key, visit.id, said)
