"""Drills compared over time: how fast each went and what was left undone; statistics elsewhere leave drills out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hospcomms.domain.charts import Lines, Series
from hospcomms.domain.locale import Locale
from hospcomms.domain.scenarios import LEVELS
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.aftermath import Aftermath
from hospcomms.reports.crisis_words import chosen, due, language_of
from hospcomms.reports.document import DRILL, Block, Cell, Column, Document, Graph, Heading, Table, Text
from hospcomms.reports.incident_paper import local_day
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

TITLE = N_("Comparison of drills")


def drills_paper(found: Sequence[Aftermath], issuer: Issuer, locale: Locale, today: date) -> Document:
    """The minutes to the first statement and its approval as lines, then all figures drill by drill."""
    locale = on_pages(locale)
    blocks: list[Block] = []
    if len(found) > 1:
        blocks += [Heading(locale.text(N_("Minutes after activation"))), Graph(_lines(found, locale))]
    if found:
        blocks += [Heading(locale.text(N_("Drill by drill"))), _table(found, locale)]
    else:
        blocks.append(Text(locale.text(N_("No drill is over yet.")), tone="muted"))
    return Document(
        title=locale.text(TITLE),
        language=language_of(locale),
        blocks=tuple(blocks),
        letterhead=issuer.letterhead(locale, today),
        marks=(DRILL, *issuer.marks()),
        office=issuer.foot(locale),
        version=locale.say(sentence("Comparison of drills, printed {date}", date=today)),
        numbered=False,
        landscape=True,
    )


def _day(one: Aftermath, locale: Locale) -> str:
    return locale.day(local_day(one.incident.started_at)) if one.incident.started_at else "–"


def _lines(found: Sequence[Aftermath], locale: Locale) -> Lines:
    def values(name: str) -> tuple[float | None, ...]:
        return tuple(None if getattr(one, name) is None else float(getattr(one, name)) for one in found)

    return Lines(
        tuple(_day(one, locale) for one in found),
        (
            Series(locale.text(N_("Staff told")), values("to_staff")),
            Series(locale.text(N_("First statement approved")), values("to_first_approval")),
            Series(locale.text(N_("First statement released")), values("to_first_statement")),
        ),
        locale.text(N_("Minutes")),
    )


def _table(found: Sequence[Aftermath], locale: Locale) -> Table:
    names = (
        N_("Day"), N_("Scenario"), N_("Level"), N_("Staff told"), N_("First statement approved"),
        N_("First statement released"), N_("Steps in time"), N_("Never done"), N_("Journalists reached"),
        N_("How long it lasted"),
    )  # fmt: skip
    return Table(tuple(Column(locale.text(name)) for name in names), tuple(_row(one, locale) for one in found))


def _row(one: Aftermath, locale: Locale) -> tuple[Cell, ...]:
    done = [delay for _, delay in one.delays if delay is not None]
    in_time = sum(delay <= 0 for delay in done)

    def minutes(value: int | None) -> str:
        return "–" if value is None else due(value, locale)

    def share(some: int, whole: int) -> str:
        return locale.say(sentence("{n} of {all}", n=some, all=whole))

    return (
        _day(one, locale),
        one.incident.title,
        chosen(one.incident.level, LEVELS, locale),
        minutes(one.to_staff),
        minutes(one.to_first_approval),
        minutes(one.to_first_statement),
        share(in_time, len(one.delays)),
        locale.number(len(one.delays) - len(done)),
        share(one.reached, one.calls),
        minutes(one.lasted),
    )
