"""The image of the hospital as lines over its waves, each value with its interval."""

from __future__ import annotations

from collections.abc import Sequence

from hospcomms.domain.charts.kinds import NUMBER, PERCENT, Lines, Series
from hospcomms.domain.evaluation.image import ImageSeries
from hospcomms.domain.evaluation.phrases import tenths
from hospcomms.domain.locale import Locale
from hospcomms.domain.reputation import CLIPS, MEASURES
from hospcomms.domain.wording import N_

MOST_LINES = 4
"""Lines of one chart; more could not be told apart in grey."""
OF_NOBODY = N_("No audience named")
_MEASURES = {choice.key: choice.label for choice in MEASURES}


def share_charts(found: Sequence[ImageSeries], locale: Locale) -> tuple[Lines, ...]:
    """The share favourable of series with the same words; those measured on the same days share a chart."""
    heading = locale.text(N_("Share favourable, in percent"))
    return tuple(
        Lines(
            tuple(locale.day(day) for day in some[0].days),
            tuple(_share(one, locale) for one in some),
            heading,
            PERCENT,
        )
        for some in _together(found)
    )


def tone_charts(found: Sequence[ImageSeries], locale: Locale) -> tuple[Lines, ...]:
    """The net tone of series of clips, from -100 to 100 points; none where the unfavourable were never counted."""
    coded = [one for one in found if one.measure == CLIPS and any(wave.net for wave in one.waves)]
    heading = locale.text(N_("Net tone: favourable less unfavourable, in points"))
    return tuple(
        Lines(
            tuple(locale.day(day) for day in some[0].days),
            tuple(_tone(one, locale) for one in some),
            heading,
            NUMBER,
            (0.0,),
        )
        for some in _together(coded)
    )


def _together(found: Sequence[ImageSeries]) -> list[tuple[ImageSeries, ...]]:
    """Series in the lots they are drawn in: measured on the same days, at most four."""
    by_days: dict[tuple[object, ...], list[ImageSeries]] = {}
    for one in found:
        by_days.setdefault(one.days, []).append(one)
    return [
        tuple(own[first : first + MOST_LINES]) for own in by_days.values() for first in range(0, len(own), MOST_LINES)
    ]


def audience_named(one: ImageSeries, locale: Locale) -> str:
    """What a series is called beside others: its audience, or what was measured where none is named."""
    return one.audience or locale.text(_MEASURES.get(one.measure, OF_NOBODY))


def _share(one: ImageSeries, locale: Locale) -> Series:
    waves = one.waves
    return Series(
        audience_named(one, locale),
        tuple(None if wave.group is None else tenths(100 * wave.group.share) for wave in waves),
        tuple(
            None if wave.interval is None else (tenths(100 * wave.interval.low), tenths(100 * wave.interval.high))
            for wave in waves
        ),
    )


def _tone(one: ImageSeries, locale: Locale) -> Series:
    nets = [wave.net for wave in one.waves]
    return Series(
        audience_named(one, locale),
        tuple(None if net is None else tenths(100 * net.value) for net in nets),
        tuple(
            None if net is None else (tenths(100 * net.interval.low), tenths(100 * net.interval.high)) for net in nets
        ),
    )
