"""The embargo as a hard block: until it lifts, a release leaves the program only to people of its trusted list (PRE-8).

Everything that makes a paper, a file or a copy reads the office through ``leaving``: an office in which releases under
embargo cannot be read at all, so that a report or list written later is guarded without knowing it. What is shown on
the officer's own screen is read from the office itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, StoredFile
from hospcomms.domain.folding import fold
from hospcomms.domain.locale import Locale
from hospcomms.domain.press import ListMember, Person
from hospcomms.domain.query import Op, Query
from hospcomms.domain.releases import Release, ReleaseApproval
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services.outgoing import OutgoingStore

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.store import Store

R = TypeVar("R", bound=Record)
HIDDEN = N_("Press release under embargo")
"""What stands where the headline of a release under embargo would be named."""


class Receiver(Protocol):
    """Who would be given a release: a person of the press, or (``person`` 0) a member of staff by name."""

    @property
    def person(self) -> int:
        """The id of the press contact, 0 for a member of staff."""

    @property
    def name(self) -> str:
        """The name as it stands in the log."""


def family(office: Office, release: Release) -> list[Release]:
    """A release with its source and all versions in other languages, as stored, those in the bin too."""
    found: dict[int, Release] = {}
    waiting = [release]
    while waiting:
        one = waiting.pop()
        near = list(stored_releases(office, [one.id, one.source]))
        for binned in (False, True):
            near += office.store.find(Query(Release, binned=binned).where("source", Op.IS, one.id)) if one.id else []
        fresh = [other for other in near if other.id not in found]
        found.update((other.id, other) for other in fresh)
        waiting += [other for other in fresh if other.id != one.id]
    return [found[ident] for ident in sorted(found)]


def stored_releases(office: Office, wanted: Sequence[int]) -> list[Release]:
    """The stored releases of these ids; 0 is none."""
    return office.store.window(Release, [ident for ident in dict.fromkeys(wanted) if ident])


def lifts_at(office: Office, release: Release) -> datetime | None:
    """When the embargo lifts (UTC): the latest of the release and its whole family; None when there is none."""
    own = () if release.id else (release.embargo_until,)
    found = (*own, *(one.embargo_until for one in family(office, release)))
    return max((until for until in found if until is not None), default=None)


def is_held(office: Office, release: Release) -> bool:
    """True until the embargo lifts; the moment itself is free."""
    until = lifts_at(office, release)
    return until is not None and office.clock() < until


def notice(office: Office, release: Release) -> Sentence | None:
    """What stands first on every page and in every mail while the embargo holds; None when it does not."""
    until = lifts_at(office, release)
    if until is None or office.clock() >= until:
        return None
    return sentence("Under embargo until {until}. Not to be published or passed on before.", until=until)


def trusted_list(office: Office, release: Release) -> int:
    """The id of the trusted list: the release's own, else the one of the release it was translated from; 0: none."""
    seen: set[int] = set()
    one = release
    while not one.trusted and one.source and one.source not in seen:
        seen.add(one.source)
        above = stored_releases(office, [one.source])
        if not above:
            break
        one = above[0]
    return one.trusted


def is_trusted(office: Office, release: Release, person_id: int) -> bool:
    """True for somebody on the trusted list who is neither in the bin nor blocked."""
    wanted = trusted_list(office, release)
    if not wanted or not person_id:
        return False
    found = office.store.window(Person, [person_id])
    if not found or found[0].binned_at is not None or found[0].is_blocked:
        return False
    return bool(office.store.count(_members(wanted).where("person", Op.IS, person_id)))


def trusted_people(office: Office, release: Release) -> frozenset[int]:
    """The ids of everybody on the trusted list, those who are blocked or in the bin too."""
    wanted = trusted_list(office, release)
    return frozenset(member.person for member in office.store.find(_members(wanted))) if wanted else frozenset()


def _members(press_list: int) -> Query:
    return Query(ListMember).where("press_list", Op.IS, press_list)


def is_colleague(office: Office, name: str) -> bool:
    """True when somebody of this name stands in the staff register."""
    wanted = fold(" ".join(name.split()))
    found: list[Colleague] = office.store.find(Query(Colleague))
    return bool(wanted) and any(fold(" ".join(one.name.split())) == wanted for one in found)


def refuse_if_held(office: Office, release: Release, person_id: int = 0) -> None:
    """Raise Refusal ``embargo`` while the embargo holds, unless the person is on the trusted list and not blocked."""
    until = lifts_at(office, release)
    if until is None or office.clock() >= until or is_trusted(office, release, person_id):
        return
    raise _refusal(until)


def refuse_receiver(office: Office, release: Release, to: Receiver | None) -> None:
    """Raise Refusal ``embargo`` while it holds, unless it goes to a trusted person or to a named member of staff."""
    if to is not None and not to.person and is_colleague(office, to.name):
        return
    refuse_if_held(office, release, to.person if to is not None else 0)


def _refusal(until: datetime) -> Refusal:
    return Refusal(
        "embargo",
        sentence(
            "This release is under embargo until {until}. Its tab “Distribution” gives it to the people of its trusted"
            " list, and to nobody else.",
            until=until,
        ),
    )


def held_ids(office: Office) -> frozenset[int]:
    """The ids of all releases under embargo now, with their families, those in the bin too."""
    office, now = _whole(office), office.clock()
    found: set[int] = set()
    for binned in (False, True):
        query = Query(Release, binned=binned).where("embargo_until", Op.FROM, now.astimezone(UTC))
        for release in office.store.find(query):
            if release.embargo_until > now and release.id not in found:
                found.update(one.id for one in family(office, release))
    return frozenset(found)


def refuse_new(office: Office, known: frozenset[int]) -> None:
    """Raise Refusal ``embargo`` when a release is held now that was not among ``known``: what was made may hold it."""
    if held_ids(office) - known:
        said = sentence("A press release came under embargo since this paper was made. Close it and make it again.")
        raise Refusal("embargo", said)


def _whole(office: Office) -> Office:
    """The office itself, also where only what may leave can be read."""
    store: object = office.store
    return replace(office, store=store.whole) if isinstance(store, OutgoingStore) else office


def leaving(office: Office, speaking: Locale, release: Release | None = None, to: Receiver | None = None) -> Office:
    """The office as a paper, a file or a copy may know it: releases under embargo are not in it.

    Asked for one by its id it raises Refusal ``embargo``; where others name one, ``HIDDEN`` stands in its place, in the
    language of ``speaking``. ``release`` with all its versions is in it when it is given ``to`` somebody who may have
    it. Raises Refusal when that somebody may not.
    """
    if _whole(office) is not office:
        return office
    held = held_ids(office)
    if release is not None and to is not None:
        refuse_receiver(office, release, to)
        held -= {one.id for one in family(office, release)}
    if not held:
        return office
    veiled = OutgoingStore(office.store, held, speaking.text(HIDDEN), _refuser(office))
    return replace(office, store=cast("Store", veiled))


def leaving_about(office: Office, speaking: Locale, ident: int | None, to: Receiver | None) -> Office:
    """The same for a paper about the record ``ident``, which may be a release given ``to`` somebody."""
    if to is None or not ident or office.store.type_of(ident) is not Release:
        return leaving(office, speaking)
    return leaving(office, speaking, office.store.get(Release, ident), to)


def _refuser(office: Office) -> Refuser:
    def refuse(ident: int) -> Refusal:
        (release,) = stored_releases(office, [ident])
        return _refusal(lifts_at(office, release) or office.clock())

    return refuse


class Refuser(Protocol):
    """Makes the refusal of one release under embargo."""

    def __call__(self, ident: int) -> Refusal:
        """The refusal to raise."""


def withheld(office: Office, found: Sequence[R]) -> tuple[list[R], Sentence | None]:
    """The records that may leave, and how many were left out because of an embargo; None when none was."""
    if not any(isinstance(one, Release) for one in found):
        return list(found), None
    held = held_ids(office)
    kept = [one for one in found if one.id not in held]
    return kept, left_out(len(found) - len(kept))


def left_out(many: int) -> Sentence | None:
    """That so many releases were left out; None for none."""
    if not many:
        return None
    return counted(
        "{n} press release under embargo was left out.", "{n} press releases under embargo were left out.", many
    )


def left_out_of(office: Office, query: Query) -> Sentence | None:
    """How many releases a list is without because of an embargo; None when it is whole."""
    if query.record is not Release:
        return None
    held = held_ids(office)
    return left_out(sum(ident in held for ident in _whole(office).store.ids(query))) if held else None


def refuse_file(office: Office, stored: StoredFile, to: Receiver | None = None) -> None:
    """Raise Refusal ``embargo`` for a file that belongs to a release under embargo; photos are no secret by themselves.

    ``to`` says who would be given it.
    """
    office = _whole(office)
    for release in stored_releases(office, sorted(held_ids(office))):
        if stored.sha256 in _secret_files(office, release):
            refuse_receiver(office, release, to)


def _secret_files(office: Office, release: Release) -> frozenset[str]:
    """The files of a release and the signed pages of its approvals, by content."""
    pages: Iterable[ReleaseApproval] = (
        approval
        for binned in (False, True)
        for approval in office.store.find(Query(ReleaseApproval, binned=binned).where("release", Op.IS, release.id))
    )
    found = [*release.attachments, *(approval.page for approval in pages)]
    return frozenset(one.sha256 for one in found if one is not None)
