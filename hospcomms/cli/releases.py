"""The command ``report`` about a press release given to one person: a press contact or a member of the staff.

It is written to the distribution log. Under embargo a release is given in no other way, whatever the command.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.cli.answers import Answer
from hospcomms.domain.errors import Refusal
from hospcomms.domain.press import Person
from hospcomms.domain.query import Op, Query
from hospcomms.domain.releases import Release
from hospcomms.domain.wording import sentence
from hospcomms.services import handing_out, mail_draft, records, reports

if TYPE_CHECKING:
    from hospcomms.services.handing_out import Recipient
    from hospcomms.services.office import Office

WORD = ".docx"


def is_given(wanted: argparse.Namespace) -> bool:
    """True when the report is asked for somebody by name."""
    return bool(wanted.to_person or wanted.internal)


def give(wanted: argparse.Namespace, office: Office) -> Answer:
    """Write a report about the release ``--id`` for the press contact or the member of staff named, and log it.

    A file ending in .docx holds the release for Word. Raises Refusal ``embargo`` when they may not have it, and as
    ``handing_out``.
    """
    if not wanted.id or wanted.out is None or (wanted.to_person and wanted.internal):
        said = sentence("Say which release (--id), into which file (--out), and for one person at most.")
        raise Refusal("incomplete", said)
    release = records.get(office, Release, wanted.id)
    way = "word" if wanted.out.suffix.lower() == WORD else "pdf"

    def make(given: Sequence[Recipient]) -> list[Path]:
        _write(wanted, office, release, given[0])
        return [wanted.out]

    if wanted.to_person:
        handing_out.hand_out(office, release, [_person(office, wanted.to_person).id], way, make)
    else:
        handing_out.internal_copy(office, release, wanted.internal, way, make)
    said = sentence("The file {file} was written.", file=wanted.out.name)
    shape = {"file": str(wanted.out), "record": Release.key, "id": release.id}
    return Answer((office.settings.locale.say(said),), shape)


def _person(office: Office, named: str) -> Person:
    """The press contact with this reference or number. Raises Refusal when there is none."""
    found: list[Person] = records.find(office, Query(Person).where("reference", Op.IS, named), limit=1)
    if not found and named.isascii() and named.isdigit():
        found = records.window(office, Person, [int(named)])
    if not found:
        raise Refusal("no-person", sentence("There is no press contact with the reference {name}.", name=named))
    return found[0]


def _write(wanted: argparse.Namespace, office: Office, release: Release, to: Recipient) -> None:
    """Write the paper by the file's ending, whole or not at all. Raises Refusal."""
    if wanted.out.suffix.lower() == WORD:
        # late: brings the Word library
        from hospcomms.services import release_papers

        mail_draft.keep(release_papers.word(office, release, to), wanted.out)
        return
    speaking = office.settings.locale_for(wanted.language or release.language)
    reports.make(office, wanted.name, release.id, speaking, wanted.out, to=to)
