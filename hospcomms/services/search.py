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
    found: list[Hit] = []
    for key, ident, title in rows:
        record = BY_KEY[key]
        whole = office.store.window(record, [ident])
        if whole:
            found.append(Hit(record, ident, whole[0].reference, title or "", _why(whole[0], title, typed)))
    return found


def _why(record: Record, title: str, typed: list[str]) -> str:
    if all(word in fold(title) for word in typed):
        return ""
    for field in fields_of(type(record)).values():
        if field.private or not field.searched:
            continue
        text = plain_text(getattr(record, field.name))
        place = next((fold(text).find(word) for word in typed if word in fold(text)), -1)
        if text and text != title and place >= 0:
            start = max(0, place - 30)
            return ("…" if start else "") + " ".join(text[start : start + 90].split())
    return ""
