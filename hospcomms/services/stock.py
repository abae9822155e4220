"""Copies of materials: how many are left, and what is given out at a session or comes back from it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hospcomms.domain import stock as rules
from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.materials import (
    APPROVED,
    FOUND,
    GIVEN,
    OBSOLETE,
    RETURNED,
    Material,
    MaterialVersion,
    StockMove,
)
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.sessions import HELD, EducationSession
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from datetime import date

    from hospcomms.services.office import Office

GIVE, GIVE_BACK, COUNT, TAKE_OUT = N_("Give out copies"), N_("Take copies back"), N_("Count the stock"), N_("Take out")


def moves_of(office: Office, material: int) -> list[StockMove]:
    """The movements of a material, in their order."""
    return rules.ordered(records.parts(office, StockMove, material))


def balance(office: Office, material: int) -> float | None:
    """Copies of all versions that are left; None when no movement was ever noted."""
    return rules.balance(moves_of(office, material))


def by_version(office: Office, material: int) -> dict[int, float]:
    """Copies that are left by version (0: of no named version)."""
    return dict(rules.piles(moves_of(office, material)).by_version)


def moves_at(office: Office, session: EducationSession) -> list[StockMove]:
    """What was given out at a session and came back from it, in the order it was entered."""
    asked = Query(StockMove, sort=(Sort("id"),)).where("session", Op.IS, session.id)
    found: list[StockMove] = records.find(office, asked)
    return found


def day_of(office: Office, session: EducationSession) -> date:
    """The day copies leave the stock for a session: its own, or today while it is still to come."""
    return min(session.held_on or office.today, office.today)


def why_not_given(session: EducationSession, material: Material, on: date) -> Sentence | None:
    """Why a material is not to be handed out on a day; None when it may. What was handed out already is a fact."""
    if session.state == HELD:
        return None
    if material.is_withdrawn:
        return sentence("“{title}” is marked “Do not distribute”.", title=material.caption)
    if material.state == OBSOLETE:
        return sentence("Do not distribute: every version is obsolete.")
    if material.review_by is not None and material.review_by < on:
        return sentence(
            "“{title}” was to be reviewed by {day} and is not handed out until then.",
            title=material.caption,
            day=material.review_by,
        )
    return None


def _why_not_approved(office: Office, session: EducationSession, material: Material) -> Sentence | None:
    """Why a material none of whose versions is approved is not handed out; one of others has no versions here."""
    states = {version.state for version in records.parts(office, MaterialVersion, material.id)}
    if session.state == HELD or not states or APPROVED in states:
        return None
    return sentence("No version of “{title}” is approved yet: it is not handed out.", title=material.caption)


def give_out(
    office: Office, session: EducationSession, material: Material, copies: float, version: int = rules.ANY
) -> Commit:
    """Give copies out at a session.

    Raises Refusal for a material that is not to be distributed and for more copies than there are (count the stock
    first when there are), Invalid for copies that are no whole number above 0.
    """
    on = day_of(office, session)
    why = why_not_given(session, material, on) or _why_not_approved(office, session, material)
    if why is not None:
        raise Refusal("not-distributed", why)
    move = _move(session, material, GIVEN, copies, version, on)
    left = rules.to_give(moves_of(office, material.id), on, version)
    if copies > left:
        said = counted(
            "There is {n} copy of “{title}”, not {copies}. Give out fewer, or count the stock first.",
            "There are {n} copies of “{title}”, not {copies}. Give out fewer, or count the stock first.",
            int(left),
            title=material.caption,
            copies=copies,
        )
        raise Refusal("stock", said)
    return records.save(office, move, GIVE)


def give_back(
    office: Office, session: EducationSession, material: Material, copies: float, version: int = rules.ANY
) -> Commit:
    """Take back copies that were left over at a session. Raises Refusal for more than were given out there."""
    move = _move(session, material, RETURNED, copies, version, day_of(office, session))
    out = given_at(moves_at(office, session), material.id)
    if copies > out:
        said = counted(
            "Only {n} copy of “{title}” was given out here.",
            "Only {n} copies of “{title}” were given out here.",
            int(out),
            title=material.caption,
        )
        raise Refusal("stock", said)
    return records.save(office, move, GIVE_BACK)


def count_stock(office: Office, material: Material, copies: float, version: int = rules.ANY) -> Commit:
    """Set the stock to what was counted today. Raises Invalid for copies that are no whole number."""
    move = StockMove(material=material.id, version=version, movement=FOUND, copies=float(copies), moved_on=office.today)
    return records.save(office, move, COUNT)


def take_out(office: Office, move: StockMove) -> Commit:
    """Take a movement entered by mistake out of the list (into the bin)."""
    return records.remove(office, StockMove, [move.id], TAKE_OUT)


def given_at(moves: Sequence[StockMove], material: int = 0) -> float:
    """Copies given out less those that came back, of one material or of all."""
    return sum(rules.handed_out(move) for move in moves if not material or move.material == material)


def _move(
    session: EducationSession, material: Material, movement: str, copies: float, version: int, on: date
) -> StockMove:
    if copies <= 0:
        raise Invalid([Problem("copies", sentence("Enter how many copies."))])
    return StockMove(
        material=material.id,
        version=version,
        movement=movement,
        copies=float(copies),
        moved_on=on,
        to_whom=session.title[:200],
        session=session.id,
    )
