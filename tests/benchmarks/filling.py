"""An office with many invented audiences and campaigns, written by the program's own changes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import accumulate, islice
from pathlib import Path

from hospcomms.domain.audiences import CHANNELS, Audience
from hospcomms.domain.campaigns import KINDS, STATES, Campaign
from hospcomms.domain.fields import Record
from hospcomms.services.office import Office, create_office
from hospcomms.services.settings import Settings

CHUNK = 10_000
_SYLLABLES = ("با", "رو", "مي", "سل", "تن", "قد", "حر", "فو", "ني", "كم", "طب", "عي", "شف", "لق", "وص", "ده")
_FRENCH = ("campagne", "vaccin", "santé", "mère", "hôpital", "dépistage", "été", "école", "prévention", "cœur")
SEED = 20261121


@cache
def vocabulary() -> tuple[list[str], list[int]]:
    """Invented Arabic words and some French ones, with weights: a few are common, most are rare."""
    plain = [first + second for first in _SYLLABLES for second in _SYLLABLES]
    rare = [word + last for word in plain[::3] for last in _SYLLABLES]
    found = [*_FRENCH, *plain, *(f"ال{word}" for word in plain), *rare]
    return found, list(accumulate(1 + 20_000 // (place + 5) for place in range(len(found))))


def words(rng: random.Random, count: int) -> str:
    """``count`` words of the vocabulary."""
    known, weights = vocabulary()
    return " ".join(rng.choices(known, cum_weights=weights, k=count))


def records(count: int, rng: random.Random) -> Iterator[Record]:
    """``count`` records, audiences and campaigns in turn."""
    first = date(2020, 1, 1)
    for number in range(count):
        title = f"{words(rng, 4)} {number}"
        if number % 2:
            start = first + timedelta(days=rng.randrange(2500))
            yield Campaign(
                title=title,
                kind=rng.choice(KINDS).key,
                state=rng.choice(STATES).key,
                start=start,
                end=start + timedelta(days=rng.randrange(10, 120)),
                owner=words(rng, 2),
                themes=tuple(words(rng, 2).split()),
                situation=words(rng, 20),
                insight=words(rng, 10),
            )
        else:
            yield Audience(
                name=title,
                size=float(rng.randrange(100, 90_000)),
                size_year=float(rng.randrange(2015, 2027)),
                size_source=words(rng, 3),
                description=words(rng, 20),
                barriers=words(rng, 10),
                channels=tuple(choice.key for choice in rng.sample(CHANNELS, 2)),
            )


def filled_office(folder: Path, count: int) -> Office:
    """A new office in ``folder`` with ``count`` records, in changes of 10,000."""
    office = create_office(folder, Settings(officer="ن. عيّنة", is_ready=True))
    source = records(count, random.Random(SEED))
    while batch := list(islice(source, CHUNK)):
        with office.store.change("Import") as change:
            for record in batch:
                change.save(record)
    return office
