"""The waves of an image series as a table: the twin of its charts, with the change from wave to wave."""

from __future__ import annotations

from dataclasses import dataclass

from hospcomms.domain.evaluation import told
from hospcomms.domain.evaluation.image import ImageSeries, Step, Wave
from hospcomms.domain.evaluation.image_told import net_short
from hospcomms.domain.evaluation.phrases import share, whole
from hospcomms.domain.evaluation.verdicts import NOT_ASSESSABLE, VERDICTS, verdict_label
from hospcomms.domain.locale import Locale
from hospcomms.domain.reputation import CLIPS
from hospcomms.domain.wording import N_, sentence

SHAPES = {choice.key: choice.shape for choice in VERDICTS}
_CHANGE, _VERDICT = N_("Since the wave before"), N_("Verdict")


@dataclass(frozen=True)
class WaveTable:
    """Headings and rows of text; ``shapes`` holds the shape of the verdict, in the last column, for each row."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shapes: tuple[str, ...]


def wave_table(one: ImageSeries, locale: Locale) -> WaveTable:
    """The waves of a series by their last days, the oldest first, in the language of the page."""
    has_tone = one.measure == CLIPS
    headings = [N_("Wave"), N_("Favourable"), N_("Share favourable")]
    headings += [N_("Net tone")] if has_tone else []
    steps = {id(step.later): step for step in one.steps}
    rows = tuple(_row(wave, steps.get(id(wave)), locale, has_tone=has_tone) for wave in one.waves)
    shapes = tuple(_shape(steps.get(id(wave)), wave) for wave in one.waves)
    return WaveTable(tuple(locale.text(name) for name in (*headings, _CHANGE, _VERDICT)), rows, shapes)


def _shape(step: Step | None, wave: Wave) -> str:
    """The shape of a verdict; none for the first wave, where there is nothing to judge."""
    if step is None:
        return "" if wave.group is not None else SHAPES[NOT_ASSESSABLE]
    return SHAPES[step.finding.verdict]


def _row(wave: Wave, step: Step | None, locale: Locale, *, has_tone: bool) -> tuple[str, ...]:
    missing = locale.text(N_("Not measured"))
    tone = (locale.say(net_short(wave.net)) if wave.net is not None else missing,) if has_tone else ()
    return (locale.day(wave.day), _counts(wave, locale), _share(wave, locale), *tone, *_change(wave, step, locale))


def _counts(wave: Wave, locale: Locale) -> str:
    if wave.group is None:
        return locale.text(N_("Not measured"))
    return locale.say(sentence("{n} of {total}", n=whole(wave.group.x), total=whole(wave.group.n)))


def _share(wave: Wave, locale: Locale) -> str:
    if wave.group is None or wave.interval is None:
        return locale.text(N_("Not measured"))
    low, high = share(wave.interval.low), share(wave.interval.high)
    return locale.say(sentence("{value} (from {low} to {high})", value=share(wave.group.share), low=low, high=high))


def _change(wave: Wave, step: Step | None, locale: Locale) -> tuple[str, str]:
    """The difference and the verdict against the wave before."""
    if step is None:
        if wave.fault is not None and wave.group is None:
            return locale.say(wave.fault), locale.text(verdict_label(NOT_ASSESSABLE))
        return locale.text(N_("First wave")), ""
    short = told.short(step.finding)
    label = locale.text(verdict_label(step.finding.verdict))
    if step.judged.survives is False:
        label = locale.say(sentence("{verdict} (may be chance)", verdict=label))
    return "" if short is None else locale.say(short), label
