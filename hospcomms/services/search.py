"""One search over all rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.folding import fold, words_of
from hospcomms.storage.codec import plain_text

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.searching import Found

_BEFORE, _LONGEST = 4, 90


@dataclass(frozen=True)
class Hit:
    """A record found: ``why`` is the piece of its text that holds the words, when the title does not."""

    record: type[Record]
    id: int
    reference: str
    title: str
    why: str


def search(office: Office, words: str, limit: int = 30, only: Sequence[type[Record]] = ()) -> list[Hit]:
    """Records whose text holds all the words (by their beginnings, either script's spelling), the best first."""
    rows = office.store.search(words, limit, [record.key for record in only])
    typed = words_of(words)
    unclear = [row for row in rows if not all(word in row.title_key for word in typed)]
    reasons = _reasons(office, unclear, typed)
    return [Hit(BY_KEY[row.key], row.id, row.reference, row.title, reasons.get(row.id, "")) for row in rows]


def _reasons(office: Office, rows: Sequence[Found], typed: list[str]) -> dict[int, str]:
    """For records whose title does not say why they were found: the piece of text that does."""
    by_type: dict[type[Record], list[int]] = {}
    for row in rows:
        by_type.setdefault(BY_KEY[row.key], []).append(row.id)
    return {
        found.id: _why(found, typed) for record, ids in by_type.items() for found in office.store.window(record, ids)
    }


def _why(record: Record, typed: list[str]) -> str:
    title = type(record).title_field
    for field in fields_of(type(record)).values():
        if field.searched and not field.private and field.name != title:
            piece = _piece(plain_text(getattr(record, field.name)), typed)
            if piece:
                return piece
    return ""


def _piece(text: str, typed: list[str]) -> str:
    """The words of a text around the first that was typed; "" when none was."""
    folded = fold(text)
    if not any(word in folded for word in typed):
        return ""
    words = text.split()
    place = next((place for place, word in enumerate(words) if any(part in fold(word) for part in typed)), 0)
    start = max(0, place - _BEFORE)
    return ("…" if start else "") + " ".join(words[start:])[:_LONGEST]
