"""Records of every type with every field filled, with values that have broken programs before."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.fields import STAMPS, Field, Kind, Record, StoredFile, Texts, fields_of

ARABIC = "الحملةُ الوطنيّة لِلتّلقيح «إنفلونزا» 2026/2027"
MIXED = "l’hôpital \u200f(مستشفى)\u200f cœur – ½ 😀👩🏽‍⚕️ %_'\";--<b>&amp;{x}"
LINES = "سطر أول\n\tسطر ثانٍ\n\n" + "طويل " * 500
STORED = StoredFile("ab" * 32, "تقرير نهائي (v2).pdf", 123_456)

_VALUES: dict[Kind, Callable[[Field], Any]] = {
    Kind.TEXT: lambda field: (ARABIC if field.required else MIXED)[: field.limit],
    Kind.LONG_TEXT: lambda field: LINES[: field.limit].rstrip(),
    Kind.TEXTS: lambda field: Texts(ARABIC, "Été à l’hôpital", ""),
    Kind.NUMBER: lambda field: (field.low or 0) + 0.125,
    Kind.MONEY: lambda field: Decimal("123456789.125"),
    Kind.PERCENT: lambda field: 33.3,
    Kind.DAY: lambda field: date(2026, 2, 28),
    Kind.MOMENT: lambda field: datetime(2026, 11, 21, 23, 59, 59, 999_999, tzinfo=UTC),
    Kind.FLAG: lambda field: True,
    Kind.CHOICE: lambda field: field.choices[-1].key,
    Kind.CHOICES: lambda field: tuple(choice.key for choice in field.choices[:2]),
    Kind.LINK: lambda field: 1,
    Kind.LINKS: lambda field: (1,),
    Kind.FILE: lambda field: STORED,
    Kind.FILES: lambda field: (STORED, dataclasses.replace(STORED, name="صورة.png")),
    Kind.ADDRESS: lambda field: {"email": "a.b@example.org", "phone": "+213 21 00 00 00"}.get(field.scheme, "C-26/1"),
    Kind.TAGS: lambda field: ("تلقيح", "été", "C++"),
}


def filled(record: type[Record], **values: Any) -> Record:
    """A record of this type with every field filled that an officer or the program fills."""
    found = {name: _VALUES[field.kind](field) for name, field in fields_of(record).items() if name not in STAMPS}
    return record(**{**found, **values})


def content(record: Record) -> dict[str, Any]:
    """What a record says: all fields but the stamps the store sets."""
    return {name: getattr(record, name) for name in fields_of(type(record)) if name not in STAMPS}


def plain(record: type[Record], **values: Any) -> Record:
    """An almost empty record: only what is required."""
    needed = {
        name: _VALUES[field.kind](field) for name, field in fields_of(record).items() if field.required or name == "id"
    }
    return record(**{**needed, **_AGREEING.get(record.key, {}), **values})


_AGREEING: dict[str, dict[str, Any]] = {
    "role": {"function": ARABIC},
    "enquiry": {"asker": ARABIC, "received_at": datetime(2020, 2, 29, 8, tzinfo=UTC)},
    "development": {"decided_by": ARABIC},
    "observance": {"rule": "by_hand"},
    "stock_move": {"copies": 1.0},
}
"""What the rules between the fields of a type ask for."""


KINDS = frozenset(_VALUES)
TYPES = RECORDS
