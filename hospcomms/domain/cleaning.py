"""Text made fit to be kept: one spelling of each letter, nothing that is not text.

The store cleans what enters it (``Change.save`` and ``Change.add``) and the services clean before they check,
so that a title of control characters counts as missing. What is clean comes back unchanged, as the same object.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, TypeVar

from hospcomms.domain.fields import Kind, Record, StoredFile, Texts, fields_of, per_record
from hospcomms.domain.limits import NUMBER

R = TypeVar("R", bound=Record)

# Lone surrogates, noncharacters and control characters other than tab and line feed: no text, and poison for
# SQLite, XML and PDF alike.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# In one line a direction override can only mislead (a file name that ends in another type, a name read backwards).
_OVERRIDES = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_UNCLEAN = re.compile(f"{_NO_TEXT.pattern}|{_OVERRIDES.pattern}|[\\t\\n\\u2028\\u2029]")
_THOUSANDTH = Decimal("0.001")


def clean_line(text: str) -> str:
    """One line: breaks and tabs are spaces, no controls, no direction overrides, no space at the ends."""
    if _UNCLEAN.search(text) is not None:
        text = _OVERRIDES.sub("", _NO_TEXT.sub("", _BREAKS.sub(" ", text))).replace("\n", " ").replace("\t", " ")
    return unicodedata.normalize("NFC", text).strip()


def clean_text(text: str) -> str:
    """Paragraphs: every break is a line feed, no controls; marks of direction stay."""
    if _UNCLEAN.search(text) is not None:
        text = _NO_TEXT.sub("", _BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", text)


def _texts(value: Texts) -> Texts:
    return Texts(clean_text(value.ar), clean_text(value.fr), clean_text(value.en))


def _file(value: StoredFile | None) -> StoredFile | None:
    return None if value is None else StoredFile(value.sha256, clean_line(value.name), value.size)


def _tags(value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for item in value if (tag := clean_line(item))))


def _money(value: Decimal | None) -> Decimal | None:
    """Kept in thousandths, so that what is saved is what is read back; NaN and infinity are left to the checks."""
    if value is None or not value.is_finite() or abs(value) > NUMBER:
        return value
    return value.quantize(_THOUSANDTH)


def _moment(value: datetime | None) -> datetime | None:
    if value is None or value.tzinfo is UTC:
        return value
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


_CLEAN: dict[Kind, Callable[[Any], Any]] = {
    Kind.TEXT: clean_line,
    Kind.ADDRESS: clean_line,
    Kind.LONG_TEXT: clean_text,
    Kind.TEXTS: _texts,
    Kind.TAGS: _tags,
    Kind.FILE: _file,
    Kind.FILES: lambda value: tuple(_file(item) for item in value),
    Kind.MONEY: _money,
    Kind.MOMENT: _moment,
}


@per_record
def _plan(record: type[Record]) -> dict[str, Callable[[Any], Any]]:
    fields = fields_of(record).values()
    return {field.name: _CLEAN[field.kind] for field in fields if field.kind in _CLEAN}


def cleaned(record: R, names: Iterable[str] | None = None) -> R:
    """The record with every text, amount and moment (or those of the fields ``names``) in the form it is kept in."""
    plan = _plan(type(record))
    changed: dict[str, Any] = {}
    for name in plan if names is None else names:
        value = getattr(record, name)
        if value and name in plan:
            kept = plan[name](value)
            if kept is not value and kept != value:
                changed[name] = kept
    return replace(record, **changed) if changed else record
