"""The press review: a contents table with the tone of each clip, then each clip with its summary, link and scans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, cast

from hospcomms.domain.fields import Choice
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.monitoring import ACCURACY, OUTCOMES, PAPERS, TONES, Clip, Correction
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence
from hospcomms.reports.document import (
    Block,
    Break,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Marked,
    Picture,
    Table,
    Text,
)
from hospcomms.reports.document import Span as Stretch
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

TITLE = N_("Press review")
WIDTH = 150.0
"""Millimetres across that a scan may take."""
_TONES = {choice.key: choice for choice in TONES}


@dataclass(frozen=True)
class Scans:
    """The pictures of one clip in order, and what is said of those that are not shown or not as they are."""

    pictures: tuple[Path, ...] = ()
    notes: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class PressReview:
    """The clips of a review in order, the names of what they link to, their scans and corrections by clip."""

    clips: Sequence[Clip]
    titles: Mapping[int, str] = field(default_factory=dict)
    scans: Mapping[int, Scans] = field(default_factory=dict)
    corrections: Mapping[int, Sequence[Correction]] = field(default_factory=dict)
    span: Span | None = None


def press_review(review: PressReview, issuer: Issuer, locale: Locale, today: date) -> Document:
    """The title page with the contents, then one section for each clip."""
    locale = on_pages(locale)
    blocks: list[Block] = []
    if review.clips:
        blocks += [_contents(review, locale), Break()]
        for clip in review.clips:
            blocks += _clip(clip, review, locale)
    else:
        blocks.append(Text(locale.text(N_("No clip in this period.")), tone="muted"))
    return Document(
        title=locale.text(TITLE),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=_subtitle(review, locale),
        letterhead=issuer.letterhead(locale, today, addressee=locale.text(N_("the director of the establishment"))),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Press review, {date}", date=today)),
    )


def _subtitle(review: PressReview, locale: Locale) -> str:
    said = locale.say(counted("{n} clip", "{n} clips", len(review.clips)))
    days = [clip.on for clip in review.clips if clip.on is not None]
    span = review.span or (Span(min(days), max(days)) if days else None)
    if span is None:
        return said
    when = sentence("From {start} to {end}", start=locale.long_day(span.first), end=locale.long_day(span.last))
    if span.first == span.last:
        when = sentence("{day}", day=locale.long_day(span.first))
    return f"{locale.say(when)} · {said}"


def _contents(review: PressReview, locale: Locale) -> Table:
    names = (N_("Date"), N_("Media outlet"), N_("Headline"), N_("Tone"))
    rows = tuple(
        (
            locale.day(clip.on) if clip.on else "",
            _outlet(clip, review, locale),
            f"{locale.number(place)}. {clip.title}",
            _tone(clip, locale),
        )
        for place, clip in enumerate(review.clips, 1)
    )
    return Table(tuple(Column(locale.text(name)) for name in names), rows)


def _outlet(clip: Clip, review: PressReview, locale: Locale) -> str:
    """The outlet, else the medium."""
    return review.titles.get(clip.outlet) or _label(PAPERS, clip.paper, locale)


def _tone(clip: Clip, locale: Locale) -> Cell:
    choice = _TONES.get(clip.tone)
    if choice is None:
        return (Stretch(locale.text(N_("Not coded")), tone="muted"),)
    return Marked(choice.shape, locale.text(choice.label), bold=False)


def _clip(clip: Clip, review: PressReview, locale: Locale) -> list[Block]:
    blocks: list[Block] = [Heading(clip.title), Text(locale.say(_source(clip, review, locale)), tone="muted")]
    if clip.summary:
        blocks.append(Text(clip.summary))
    judged = _judged(clip, locale)
    if judged is not None:
        blocks.append(Text(locale.say(judged)))
    if clip.web:
        blocks.append(Text(isolated(clip.web), size=9.0))
    scans = review.scans.get(clip.id, Scans())
    blocks += [Picture(path, WIDTH) for path in scans.pictures]
    if scans.notes:
        blocks.append(Bullets(tuple((Stretch(locale.say(note), tone="muted", size=9.0),) for note in scans.notes)))
    blocks += _corrections(review.corrections.get(clip.id, ()), locale)
    return blocks


def _source(clip: Clip, review: PressReview, locale: Locale) -> Sentence:
    """Outlet, journalist, medium, day, page in one line."""
    parts = (
        review.titles.get(clip.outlet, ""),
        review.titles.get(clip.person, ""),
        _label(PAPERS, clip.paper, locale),
        locale.long_day(clip.on) if clip.on else "",
        clip.at,
    )
    return sentence("{parts}", parts=parts)


def _judged(clip: Clip, locale: Locale) -> Sentence | None:
    """The tone and accuracy with who judged; None when nobody did."""
    known = {
        "tone": Label(_TONES[clip.tone].label) if clip.tone in _TONES else "",
        "accuracy": _label(ACCURACY, clip.accuracy, locale),
        "coder": clip.coder,
    }
    if clip.tone and clip.accuracy:
        return sentence("Tone: {tone}. Accuracy: {accuracy}. Coded by {coder}.", **known)
    if clip.tone:
        return sentence("Tone: {tone}. Coded by {coder}.", **known)
    return sentence("Accuracy: {accuracy}. Coded by {coder}.", **known) if clip.accuracy else None


def _corrections(found: Sequence[Correction], locale: Locale) -> list[Block]:
    if not found:
        return []
    names = (N_("What is wrong"), N_("What is right"), N_("Sent on"), N_("Outcome"))
    rows = tuple(
        (one.error, one.fact, locale.day(one.asked_on) if one.asked_on else "", outcome(one, locale)) for one in found
    )
    return [
        Heading(locale.text(N_("Corrections asked for")), level=2),
        Table(tuple(Column(locale.text(name)) for name in names), rows),
    ]


def outcome(one: Correction, locale: Locale) -> Cell:
    """What came of a request: its shape and word."""
    choice = next((choice for choice in OUTCOMES if choice.key == one.outcome), None)
    return Marked(choice.shape, locale.text(choice.label), bold=False) if choice else one.outcome


def _label(choices: Sequence[Choice], key: str, locale: Locale) -> str:
    found = next((choice for choice in choices if choice.key == key), None)
    return locale.text(found.label) if found is not None else ""
