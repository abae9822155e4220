"""The health days of the coming weeks on paper: when, until when to begin, and whether anything is planned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, cast

from hospcomms.domain.dated import Dated
from hospcomms.domain.health_day_agenda import Preparation, planned_said
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.observances import KINDS
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, Label, sentence
from hospcomms.reports.document import Block, Cell, Column, Document, Fact, Figures, Heading, Marked, Table, Text
from hospcomms.reports.dossier import label
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

Moon = Callable[[date], tuple[int, int, int] | None]
EXPECTED = "waiting"
TITLE = N_("Health days ahead")


def health_days(
    found: Sequence[Preparation], span: Span, moon: Moon, issuer: Issuer, locale: Locale, today: date
) -> Document:
    """Those the hospital marks with their preparation first, then the others of the period."""
    locale = on_pages(locale)
    marked = [one for one in found if one.observance.is_followed]
    others = [one for one in found if not one.observance.is_followed]
    blocks: list[Block] = [_figures(marked, others, span, locale)]
    if marked:
        blocks += [Heading(locale.text(N_("Those the hospital marks")), level=2), _marked(marked, moon, locale, today)]
    else:
        blocks.append(Text(locale.text(N_("The hospital marks no health day of this period.")), tone="muted"))
    if others:
        blocks += [Heading(locale.text(N_("Other health days")), level=2), _others(others, moon, locale)]
    if any(one.thing.shape == EXPECTED for one in found):
        said = N_("A date that follows the moon is expected until it is announced.")
        blocks.append(Text(locale.text(said), size=9.0, tone="muted"))
    return Document(
        title=locale.text(TITLE),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=locale.say(sentence("From {start} to {end}", start=span.first, end=span.last)),
        letterhead=issuer.letterhead(locale, today),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("{kind}, printed {date}", kind=Label(TITLE), date=today)),
        numbered=False,
        landscape=True,
    )


def _figures(marked: Sequence[Preparation], others: Sequence[Preparation], span: Span, locale: Locale) -> Figures:
    planned = sum(bool(one.planned) for one in marked)
    return Figures(
        (
            Fact(locale.text(N_("Days covered")), locale.number(span.days)),
            Fact(locale.text(N_("Those the hospital marks")), locale.number(len(marked))),
            Fact(locale.text(N_("With something planned")), locale.number(planned)),
            Fact(locale.text(N_("Other health days")), locale.number(len(others))),
        )
    )


def _marked(found: Sequence[Preparation], moon: Moon, locale: Locale, today: date) -> Table:
    names = (N_("Health day"), N_("Date"), N_("Hijri date"), N_("Preparation from"), N_("What is planned"))
    shares = (0.28, 0.16, 0.15, 0.14, 0.27)
    columns = tuple(Column(locale.text(name), bold=not n, share=shares[n]) for n, name in enumerate(names))
    return Table(columns, tuple(_row(one, moon, locale, today) for one in found))


def _row(one: Preparation, moon: Moon, locale: Locale, today: date) -> tuple[Cell, ...]:
    if one.planned:
        plan = Marked("done", locale.say(planned_said(one.planned)), bold=False)
    elif one.begins <= today:
        plan = Marked("soon", locale.text(N_("Nothing planned, and the preparation was to have begun.")), bold=False)
    else:
        plan = Marked("note", locale.text(N_("Nothing planned yet.")), bold=False)
    return (
        one.thing.title,
        _dates(one.thing, locale),
        _lunar(one.thing, moon, locale),
        isolated(locale.day(one.begins)),
        plan,
    )


def _others(found: Sequence[Preparation], moon: Moon, locale: Locale) -> Table:
    names = (N_("Health day"), N_("Date"), N_("Hijri date"), N_("Kind"))
    shares = (0.42, 0.2, 0.18, 0.2)
    columns = tuple(Column(locale.text(name), share=shares[n]) for n, name in enumerate(names))
    rows = (
        (
            one.thing.title,
            _dates(one.thing, locale),
            _lunar(one.thing, moon, locale),
            label(KINDS, one.observance.kind, locale),
        )
        for one in found
    )
    return Table(columns, tuple(rows))


def _dates(thing: Dated, locale: Locale) -> str:
    """The day with its weekday, or the first and the last of several; expected ones say so."""
    if thing.first == thing.last:
        said = sentence(
            "{weekday} {day}", weekday=locale.weekday(thing.first.weekday()), day=locale.long_day(thing.first)
        )
    else:
        said = sentence("{first} to {last}", first=locale.short_day(thing.first), last=locale.long_day(thing.last))
    if thing.shape == EXPECTED:
        return locale.say(sentence("{day} (expected)", day=said))
    return locale.say(said)


def _lunar(thing: Dated, moon: Moon, locale: Locale) -> str:
    found = moon(thing.first)
    if found is None:
        return ""
    year, month, day = found
    return locale.digits(f"{day} {locale.hijri_month(month)} {year}")
