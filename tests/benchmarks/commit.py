"""One save in encrypted data against the same save in plain data (HOSPCOMMS_PLAIN), in the same run."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

from hospcomms.domain.audiences import Audience
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import Office, create_office
from tests.benchmarks.ratio import Ratio, median, taken

SAVES = 200
LIMIT = 2.0
_SWITCH = "HOSPCOMMS_PLAIN"
_WHAT = "One save with checks, journal and search index; SQLCipher against SQLite as it comes, both WAL and FULL."
_BARE = "A one-row INSERT alone, committed; SQLCipher against SQLite as it comes, both WAL and FULL."


def measure(_folder: Path, count: int) -> list[Ratio]:
    """Saves in turn in both; the first of each only warms."""
    with tempfile.TemporaryDirectory(prefix="hospcomms-benchmarks-") as place:
        with _driver(plain=False):
            sealed = _ready(Path(place) / "sealed")
        with _driver(plain=True):
            plain = _ready(Path(place) / "plain")
        with closing(sealed), closing(plain):
            times: dict[bool, list[float]] = {True: [], False: []}
            bare: dict[bool, list[float]] = {True: [], False: []}
            for number in range(SAVES if count >= 1_000 else 12):
                for is_plain, office in ((False, sealed), (True, plain)):
                    with _driver(plain=is_plain):
                        times[is_plain].append(_saved(office, number))
                        bare[is_plain].append(_inserted(office, number))
    return [
        Ratio("commit", median(times[False][10:]), median(times[True][10:]), LIMIT, _WHAT),
        Ratio("commit of one row", median(bare[False][10:]), median(bare[True][10:]), LIMIT, _BARE),
    ]


@contextmanager
def _driver(*, plain: bool) -> Iterator[None]:
    """Which driver new connections are made with."""
    before = os.environ.pop(_SWITCH, None)
    if plain:
        os.environ[_SWITCH] = "1"
    try:
        yield
    finally:
        os.environ.pop(_SWITCH, None)
        if before is not None:
            os.environ[_SWITCH] = before


def _ready(folder: Path) -> Office:
    office = create_office(folder)
    records.save(office, Audience(name="آباء"))
    with office.store._transaction() as connection:
        connection.execute("CREATE TABLE bare(id INTEGER PRIMARY KEY, text TEXT) STRICT")
    return office


def _saved(office: Office, number: int) -> float:
    (found,) = records.find(office, Query(Audience))
    return taken(lambda: records.save(office, replace(found, name=f"آباء وأمهات {number}")))


def _inserted(office: Office, number: int) -> float:
    def insert() -> None:
        with office.store._transaction() as connection:
            connection.execute("INSERT INTO bare(text) VALUES (?)", (f"آباء وأمهات {number}",))

    return taken(insert)
