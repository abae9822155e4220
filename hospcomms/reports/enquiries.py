"""Papers about enquiries: one with its answer for the file, and the response times of a period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

from hospcomms.domain.charts.kinds import PERCENT, Bars, Series
from hospcomms.domain.enquiries import DECLINED, Enquiry
from hospcomms.domain.enquiry_times import Times
from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import C_, N_, Sentence, counted, sentence
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
    Marked,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.document import Span as Stretch
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages
from hospcomms.reports.period_paper import period_paper

Language = Literal["ar", "fr", "en"]
TITLE = N_("Response times to the press")
MOST_BARS = 12
"""Outlets drawn in a chart; the table holds all of them."""
ALARM = 50.0
"""Percent in time below which the verdict carries a warning; the target itself is for the hospital to set."""


@dataclass(frozen=True)
class PeriodTimes:
    """The days, the figures of all and of each outlet, and what the outlets are called."""

    span: Span
    whole: Times
    outlets: Mapping[int, Times]
    names: Mapping[int, str]

    def name(self, outlet: int, locale: Locale) -> str:
        """What an outlet is called, 0 for enquiries without one."""
        return self.names.get(outlet, "") or locale.text(N_("No outlet named"))


def period_times(found: PeriodTimes, issuer: Issuer, locale: Locale, today: date) -> Document:
    """The share before the deadline first, then by outlet as chart and table, then how it was counted."""
    locale = on_pages(locale)
    blocks: list[Block] = [_verdict(found.whole, locale), _figures(found.whole, locale)]
    if found.whole.received:
        blocks += [*_charts(found, locale), Heading(locale.text(N_("By outlet"))), _table(found, locale)]
    blocks += [Heading(locale.text(N_("Method"))), Bullets(tuple(locale.say(one) for one in _method()))]
    version = sentence("Response times to the press, {date}", date=today)
    return period_paper(TITLE, version, blocks, found.span, issuer, locale, today, numbered=False)


def _verdict(whole: Times, locale: Locale) -> VerdictBox:
    if whole.share is None:
        return VerdictBox("note", locale.text(N_("No enquiry of this period is to be judged yet.")))
    said = counted(
        "{share} answered before the deadline ({done} of {n} enquiry).",
        "{share} answered before the deadline ({done} of {n} enquiries).",
        whole.judged,
        share=locale.percent(whole.share, 0),
        done=whole.in_time,
    )
    shape = "done" if whole.in_time == whole.judged else "soon" if whole.share >= ALARM else "late"
    lines = []
    if whole.median is not None:
        lines.append(
            locale.say(
                counted(
                    "Half of the answers came within {minutes} (median of {n} answer).",
                    "Half of the answers came within {minutes} (median of {n} answers).",
                    whole.answered,
                    minutes=_duration(whole.median),
                )
            )
        )
    return VerdictBox(shape, locale.say(said), tuple(lines))


def _duration(minutes: float) -> Sentence:
    """Minutes, from three hours on with the hours besides."""
    whole = round(minutes)
    if whole < 180:
        return counted("{n} minute", "{n} minutes", whole)
    return sentence(
        "{minutes} ({hours})",
        minutes=counted("{n} minute", "{n} minutes", whole),
        hours=counted("about {n} hour", "about {n} hours", round(minutes / 60)),
    )


def _figures(whole: Times, locale: Locale) -> Figures:
    facts = (
        (N_("Received"), whole.received),
        (C_("enquiries", "Answered"), whole.answered),
        (N_("Without an answer, deadline passed"), whole.overdue),
        (C_("enquiries", "Declined"), whole.declined),
    )
    return Figures(tuple(Fact(locale.text(label), locale.number(value)) for label, value in facts))


def _charts(found: PeriodTimes, locale: Locale) -> list[Block]:
    """The median and the share of each outlet, its number of enquiries beside its name."""
    shown = list(found.outlets.items())[:MOST_BARS]
    speeds = [(outlet, one) for outlet, one in shown if one.median is not None]
    shares = [(outlet, one) for outlet, one in shown if one.judged]
    blocks: list[Block] = []
    if speeds:
        names = tuple(f"{found.name(outlet, locale)} (n = {locale.number(one.answered)})" for outlet, one in speeds)
        heading = locale.text(N_("Median minutes to the answer"))
        series = Series(heading, tuple(one.median for _, one in speeds))
        blocks.append(Graph(Bars(names, (series,), heading)))
    if shares:
        names = tuple(f"{found.name(outlet, locale)} (n = {locale.number(one.judged)})" for outlet, one in shares)
        heading = locale.text(N_("Answered before the deadline"))
        series = Series(heading, tuple(one.share for _, one in shares))
        blocks.append(Graph(Bars(names, (series,), heading, PERCENT, holds=(0.0, 100.0))))
    return blocks


def _table(found: PeriodTimes, locale: Locale) -> Table:
    headings = (
        (N_("Media outlet"), False),
        (N_("Received"), True),
        (C_("enquiries", "Answered"), True),
        (N_("Median, minutes"), True),
        (N_("In time"), True),
        (N_("No answer, late"), True),
        (C_("enquiries", "Declined"), True),
        (N_("Not due yet"), True),
    )
    rows = tuple(_row(found.name(outlet, locale), one, locale) for outlet, one in found.outlets.items())
    columns = tuple(Column(locale.text(label), number=number) for label, number in headings)
    return Table(columns, rows, _row(locale.text(N_("Total")), found.whole, locale))


def _row(name: str, one: Times, locale: Locale) -> tuple[Cell, ...]:
    median = "–" if one.median is None else locale.number(one.median, 0)
    in_time = (
        "–"
        if one.share is None
        else locale.say(
            sentence("{share} ({done} of {all})", share=locale.percent(one.share, 0), done=one.in_time, all=one.judged)
        )
    )
    numbers = (one.received, one.answered, median, in_time, one.overdue, one.declined, one.waiting)
    return (name, *(cell if isinstance(cell, str) else locale.number(cell) for cell in numbers))


def _method() -> tuple[Sentence, ...]:
    return (
        sentence("Enquiries are counted in the period in which they were received."),
        sentence(
            "The deadline is the one the journalist named; where none was named, four hours from receipt. No published"
            " standard gives a number, so the target is for the establishment to set."
        ),
        sentence(
            "The share is of the answered enquiries and of those whose deadline passed without an answer. Declined"
            " enquiries and those not due yet are shown apart and are not in it."
        ),
        sentence("The median is of the answered enquiries: half of them were answered faster, half more slowly."),
        sentence("A figure that rests on few enquiries says little about an outlet; their number stands beside it."),
    )


@dataclass(frozen=True)
class EnquiryFile:
    """An enquiry with the titles of the records it links to."""

    enquiry: Enquiry
    titles: Mapping[int, str] = field(default_factory=dict)


def enquiry_sheet(found: EnquiryFile, issuer: Issuer, locale: Locale, today: date) -> Document:
    """What was asked and by when, what was answered, who approved it: one page for the file."""
    locale, one = on_pages(locale), found.enquiry
    blocks: list[Block] = [
        Table((Column(""), Column("")), _asked(found, locale)),
        Heading(locale.text(fields_of(Enquiry)["question"].label), level=2),
        Text(one.question),
        Heading(locale.text(fields_of(Enquiry)["answer"].label), level=2),
        _answer(one, locale),
    ]
    rows = _way(found, locale)
    if rows:
        blocks += [
            Heading(locale.text(N_("Approval and sending")), level=2),
            Table((Column(""), Column("")), rows),
        ]
    return Document(
        title=one.title,
        language=cast(Language, locale.language),
        blocks=tuple(blocks),
        subtitle=locale.text(Enquiry.one),
        letterhead=issuer.letterhead(locale, today, one.reference),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Press enquiry, printed {date}", date=today)),
        numbered=False,
    )


def _answer(one: Enquiry, locale: Locale) -> Block:
    if one.state == DECLINED:
        return Text(locale.say(sentence("Declined: {reason}", reason=one.reason)))
    return Text(one.answer) if one.answer.strip() else Text(locale.text(N_("No answer yet.")), tone="muted")


def _asked(found: EnquiryFile, locale: Locale) -> tuple[tuple[Cell, ...], ...]:
    one, titles = found.enquiry, found.titles
    state = fields_of(Enquiry)["state"].choice(one.state)
    asker = titles.get(one.person, "") or one.asker
    values: list[tuple[str, Cell]] = [
        ("state", Marked(state.shape, locale.text(state.label)) if state is not None else ""),
        ("person", "\n".join(part for part in (asker, isolated(one.asker_phone) if one.asker_phone else "") if part)),
        ("outlet", titles.get(one.outlet, "")),
        ("received_at", locale.moment(one.received_at) if one.received_at else ""),
        ("deadline", locale.moment(one.deadline) if one.deadline else ""),
        ("due_at", locale.moment(one.due_at) if one.due_at else ""),
        ("topics", locale.listing(one.topics)),
        ("owner", one.owner),
    ]
    return _rows(values, locale)


def _way(found: EnquiryFile, locale: Locale) -> tuple[tuple[Cell, ...], ...]:
    one = found.enquiry
    sent: Cell = locale.moment(one.answered_at) if one.answered_at else ""
    in_time = fields_of(Enquiry)["in_time"].choice(one.in_time)
    values: list[tuple[str, Cell]] = [
        ("spokesperson", found.titles.get(one.spokesperson, "")),
        ("approved_by", one.approved_by),
        ("approved_at", locale.moment(one.approved_at) if one.approved_at else ""),
        ("consent", found.titles.get(one.consent, "") if one.patient else ""),
        ("answered_at", sent),
        ("minutes", "" if one.minutes is None else locale.number(one.minutes, 0)),
        ("in_time", locale.text(in_time.label) if in_time is not None else ""),
    ]
    return _rows(values, locale)


def _rows(values: list[tuple[str, Cell]], locale: Locale) -> tuple[tuple[Cell, ...], ...]:
    """The filled fields with their labels."""
    described = fields_of(Enquiry)
    return tuple(
        ((Stretch(locale.text(described[name].label), tone="muted"),), value) for name, value in values if value
    )
