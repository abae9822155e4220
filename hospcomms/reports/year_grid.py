"""The campaigns of a year on a landscape sheet, with the public holidays; then what else each month holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Literal, cast

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.country import Holiday, holidays
from hospcomms.domain.dated import Dated
from hospcomms.domain.locale import Locale
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.reports.document import Block, Document, Graph, Heading, Text
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages
from hospcomms.reports.timetable import campaigns_in_time
from hospcomms.reports.year_months import months_table


def year_grid(
    campaigns: Sequence[Campaign],
    period: Span,
    issuer: Issuer,
    locale: Locale,
    today: date,
    things: Sequence[Dated] = (),
) -> Document:
    """Campaigns by theme over the months of a period, usually a year, then the holidays by their names.

    Of ``things`` the health days are named month by month and the others counted by kind.
    """
    locale = on_pages(locale)
    blocks: list[Block] = []
    if campaigns:
        blocks.append(Graph(campaigns_in_time(campaigns, period, locale, today)))
    else:
        blocks.append(Text(locale.text(N_("No campaign in this period.")), tone="muted"))
    named = _holidays(period, locale)
    if named:
        blocks += [Heading(locale.text(N_("Public holidays")), level=2), Text(named, size=8.5, tone="muted")]
    if things:
        blocks += [Heading(locale.text(N_("Month by month")), level=2), months_table(things, period, locale)]
    return Document(
        title=locale.say(_title(period, locale)),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=locale.say(counted("{n} campaign", "{n} campaigns", len(campaigns))),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Year of campaigns, {date}", date=today)),
        numbered=False,
        landscape=True,
    )


def _title(period: Span, locale: Locale) -> Sentence:
    """The year, or the days of another period."""
    year = period.first.year
    if period == Span(date(year, 1, 1), date(year, 12, 31)):
        return sentence("Campaigns of {year}", year=locale.digits(str(year)))
    return sentence("Campaigns from {start} to {end}", start=period.first, end=period.last)


def _holidays(period: Span, locale: Locale) -> str:
    """The holidays in one line, days of the same name together; one that follows the moon is marked as not certain."""
    known = holidays(locale.country.code)
    free = sorted(day for day in known if period.holds(day))
    told: list[str] = []
    for (name, is_estimated), days in groupby(free, partial(_named, known)):
        first, *others = [locale.short_day(day).replace(" ", "\u00a0") for day in days]
        when = sentence("from {start} to {end}", start=first, end=others[-1]) if others else first
        pattern = N_("{name}: {days} (estimated)") if is_estimated else N_("{name}: {days}")
        told.append(locale.say(sentence(pattern, name=name.get(locale.language, ""), days=when)))
    return locale.listing(told)


def _named(known: Mapping[date, Holiday], day: date) -> tuple[Mapping[str, str], bool]:
    """The name of a holiday in all languages, and whether its day is not certain."""
    return known[day].names, known[day].estimated
