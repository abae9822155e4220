"""The papers of a questionnaire: the blank sheet to hand out, and what changed between its two askings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, cast

from hospcomms.domain.evaluation.questionnaire import QuestionnaireChange, score_told
from hospcomms.domain.evaluation.questionnaire_told import HEADINGS, NUMBERS, change_chart, change_rows, shape_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.questionnaires import PAIRED, PAIRINGS, Question, Questionnaire
from hospcomms.domain.wording import C_, N_, Label, sentence
from hospcomms.reports.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Graph,
    Heading,
    Key,
    Span,
    Table,
    Text,
    VerdictBox,
    Words,
)
from hospcomms.reports.issuer import Issuer

Language = Literal["ar", "fr", "en"]
BOX = "☐"
DOTS = "." * 40
LINES = f"{DOTS}\n{DOTS}"
"""Room to write an answer by hand."""
_PAIRINGS = {choice.key: choice.label for choice in PAIRINGS}


def questionnaire_form(
    questionnaire: Questionnaire, questions: Sequence[Question], closed: frozenset[int], issuer: Issuer, locale: Locale
) -> Document:
    """The blank sheet: how to fill it in, the code when the same people are asked twice, and the questions.

    ``closed`` are the ids of the questions answered with yes or no; right answers are never printed.
    """
    blocks: list[Block] = [Text(locale.text(N_("Do not write your name. There is no mark: say what you think today.")))]
    facts: list[tuple[Cell, ...]] = [
        ((Span(locale.text(N_("Date")), tone="muted"),), DOTS),
        ((Span(locale.text(N_("Ward or group")), tone="muted"),), DOTS),
    ]
    if questionnaire.pairing == PAIRED:
        code = locale.text(N_("Your code (the same both times; not your name)"))
        facts.insert(0, ((Span(code, tone="muted"),), DOTS))
    blocks.append(Table((Column(""), Column("")), tuple(facts)))
    columns = (
        Column(locale.text(C_("question", "Number"))),
        Column(locale.text(N_("Question"))),
        Column(locale.text(N_("Your answer"))),
    )
    rows = tuple(
        (
            locale.number(question.place or place, 0),
            question.wording.best(locale.language),
            _boxes(locale) if question.id in closed else LINES,
        )
        for place, question in enumerate(questions, 1)
    )
    blocks.append(Table(columns, rows))
    blocks.append(Text(locale.text(N_("Thank you.")), align="center"))
    return Document(
        title=questionnaire.title,
        language=cast(Language, locale.language),
        blocks=tuple(blocks),
        subtitle=locale.text(Questionnaire.one),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        numbered=False,
    )


def _boxes(locale: Locale) -> str:
    words = (locale.text(N_("Yes")), locale.text(N_("No")), locale.text(N_("I do not know")))
    return "\n".join(f"{BOX} {word}" for word in words)


def questionnaire_results(
    questionnaire: Questionnaire, found: QuestionnaireChange, names: dict[int, str], issuer: Issuer, locale: Locale,
    today: date,
) -> Document:  # fmt: skip
    """What changed: the verdict, the chart of the questions, the table, and how it was worked out.

    ``names`` are the titles of the campaign and the audience by id.
    """
    blocks: list[Block] = [_verdict(found, locale)]
    if found.lines:
        keys = (Key("baseline", locale.text(N_("Before"))), Key("actual", locale.text(N_("After"))))
        blocks += [
            Heading(locale.text(N_("Share of right answers")), keys=keys),
            Graph(change_chart(found, locale)),
            Heading(locale.text(N_("The figures"))),
            _table(found, locale),
        ]
        blocks += _reasons(found, locale)
    blocks += [Heading(locale.text(N_("How it was worked out"))), Bullets(_method(questionnaire, locale))]
    linked = tuple(names[ident] for ident in (questionnaire.campaign, questionnaire.audience) if ident in names)
    return Document(
        title=locale.say(sentence("Questionnaire: “{title}”", title=questionnaire.title)),
        language=cast(Language, locale.language),
        blocks=tuple(blocks),
        subtitle=" · ".join((*linked, *_days(questionnaire, locale))),
        letterhead=issuer.letterhead(locale, today, questionnaire.reference),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("{kind}, printed {date}", kind=Label(Questionnaire.one), date=today)),
        numbered=False,
    )


def _days(questionnaire: Questionnaire, locale: Locale) -> tuple[str, ...]:
    first, second = questionnaire.before_on, questionnaire.after_on
    if first is None or second is None:
        return ()
    return (locale.say(sentence("Asked on {first} and on {second}", first=first, second=second)),)


def _verdict(found: QuestionnaireChange, locale: Locale) -> VerdictBox:
    lines: list[Words] = []
    score = score_told(found.score)
    if score is not None:
        lines.append(locale.say(score))
    if score is not None and found.score.reason is not None:
        lines.append(locale.say(found.score.reason))
    lines += [locale.say(note) for note in found.notes]
    return VerdictBox(shape_of(found.verdict), locale.say(found.headline), tuple(lines))


def _table(found: QuestionnaireChange, locale: Locale) -> Table:
    columns = tuple(Column(locale.text(heading), number=place in NUMBERS) for place, heading in enumerate(HEADINGS))
    return Table(columns, tuple(change_rows(found, locale)))


def _reasons(found: QuestionnaireChange, locale: Locale) -> list[Block]:
    """Why some questions could not be judged, each reason once."""
    reasons = dict.fromkeys(locale.say(line.finding.reason) for line in found.lines if line.finding.reason is not None)
    return [Text(reason, size=9.0, tone="muted") for reason in reasons]


def _method(questionnaire: Questionnaire, locale: Locale) -> tuple[str, ...]:
    paired = N_("The same people answered twice: the interval is Newcombe’s for pairs, p is McNemar’s exact one.")
    apart = N_(
        "Different people answered: the interval is Newcombe’s, p that of two shares (Fisher’s when counts are small)."
    )
    found = [
        locale.text(_PAIRINGS[questionnaire.pairing]),
        locale.text(paired if questionnaire.pairing == PAIRED else apart),
        locale.text(N_("p allows for the number of questions (Holm); control items are judged apart.")),
    ]
    if questionnaire.source:
        found.append(locale.say(sentence("Answers collected by: {source}", source=questionnaire.source)))
    return tuple(found)
