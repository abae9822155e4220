"""Problems of a record: what its fields promise, then what its own rules ask."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from hospcomms.domain.fields import Field, Kind, Record, Texts, typed
from hospcomms.domain.limits import FIRST_YEAR, LAST_YEAR, NUMBER
from hospcomms.domain.odd_letters import mixed_word, turns
from hospcomms.domain.wording import Label, Sentence, sentence

EARLIEST = date(FIRST_YEAR, 1, 1)
LATEST = date(LAST_YEAR, 12, 31)
_EMAIL = re.compile(r"[^@\s<>\"',;()]+@[^@\s<>\"',;()]+\.[^@\s<>\"',;().]{2,}")


class Severity(Enum):
    """An error blocks saving; a warning is said and saved."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with a record: ``field`` is a field name, or "" for the whole record."""

    field: str
    message: Sentence
    severity: Severity = Severity.ERROR


def warning(field: str, message: Sentence) -> Problem:
    """A problem that is said but does not block."""
    return Problem(field, message, Severity.WARNING)


def problems_of(record: Record) -> list[Problem]:
    """All problems of a record: those of its fields in order, then its own rules'."""
    found = [problem for field in typed(type(record)) for problem in _field_problems(field, record)]
    return [*found, *record.problems()]


def errors(problems: Iterable[Problem]) -> list[Problem]:
    """Those problems that block saving."""
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def is_empty(value: object) -> bool:
    """True when a field holds nothing: None, "", 0 as a link, no items, no text in any language."""
    return value is None or value in ("", ()) or (isinstance(value, Texts) and not value.written())


def _field_problems(field: Field, record: Record) -> Iterable[Problem]:
    value = getattr(record, field.name)
    empty = is_empty(value) or (field.kind is Kind.LINK and value == 0)
    if empty:
        if field.required:
            yield Problem(field.name, sentence("{field} is missing. Fill it in.", field=Label(field.label)))
        return
    check = _CHECKS.get(field.kind)
    if check is not None:
        yield from check(field, value)


def _text(field: Field, value: str) -> Iterable[Problem]:
    if len(value) > field.limit:
        yield Problem(
            field.name,
            sentence(
                "{field} is longer than {limit} characters. Shorten it.",
                field=Label(field.label),
                limit=field.limit,
            ),
        )

    yield from _odd(field, value)


def _odd(field: Field, value: str) -> Iterable[Problem]:
    """What misleads the reader of a text: it is said and kept."""
    label = Label(field.label)
    if turns(value):
        said = sentence(
            "{field} holds unseen signs that turn the order of the letters round. Type it anew if you pasted it.",
            field=label,
        )
        yield warning(field.name, said)
    if field.kind is Kind.TEXT and (word := mixed_word(value)):
        said = sentence(
            "{field}: the word “{word}” mixes Latin letters with others that look the same. Check its spelling.",
            field=label,
            word=word[:60],
        )
        yield warning(field.name, said)


def _texts(field: Field, value: Texts) -> Iterable[Problem]:
    for text in value.written():
        yield from _text(field, text)


def _number(field: Field, value: Any) -> Iterable[Problem]:
    number = float(value)
    if not math.isfinite(number) or abs(number) > NUMBER:
        yield Problem(field.name, sentence("{field} is not a usable number. Correct it.", field=Label(field.label)))
    elif (field.low is not None and number < field.low) or (field.high is not None and number > field.high):
        yield Problem(field.name, _out_of_bounds(field))


def _out_of_bounds(field: Field) -> Sentence:
    label = Label(field.label)
    if field.low is None:
        return sentence("{field} must be at most {high}. Correct it.", field=label, high=field.high)
    if field.high is None:
        return sentence("{field} must be at least {low}. Correct it.", field=label, low=field.low)
    return sentence(
        "{field} must lie between {low} and {high}. Correct it.",
        field=label,
        low=field.low,
        high=field.high,
    )


def _day(field: Field, value: date | datetime) -> Iterable[Problem]:
    when = value.date() if isinstance(value, datetime) else value
    if not EARLIEST <= when <= LATEST:
        yield Problem(
            field.name,
            sentence("{field}: the year {year} cannot be right.", field=Label(field.label), year=str(when.year)),
        )


def _choice(field: Field, value: str) -> Iterable[Problem]:
    if field.choice(value) is None:
        yield Problem(
            field.name,
            sentence(
                "{field}: “{value}” is not one of the choices. Choose one from the list.",
                field=Label(field.label),
                value=value,
            ),
        )


def _choices(field: Field, value: tuple[str, ...]) -> Iterable[Problem]:
    for item in value:
        yield from _choice(field, item)


def _address(field: Field, value: str) -> Iterable[Problem]:
    yield from _text(field, value)
    if field.scheme == "email" and not _EMAIL.fullmatch(value):
        yield Problem(
            field.name,
            sentence("{field}: “{value}” is not an e-mail address.", field=Label(field.label), value=value),
        )
    if field.scheme == "phone" and not 3 <= sum(char.isdigit() for char in value) <= 15:
        yield Problem(
            field.name,
            sentence("{field}: “{value}” is not a telephone number.", field=Label(field.label), value=value),
        )


_CHECKS: dict[Kind, Callable[[Field, Any], Iterable[Problem]]] = {
    Kind.TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.TEXTS: _texts,
    Kind.NUMBER: _number,
    Kind.MONEY: _number,
    Kind.PERCENT: _number,
    Kind.DAY: _day,
    Kind.MOMENT: _day,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _choices,
    Kind.ADDRESS: _address,
}


def days_in_order(record: Record, start: str, end: str) -> list[Problem]:
    """A problem at ``end`` when the day in field ``end`` comes before that in ``start``."""
    first, last = getattr(record, start), getattr(record, end)
    if first is None or last is None or first <= last:
        return []
    message = sentence(
        "The end date ({end}) is before the start date ({start}). Correct one of them.",
        end=last,
        start=first,
    )
    return [Problem(end, message)]
