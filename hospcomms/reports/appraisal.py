"""What the brief of an evaluation and its annex share: the board, what was decided, and the words for both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hospcomms.domain.evaluation.board import AdviceLine, Board, Line, Row
from hospcomms.domain.evaluation.labels import NOT_ASSESSABLE, VERDICTS
from hospcomms.domain.evaluation.rules import BY_KEY
from hospcomms.domain.evaluations import DECISIONS, REJECTED, Evaluation, Recommendation
from hospcomms.domain.limits import LONG_TEXT
from hospcomms.domain.locale import Locale
from hospcomms.domain.objectives import PERCENT, STAGES
from hospcomms.domain.wording import N_, Label, Sentence, sentence
from hospcomms.reports.document import Marked
from hospcomms.reports.dossier import NOT_MEASURED, Dossier, label, shortened, signed, value_said

SHAPES = {choice.key: choice.shape for choice in VERDICTS}
STAGE_LABELS = {choice.key: choice.label for choice in STAGES}
NO_TARGET = N_("No target")


@dataclass(frozen=True)
class Appraisal:
    """An evaluation to be printed: its campaign, the board as it is shown, what was decided of the recommendations.

    ``signed`` is the version whose frozen board this is, None while the evaluation is a draft.
    """

    dossier: Dossier
    board: Board
    decided: Sequence[Recommendation] = ()
    signed: Evaluation | None = None

    @property
    def keeps_words(self) -> bool:
        """False for a version signed before limits and lessons were kept with the figures."""
        return self.signed is None or self.board.lessons is not None

    @property
    def limits(self) -> str:
        """The limits the officer wrote, as they were signed; those of today where none were kept."""
        kept = self.board.limits
        return self.dossier.plan.campaign.limits if kept is None else kept

    @property
    def lessons(self) -> tuple[tuple[str, str], ...]:
        """Each lesson with its advice, as they were signed; those of today where none were kept."""
        kept = self.board.lessons
        return tuple((one.lesson, one.advice) for one in self.dossier.lessons) if kept is None else kept


@dataclass(frozen=True)
class Counsel:
    """One recommendation: what the rule says (None when it no longer fires) and what was decided (None: nothing)."""

    fired: AdviceLine | None
    decided: Recommendation | None

    @property
    def is_accepted(self) -> bool:
        """True when it was accepted, as it stood or with changes."""
        return self.decided is not None and self.decided.decision != REJECTED

    @property
    def is_rejected(self) -> bool:
        """True when it was rejected."""
        return self.decided is not None and self.decided.decision == REJECTED

    def next_step(self, locale: Locale) -> str:
        """What to do, in the words that were decided."""
        if self.decided is not None:
            return self.decided.advice.best(locale.language)
        return locale.say(self.fired.next_step) if self.fired else ""

    def because(self, locale: Locale, longest: int = LONG_TEXT) -> str:
        """By which figures; names in them are at most ``longest`` letters long."""
        if self.fired is not None:
            return locale.say(within(self.fired.because, longest))
        return self.decided.because.best(locale.language) if self.decided else ""

    def rule(self, locale: Locale) -> str:
        """The number of the rule; "" for what the officer wrote without one."""
        rule = BY_KEY.get(self.decided.rule) if self.decided else None
        number = self.fired.number if self.fired else rule.number if rule else 0
        return locale.say(sentence("Rule {number}", number=number)) if number else ""

    def standing(self, locale: Locale) -> str:
        """What became of it: the decision, who does it, by when, and when it was done."""
        made = self.decided
        if made is None:
            return locale.text(N_("Not decided yet"))
        parts = [label(DECISIONS, made.decision, locale)]
        if made.responsible and self.is_accepted:
            parts.append(locale.say(sentence("Owner: {name}", name=made.responsible)))
        if made.done_on is not None:
            parts.append(locale.say(sentence("Done on {date}", date=made.done_on)))
        elif made.due is not None and self.is_accepted:
            parts.append(locale.say(sentence("Due on {date}", date=made.due)))
        return " · ".join(parts)


def counsels(appraisal: Appraisal) -> list[Counsel]:
    """Every recommendation: the accepted ones first, then those not decided yet, the rejected ones last."""
    by_rule = {made.rule: made for made in appraisal.decided if made.rule}
    found = [Counsel(line, by_rule.get(line.rule)) for line in appraisal.board.advice]
    fired = {line.rule for line in appraisal.board.advice}
    found += [Counsel(None, made) for made in appraisal.decided if made.rule not in fired]
    return sorted(found, key=lambda one: 0 if one.is_accepted else 2 if one.is_rejected else 1)


def within(what: Sentence, length: int) -> Sentence:
    """The sentence with what people typed into it shortened to that many letters."""
    return replace(what, values={name: _within(value, length) for name, value in what.values.items()})


def _within(value: object, length: int) -> object:
    if isinstance(value, str):
        return shortened(value, length)
    if isinstance(value, Sentence):
        return within(value, length)
    return tuple(_within(item, length) for item in value) if isinstance(value, tuple) else value


def marked(row: Row, locale: Locale) -> Marked:
    """The verdict as its shape and its word."""
    return Marked(SHAPES[row.verdict], label(VERDICTS, row.verdict, locale))


def value_of(row: Row, value: float | None, locale: Locale) -> str:
    """A value of an indicator with its unit; percentages with one decimal at most."""
    return value_said(round(value, 1) if value is not None and row.unit == PERCENT else value, row.unit, locale)


def difference_of(row: Row, locale: Locale) -> str:
    """The difference with its interval; the bare difference of other units; "" when there is none."""
    if row.short is not None:
        return locale.say(row.short)
    before, after = row.baseline.value, row.actual.value
    return "" if before is None or after is None else signed(round(after - before, 1), locale)


def important_first(board: Board) -> list[Row]:
    """The main indicator, then those that were judged, then the rest; control items last."""
    return sorted(board.rows, key=lambda row: (not row.is_main, row.is_control, row.verdict == NOT_ASSESSABLE))


def measured_stages(board: Board, locale: Locale) -> str:
    """How many stages were measured, of all and of those the tier asks for."""
    return locale.say(
        sentence(
            "Stages measured: {measured} of {stages}; of those the tier requires: {done} of {required}",
            measured=board.measured,
            stages=len(board.stages),
            done=board.required_measured,
            required=board.required,
        )
    )


def unmeasured(board: Board) -> tuple[Label, ...]:
    """The stages without a measured value."""
    return tuple(Label(STAGE_LABELS[stage.key]) for stage in board.stages if not stage.is_measured)


def stage_figure(share: float | None, locale: Locale, *, is_measured: bool) -> str:
    """What stands under the bar of a stage."""
    if share is not None:
        return locale.percent(share, 0)
    return locale.text(NO_TARGET if is_measured else NOT_MEASURED)


def cost_figure(line: Line, locale: Locale) -> str:
    """An amount with its interval, without its small coins from a hundred on; "" when it is not known."""
    if line.amount is None:
        return ""
    places = 0 if abs(line.amount) >= 100 else None
    amount = locale.money(line.amount, places)
    if line.low is None or line.high is None:
        return amount
    decimals = locale.country.decimals if places is None else places
    low, high = locale.number(line.low, decimals), locale.number(line.high, decimals)
    return locale.say(sentence("{amount} (from {low} to {high})", amount=amount, low=low, high=high))


def ended(text: str) -> str:
    """A text that ends as a sentence does."""
    return text if text.endswith((".", "؟", "?")) else f"{text}."


def signature_said(signed: Evaluation, locale: Locale) -> str:
    """Which version this is, who signed it and when."""
    values: dict[str, object] = {
        "version": int(signed.version or 0),
        "name": signed.signed_by,
        "date": signed.signed_at.astimezone().date() if signed.signed_at else "",
    }
    if signed.function:
        return locale.say(
            sentence("Version {version}, signed by {name} ({function}) on {date}.", function=signed.function, **values)
        )
    return locale.say(sentence("Version {version}, signed by {name} on {date}.", **values))
