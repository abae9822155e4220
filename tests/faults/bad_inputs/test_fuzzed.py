"""Every importer on bytes nobody made on purpose: honest files with bytes changed, cut, doubled or put in."""

from __future__ import annotations

import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.services.exchange.tables import tables_in
from hospcomms.services.ics import bringing
from hospcomms.services.office import Office
from tests.cases import cases
from tests.faults.bad_inputs.books import book
from tests.faults.bad_inputs.test_texts_and_cards import calendar, card, event, word
from tests.faults.bad_inputs.test_workbooks import DOORS, Door, contacts, counts, put

ROUNDS = 40
SEEDS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "workbook": ("a.xlsx", book),
    "text table": ("a.csv", 'Nom;Téléphone;Note\nHélène;0550002109;"a;b"\nسليم;٠٥٥٠;x\n'.encode),
    "cards": ("a.vcf", lambda: card("FN;ENCODING=QUOTED-PRINTABLE:H=C3=A9", "N:a;b;;;", "TEL;CELL:+213550002109") * 3),
    "calendar": ("a.ics", lambda: calendar(event("1", more="RRULE:FREQ=WEEKLY;COUNT=5\r\n"), event("2"))),
    "letter": ("a.docx", lambda: word("{{ subject }}")),
}
PUT_IN = (
    *(
        b"\x00",
        b"\xff\xfe",
        b'"',
        b"=\r\n",
        b";",
        b"\r\n ",
        b"BEGIN:VCARD",
        b"&a;",
        b"\xf0\x9f",
        b"<!DOCTYPE x>",
        b"PK",
    ),
)


def spoilt(content: bytes, rng: random.Random) -> bytes:
    """The content with a few things wrong."""
    made = bytearray(content)
    for _again in range(rng.randint(1, 6)):
        place = rng.randrange(len(made) + 1) if made else 0
        way = rng.randrange(5)
        if way == 0 and made:
            made[min(place, len(made) - 1)] ^= 1 << rng.randrange(8)
        elif way == 1:
            del made[place : place + rng.randint(1, 400)]
        elif way == 2:
            made[place:place] = rng.choice(PUT_IN) * rng.choice((1, 1, 50))
        elif way == 3:
            made[place:place] = made[place : place + 300]
        else:
            made[place:place] = rng.randbytes(rng.randint(1, 30))
    return bytes(made)


def test_no_spoilt_file_is_more_than_read_or_refused(office: Office, tmp_path: Path) -> None:
    rng = random.Random(20261122)
    doors: dict[str, Door] = {**DOORS, "contacts": contacts, "tables": _tables, "calendar": bringing.plan}
    for name in ("clips", "sessions"):  # the same reading as the contacts; what is written is told by its own tests
        del doors[name]
    before = counts(office)
    with cases() as table:
        for what, (file, make) in SEEDS.items():
            honest = make()
            for number in range(ROUNDS):
                path = put(tmp_path / file, spoilt(honest, rng))
                for name, door in doors.items():
                    with table.case(what, number, name), suppress(Refusal):
                        door(office, path)
    assert counts(office) == before


def _tables(_office: Office, path: Path) -> object:
    return tables_in(path.name, path.read_bytes())
