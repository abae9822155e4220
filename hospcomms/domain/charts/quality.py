"""The scores of a material's versions over time: one line for each score sheet and domain."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hospcomms.domain.charts.kinds import PERCENT, Lines, Series
from hospcomms.domain.locale import Locale
from hospcomms.domain.materials import QualityScore
from hospcomms.domain.quality.scoring import SHEETS
from hospcomms.domain.wording import N_, Label, sentence

SHORT_NAMES = {
    "cci": N_("Clear Communication Index"),
    "cci_short": N_("Clear Communication Index, short"),
    "pemat_p": N_("PEMAT, print"),
    "pemat_av": N_("PEMAT, audiovisual"),
}
"""The sheets where room is short."""


def scores_chart(scores: Sequence[QualityScore], editions: Mapping[int, str], locale: Locale) -> Lines:
    """The scores in the order given; a point is the version and the day it was scored."""
    points = tuple(_point(score, editions, locale) for score in scores)
    series = []
    for key, sheet in SHEETS.items():
        if any(score.instrument == key for score in scores):
            for place, (title, _) in enumerate(sheet.domains):
                values = tuple(_value(score, place) if score.instrument == key else None for score in scores)
                series.append(Series(_name(key, title, len(sheet.domains), locale), values))
    return Lines(points, tuple(series), "", PERCENT, (0.0, 100.0))


def _value(score: QualityScore, place: int) -> float | None:
    return score.second if place else score.score


def _name(key: str, domain: str, domains: int, locale: Locale) -> str:
    if domains == 1:
        return locale.text(SHORT_NAMES[key])
    said = sentence("{sheet}: {domain}", sheet=Label(SHORT_NAMES[key]), domain=Label(domain))
    return locale.say(said)


def _point(score: QualityScore, editions: Mapping[int, str], locale: Locale) -> str:
    edition = editions.get(score.version, "")
    day = locale.day(score.scored_on) if score.scored_on else ""
    return " · ".join(part for part in (edition, day) if part)
