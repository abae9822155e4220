"""Sentences as values: a message, its figures and its plural, translated only when it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType


def N_(text: str) -> str:
    """Mark a label for translation without translating it; returns the text itself."""
    return text


def C_(context: str, text: str) -> str:
    """Mark a label whose translation depends on ``context`` (gender, record); returns gettext's key."""
    return f"{context}\x04{text}"


@dataclass(frozen=True)
class Sentence:
    """A message to the officer, independent of the language it will be shown in.

    ``text`` is the English message id with ``{name}`` places; ``plural`` its plural id when the
    message counts something (``count``). A value may be a text, a number, a date or moment, a
    Sentence, a ``Label`` (translated when shown) or a tuple of these (shown as a list).
    """

    text: str
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    plural: str = ""
    count: int | None = None

    def __str__(self) -> str:
        """The English wording, for logs and developers."""
        pattern = self.plural if self.plural and self.count != 1 else self.text
        return pattern.format_map({key: _plain(value) for key, value in self.values.items()})


@dataclass(frozen=True)
class Label:
    """A marked label used as a value inside a sentence: it is translated with the sentence."""

    text: str

    def __str__(self) -> str:
        """The English label."""
        return self.text.rpartition("\x04")[2]


@dataclass(frozen=True)
class InWords:
    """A day as a value inside a sentence, its month in words: 22 November, with the year if asked."""

    day: date
    with_year: bool = False

    def __str__(self) -> str:
        """The day as numbers, for logs."""
        return self.day.isoformat()


@dataclass(frozen=True)
class Money:
    """An amount as a value inside a sentence: it is written with the currency of the country."""

    amount: Decimal

    def __str__(self) -> str:
        """The bare amount, for logs."""
        return str(self.amount)


def sentence(text: str, /, **values: object) -> Sentence:
    """A message with its values: ``sentence("{field} is required.", field=Label("Title"))``."""
    return Sentence(text, MappingProxyType(values))


def counted(one: str, many: str, n: int, /, **values: object) -> Sentence:
    """A message that counts ``n`` things; ``{n}`` stands for the number in both wordings."""
    return Sentence(one, MappingProxyType({"n": n, **values}), plural=many, count=n)


def _plain(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_plain(item) for item in value)
    return str(value)
