"""What was erased stays erased: its numbers are kept beside the data and applied again after an older backup."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass, replace
from typing import TYPE_CHECKING

from hospcomms.domain.access import ERASURE
from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.fields import Record
from hospcomms.domain.wording import N_
from hospcomms.services import access
from hospcomms.services.privacy import leftovers
from hospcomms.services.privacy.orders import order_for
from hospcomms.storage import erasing
from hospcomms.storage.codec import get_moment, put_moment
from hospcomms.storage.writing import write_whole

if TYPE_CHECKING:
    from hospcomms.services.office import Office

FILE = "erasures.json"
AGAIN = N_("Erase again what was erased")


@dataclass(frozen=True)
class Stone:
    """One number that stays erased: of a record type, erased at a moment (as stored), with its certificate."""

    ident: int
    record: str
    at: str
    erasure: int


def known(office: Office) -> list[Stone]:
    """Everything ever erased, as the database and the file beside it know it; no name is in either."""
    found = {stone.ident: stone for stone in (*_beside(office), *_inside(office))}
    return [found[ident] for ident in sorted(found)]


def _inside(office: Office) -> list[Stone]:
    return [Stone(*row) for row in office.store.ask(erasing.tombstones)]


def _beside(office: Office) -> Iterable[Stone]:
    try:
        rows = json.loads((office.folder / FILE).read_text(encoding="utf-8"))
        found = [Stone(int(row["id"]), str(row["record"]), str(row["at"]), int(row["erasure"])) for row in rows]
        return [replace(stone, at=put_moment(get_moment(stone.at))) for stone in found if stone.record in BY_KEY]
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def keep(office: Office) -> None:
    """Write the numbers beside the database, for the day an older one takes its place. Raises Refusal."""
    rows = [{"id": one.ident, "record": one.record, "at": one.at, "erasure": one.erasure} for one in known(office)]
    write_whole(office.folder / FILE, json.dumps(rows, indent=1).encode())


def catch_up(office: Office) -> None:
    """Write the note beside the database where an erasure was killed before it could, or where it was lost.

    Raises Refusal.
    """
    noted = {stone.ident for stone in _beside(office)}
    if any(stone.ident not in noted for stone in _inside(office)):
        keep(office)


def reapply(office: Office) -> int:
    """Erase what was erased before and is there again; returns how many records. Raises Refusal.

    To be called after an older backup took the place of the data, before anything else is done with it. Their numbers,
    and all below them, are not given to other records either.
    """
    stones = known(office)
    back: dict[type[Record], list[int]] = {}
    for stone in stones:
        if office.store.window(BY_KEY[stone.record], [stone.ident]):
            back.setdefault(BY_KEY[stone.record], []).append(stone.ident)
    if not back and len(stones) == len(_inside(office)):
        return 0
    order = replace(order_for(office, back), buried=tuple(astuple(stone) for stone in stones))
    with office.store.change(AGAIN, kind=erasing.GONE) as change:
        outcome = change.erase(order, 0)
    if back:
        leftovers.sweep(office, outcome.unused, order.words)
        access.note(office, ERASURE, size=len(order.idents), why="restore")
    keep(office)
    return len(order.idents)
