"""What a version of a material still lacks before it may go a step further or leave the hospital."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hospcomms.domain.checks import Problem
from hospcomms.domain.materials import APPROVED, CLINICIAN, DIRECTOR, Material, MaterialVersion
from hospcomms.domain.wording import sentence
from hospcomms.services import files, photo_guard, records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

VERSIONS = MaterialVersion.key
"""The tab a problem of a version leads to."""


def missing(office: Office, version: MaterialVersion, to: str) -> list[Problem]:
    """What forbids the step to ``to``; the table of steps is ``material_versions.may_move``."""
    if to not in (CLINICIAN, DIRECTOR, APPROVED):
        return []
    material = records.get(office, Material, version.material)
    return [*_facts(material, version), *_file(office, version), *_days(office, version), *_photos(office, version)]


def _facts(material: Material, version: MaterialVersion) -> Iterator[Problem]:
    if not material.message.strip():
        yield Problem("message", sentence("The main message is missing. Write in one sentence what readers remember."))
    if not version.author.strip():
        yield Problem(VERSIONS, sentence("Version {number}: say who wrote it.", number=version.edition))


def _file(office: Office, version: MaterialVersion) -> Iterator[Problem]:
    if version.content is None and not version.location.strip():
        said = sentence(
            "Version {number}: the file is missing. Put it in, or write where it is kept.", number=version.edition
        )
        yield Problem(VERSIONS, said)
    elif version.content is not None and not files.is_intact(office, version.content):
        said = sentence(
            "The attached file {file} is missing from the data folder or was changed there."
            " Bring it back from a backup copy.",
            file=version.content.name,
        )
        yield Problem(VERSIONS, said)


def _days(office: Office, version: MaterialVersion) -> Iterator[Problem]:
    if version.review_by is None:
        said = sentence("Version {number}: the review date is missing. Enter it.", number=version.edition)
        yield Problem(VERSIONS, said)
    elif version.review_by <= office.today:
        said = sentence("Version {number}: the review date has passed. Enter a later one.", number=version.edition)
        yield Problem(VERSIONS, said)


def _photos(office: Office, version: MaterialVersion) -> list[Problem]:
    return [Problem(VERSIONS, found.message) for found in photo_guard.problems_of_record(office, version)]


def usable_photos(office: Office, version: MaterialVersion) -> tuple[int, ...]:
    """The photos of a version that may be used today."""
    use = photo_guard.use_of(office, version)
    return tuple(photo.id for photo in photo_guard.allowed(office, version.photos, use))
