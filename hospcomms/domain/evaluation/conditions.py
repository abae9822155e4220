"""When each recommendation fires: a figure or two against a threshold, and the sentence that shows them.

Every condition returns the sentence with the figures that fired it, or None. A figure that is None (not measured)
or no usable number fires nothing. METHODS.md 8.7.
"""

from __future__ import annotations

from collections.abc import Iterable

from hospcomms.domain.evaluation.advice import Moved, NamedFigures
from hospcomms.domain.evaluation.grades import FEWEST
from hospcomms.domain.evaluation.phrases import is_usable, points, share
from hospcomms.domain.evaluation.planning import answers_needed, people_to_ask
from hospcomms.domain.evaluation.sample_size import NOTHING, TYPICAL
from hospcomms.domain.evaluation.verdicts import IMPROVED, NOT_ASSESSABLE, NOT_ENOUGH, WORSENED
from hospcomms.domain.months import MONTHS
from hospcomms.domain.wording import Label, Sentence, counted, sentence

LOW = 0.5
"""Below this a share is low. METHODS.md 8.7 says so of reach only (under 50 % of the plan); taking the same for
recall and for what is left of a change is the project's own choice [S]."""
HIGH = 0.5
"""From this on a share is high: the mirror of LOW, the project's own choice [S]."""


def worsened(figures: NamedFigures) -> Sentence | None:
    """An indicator whose verdict is worsened (METHODS.md 8.2, alarm; 1.4, negative effects)."""
    return _lines(moved for moved in figures.indicators if moved.verdict == WORSENED)


def no_baseline(figures: NamedFigures) -> Sentence | None:
    """Measured after but not before (METHODS.md 8.1, entry gate)."""
    return _lines(moved for moved in figures.indicators if moved.before is None and moved.after is not None)


def not_enough(figures: NamedFigures) -> Sentence | None:
    """Too few answers to tell, with the number needed next time (METHODS.md 8.3, 2.1 sample size, 1.7 n < 30)."""
    effect = _at_least_one(figures.design_effect)
    said = tuple(_needed(moved, effect) for moved in figures.indicators if _has_too_few(moved))
    return sentence("{lines}", lines=said) if said else None


def _has_too_few(moved: Moved) -> bool:
    if moved.verdict == NOT_ENOUGH:
        return True
    counts = (moved.answers_before, moved.answers_after)
    return moved.verdict == NOT_ASSESSABLE and any(
        is_usable(count) and count is not None and 0 < count < FEWEST for count in counts
    )


def _needed(moved: Moved, effect: float) -> Sentence:
    """The figures and how many answers the aim takes, from the baseline (METHODS.md 2.1, sample size per group)."""
    aim = abs(moved.aim) if is_usable(moved.aim) and moved.aim else TYPICAL
    if moved.before is None or not is_usable(moved.before) or not 0 <= moved.before <= 1:
        return moved.said
    target = moved.before - aim if moved.falls else moved.before + aim
    target = min(max(target, 0.0), 1.0)
    if abs(target - moved.before) < NOTHING:
        return moved.said
    return counted(
        "{line} For {points} from {before}, {n} answer is needed each time.",
        "{line} For {points} from {before}, {n} answers are needed each time.",
        people_to_ask(answers_needed(moved.before, target), max(effect, moved.effect)),
        line=moved.said,
        points=points(target - moved.before),
        before=share(moved.before),
    )


def _at_least_one(effect: float | None) -> float:
    return max(1.0, effect) if effect is not None and is_usable(effect) else 1.0


def secular_trend(figures: NamedFigures) -> Sentence | None:
    """The untargeted item rose as much as the targeted one (METHODS.md 8.7)."""
    targeted, untargeted = figures.targeted, figures.untargeted
    if targeted is None or untargeted is None or targeted.gain is None or untargeted.gain is None:
        return None
    if targeted.gain <= 0 or untargeted.gain <= 0:
        return None
    return _lines([targeted, untargeted]) if untargeted.gain >= targeted.gain else None


def grouped(figures: NamedFigures) -> Sentence | None:
    """Clustered answers without a design effect (METHODS.md 8.4 and 2.1, cluster)."""
    if not figures.is_clustered or is_usable(figures.design_effect):
        return None
    return sentence("Answers collected in groups; the design effect is not known.")


def dose_not_monotone(figures: NamedFigures) -> Sentence | None:
    """The outcome by rising exposure goes back somewhere (METHODS.md 8.7; 2.1, Cochran-Armitage)."""
    if figures.dose_is_monotone is not False:
        return None
    if not figures.doses or not all(is_usable(value) for value in figures.doses):
        return sentence("The outcome does not rise at every level of exposure.")
    return sentence("By rising exposure: {shares}.", shares=tuple(share(value) for value in figures.doses))


def low_reach(figures: NamedFigures) -> Sentence | None:
    """Reach under 50 % of the plan (METHODS.md 8.7)."""
    reach = _share(figures.reach)
    return sentence("Reach: {reach} of the plan.", reach=share(reach)) if reach is not None and reach < LOW else None


def low_recall(figures: NamedFigures) -> Sentence | None:
    """Reach high and recall low (METHODS.md 8.7)."""
    reach, recall = _share(figures.reach), _share(figures.recall)
    if reach is None or recall is None or reach < HIGH or recall >= LOW:
        return None
    return sentence("Reach: {reach} of the plan; recall: {recall}.", reach=share(reach), recall=share(recall))


def flat_knowledge(figures: NamedFigures) -> Sentence | None:
    """Recall high and knowledge flat (METHODS.md 8.7)."""
    recall, knowledge = _share(figures.recall), figures.knowledge
    if recall is None or recall < HIGH or knowledge is None or not lags(knowledge):
        return None
    return sentence("Recall: {recall}. {line}", recall=share(recall), line=knowledge.said)


def flat_behaviour(figures: NamedFigures) -> Sentence | None:
    """Knowledge or intention up and behaviour flat: the Udine and Barcelona pattern (METHODS.md 8.7, 0.3)."""
    risen = [moved for moved in (figures.knowledge, figures.intention) if moved and moved.verdict == IMPROVED]
    if figures.behaviour is None or not risen:
        return None
    best = max(risen, key=lambda moved: moved.gain or 0.0)
    return _lines([*risen, figures.behaviour]) if lags(figures.behaviour, best) else None


def reach_without_effect(figures: NamedFigures) -> Sentence | None:
    """Reach or recall high, behaviour flat, nothing measured in between (METHODS.md 0.3: Barcelona)."""
    if figures.behaviour is None or figures.knowledge is not None or figures.intention is not None:
        return None
    if not lags(figures.behaviour):
        return None
    reach, recall = _share(figures.reach), _share(figures.recall)
    if recall is not None and recall >= HIGH:
        return sentence("Recall: {recall}. {line}", recall=share(recall), line=figures.behaviour.said)
    if reach is not None and reach >= HIGH:
        return sentence("Reach: {reach} of the plan. {line}", reach=share(reach), line=figures.behaviour.said)
    return None


def flat_impact(figures: NamedFigures) -> Sentence | None:
    """Behaviour up and impact flat (METHODS.md 8.7)."""
    behaviour, impact = figures.behaviour, figures.impact
    if behaviour is None or impact is None or behaviour.verdict != IMPROVED or not impact.is_flat:
        return None
    return _lines([behaviour, impact])


def effect_lost(figures: NamedFigures) -> Sentence | None:
    """Less than half of the gain left at six months or later (METHODS.md 8.7 and 8.6)."""
    if figures.kept is None or not is_usable(figures.kept) or figures.months is None or figures.months < MONTHS:
        return None
    if figures.kept >= LOW:
        return None
    return counted(
        "{n} month after the last contact, {kept} of the gain is left.",
        "{n} months after the last contact, {kept} of the gain is left.",
        figures.months,
        kept=share(max(figures.kept, 0.0)),
    )


def stage_not_measured(figures: NamedFigures) -> Sentence | None:
    """A stage the tier requires has no value (METHODS.md 1.3, tiers)."""
    if not figures.unmeasured:
        return None
    return sentence("Not measured: {stages}.", stages=tuple(Label(label) for label in figures.unmeasured))


def follow_up_due(figures: NamedFigures) -> Sentence | None:
    """The follow-up of six months was not made (METHODS.md 8.6 and 1.4, maintenance)."""
    if figures.follow_up_due is None:
        return None
    return sentence("Follow-up due from {day}.", day=figures.follow_up_due)


def lags(moved: Moved, behind: Moved | None = None) -> bool:
    """True when the wished change is not there, or less than half of it: of the aim, else of the gain of ``behind``.

    METHODS.md 8.7 says "flat"; the half is the project's own choice [S], so that Udine (intention + 23.5 points,
    vaccination + 2.0) is seen. Too few answers never count as flat.
    """
    if moved.is_flat:
        return True
    if moved.verdict != IMPROVED or moved.gain is None or moved.keeps:
        return False
    if is_usable(moved.aim) and moved.aim:
        return moved.gain < LOW * abs(moved.aim)
    return behind is not None and behind.gain is not None and moved.gain < LOW * behind.gain


def _share(value: float | None) -> float | None:
    """A usable share of 0 or more, else None."""
    return value if value is not None and is_usable(value) and value >= 0 else None


def _lines(indicators: Iterable[Moved]) -> Sentence | None:
    said = tuple(moved.said for moved in indicators)
    return sentence("{lines}", lines=said) if said else None
