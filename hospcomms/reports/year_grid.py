"""The campaigns of a year on one landscape sheet, with the public holidays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, cast

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.country import holidays
from hospcomms.domain.locale import Locale
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.reports.document import Block, Document, Graph, Heading, Text
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.timetable import campaigns_in_time


def year_grid(campaigns: Sequence[Campaign], year: int, issuer: Issuer, locale: Locale, today: date) -> Document:
    """Campaigns by theme over the twelve months, then the holidays by their names."""
    period = Span(date(year, 1, 1), date(year, 12, 31))
    blocks: list[Block] = []
    if campaigns:
        blocks.append(Graph(campaigns_in_time(campaigns, period, locale, today)))
    else:
        blocks.append(Text(locale.text(N_("No campaign in this year.")), tone="muted"))
    named = _holidays(period, locale)
    if named:
        blocks += [Heading(locale.text(N_("Public holidays")), level=2), Text(named, size=8.5, tone="muted")]
    return Document(
        title=locale.say(sentence("Campaigns of {year}", year=locale.digits(str(year)))),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=locale.say(counted("{n} campaign", "{n} campaigns", len(campaigns))),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Year of campaigns, {date}", date=today)),
        numbered=False,
        landscape=True,
    )


def _holidays(period: Span, locale: Locale) -> str:
    """The holidays in one line; one that follows the moon is marked as not certain."""
    known = holidays(locale.country.code)
    told = []
    for day in sorted(day for day in known if period.holds(day)):
        name = known[day].names.get(locale.language, "")
        pattern = N_("{day} {name} (estimated)") if known[day].estimated else N_("{day} {name}")
        told.append(locale.say(sentence(pattern, day=locale.short_day(day), name=name)))
    return locale.listing(told)
