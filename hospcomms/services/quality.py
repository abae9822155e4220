"""Scoring a version of a material: sheets kept, half-filled ones as drafts, what to revise, history, agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid, Missing, Refusal
from hospcomms.domain.evaluation.proportions import Group, Interval, wilson
from hospcomms.domain.fields import fields_of
from hospcomms.domain.materials import APPROVED, OBSOLETE, MaterialVersion, Pretest, QualityScore
from hospcomms.domain.quality import scoring
from hospcomms.domain.quality.clear_communication import FIRST_QUESTIONS
from hospcomms.domain.quality.readability import Readability, readability
from hospcomms.domain.quality.scoring import SHEETS, Agreement
from hospcomms.domain.quality.sheets import Item, ScoreSheet, read_answers, written_answers
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, Label, counted, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.office import Office

KEEP = N_("Keep the score")
_TYPED = ("scored_by", "note", *FIRST_QUESTIONS)
_CORRECTS = "corrects"
_READ_AS = {"darija": "ar"}
"""Languages measured like another one."""


def sheet_of(score: QualityScore) -> ScoreSheet:
    """The score sheet of a score. Raises KeyError for one that is not known."""
    return SHEETS[score.instrument]


def answers_of(score: QualityScore) -> dict[int, str]:
    """The answers of a score by the number of the item."""
    return read_answers(score.answers)


def begun(office: Office, version: MaterialVersion, instrument: str) -> tuple[QualityScore, dict[int, str]]:
    """The sheet as it was left half filled, or an empty one with what is known of its reader."""
    kept = (records.draft(office, QualityScore, version.id) or {}).get(instrument)
    if not isinstance(kept, dict):
        return _fresh(office, version, instrument), {}
    stored = records.window(office, QualityScore, [kept.get(_CORRECTS) or 0])
    base = stored[0] if stored and stored[0].binned_at is None else _fresh(office, version, instrument)
    typed: dict[str, Any] = {name: str(kept.get(name, "")) for name in _TYPED}
    return replace(base, **typed), read_answers(str(kept.get("answers", "")))


def _fresh(office: Office, version: MaterialVersion, instrument: str) -> QualityScore:
    last = next(iter(scores_of(office, version)), None)
    known: dict[str, Any] = {name: getattr(last, name) for name in FIRST_QUESTIONS if last is not None}
    return QualityScore(
        material=version.material,
        version=version.id,
        instrument=instrument,
        scored_by=office.settings.officer,
        scored_on=office.today,
        **known,
    )


def keep_half(office: Office, score: QualityScore, answers: Mapping[int, str]) -> None:
    """Keep a half-filled sheet as a draft of its version: it has no score and is no change."""
    kept = records.draft(office, QualityScore, score.version) or {}
    typed = {name: getattr(score, name) for name in _TYPED}
    content = {**typed, _CORRECTS: score.id, "answers": written_answers(answers)}
    records.keep_draft(office, QualityScore, score.version, {**kept, score.instrument: content})


def half_filled(office: Office, version: MaterialVersion) -> tuple[str, ...]:
    """The keys of the sheets of a version that were begun and not finished."""
    kept = records.draft(office, QualityScore, version.id) or {}
    return tuple(key for key in SHEETS if key in kept)


def forget_half(office: Office, version: int, instrument: str) -> None:
    """Throw a half-filled sheet away."""
    kept = records.draft(office, QualityScore, version) or {}
    kept.pop(instrument, None)
    if kept:
        records.keep_draft(office, QualityScore, version, kept)
    else:
        records.discard_draft(office, QualityScore, version)


def keep_score(office: Office, score: QualityScore, answers: Mapping[int, str]) -> Commit:
    """Save a finished sheet with the scores it comes to.

    Raises Refusal ``half-filled`` while an item has no answer, Invalid while one of the first questions has none, and
    Refusal ``scored`` for a change of a score whose version is approved.
    """
    sheet = sheet_of(score)
    final = scoring.settled(sheet, answers)
    missing = scoring.tally(sheet, final).missing
    if missing:
        said = counted(
            "{n} item has no answer yet: a sheet filled in half has no score.",
            "{n} items have no answer yet: a sheet filled in half has no score.",
            len(missing),
        )
        raise Refusal("half-filled", said)
    wrong = unanswered(score) if sheet.asks_first else []
    if wrong:
        raise Invalid(wrong)
    commit = records.save(office, replace(score, answers=written_answers(final)), KEEP)
    forget_half(office, score.version, score.instrument)
    return commit


def unanswered(score: QualityScore) -> list[Problem]:
    """The first questions that have no answer yet."""
    described = fields_of(QualityScore)
    return [
        Problem(name, sentence("Answer this first: {question}", question=Label(described[name].label)))
        for name in FIRST_QUESTIONS
        if not getattr(score, name).strip()
    ]


def scores_of(office: Office, version: MaterialVersion) -> list[QualityScore]:
    """The scores of a version, the newest first."""
    query = Query(QualityScore).where("material", Op.IS, version.material).where("version", Op.IS, version.id)
    return records.find(office, query)


def versions_of(office: Office, material: int) -> list[MaterialVersion]:
    """The versions of a material, the newest first."""
    return records.parts(office, MaterialVersion, material)


@dataclass(frozen=True)
class Course:
    """The scores of all versions of a material in one language, the oldest first."""

    language: str
    scores: tuple[QualityScore, ...]
    editions: Mapping[int, str]


def course(office: Office, version: MaterialVersion) -> Course:
    """How the versions in the language of this one were scored over time."""
    same = [one for one in versions_of(office, version.material) if one.language == version.language]
    editions = {one.id: one.edition for one in same}
    found = [one for one in records.parts(office, QualityScore, version.material) if one.version in editions]
    found.sort(key=lambda one: (one.scored_on or office.today, one.id))
    return Course(version.language, tuple(found), editions)


def may_be_corrected(office: Office, score: QualityScore) -> bool:
    """False once the version is approved: from then on it is scored again instead."""
    version = version_named(office, score.version)
    return version is None or version.state not in (APPROVED, OBSOLETE)


def before(found: Course, score: QualityScore) -> QualityScore | None:
    """The last score of an earlier version, or an earlier one of this, with the same sheet by the same person."""
    earlier = found.scores[: next((at for at, one in enumerate(found.scores) if one.id == score.id), 0)]
    same = [one for one in earlier if one.instrument == score.instrument]
    return next((one for one in reversed(same) if one.version != score.version or _same_hand(one, score)), None)


def _same_hand(one: QualityScore, other: QualityScore) -> bool:
    return one.scored_by.strip().casefold() == other.scored_by.strip().casefold()


def to_revise(score: QualityScore) -> tuple[Item, ...]:
    """The items of a score that earned nothing."""
    return scoring.zero_items(sheet_of(score), answers_of(score))


@dataclass(frozen=True)
class ItemChange:
    """How one item was answered before and after."""

    item: Item
    before: str
    after: str


def compared(before: QualityScore, after: QualityScore) -> tuple[ItemChange, ...]:
    """The items answered differently in two scores of the same sheet; none for two different sheets."""
    if before.instrument != after.instrument:
        return ()
    first, second = answers_of(before), answers_of(after)
    return tuple(
        ItemChange(item, first.get(item.number, ""), second.get(item.number, ""))
        for item in sheet_of(after).items
        if first.get(item.number) != second.get(item.number)
    )


def second_scorer(scores: Sequence[QualityScore], score: QualityScore) -> QualityScore | None:
    """The newest score of the same version with the same sheet by somebody else."""
    same = [one for one in scores if (one.version, one.instrument) == (score.version, score.instrument)]
    return next((one for one in same if not _same_hand(one, score)), None)


def agreement(one: QualityScore, other: QualityScore) -> Agreement | None:
    """Percent agreement of two people's scores; None when one sheet is not complete."""
    return scoring.agreement(sheet_of(one), answers_of(one), answers_of(other))


def understood(pretest: Pretest) -> tuple[float, Interval] | None:
    """The share who understood the main message (a fraction) with Wilson's interval; None when it was not counted."""
    if not pretest.sample or pretest.understood is None or pretest.understood > pretest.sample:
        return None
    group = Group(pretest.understood, pretest.sample)
    return group.share, wilson(group)


def readability_of(version: MaterialVersion) -> Readability | None:
    """The figures of a version's text in its language; None while it has no words."""
    return readability(version.wording, _READ_AS.get(version.language, version.language))


def version_named(office: Office, ident: int) -> MaterialVersion | None:
    """The version of that number, None when there is none any more."""
    try:
        return records.get(office, MaterialVersion, ident)
    except Missing:
        return None


def latest(office: Office) -> QualityScore:
    """The newest score. Raises Refusal when there is none."""
    found: list[QualityScore] = records.find(office, Query(QualityScore), limit=1)
    if not found:
        raise Refusal("nothing-fits", sentence("No material has been scored yet. Score one first."))
    return found[0]
