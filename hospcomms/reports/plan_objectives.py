"""The objectives of the detailed plan: as sentences, as a table, what the planned surveys can see, what came before."""

from __future__ import annotations

from collections.abc import Sequence

from hospcomms.domain.activities import Lesson
from hospcomms.domain.evaluation.sample_size import PUBLISHED, SurveyPlan, outlook
from hospcomms.domain.evaluations import Recommendation
from hospcomms.domain.locale import Locale
from hospcomms.domain.objectives import LEVELS, PERCENT, Objective, smart
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.reports.document import Block, Bullets, Cell, Column, Heading, Item, Span, Table, Text, Words
from hospcomms.reports.dossier import Dossier, label, value_said

MOST_LEARNED = 8
"""So many lessons, and so many recommendations, of earlier campaigns are printed; the room shows them all."""


def objectives(dossier: Dossier, locale: Locale) -> list[Block]:
    """The objectives as sentences, then their figures with the source of each baseline, then what can be seen."""
    found = dossier.plan.objectives
    if not found:
        return []
    serves = dossier.institution_objective
    note = locale.say(sentence("Serves: {objective}", objective=serves)) if serves else ""
    headings = (N_("Indicator"), N_("Level"), N_("Baseline"), N_("Target value"), N_("Deadline"), N_("Measured by"))
    columns = tuple(Column(locale.text(heading), number=place in (2, 3)) for place, heading in enumerate(headings))
    return [
        Heading(locale.text(N_("Objectives"))),
        *([Text(note, tone="muted")] if note else []),
        Bullets(tuple(locale.say(smart(one, dossier.audiences.get(one.audience, ""))) for one in found), numbered=True),
        Table(columns, tuple(_row(objective, locale) for objective in found)),
        *_seen(dossier, locale),
    ]


def _row(objective: Objective, locale: Locale) -> tuple[Cell, ...]:
    baseline: Cell = value_said(objective.baseline, objective.unit, locale)
    target = "" if objective.target is None else value_said(objective.target, objective.unit, locale)
    if objective.is_untargeted:
        target = locale.text(N_("Control item"))
    name = (Span(objective.indicator, bold=objective.is_primary, note=_origin(objective, locale)),)
    day = locale.day(objective.deadline) if objective.deadline and not objective.is_untargeted else ""
    return name, label(LEVELS, objective.level, locale), baseline, target, day, objective.method


def _origin(objective: Objective, locale: Locale) -> str:
    """Where a baseline comes from: answers, day, source; "" when nothing is known."""
    told = (
        locale.say(counted("{n} answer", "{n} answers", int(objective.baseline_n))) if objective.baseline_n else "",
        locale.day(objective.baseline_date) if objective.baseline_date else "",
        objective.baseline_source,
    )
    known = locale.listing(told)
    return locale.say(sentence("Baseline: {origin}", origin=known)) if known else ""


def _seen(dossier: Dossier, locale: Locale) -> list[Block]:
    """What the answers planned for each percentage can and cannot see (METHODS.md 2.1)."""
    asked = [one for one in dossier.plan.objectives if one.unit == PERCENT and not one.is_untargeted]
    if not asked:
        return []
    items = tuple(_outlook(objective, dossier, locale) for objective in asked)
    return [
        Heading(locale.text(N_("What the planned answers can and cannot see")), level=2),
        Bullets(items),
        Text(locale.say(PUBLISHED), size=9.5, tone="muted"),
    ]


def _outlook(objective: Objective, dossier: Dossier, locale: Locale) -> Item:
    plan = SurveyPlan(
        baseline=_fraction(objective.baseline),
        target=_fraction(objective.target),
        planned=objective.planned_answers,
        population=dossier.sizes.get(objective.audience),
    )
    said = tuple(locale.say(one) for one in outlook(plan).said if one != PUBLISHED)
    return Item((Span(objective.indicator, bold=True),), Bullets(said))


def _fraction(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def learned_before(dossier: Dossier, locale: Locale) -> list[Block]:
    """What earlier campaigns of the theme taught: their lessons, and the recommendations accepted then."""
    lessons = [_lesson(*one, locale) for one in dossier.learned[:MOST_LEARNED]]
    advised = [_advised(*one, locale) for one in dossier.advised[:MOST_LEARNED]]
    if not lessons and not advised:
        return []
    return [
        Heading(locale.text(N_("Learned from earlier campaigns"))),
        *_listed(N_("Lessons"), lessons, len(dossier.learned), locale),
        *_listed(N_("Recommendations accepted then"), advised, len(dossier.advised), locale),
    ]


def _listed(heading: str, items: Sequence[Words], known: int, locale: Locale) -> list[Block]:
    if not items:
        return []
    left = known - len(items)
    note = locale.say(counted("and {n} more", "and {n} more", left)) if left else ""
    return [Heading(locale.text(heading), note, level=2), Bullets(tuple(items))]


def _lesson(campaign: str, lesson: Lesson, locale: Locale) -> Words:
    advice = f" {lesson.advice}" if lesson.advice else ""
    return (Span(lesson.lesson, bold=True), Span(advice), Span(f" {_of(campaign, locale)}", tone="muted", size=9.0))


def _advised(campaign: str, made: Recommendation, locale: Locale) -> Words:
    """A recommendation with the campaign it comes from, and whether it is still to be carried out."""
    done = sentence("Done on {date}", date=made.done_on) if made.done_on else sentence("Not carried out yet")
    tail = f"{_of(campaign, locale)} · {locale.say(done)}"
    return (Span(made.advice.best(locale.language), bold=True), Span(f" {tail}", tone="muted", size=9.0))


def _of(campaign: str, locale: Locale) -> str:
    return locale.say(sentence("Campaign: {campaign}", campaign=campaign))
