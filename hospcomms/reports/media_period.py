"""The media report of a period: what was said of the hospital, how it was judged, where, with which messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from hospcomms.domain import coverage_told as told
from hospcomms.domain.charts.coverage import FAVOURABLE, NEUTRAL, UNCODED, UNFAVOURABLE, coverage_charts
from hospcomms.domain.coverage import Coverage, Row
from hospcomms.domain.locale import Locale
from hospcomms.domain.monitoring import Correction
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.reports.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Fact,
    Figures,
    Graph,
    Heading,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages
from hospcomms.reports.period_paper import period_paper
from hospcomms.reports.press_review import outcome

TITLE = N_("Media report of a period")
MOST_OUTLETS = 25
UNKNOWN_OUTLET = N_("Outlet not named")


@dataclass(frozen=True)
class MediaPeriod:
    """A period and the one before, the names of outlets, messages and clips by id, and the corrections asked for."""

    found: Coverage
    earlier: Coverage
    titles: Mapping[int, str] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()


def media_period(period: MediaPeriod, issuer: Issuer, locale: Locale, today: date) -> Document:
    """The headline, the figures in sentences, charts, outlets, messages, corrections, limits."""
    locale, found = on_pages(locale), period.found
    said = tuple(locale.say(one) for one in told.figures(found, period.earlier))
    blocks: list[Block] = [VerdictBox("note", locale.say(told.headline(found))), _facts(found, locale)]
    if said:
        blocks += [Heading(locale.text(N_("In figures"))), Bullets(said)]
    charts = coverage_charts(found, locale)
    if charts:
        blocks += [Heading(locale.text(N_("Tone"))), *(Graph(chart) for chart in charts)]
    blocks += [*_outlets(period, locale), *_messages(period, locale), *_corrections(period, locale)]
    blocks += [
        Heading(locale.text(N_("Limits"))),
        Bullets(tuple(locale.say(one) for one in told.limits(found))),
    ]
    version = sentence("Media report, {date}", date=today)
    return period_paper(TITLE, version, blocks, found.span, issuer, locale, today)


def _facts(found: Coverage, locale: Locale) -> Figures:
    tones = found.tones
    mean = locale.text(N_("Not judged")) if tones.mean is None else signed(tones.mean, locale)
    return Figures(
        (
            Fact(locale.text(N_("Media clips")), locale.number(tones.clips)),
            Fact(locale.text(N_("Judged")), locale.number(tones.coded)),
            Fact(locale.text(N_("Mean tone")), mean),
            Fact(locale.text(N_("Corrections asked for")), locale.number(found.asked)),
        )
    )


def signed(value: float, locale: Locale) -> str:
    """A mean tone with its sign, two decimals."""
    text = locale.number(value, 2)
    return f"+{text}" if value > 0 else text


def _outlets(period: MediaPeriod, locale: Locale) -> list[Block]:
    rows = period.found.outlets
    if not rows:
        return []
    heads = (
        Column(locale.text(N_("Media outlet"))),
        Column(locale.text(N_("Media clips")), number=True),
        *(Column(locale.text(name), number=True) for name in (FAVOURABLE, NEUTRAL, UNFAVOURABLE, UNCODED)),
        Column(locale.text(N_("Mean tone")), number=True),
    )
    shown = rows[:MOST_OUTLETS]
    left = len(rows) - len(shown)
    note = locale.say(counted("and {n} more", "and {n} more", left)) if left else ""
    table = Table(heads, tuple(_outlet(row, period, locale) for row in shown))
    return [Heading(locale.text(N_("Media outlets")), note), table]


def _outlet(row: Row, period: MediaPeriod, locale: Locale) -> tuple[Cell, ...]:
    tones = row.tones
    counts = (tones.clips, tones.favourable, tones.neutral, tones.unfavourable, tones.uncoded)
    name = period.titles.get(int(row.key)) or locale.text(UNKNOWN_OUTLET)
    mean = "" if tones.mean is None else signed(tones.mean, locale)
    return (name, *(locale.number(number) for number in counts), mean)


def _messages(period: MediaPeriod, locale: Locale) -> list[Block]:
    """In how many clips each key message is present: of the judged ones, and of all."""
    found, tones = period.found.messages, period.found.tones
    heading = Heading(locale.text(N_("Key messages present")))
    if not tones.clips:
        return []
    if not found:
        return [heading, Text(locale.text(N_("No key message was found in the clips.")), tone="muted")]
    heads = (
        Column(locale.text(N_("Key message"))),
        Column(locale.text(N_("Of the judged clips"))),
        Column(locale.text(N_("Of all clips"))),
    )
    rows = tuple(
        (
            period.titles.get(one.message, ""),
            _share(one.coded, tones.coded, locale),
            _share(one.clips, tones.clips, locale),
        )
        for one in found
    )
    return [heading, Table(heads, rows)]


def _share(part: int, whole: int, locale: Locale) -> str:
    """«3 of 8 (38 %)»; no share where there is nothing to share."""
    if not whole:
        return locale.text(N_("None judged"))
    return locale.say(
        sentence("{n} of {all} ({share})", n=part, all=whole, share=locale.percent(100 * part / whole, 0))
    )


def _corrections(period: MediaPeriod, locale: Locale) -> list[Block]:
    blocks: list[Block] = [
        Heading(locale.text(N_("Corrections asked for"))),
        Text(locale.say(told.corrections(period.found))),
    ]
    if period.corrections:
        names = (N_("Media clip"), N_("What is wrong"), N_("Sent on"), N_("Outcome"))
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (
                period.titles.get(one.clip, ""),
                one.error,
                locale.day(one.asked_on) if one.asked_on else "",
                outcome(one, locale),
            )
            for one in period.corrections
        )
        blocks.append(Table(tuple(Column(locale.text(name)) for name in names), rows))
    return blocks
