"""Files that were damaged on the way: every reader ends with what it read or with a refusal, and within seconds.

Good files of every kind are mutated by a seeded generator: bits, bytes, lines, numbers, whole parts, and inside the
members of archives, which are then packed anew, so that what lies behind the archive is reached as well.
"""

from __future__ import annotations

import contextlib
import io
import random
import signal
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.services import backups, evaluate_cases, incident_reading, records, workbook, workbook_reading
from hospcomms.services import settings as settings_file
from hospcomms.services.clip_import.plan import ClipPlan, open_clips
from hospcomms.services.contacts.plan import Plan
from hospcomms.services.contacts.source import open_source
from hospcomms.services.exchange.campaign_import import import_campaign
from hospcomms.services.exchange.template import write_template
from hospcomms.services.ics import bringing
from hospcomms.services.incident_export import export_folder
from hospcomms.services.office import Office, open_office
from hospcomms.services.session_import.plan import SessionPlan, open_sessions
from hospcomms.storage import keys
from hospcomms.storage.keys import KEY_FILE
from tests.faults.preparing import office_folder
from tests.services.contact_files import APPLE, GOOGLE, HEADINGS, MESSY, NEXTCLOUD, OUTLOOK
from tests.soak.outcome import Told

ROUNDS = 300
LONGEST = 30
"""Seconds a reader may take for one damaged file of a few kilobytes."""
CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Example//EN\r
BEGIN:VTIMEZONE\r
TZID:Africa/Algiers\r
BEGIN:STANDARD\r
DTSTART:19810501T000000\r
TZOFFSETFROM:+0100\r
TZOFFSETTO:+0100\r
END:STANDARD\r
END:VTIMEZONE\r
BEGIN:VEVENT\r
UID:a1@example.org\r
DTSTART;TZID=Africa/Algiers:20260302T090000\r
DTEND;TZID=Africa/Algiers:20260302T100000\r
RRULE:FREQ=WEEKLY;COUNT=5;BYDAY=MO\r
EXDATE;TZID=Africa/Algiers:20260309T090000\r
SUMMARY:اجتماع أسبوعي\r
DESCRIPTION:سطر أول\\nسطر ثان\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:a2@example.org\r
DTSTART;VALUE=DATE:20260401\r
DURATION:P2D\r
SUMMARY:Journée\r
END:VEVENT\r
END:VCALENDAR\r
"""
_TOKENS = (
    b"\x00",
    b"\xff\xfe",
    b'"',
    b";;;;",
    b"\r\n",
    b"9" * 40,
    b"-1",
    b"1e999",
    b"NaN",
    b"{}",
    b"[[[[",
    b"%s%n",
    b"=",
)
_NAMES = ("null", '""', "[]", "{}", "true", "-1", "1e400", '"\\u0000"', '"' + "x" * 5000 + '"')


@dataclass(frozen=True)
class Reader:
    """What reads files of one kind: good ones to begin with, their ending, and the call."""

    ending: str
    seeds: tuple[bytes, ...]
    read: Callable[[Path], object]


def trial(place: Path, rng: random.Random, part: int) -> Told:
    """Give every reader its damaged files."""
    folder = place / "office"
    incident = office_folder(folder)
    with contextlib.closing(open_office(folder)) as office:
        readers = _readers(office, incident, place)
        ended: Counter[str] = Counter()
        wrong: list[str] = []
        for name, reader in readers.items():
            for _ in range(max(1, ROUNDS * part // 100)):
                _one(name, reader, place / f"damaged{reader.ending}", rng, ended, wrong)
    line = f"{ended.total()} damaged files for {len(readers)} readers: {ended['read']} read, {ended['refused']} refused"
    return Told(f"{line}, {ended['crashed']} crashed, {ended['slow']} too slow", wrong)


def _one(name: str, reader: Reader, path: Path, rng: random.Random, ended: Counter[str], wrong: list[str]) -> None:
    path.write_bytes(mutated(rng.choice(reader.seeds), rng))
    try:
        with _at_most(LONGEST):
            reader.read(path)
        ended["read"] += 1
    except Refusal:
        ended["refused"] += 1
    except TimeoutError:
        ended["slow"] += 1
        wrong.append(f"{name}: more than {LONGEST} s, file kept as {_kept(name, path, ended)}")
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        ended["crashed"] += 1
        wrong.append(
            f"{name}: {type(error).__name__} {str(error)[:200]} in {_where(error)}, {_kept(name, path, ended)}"
        )


def _where(error: BaseException) -> str:
    trace = error.__traceback__
    places = []
    while trace is not None:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return " ".join(places[-3:])


def _kept(name: str, path: Path, ended: Counter[str]) -> str:
    """The damaged file is kept beside the temporary ones, to be looked at."""
    kept = path.parents[1] / f"hospcomms-fuzz-{name.replace(' ', '-')}-{ended.total()}{path.suffix}"
    kept.write_bytes(path.read_bytes())
    return kept.name


@contextlib.contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Raise TimeoutError when the block takes longer (not on Windows, which has no such alarm)."""
    if sys.platform == "win32":
        yield
        return

    def strike(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, strike)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def mutated(good: bytes, rng: random.Random) -> bytes:
    """A damaged copy: of an archive half the time inside one of its members."""
    if good.startswith(b"PK") and rng.random() < 0.6:
        return _repacked(good, rng)
    content = bytearray(good)
    for _ in range(rng.choice((1, 1, 2, 4, 12))):
        rng.choice(_CHANGES)(content, rng)
    return bytes(content)


def _repacked(good: bytes, rng: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen = set(rng.sample(names, min(len(names), rng.choice((1, 1, 2)))))
        for name in names:
            content = bytearray(source.read(name))
            if name in chosen:
                if rng.random() < 0.05:
                    continue  # the member is missing
                for _ in range(rng.choice((1, 2, 6))):
                    rng.choice(_CHANGES)(content, rng)
            target.writestr(name, bytes(content))
    return out.getvalue()


def _place(content: bytearray, rng: random.Random) -> int:
    return rng.randrange(len(content)) if content else 0


def _flip(content: bytearray, rng: random.Random) -> None:
    if content:
        content[_place(content, rng)] ^= 1 << rng.randrange(8)


def _random(content: bytearray, rng: random.Random) -> None:
    place = _place(content, rng)
    content[place : place + rng.randrange(1, 20)] = rng.randbytes(rng.randrange(0, 20))


def _cut(content: bytearray, rng: random.Random) -> None:
    del content[_place(content, rng) :]


def _drop(content: bytearray, rng: random.Random) -> None:
    place = _place(content, rng)
    del content[place : place + rng.randrange(1, max(2, len(content) // 4))]


def _double(content: bytearray, rng: random.Random) -> None:
    place = _place(content, rng)
    content[place:place] = content[place : place + rng.randrange(1, 200)] * rng.choice((1, 2, 30))


def _token(content: bytearray, rng: random.Random) -> None:
    place = _place(content, rng)
    content[place:place] = rng.choice(_TOKENS)


def _number(content: bytearray, rng: random.Random) -> None:
    """A number becomes another, huge or negative."""
    digits = [place for place, byte in enumerate(content) if 48 <= byte <= 57]
    if digits:
        place = rng.choice(digits)
        content[place : place + 1] = rng.choice((b"-1", b"999999999999999999999", b"0", b"1e308", b""))


def _value(content: bytearray, rng: random.Random) -> None:
    """A value of JSON becomes one of another kind."""
    colons = [place for place, byte in enumerate(content) if byte == 58]
    if colons:
        place = rng.choice(colons) + 1
        end = min((at for mark in (b",", b"}", b"\n") if (at := content.find(mark, place)) >= 0), default=len(content))
        content[place:end] = rng.choice(_NAMES).encode()


def _shuffle_lines(content: bytearray, rng: random.Random) -> None:
    lines = bytes(content).split(b"\n")
    one, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    content[:] = b"\n".join(lines)


_CHANGES = (_flip, _random, _cut, _drop, _double, _token, _number, _value, _shuffle_lines)


def _readers(office: Office, incident: int, place: Path) -> dict[str, Reader]:
    table, other = _workbook(), _template(office, place)
    made = backups.make(office, "asked").path.read_bytes()
    texts = tuple(text.encode() for text in (GOOGLE, OUTLOOK))
    incident_zip = export_folder(office, incident, place / "incident.zip").read_bytes()
    locale = office.settings.locale

    def contacts(path: Path) -> object:
        return _checked(Plan(office, open_source(path)))

    return {
        "contacts csv": Reader(".csv", texts, contacts),
        "contacts vcf": Reader(".vcf", tuple(text.encode() for text in (APPLE, NEXTCLOUD)), contacts),
        "contacts xlsx": Reader(".xlsx", (table,), contacts),
        "clips": Reader(".xlsx", (table, *texts), lambda path: _checked(ClipPlan(office, open_clips(path)))),
        "sessions": Reader(".xlsx", (table, *texts), lambda path: _checked(SessionPlan(office, open_sessions(path)))),
        "calendar": Reader(".ics", (CALENDAR.encode(),), lambda path: bringing.plan(office, path)),
        "campaign": Reader(".xlsx", (other, table), lambda path: import_campaign(office, path, is_trial=True)),
        "ministry": Reader(".xlsx", (_ministry(office, place), table), workbook_reading.read_book),
        "cases": Reader(".csv", (_CASES.encode(),), evaluate_cases.evaluate),
        "key file": Reader(".key", ((office.folder / KEY_FILE).read_bytes(),), lambda path: _key(path, place)),
        "settings": Reader(".json", _settings(office), lambda path: _loaded(path, place)),
        "backup": Reader(".zip", (made,), _backup),
        "incident": Reader(".zip", (incident_zip,), lambda path: _said(incident_reading.verify_folder(path), locale)),
    }


_CASES = """case_id,n_a,x_a_or_pct_a,n_b,x_b_or_pct_b,direction,target_change,design
a,120,35%,130,52%,up,10,independent
b,80,12,80,30,up,,paired
"""


def _checked(plan: Any) -> object:
    plan.check()
    return [plan.troubles_of(row) for row in list(plan.rows)[:50]] if hasattr(plan, "rows") else plan


def _workbook() -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS, *MESSY):
        sheet.append(list(row))
    book.save(out)
    return out.getvalue()


def _template(office: Office, place: Path) -> bytes:
    path = place / "campaign.xlsx"
    write_template(path, office.settings.locale)
    return path.read_bytes()


def _ministry(office: Office, place: Path) -> bytes:
    records.save(office, Campaign(title="حملة", start=date(2026, 3, 1), end=date(2026, 5, 1)))
    workbook.make(office, date(2026, 1, 1), date(2026, 12, 31), office.settings.locale, place / "ministry.xlsx")
    return (place / "ministry.xlsx").read_bytes()


def _key(path: Path, place: Path) -> object:
    folder = place / "keys"
    folder.mkdir(exist_ok=True)
    (folder / KEY_FILE).write_bytes(path.read_bytes())
    return keys.read(folder)


def _settings(office: Office) -> tuple[bytes, ...]:
    return ((office.folder / settings_file.FILE).read_bytes(),)


def _loaded(path: Path, place: Path) -> object:
    folder = place / "settings"
    folder.mkdir(exist_ok=True)
    (folder / settings_file.FILE).write_bytes(path.read_bytes())
    return settings_file.load(folder)


def _backup(path: Path) -> object:
    copy = backups.copy_at(path)
    return copy and backups.preview(copy)


def _said(checked: Any, locale: Locale) -> list[str]:
    return [locale.say(said) for said in checked.problems]
