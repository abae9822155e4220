"""Giving a release to people of the press, and the log of who was given which version (PRE-9)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.press import ListMember, Person
from hospcomms.domain.query import Op, Query
from hospcomms.domain.releases import SETTLED, Delivery, Release
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import embargo, records
from hospcomms.services.list_members import why_blocked
from hospcomms.services.release_checks import unfit_to_leave

if TYPE_CHECKING:
    from hospcomms.services.office import Office

HAND_OUT, INTERNAL_COPY = N_("Hand out"), N_("Internal copy")
KIND = "delivery"
"""The kind of change of a log line: it stands in the history and is never offered to undo."""


@dataclass(frozen=True)
class Recipient:
    """Who is given a release: a press contact, or a member of staff by name (``person`` 0).

    It is what services that make a paper ask for (``embargo.leaving``, ``reports.report_document``,
    ``files.save_as``): they let a release under embargo out only ``to`` somebody who may have it.
    """

    person: int
    name: str
    email: str = ""


Make = Callable[[Sequence[Recipient]], list[Path]]
"""Makes the papers for these people and returns their files; called only when all of them may have the release."""


@dataclass(frozen=True)
class Gate:
    """How a release stands now: until when it is held (None: it is free), and who may have it meanwhile."""

    until: datetime | None
    trusted: frozenset[int]


def gate(office: Office, release: Release) -> Gate:
    """Whom the embargo lets through now, read once for however many people."""
    if not embargo.is_held(office, release):
        return Gate(None, frozenset())
    return Gate(embargo.lifts_at(office, release), embargo.trusted_people(office, release))


def recipients(office: Office, release: Release, way: str = "") -> list[tuple[Person, bool, Sentence | None]]:
    """The people of the press list and of the trusted list: may they have it now that way, and if not why. By name.

    Of somebody in the bin nothing is said: they are not in the list.
    """
    release = records.get(office, Release, release.id)
    lists = dict.fromkeys((release.press_list, embargo.trusted_list(office, release)))
    asked = Query(ListMember).where("press_list", Op.AMONG, tuple(one for one in lists if one))
    members = records.find(office, asked) if any(lists) else []
    people = records.window(office, Person, list(dict.fromkeys(member.person for member in members)))
    stands = gate(office, release)
    found = [(person, why_not(stands, person, way)) for person in people if person.binned_at is None]
    return [(person, said is None, said) for person, said in sorted(found, key=lambda pair: pair[0].name)]


def why_not(stands: Gate, person: Person, way: str = "") -> Sentence | None:
    """Why somebody cannot be given the release now (``way`` e-mail needs an address); None when they can."""
    if person.binned_at is not None:
        return sentence("{name} is in the bin.", name=person.name)
    blocked = why_blocked(person)
    if blocked is not None:
        return blocked
    if stands.until is not None and person.id not in stands.trusted:
        return sentence(
            "{name} is not on the trusted list, and the release is under embargo until {until}.",
            name=person.name,
            until=stands.until,
        )
    if way == "email" and not (person.email or person.email2):
        return sentence("{name} has no e-mail address. Enter it first.", name=person.name)
    return None


def hand_out(
    office: Office, release: Release, people: Sequence[int], way: str, make: Make | None = None, note: str = ""
) -> Commit:
    """Give an approved release to people: make its papers, then write a line of the log for each, as one change.

    Nothing is made and nothing written when one of them may not have it. Raises Refusal (``embargo``, ``blocked``,
    ``not-approved``, ``file-missing`` …), Invalid for a photo without consent, and what ``make`` raises. When the log
    cannot be written the papers are taken away again. The change is never offered to undo.
    """
    release = records.get(office, Release, release.id)
    _refuse_unfit(office, release)
    chosen = records.window(office, Person, list(dict.fromkeys(people)))
    if not chosen:
        raise Refusal("nobody", sentence("Nobody is chosen. Tick the people who get the release."))
    stands = gate(office, release)
    refused = [said for person in chosen if (said := why_not(stands, person, way)) is not None]
    if refused:
        raise Refusal("blocked" if stands.until is None else "embargo", _whole(refused))
    given = [Recipient(person.id, person.name, person.email or person.email2) for person in chosen]
    return _log(office, release, given, way, make, HAND_OUT, note)


def internal_copy(
    office: Office, release: Release, name: str, way: str, make: Make | None = None, note: str = ""
) -> Commit:
    """Give a copy to a member of the staff register, named, to read or approve it; under embargo it says so first.

    Written to the log as ``hand_out`` does. Raises Refusal ``not-staff`` when nobody of this name is in the register.
    """
    release = records.get(office, Release, release.id)
    if release.binned_at is not None:
        raise Refusal("binned", sentence("The release is in the bin. Recover it first."))
    if not embargo.is_colleague(office, name):
        said = sentence("{name} is not in the staff register. An internal copy goes only to staff.", name=name)
        raise Refusal("not-staff", said)
    return _log(office, release, [Recipient(0, name)], way, make, INTERNAL_COPY, note)


def edition(office: Office, release: Release) -> int:
    """The number of the version of the text that is given now: how many different texts were given so far, and this."""
    given = records.parts(office, Delivery, release.id)
    for line in given:
        if line.text_mark == release.text_mark and line.edition is not None:
            return int(line.edition)
    return len({line.text_mark for line in given}) + 1


def deliveries(office: Office, release: Release) -> list[Delivery]:
    """The distribution log of a release, the newest first."""
    return records.parts(office, Delivery, release.id)


def _refuse_unfit(office: Office, release: Release) -> None:
    if release.binned_at is not None:
        raise Refusal("binned", sentence("The release is in the bin. Recover it first."))
    if release.state not in SETTLED:
        raise Refusal("not-approved", sentence("Only an approved release is handed out. Have it approved first."))
    lacking = unfit_to_leave(office, release)
    if lacking:
        said = tuple(problem.message for problem in lacking)
        raise Invalid(lacking, sentence("The release was not handed out. {problems}", problems=said))


def _whole(refused: Sequence[Sentence]) -> Sentence:
    return sentence("Nothing was handed out. {problems}", problems=tuple(refused[:3]))


def _log(
    office: Office, release: Release, given: Sequence[Recipient], way: str, make: Make | None, name: str, note: str
) -> Commit:
    """Make the papers, then write the lines; the papers go again when the lines cannot be written."""
    lines = _lines(office, release, given, way, note)
    for line in lines:
        records.refuse_if_wrong(line)
    made = make(given) if make is not None else []
    try:
        with office.store.change(name, KIND) as change:
            for line in lines:
                change.save(line)
    except BaseException:
        for path in made:
            path.unlink(missing_ok=True)
        raise
    assert change.commit is not None
    return change.commit


def _lines(office: Office, release: Release, given: Sequence[Recipient], way: str, note: str) -> list[Delivery]:
    now, number, held = office.clock(), float(edition(office, release)), embargo.is_held(office, release)
    return [
        Delivery(
            release=release.id,
            person=one.person,
            recipient=one.name,
            at=now,
            way=way,
            language=release.language,
            edition=number,
            text_mark=release.text_mark,
            under_embargo=held,
            by=office.settings.officer,
            note=note,
        )
        for one in given
    ]
