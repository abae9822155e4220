"""How a value of each kind of field is shown as text: one table for lists, pages and history."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from hospcomms.domain.checks import is_empty
from hospcomms.domain.fields import Field, Kind, Record, Texts, fields_of
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.wording import N_, Label, sentence

NOT_SET = N_("Not set")
NOT_MEASURED = N_("Not measured")
NOT_STARTED = N_("Not started")
NO_FILE = N_("No file")
DELETED_RECORD = N_("Deleted record")
HIDDEN = "••••••"
"""What stands for an identity wherever nobody has said why it is needed."""
YES, NO = N_("Yes"), N_("No")
CELL_LIMIT = 200
"""The longest text a cell or a history line takes from a long text, in characters."""

RLI, PDI = "\u2067", "\u2069"
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_NEAR_DAYS = 182
NARROW, NO_BREAK = "\u202f", "\u00a0"
DASH = " – "
"""Between the two days of a period."""

Titles = Mapping[int, str]
Saying = Callable[[Field, Any, Locale, Titles], str]


@dataclass(frozen=True)
class Display:
    """How one kind is shown. ``say`` words a value that is not empty; ``bare`` words it where the heading
    already carries the unit. ``digits`` puts the numbers of a column on one edge; ``latin`` keeps the text
    left to right whatever the page; ``unknown`` is the marked word shown when there is no value.
    """

    say: Saying
    bare: Saying | None = None
    digits: bool = False
    latin: bool = False
    unknown: str = NOT_SET


def _text(_field: Field, value: str, _locale: Locale, _titles: Titles) -> str:
    return value


def _texts(_field: Field, value: Texts, locale: Locale, _titles: Titles) -> str:
    return value.best(locale.language)


def _plain_number(field: Field, value: float, locale: Locale, _titles: Titles) -> str:
    if is_year(field):
        return locale.digits(f"{value:.0f}")
    return locale.number(value)


def is_year(field: Field) -> bool:
    """True for a number whose bounds only admit calendar years: it is written without groups."""
    return field.low is not None and field.high is not None and field.low >= 1000 and field.high <= 3000


def _number(field: Field, value: float, locale: Locale, titles: Titles) -> str:
    number = _plain_number(field, value, locale, titles)
    if not field.unit:
        return number
    return locale.say(sentence("{number} {unit}", number=number, unit=Label(field.unit)))


def _money(_field: Field, value: Decimal, locale: Locale, _titles: Titles) -> str:
    return locale.money(value)


def _percent(_field: Field, value: float, locale: Locale, _titles: Titles) -> str:
    return locale.percent(value)


def _day(_field: Field, value: date, locale: Locale, _titles: Titles) -> str:
    return locale.day(value)


def _moment(_field: Field, value: Any, locale: Locale, _titles: Titles) -> str:
    return locale.moment(value)


def _flag(_field: Field, value: bool, locale: Locale, _titles: Titles) -> str:
    return locale.text(YES if value else NO)


def _choice(field: Field, value: str, locale: Locale, _titles: Titles) -> str:
    found = field.choice(value)
    return locale.text(found.label) if found else value


def _choices(field: Field, value: tuple[str, ...], locale: Locale, titles: Titles) -> str:
    return locale.listing(_choice(field, key, locale, titles) for key in value)


def _link(_field: Field, value: int, locale: Locale, titles: Titles) -> str:
    return titles.get(value) or locale.text(DELETED_RECORD)


def _links(field: Field, value: tuple[int, ...], locale: Locale, titles: Titles) -> str:
    return locale.listing(_link(field, ident, locale, titles) for ident in value)


def _file(_field: Field, value: Any, _locale: Locale, _titles: Titles) -> str:
    return str(value.name)


def _files(_field: Field, value: tuple[Any, ...], locale: Locale, _titles: Titles) -> str:
    return locale.listing(item.name for item in value)


def _tags(_field: Field, value: tuple[str, ...], locale: Locale, _titles: Titles) -> str:
    return locale.listing(value)


def named(record: Record, locale: Locale) -> str:
    """What a record is called: its title in the language, the words of one that is chosen from a list."""
    chosen = fields_of(type(record))[type(record).title_field].choice(record.caption)
    return locale.text(chosen.label) if chosen is not None else record.named(locale.language)


DISPLAYS: dict[Kind, Display] = {
    Kind.TEXT: Display(_text),
    Kind.LONG_TEXT: Display(_text),
    Kind.TEXTS: Display(_texts),
    Kind.NUMBER: Display(_number, bare=_plain_number, digits=True),
    Kind.MONEY: Display(_money, bare=_plain_number, digits=True),
    Kind.PERCENT: Display(_percent, digits=True, unknown=NOT_MEASURED),
    Kind.DAY: Display(_day, latin=True),
    Kind.MOMENT: Display(_moment, latin=True),
    Kind.FLAG: Display(_flag),
    Kind.CHOICE: Display(_choice),
    Kind.CHOICES: Display(_choices),
    Kind.LINK: Display(_link),
    Kind.LINKS: Display(_links),
    Kind.FILE: Display(_file, unknown=NO_FILE),
    Kind.FILES: Display(_files, unknown=NO_FILE),
    Kind.ADDRESS: Display(_text, latin=True),
    Kind.TAGS: Display(_tags),
}
"""Every kind and how it is shown."""


def is_unknown(field: Field, value: object) -> bool:
    """True when there is no value to show; a flag is always known, and 0 is a value of a number."""
    if field.kind is Kind.FLAG:
        return False
    return is_empty(value) or (field.kind is Kind.LINK and value == 0)


def unknown_word(field: Field, locale: Locale) -> str:
    """The word shown, in the quiet colour, where a field has no value.

    A share the program computes itself is a progress: without one, nothing has started.
    """
    if field.kind is Kind.PERCENT and field.own:
        return locale.text(NOT_STARTED)
    return locale.text(DISPLAYS[field.kind].unknown)


def shown(field: Field, value: object, locale: Locale, titles: Titles | None = None) -> str:
    """The value in words of this language, with its unit; the unknown word when there is none.

    ``titles`` names the records links lead to (id → title). Nothing invisible is added: use ``drawn``
    for the text that is painted in a page of the other direction.
    """
    if is_unknown(field, value):
        return unknown_word(field, locale)
    return HIDDEN if field.private else DISPLAYS[field.kind].say(field, value, locale, titles or {})


def cell(field: Field, value: object, locale: Locale, titles: Titles | None = None) -> str:
    """The value on one line without its unit, at most ``CELL_LIMIT`` characters: the text of a cell."""
    if is_unknown(field, value):
        return unknown_word(field, locale)
    if field.private:
        return HIDDEN
    display = DISPLAYS[field.kind]
    return on_one_line((display.bare or display.say)(field, value, locale, titles or {}))


def on_one_line(text: str) -> str:
    """``text`` without line breaks and tabs, cut after ``CELL_LIMIT`` characters with an ellipsis."""
    line = re.sub(r"[\r\n\t\v\f\u2028\u2029]+", " ", text[: CELL_LIMIT * 4]).strip()
    return line if len(line) <= CELL_LIMIT else line[: CELL_LIMIT - 1].rstrip() + "…"


def has_arabic(text: str) -> bool:
    """True when ``text`` holds an Arabic letter, so that it reads from right to left."""
    return _ARABIC_LETTER.search(text) is not None


def drawn(text: str, locale: Locale) -> str:
    """``text`` kept in its own direction in a page of the other one; for painting only, never stored.

    Text without an Arabic letter (telephones, numbers, ranges, Latin names) stays left to right in an
    Arabic page; Arabic text stays right to left in a French or English page. The narrow space between
    groups of digits has hardly any width in Vazirmatn, so the usual one is drawn.
    """
    text = text.replace(NARROW, NO_BREAK)
    if locale.rtl:
        return text if not text or has_arabic(text) else isolated(text)
    return f"{RLI}{text}{PDI}" if has_arabic(text) else text


def period(start: date | None, end: date | None, locale: Locale, today: date | None = None) -> str:
    """A range of days for a table, each day isolated: 18/10 – 31/12.

    The year is left out while both days lie in the year of ``today`` or in the half year to come; without
    ``today`` it is always written. A missing end is an open range; two missing days are the unknown word.
    """
    if start is None and end is None:
        return locale.text(NOT_SET)
    near = today is not None and all(_is_near(when, today) for when in (start, end) if when)
    same_year = bool(today and start and end and start.year == end.year)
    return f"{_period_day(start, locale, short=near or same_year)}{DASH}{_period_day(end, locale, short=near)}"


def _is_near(when: date, today: date) -> bool:
    return when.year == today.year or 0 <= (when - today).days <= _NEAR_DAYS


def _period_day(when: date | None, locale: Locale, *, short: bool) -> str:
    if when is None:
        return "…"
    text = locale.day(when)
    return isolated(text[:5] if short else text)


def heading_text(field: Field, locale: Locale) -> str:
    """The heading of a field's column: its label with the unit its bare cells leave out."""
    unit = ""
    if field.kind is Kind.MONEY:
        unit = locale.currency
    elif field.kind is Kind.NUMBER and field.unit:
        unit = locale.text(field.unit)
    if not unit:
        return locale.text(field.label)
    return locale.say(sentence("{label} ({unit})", label=Label(field.label), unit=unit))
