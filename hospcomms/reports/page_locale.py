"""How a document speaks: as the office does, with what people typed kept apart inside its sentences."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hospcomms.domain.locale import Locale
from hospcomms.reports.cleaning import apart


@dataclass(frozen=True)
class PageLocale(Locale):
    """A locale for pages: a title or a name inside a sentence keeps its own direction and turns nothing over.

    The controls that do so are for drawing only: ``cleaning.plain`` takes them out.
    """

    def value(self, value: object) -> str:
        """A value of a sentence; a text in an isolate of its own."""
        said = super().value(value)
        return apart(said, self.rtl) if isinstance(value, str) else said

    def listing(self, items: Iterable[str]) -> str:
        """Items in one sentence, each kept apart; whole sentences are set one after the other as they are."""
        found = [item for item in items if item]
        if all(item.endswith((".", "؟", "?")) for item in found):
            return super().listing(found)
        return super().listing([apart(item, self.rtl) for item in found])


def on_pages(speaking: Locale) -> PageLocale:
    """The same locale, for a document."""
    return PageLocale(speaking.language, speaking.country, speaking.latin_digits)
