"""Searching people and clips together as one types, and opening the list of clips, against a keystroke and a driver."""

from __future__ import annotations

from pathlib import Path

from hospcomms.domain.monitoring import Clip
from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import Office, create_office, open_office
from hospcomms.services.sample_scale import add_clips, add_people
from hospcomms.services.search import search
from hospcomms.services.settings import Settings
from tests.benchmarks.ratio import Ratio, median, taken

KEYSTROKE = 50.0
"""Milliseconds a keystroke may take among 100,000 people and 50,000 clips (issue 5)."""
ROUNDS, SCREEN = 3, 60
TYPED = (
    "أمينة نخلاوي",
    "تلقيح قرية السد",
    "vaccination visitors",
    "kouthbani hou",
    "نظافة اليدين: كبار",
    "dépistage lycéens",
    "0500 12 34",
    "تبرع بالدم 4",
    "xyzw",
)


def measure(folder: Path, count: int) -> list[Ratio]:
    """Every beginning of what is typed, from one letter on: the median and the slowest of all of them."""
    office = _office(folder.with_name(f"{folder.name}-clips"), count)
    try:
        beginnings = [typed[:length] for typed in TYPED for length in range(1, len(typed) + 1)]
        times = [_keystroke(office, typed) for typed in beginnings]
        first = median(taken(lambda: records.find(office, Query(Clip), SCREEN)) for _ in range(ROUNDS))
        whole = median(taken(lambda: records.ids(office, Query(Clip))) for _ in range(ROUNDS))
        with office.store.reader() as connection:
            bare = median(
                taken(lambda: connection.execute("select id from clip where binned_at is null").fetchall())
                for _ in range(ROUNDS)
            )
    finally:
        office.close()
    among = f"among {count:,} people and {count // 2:,} clips"
    slowest = beginnings[times.index(max(times))]
    return [
        Ratio("search as you type, median", median(times), KEYSTROKE, 1.0, f"{len(times)} queries {among}."),
        Ratio("search as you type, slowest", max(times), KEYSTROKE, 1.0, f"Slowest: “{slowest}”, {among}."),
        Ratio("list of clips, first screen", first, KEYSTROKE, 1.0, f"{SCREEN} rows in their order, {among}."),
        Ratio(
            "list of clips, order of all", whole, bare, None, f"All ids by day, beside all ids by the driver, {among}."
        ),
    ]


def _office(folder: Path, count: int) -> Office:
    if folder.exists():
        return open_office(folder)
    office = create_office(folder, Settings(officer="ن. عيّنة", is_ready=True))
    add_people(office, count)
    add_clips(office, count // 2)
    assert records.count(office, Query(Person)) == count
    assert records.count(office, Query(Clip)) == count // 2
    return office


def _keystroke(office: Office, typed: str) -> float:
    """Milliseconds the search box needs for what is typed."""
    return median(taken(lambda: search(office, typed)) for _ in range(ROUNDS))
