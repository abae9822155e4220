"""What recommendations are made of: the figures they look at, the rules, and a rule that fired with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from hospcomms.domain.evaluation.chain import Chain
from hospcomms.domain.evaluation.phrases import is_usable, share
from hospcomms.domain.evaluation.verdicts import NO_CHANGE, WORSENED, Finding, verdict_label
from hospcomms.domain.objectives import KEEP, STAGES
from hospcomms.domain.wording import N_, Label, Sentence, sentence


@dataclass(frozen=True)
class Moved:
    """One indicator before and after with its verdict; shares and ``aim`` (the change aimed for) are fractions.

    ``verdict`` is a key of ``verdicts.VERDICTS``, "" when it was not judged. ``falls`` is True where a fall is wished
    for, ``keeps`` where a level is to be kept. ``change`` replaces after minus before where there was a comparison
    group; it is in the wished direction. ``effect`` is the design effect of its own answers.
    """

    indicator: str
    verdict: str = ""
    before: float | None = None
    after: float | None = None
    answers_before: float | None = None
    answers_after: float | None = None
    aim: float | None = None
    falls: bool = False
    keeps: bool = False
    change: float | None = None
    effect: float = 1.0

    @property
    def gain(self) -> float | None:
        """The change in the wished direction, a fraction (minus when it went the other way); None when not known."""
        if is_usable(self.change):
            return self.change
        if not (is_usable(self.before) and is_usable(self.after)) or self.before is None or self.after is None:
            return None
        return self.before - self.after if self.falls else self.after - self.before

    @property
    def is_flat(self) -> bool:
        """True when the verdict says that the wished change is not there; too few answers do not say so."""
        return self.verdict == WORSENED or (self.verdict == NO_CHANGE and not self.keeps)

    @property
    def said(self) -> Sentence:
        """The figures and the verdict in one line."""
        verdict = Label(verdict_label(self.verdict) if self.verdict else N_("not judged"))
        if self.after is None or not is_usable(self.after):
            return sentence("“{indicator}”: not measured after the campaign.", indicator=self.indicator)
        if self.before is None or not is_usable(self.before):
            return sentence(
                "“{indicator}”: {after} after the campaign, no baseline.",
                indicator=self.indicator,
                after=share(self.after),
            )
        return sentence(
            "“{indicator}”: from {before} to {after} ({verdict}).",
            indicator=self.indicator,
            before=share(self.before),
            after=share(self.after),
            verdict=verdict,
        )


def moved_of(indicator: str, finding: Finding) -> Moved:
    """An indicator as its finding says: both shares, answers, aim and verdict (METHODS.md 8.3)."""
    comparison = finding.comparison
    reference, group = comparison.ends
    return Moved(
        indicator,
        finding.verdict,
        before=None if reference is None else reference.share,
        after=None if group is None else group.share,
        answers_before=None if reference is None else reference.n,
        answers_after=None if group is None else group.n,
        aim=comparison.aim,
        falls=comparison.sign < 0,
        keeps=comparison.direction == KEEP,
        change=finding.gain,
        effect=comparison.effect,
    )


@dataclass(frozen=True)
class NamedFigures:
    """The named figures the rules look at; None or empty is not measured and fires no rule of an effect.

    ``reach`` is people reached / people planned to be reached, ``recall`` the share who remember the message,
    ``kept`` the part of the gain still there ``months`` after the last contact, ``doses`` the shares by rising
    exposure; all fractions.
    ``unmeasured`` are the labels of the stages the tier asks for that have no value; ``follow_up_due`` is the
    day a follow-up not yet made is due.
    """

    reach: float | None = None
    recall: float | None = None
    knowledge: Moved | None = None
    intention: Moved | None = None
    behaviour: Moved | None = None
    impact: Moved | None = None
    others: tuple[Moved, ...] = ()
    kept: float | None = None
    months: int | None = None
    targeted: Moved | None = None
    untargeted: Moved | None = None
    doses: tuple[float, ...] = ()
    dose_is_monotone: bool | None = None
    is_clustered: bool | None = None
    design_effect: float | None = None
    unmeasured: tuple[str, ...] = ()
    follow_up_due: date | None = None

    @property
    def indicators(self) -> tuple[Moved, ...]:
        """Every indicator once, from knowledge to impact; control items are none."""
        found = (self.knowledge, self.intention, self.behaviour, self.impact, self.targeted, *self.others)
        return tuple(dict.fromkeys(moved for moved in found if moved is not None))


def unmeasured_of(found: Chain) -> tuple[str, ...]:
    """The labels of the stages the tier asks for that have no value (METHODS.md 1.3)."""
    labels = {choice.key: choice.label for choice in STAGES}
    return tuple(labels[stage.key] for stage in found.stages if stage.is_required and not stage.is_measured)


@dataclass(frozen=True)
class Rule:
    """One rule: ``when`` it fires and ``what`` to know and do in words, ``fires`` gives the figures that fired it.

    ``section`` is the section of METHODS.md, ``publication`` what the officer may cite.
    """

    number: int
    key: str
    when: str
    what: str
    next_step: str
    section: str
    publication: str
    fires: Callable[[NamedFigures], Sentence | None]


@dataclass(frozen=True)
class Advice:
    """A rule that fired, with the figures that fired it."""

    rule: Rule
    because: Sentence

    @property
    def what(self) -> Sentence:
        """What was found."""
        return Sentence(self.rule.what)

    @property
    def next_step(self) -> Sentence:
        """What to do next."""
        return Sentence(self.rule.next_step)

    @property
    def source(self) -> str:
        """The publication behind the rule; names of works are the same in every language."""
        return self.rule.publication
