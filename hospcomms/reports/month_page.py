"""The calendar of one month on a landscape sheet: its weeks, everything dated, health days and holidays in bold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, cast

from hospcomms.domain.clock_times import read_time
from hospcomms.domain.dated import HOLIDAYS, OBSERVANCES, Dated
from hospcomms.domain.locale import Locale
from hospcomms.domain.month_grid import EDGES, Placed, Week, shown_days, week_of, widths
from hospcomms.domain.wording import InWords, sentence
from hospcomms.reports.document import Column, Document, Lines, Span, Table, Words
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

ROOM = 340.0
"""Points that the weeks of a month have at least; what is on their days makes them higher."""
Moon = Callable[[date], tuple[int, int, int] | None]


@dataclass(frozen=True)
class MonthPage:
    """What is printed of a month: its first day, everything dated on the days shown, and the Hijri days."""

    first: date
    things: Sequence[Dated]
    moon: Moon = field(default=lambda _day: None)


def month_page(month: MonthPage, issuer: Issuer, locale: Locale, today: date) -> Document:
    """The weeks of a month below each other; a day with much on it makes its week higher."""
    locale = on_pages(locale)
    weeks = shown_days(month.first.year, month.first.month, locale.country.first_weekday)
    shares = widths(locale.country)
    columns = tuple(
        Column(_begun(locale.weekday(day.weekday())), share=share) for day, share in zip(weeks[0], shares, strict=True)
    )
    rows = tuple(
        tuple(_day(month, week, column, locale) for column in range(len(days)))
        for days in weeks
        for week in (week_of(days, month.things),)
    )
    name = _begun(locale.month(month.first.month))
    return Document(
        title=locale.say(sentence("{month} {year}", month=name, year=locale.digits(str(month.first.year)))),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=(Table(columns, rows, row_height=ROOM / len(weeks)),),
        subtitle=_moons(month, weeks[0][0], weeks[-1][-1], locale),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Calendar, {date}", date=today)),
        numbered=False,
        landscape=True,
        most_pages=1,
    )


def _begun(name: str) -> str:
    return name[:1].upper() + name[1:]


def _day(month: MonthPage, week: Week, column: int, locale: Locale) -> Lines:
    """A day: its number with the Hijri one, then what stands on it."""
    day = week.days[column]
    is_own = day.month == month.first.month
    number = locale.digits(str(day.day)) if is_own or day.day != 1 else locale.short_day(day)
    head: list[Span] = [Span(number, bold=is_own, tone="ink" if is_own else "muted", size=10.0)]
    moon = month.moon(day)
    if moon is not None:
        named = f"{moon[2]} {locale.hijri_month(moon[1])}" if moon[2] == 1 or column + day.day == 1 else str(moon[2])
        head.append(Span(f"   {locale.digits(named)}", tone="muted"))
    lines: list[Words] = [tuple(head)]
    lines += [_thing(placed, locale) for placed in week.of_day(column) if placed.start == column]
    return Lines(tuple(lines))


def _thing(placed: Placed, locale: Locale) -> Words:
    thing = placed.thing
    bold = thing.layer in (OBSERVANCES, HOLIDAYS)
    begins = read_time(thing.begins)
    spans = [Span(f"{locale.time(datetime.combine(thing.first, begins))} ", tone="muted")] if begins else []
    mark = () if bold else (Span("•\u00a0", tone="muted"),)
    return (*mark, *spans, Span(_words(placed, locale), bold=bold))


def _words(placed: Placed, locale: Locale) -> str:
    thing = placed.thing
    if placed.edge:
        return locale.say(sentence(EDGES[placed.edge], title=thing.title))
    if not placed.begins:
        return locale.say(sentence("Continued: {title}", title=thing.title))
    if thing.first != thing.last:
        return locale.say(sentence("{title}, until {day}", title=thing.title, day=InWords(thing.last)))
    return thing.title


def _moons(month: MonthPage, first: date, last: date, locale: Locale) -> str:
    """The Hijri months of the days shown, "" outside the years the table knows."""
    one, other = month.moon(first), month.moon(last)
    if one is None or other is None:
        return ""
    names = [locale.hijri_month(one[1]), locale.hijri_month(other[1])]
    year = locale.digits(str(other[0]))
    return locale.say(sentence("{first} – {last} {year} AH", first=names[0], last=names[1], year=year))
