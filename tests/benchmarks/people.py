"""Finding a person of the press as one types, in either script, against the time a keystroke may take."""

from __future__ import annotations

from pathlib import Path

from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import Office, create_office, open_office
from hospcomms.services.sample_scale import add_people
from hospcomms.services.search import search
from hospcomms.services.settings import Settings
from tests.benchmarks.ratio import Ratio, median, taken

KEYSTROKE = 50.0
"""Milliseconds a keystroke may take among 100,000 people (issue 5)."""
SHOWN = 12
ROUNDS = 5
FEWEST = 3
"""Letters from which on somebody is looked for."""
TYPED = ("أمينة نخلاوي", "amina nakh", "سعاد عرجوني 5", "kouthbani", "foggara hou", "0500 12", "xyz")


def measure(folder: Path, count: int) -> list[Ratio]:
    """Every beginning of three letters or more; the slowest of all of them is what counts."""
    office = _office(folder.with_name(f"{folder.name}-people"), count)
    try:
        beginnings = [typed[:length] for typed in TYPED for length in range(FEWEST, len(typed) + 1)]
        everywhere = max(_slow(lambda typed=typed: search(office, typed)) for typed in beginnings)
        picked = max(_slow(lambda typed=typed: _picked(office, typed)) for typed in beginnings)
    finally:
        office.close()
    what = f"The slowest of {len(beginnings)} queries typed letter by letter among {count:,} people, against 50 ms."
    return [
        Ratio("people as you type, search box", everywhere, KEYSTROKE, 1.0, what),
        Ratio("people as you type, adding to a list", picked, KEYSTROKE, 1.0, what),
    ]


def _office(folder: Path, count: int) -> Office:
    if folder.exists():
        return open_office(folder)
    office = create_office(folder, Settings(officer="ن. عيّنة", is_ready=True))
    add_people(office, count)
    assert records.count(office, Query(Person)) == count
    return office


def _picked(office: Office, typed: str) -> list[Person]:
    """What the line offers that adds people to a list."""
    hits = search(office, typed, SHOWN, only=(Person,))
    return records.window(office, Person, [hit.id for hit in hits])


def _slow(act: object) -> float:
    assert callable(act)
    return median(taken(act) for _ in range(ROUNDS))
