"""A series of image measurements in words: the verdict first, then what was measured, what follows, and the limits.

Signed figures stand in brackets or in isolates only; every case is a whole sentence (TEXTS.md section 7).
"""

from __future__ import annotations

from datetime import date

from hospcomms.domain.evaluation import told
from hospcomms.domain.evaluation.cautions import ALPHA
from hospcomms.domain.evaluation.image import ImageSeries, Net, Step, Wave
from hospcomms.domain.evaluation.phrases import points, share, tenths
from hospcomms.domain.evaluation.trends import Trend
from hospcomms.domain.evaluation.verdicts import IMPROVED, WORSENED
from hospcomms.domain.reputation import CLIPS
from hospcomms.domain.wording import Sentence, counted, sentence

STALE = 365
"""Days after which the image may have become another one (R17 asks for a periodic measurement)."""


def headline(series: ImageSeries) -> Sentence:
    """The verdict from the first wave to the last in one sentence; that there is none yet, and why."""
    of = told.subject(series.title, series.audience)
    if series.whole is not None:
        return told.headline(series.whole, of)
    if not series.usable:
        fault = next((wave.fault for wave in series.waves if wave.fault is not None), "")
        return sentence("Not assessable: {subject}. {reason}", subject=of, reason=fault)
    return sentence("Measured once: {subject}. There is nothing to compare it with yet.", subject=of)


def figures(series: ImageSeries) -> tuple[Sentence, ...]:
    """What was measured: the share at first and at last, the trend, the net tone, the changes between waves."""
    found = [_share(series)]
    if series.trend is not None:
        found.append(trend_told(series.trend, len(series.usable)))
    if series.measure == CLIPS:
        found.append(_net(series))
    found.append(_steps(series))
    return tuple(one for one in found if one is not None)


def _share(series: ImageSeries) -> Sentence | None:
    if series.whole is not None:
        return told.measured_told(series.whole)
    return next((share_told(wave) for wave in series.usable), None)


def share_told(wave: Wave) -> Sentence | None:
    """The share favourable of one wave with its interval; None when its counts cannot be used."""
    if wave.group is None or wave.interval is None:
        return None
    return sentence(
        "{share} favourable (95% confidence interval: from {low} to {high}).",
        share=share(wave.group.share),
        low=share(wave.interval.low),
        high=share(wave.interval.high),
    )


def trend_told(trend: Trend, waves: int) -> Sentence:
    """Whether the share rises or falls over all waves together, beyond chance (Cochran-Armitage)."""
    if trend.p >= ALPHA:
        return counted(
            "Over the {n} wave together, neither a steady rise nor a steady fall can be told from chance.",
            "Over the {n} waves together, neither a steady rise nor a steady fall can be told from chance.",
            waves,
        )
    if trend.z > 0:
        return counted(
            "Over the {n} wave together it rises, beyond chance.",
            "Over the {n} waves together it rises, beyond chance.",
            waves,
        )
    return counted(
        "Over the {n} wave together it falls, beyond chance.",
        "Over the {n} waves together it falls, beyond chance.",
        waves,
    )


def _net(series: ImageSeries) -> Sentence | None:
    last = series.usable[-1].net if series.usable else None
    if last is None:
        return None
    change = series.net_change
    if change is None:
        return sentence("Net tone, favourable less unfavourable: {value}.", value=net_short(last))
    return sentence(
        "Net tone, favourable less unfavourable: {value} in the last wave; since the first it changed by {change}.",
        value=net_short(last),
        change=net_short(change),
    )


def net_short(net: Net) -> Sentence:
    """A net tone, or its change, in points with its interval: +12 points [+3 to +21]."""
    value = tenths(100 * net.value)
    limits = {"low": told.signed(100 * net.interval.low), "high": told.signed(100 * net.interval.high)}
    size = int(abs(value))
    if value.is_integer():
        return counted(
            "{change} point [{low} to {high}]", "{change} points [{low} to {high}]", size,
            change=told.signed(value), **limits,
        )  # fmt: skip
    return counted(
        "{size} points [{low} to {high}]", "{size} points [{low} to {high}]", size, size=told.signed(value), **limits
    )


def _steps(series: ImageSeries) -> Sentence | None:
    """The changes between consecutive waves that stand; told only where there are several."""
    if len(series.steps) < 2:
        return None
    standing = [step for step in series.steps if step.stands]
    if not standing:
        return sentence("From one wave to the next, no change stands out from chance.")
    return sentence(
        "Beyond chance from one wave to the next: {changes}.", changes=tuple(_step(step) for step in standing)
    )


def _step(step: Step) -> Sentence:
    values = {"start": step.earlier.day, "end": step.later.day}
    if step.finding.verdict == IMPROVED:
        return sentence("a rise between {start} and {end}", **values)
    return sentence("a fall between {start} and {end}", **values)


def step_note(step: Step) -> Sentence | None:
    """What to say beside a rise or fall that does not survive the number of comparisons; None for the others."""
    if step.judged.survives is not False:
        return None
    return sentence("Several waves were compared: allowing for their number, this change may be chance.")


def follows(series: ImageSeries, today: date) -> tuple[Sentence, ...]:
    """What follows from the series: what to look into, and when and how to measure again (METHODS.md 8.7)."""
    found = [_next_step(series)]
    seen = None if series.whole is None else series.whole.seen_change
    if seen is not None and series.verdict not in (IMPROVED, WORSENED):
        found.append(
            sentence(
                "With as many answers, only a change of {change} or more is likely to be seen.", change=points(seen)
            )
        )
    if series.measure == CLIPS and any(wave.net is None for wave in series.usable):
        found.append(sentence("Count the unfavourable clips in every wave too: without them there is no net tone."))
    last = series.waves[-1].day
    if (today - last).days > STALE:
        found.append(sentence("The last wave ended on {date}, more than a year ago. Measure again.", date=last))
    return tuple(found)


def _next_step(series: ImageSeries) -> Sentence:
    if series.whole is None:
        return sentence("Measure again with the same words and in the same way, so that the two can be compared.")
    is_clips = series.measure == CLIPS
    if series.verdict == WORSENED:
        if is_clips:
            return sentence("Read the unfavourable clips by subject, and answer the cause before the tone.")
        return sentence(
            "Look for what happened before the last wave: waiting, incidents, coverage. Mend the cause first."
        )
    if series.verdict == IMPROVED:
        return sentence("Note what was done before the change, keep to it, and measure again to see whether it lasts.")
    if is_clips:
        return sentence("Collect the clips of more months before a change of tone is told to anyone.")
    return sentence("Ask more people in the next wave, or accept that only large changes will be seen.")


def limits(series: ImageSeries) -> tuple[Sentence, ...]:
    """What the figures of this series cannot know, the weightiest first."""
    found = [] if series.whole is None else list(series.whole.notes)
    if series.measure == CLIPS:
        found.append(
            sentence(
                "The clips are those that were found, not drawn by lot: the interval tells how far so small a number"
                " may vary, not what was missed."
            )
        )
    notes = {str(note): note for step in series.steps if (note := step_note(step)) is not None}
    return (*found, *notes.values())


def method() -> tuple[Sentence, ...]:
    """How the figures of every series were computed, with their sources."""
    return (
        sentence("Waves with the same words, measure and audience are compared; each wave asks different people."),
        sentence(
            "Share favourable: Wilson interval. Difference of two waves: Newcombe, method 10; it decides the verdict."
            " All waves together: Cochran–Armitage. Several differences: Holm."
        ),
        sentence(
            "Net tone: favourable less unfavourable clips, of all clips; interval of Bonett and Price. Clips that are"
            " neither count in the whole."
        ),
        sentence("No advertising value is given: what space would have cost says nothing of what people think."),
    )
