"""The coverage of a period in sentences: what was counted, how it was judged, what it was before, and its limits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hospcomms.domain.coverage import Coverage
from hospcomms.domain.fields import Choice
from hospcomms.domain.monitoring import ACCURACY, ORIGINS, OUTCOMES, PROMINENCE
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence


def headline(found: Coverage) -> Sentence:
    """The one sentence to know first: how many clips, and how they speak of the hospital."""
    tones = found.tones
    if not tones.clips:
        return sentence("No clip was entered in this period.")
    if not tones.coded:
        return counted("{n} clip, not judged yet.", "{n} clips, none of them judged yet.", tones.clips)
    return counted(
        "{n} clip was judged: {favourable} favourable, {neutral} neutral, {unfavourable} unfavourable.",
        "{n} clips were judged: {favourable} favourable, {neutral} neutral, {unfavourable} unfavourable.",
        tones.coded,
        favourable=tones.favourable,
        neutral=tones.neutral,
        unfavourable=tones.unfavourable,
    )


def figures(found: Coverage, earlier: Coverage) -> tuple[Sentence, ...]:
    """The figures of the period, each a sentence with what it is counted of."""
    if not found.clips:
        return _compared(found, earlier)
    tones = found.tones
    said = [_coded(found)]
    if tones.mean is not None:
        said.append(
            sentence(
                "The mean tone of the judged clips is {mean}, on a scale from {low} to {high}.",
                mean=round(tones.mean, 2),
                low=-2,
                high=2,
            )
        )
    for counts, choices, words in (
        (found.accuracy, ACCURACY, N_("Accuracy, judged in {n} of {all} clips: {parts}.")),
        (found.prominence, PROMINENCE, N_("Prominence, known of {n} of {all} clips: {parts}.")),
        (found.origins, ORIGINS, N_("Origin, known of {n} of {all} clips: {parts}.")),
    ):
        if counts:
            parts = shares(counts, choices)
            said.append(sentence(words, n=sum(counts.values()), all=found.clips, parts=parts))
    said.append(sentence("Clips that quote a spokesperson of ours: {n} of {all}.", n=found.with_quote, all=found.clips))
    said.append(_reach(found))
    return (*said, *_compared(found, earlier))


def shares(counts: Mapping[str, int], choices: Sequence[Choice]) -> tuple[Sentence, ...]:
    """Counts by choice in words, most frequent first: «correct: 5»."""
    labels = {choice.key: choice.label for choice in choices}
    return tuple(sentence("{what}: {n}", what=Label(labels.get(key, key)), n=number) for key, number in counts.items())


def _coded(found: Coverage) -> Sentence:
    tones = found.tones
    if not tones.uncoded:
        return counted("The tone of the one clip was judged.", "The tone of all {n} clips was judged.", tones.clips)
    return counted(
        "The tone was judged in {coded} of {all} clips; {n} was not and counts in no tone.",
        "The tone was judged in {coded} of {all} clips; {n} were not and count in no tone.",
        tones.uncoded,
        coded=tones.coded,
        all=tones.clips,
    )


def _reach(found: Coverage) -> Sentence:
    reach = found.reach
    if reach.is_whole and reach.total is not None:
        return sentence("People reached, by the sources named with the clips: {n}.", n=reach.total)
    if not reach.known:
        return sentence("People reached: not known; no clip has a number with its source.")
    return sentence(
        "People reached: not known for the period; a number with its source is there for {known} of {all} clips.",
        known=reach.known,
        all=reach.clips,
    )


def _compared(found: Coverage, earlier: Coverage) -> tuple[Sentence, ...]:
    """The period of the same length before, side by side; no verdict is drawn from it here."""
    span, tones = earlier.span, earlier.tones
    if not tones.clips:
        if not found.clips:
            return ()
        return (sentence("From {start} to {end}, as many days, no clip was entered.", start=span.first, end=span.last),)
    if tones.mean is None:
        return (
            counted(
                "From {start} to {end}, as many days, there was {n} clip, not judged.",
                "From {start} to {end}, as many days, there were {n} clips, none of them judged.",
                tones.clips,
                start=span.first,
                end=span.last,
            ),
        )
    return (
        counted(
            "From {start} to {end}, as many days, there was {n} clip, {coded} of them judged, mean tone {mean}.",
            "From {start} to {end}, as many days, there were {n} clips, {coded} of them judged, mean tone {mean}.",
            tones.clips,
            start=span.first,
            end=span.last,
            coded=tones.coded,
            mean=round(tones.mean, 2),
        ),
    )


def corrections(found: Coverage) -> Sentence:
    """How many corrections were asked for and what came of them."""
    if not found.asked:
        return sentence("No correction was asked for in this period.")
    return counted(
        "{n} correction was asked for: {parts}.",
        "{n} corrections were asked for: {parts}.",
        found.asked,
        parts=shares(found.corrections, OUTCOMES),
    )


def limits(found: Coverage) -> tuple[Sentence, ...]:
    """What the figures do not say, and who judged."""
    said: list[Sentence] = []
    if len(found.coders) == 1:
        said.append(
            sentence("One person judged the clips ({name}); nobody judged them a second time.", name=found.coders[0])
        )
    elif found.coders:
        said.append(sentence("The clips were judged by {names}; each clip was judged once.", names=tuple(found.coders)))
    if found.tones.uncoded:
        said.append(
            counted(
                "{n} clip was not judged: it may change the picture.",
                "{n} clips were not judged: they may change the picture.",
                found.tones.uncoded,
            )
        )
    said.append(sentence("Only clips that were found are counted; what nobody noticed is not."))
    said.append(
        sentence(
            "Two periods stand side by side; whether they differ beyond chance is judged on the page of reputation."
        )
    )
    said.append(sentence("No advertising value is computed: the price of the space says nothing of what people think."))
    return tuple(said)
