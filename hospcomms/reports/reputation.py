"""Reputation and image over time: the verdict on each series, its chart and waves, what follows, method and limits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import Literal, cast

from hospcomms.domain.charts.image import audience_named, share_charts, tone_charts
from hospcomms.domain.charts.image_table import SHAPES, wave_table
from hospcomms.domain.evaluation import image_told
from hospcomms.domain.evaluation.image import ImageSeries
from hospcomms.domain.locale import Locale
from hospcomms.domain.reputation import MEASURES
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.reports.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Graph,
    Heading,
    Item,
    Marked,
    Table,
    Text,
    VerdictBox,
    Words,
)
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

_MEASURES = {choice.key: choice.label for choice in MEASURES}


def reputation(found: Sequence[ImageSeries], issuer: Issuer, locale: Locale, today: date) -> Document:
    """One section for each thing asked or coded, with the audiences side by side, then how it was computed."""
    locale = on_pages(locale)
    blocks: list[Block] = []
    for _, own in groupby(found, key=lambda one: one.question):
        blocks += _question(list(own), locale, today)
    if found:
        blocks += [
            Heading(locale.text(N_("Method"))),
            Bullets(tuple(locale.say(one) for one in image_told.method())),
        ]
    else:
        blocks.append(Text(locale.text(N_("No image measurement in this period.")), tone="muted"))
    return Document(
        title=locale.text(N_("Reputation and image")),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=_subtitle(found, locale),
        letterhead=issuer.letterhead(locale, today, addressee=locale.text(N_("the director of the establishment"))),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Reputation and image, {date}", date=today)),
    )


def _subtitle(found: Sequence[ImageSeries], locale: Locale) -> str:
    """From the first wave to the last, and how many there are."""
    days = [day for one in found for day in one.days]
    said = locale.say(counted("{n} measurement", "{n} measurements", len(days)))
    if not days:
        return said
    when = sentence("From {start} to {end}", start=locale.long_day(min(days)), end=locale.long_day(max(days)))
    return f"{locale.say(when)} · {said}"


def _question(own: Sequence[ImageSeries], locale: Locale, today: date) -> list[Block]:
    """The verdicts of the audiences, the charts, the waves of each, what follows, the limits."""
    measure = locale.text(_MEASURES.get(own[0].measure, own[0].measure))
    blocks: list[Block] = [Heading(own[0].title, measure)]
    blocks += [_verdict(one, locale) for one in own]
    blocks += [Graph(chart) for chart in (*share_charts(own, locale), *tone_charts(own, locale))]
    for one in own:
        if len(own) > 1:
            blocks.append(Heading(audience_named(one, locale), level=2))
        blocks.append(_waves(one, locale))
    blocks += [
        Heading(locale.text(N_("What follows")), level=2),
        _said(own, lambda one: image_told.follows(one, today), locale),
    ]
    if any(image_told.limits(one) for one in own):
        blocks += [Heading(locale.text(N_("Limits")), level=2), _said(own, image_told.limits, locale)]
    return blocks


def _verdict(one: ImageSeries, locale: Locale) -> VerdictBox:
    lines = tuple(locale.say(said) for said in image_told.figures(one))
    return VerdictBox(SHAPES[one.verdict], locale.say(image_told.headline(one)), lines)


def _waves(one: ImageSeries, locale: Locale) -> Table:
    table = wave_table(one, locale)
    rows: list[tuple[Cell, ...]] = []
    for row, shape in zip(table.rows, table.shapes, strict=True):
        rows.append((*row[:-1], Marked(shape, row[-1], bold=False)) if shape else row)
    return Table(tuple(Column(name) for name in table.headings), tuple(rows))


def _said(own: Sequence[ImageSeries], tell: Callable[[ImageSeries], Sequence[Sentence]], locale: Locale) -> Bullets:
    """What is said of the series: once where it holds for all of them, else under the name of the audience."""
    told = [[locale.say(one) for one in tell(series)] for series in own]
    common = [text for text in told[0] if all(text in texts for texts in told)]
    items: list[Words | Item] = list(common)
    for series, texts in zip(own, told, strict=True):
        rest = tuple(text for text in texts if text not in common)
        if rest:
            items.append(Item(audience_named(series, locale), Bullets(rest)))
    return Bullets(tuple(items))
