"""Lists of people that are written where others may read them: allowed, with a reminder."""

from __future__ import annotations

from pathlib import Path

from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.wording import N_, Label, Sentence, sentence
from hospcomms.storage.places import NETWORK, REMOVABLE, ROAMING, SYNCHRONISED, place_of

NAMES = {
    SYNCHRONISED: N_("a folder that is copied to other computers"),
    NETWORK: N_("a network drive"),
    REMOVABLE: N_("a removable disk"),
    ROAMING: N_("a folder that is copied to a server"),
}


def kind_of_place(path: Path) -> str:
    """Where a file would lie: ``local``, ``synchronised``, ``network``, ``removable``, ``roaming`` or ``program``."""
    return place_of(path.parent).kind


def holds_people(record: type[Record]) -> bool:
    """True for a record type that says who somebody is or how to reach them."""
    return any(field.private or field.scheme in ("email", "phone") for field in fields_of(record).values())


def reminder(record: type[Record], path: Path) -> Sentence | None:
    """What to know of a list of this type written there; None where it holds no people or stays on this computer."""
    kind = kind_of_place(path)
    if kind not in NAMES or not holds_people(record):
        return None
    return sentence(
        "The file {file} holds personal data and lies in {place}. Delete it there when it is no longer needed.",
        file=path.name,
        place=Label(NAMES[kind]),
    )
