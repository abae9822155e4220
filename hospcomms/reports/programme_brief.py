"""A programme on paper: problem, audience, behaviour, objectives, what was done, what changed, and what lasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

from hospcomms.domain.evaluation.board import Board
from hospcomms.domain.evaluation.questionnaire import QuestionnaireChange
from hospcomms.domain.fields import Choice
from hospcomms.domain.locale import Locale
from hospcomms.domain.material_versions import why_stopped
from hospcomms.domain.materials import INSTRUMENTS, KINDS, STATES, Material, QualityScore
from hospcomms.domain.objectives import smart
from hospcomms.domain.planning_models import QUESTIONS, questions_of
from hospcomms.domain.programme_told import figure_said, follow_up_said, follow_up_shape
from hospcomms.domain.programmes import (
    COMMUNITY,
    MODELS,
    SETTINGS,
    FollowUp,
    ModelAnswer,
    ProblemFigure,
    Programme,
    ProgrammePartner,
)
from hospcomms.domain.programmes import KINDS as PROGRAMME_KINDS
from hospcomms.domain.session_figures import people_of
from hospcomms.domain.sessions import HELD, EducationSession
from hospcomms.domain.sessions import STATES as SESSION_STATES
from hospcomms.domain.wording import N_, Label, counted, sentence
from hospcomms.reports.appraisal import SHAPES, difference_of, ended, important_first, marked, value_of
from hospcomms.reports.cleaning import apart
from hospcomms.reports.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Fact,
    Figures,
    Heading,
    Marked,
    Span,
    Table,
    Text,
    VerdictBox,
    Words,
)
from hospcomms.reports.dossier import Dossier, label, period, shortened, state_label
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

SMALL, LONG = 9.0, 1200


@dataclass(frozen=True)
class ProgrammeFile:
    """A programme with everything its brief speaks of.

    ``dossier`` and ``board`` are those of its campaign, None when it has none; ``names`` gives the titles of what it
    links to; ``scores`` the newest score sheet of each kind by material.
    """

    programme: Programme
    dossier: Dossier | None = None
    board: Board | None = None
    names: Mapping[int, str] = field(default_factory=dict)
    figures: Sequence[ProblemFigure] = ()
    answers: Mapping[tuple[str, str], ModelAnswer] = field(default_factory=dict)
    partners: Sequence[ProgrammePartner] = ()
    sessions: Sequence[EducationSession] = ()
    materials: Sequence[Material] = ()
    scores: Mapping[int, Sequence[QualityScore]] = field(default_factory=dict)
    questionnaires: Sequence[tuple[str, QuestionnaireChange]] = ()
    follow_ups: Sequence[FollowUp] = ()


def programme_brief(file: ProgrammeFile, issuer: Issuer, locale: Locale, today: date) -> Document:
    """The brief; sections about which nothing is known are left out."""
    locale, programme = on_pages(locale), file.programme
    blocks: list[Block] = [_facts(file, locale)]
    for section in (_problem, _audience, _objectives, _answers, _partners, _sessions):
        blocks += section(file, locale)
    blocks += _materials(file, locale, today)
    for section in (_results, _questionnaires, _reaim):
        blocks += section(file, locale)
    blocks += _follow_ups(file, locale, today)
    blocks.append(issuer.signatures(locale))
    kind = label(PROGRAMME_KINDS, programme.kind, locale)
    return Document(
        title=locale.say(sentence("Programme brief: “{programme}”", programme=programme.title)),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=" · ".join((period(locale, programme.start, programme.end), kind)),
        letterhead=issuer.letterhead(
            locale, today, programme.reference, locale.text(N_("the director of the establishment"))
        ),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Programme brief, {date}", date=today)),
    )


def _facts(file: ProgrammeFile, locale: Locale) -> Figures:
    """State, sessions held, people who came, and what was spent."""
    held = [one for one in file.sessions if one.state == HELD]
    counts = [people for one in held if (people := people_of(one)) is not None]
    spent = file.dossier.spent if file.dossier is not None else None
    unknown = locale.text(N_("Not known"))
    return Figures(
        (
            Fact(locale.text(N_("Status")), state_label(file.programme.state, locale)),
            Fact(locale.text(N_("Sessions held")), locale.number(len(held))),
            Fact(locale.text(N_("People who came")), locale.number(sum(counts)) if counts else unknown),
            Fact(locale.text(N_("Amount spent")), unknown if spent is None else locale.money(spent, 0)),
        )
    )


def _problem(file: ProgrammeFile, locale: Locale) -> list[Block]:
    """The problem, who asked for help of a community initiative, and the figures with their sources."""
    programme = file.programme
    blocks: list[Block] = []
    if programme.problem.strip():
        blocks.append(Text(shortened(programme.problem, LONG)))
    if programme.kind == COMMUNITY and programme.need.strip():
        blocks.append(_named(locale, N_("Who asked for it, and why"), programme.need))
    if file.figures:
        blocks.append(Bullets(tuple(_figure(one, locale) for one in file.figures)))
    return [Heading(locale.text(N_("The problem"))), *blocks] if blocks else []


def _figure(one: ProblemFigure, locale: Locale) -> Words:
    what, where = figure_said(one)
    words = [Span(locale.say(what), bold=True)]
    if where is not None:
        words.append(Span(f" · {locale.say(where)}", tone="muted", size=SMALL))
    return tuple(words)


def _named(locale: Locale, name: str, words: str) -> Text:
    """“Name: words”, the name in bold."""
    head = locale.say(sentence("{label}:", label=Label(name)))
    return Text((Span(head, bold=True), Span(f" {apart(shortened(words, LONG), locale.rtl)}")))


def _audience(file: ProgrammeFile, locale: Locale) -> list[Block]:
    """For whom, where, and which behaviour is hoped for."""
    programme = file.programme
    blocks: list[Block] = []
    names = file.names.get(programme.audience, "")
    if names:
        blocks.append(_named(locale, N_("Target audience"), names))
    if programme.settings:
        places = locale.listing(label(SETTINGS, key, locale) for key in programme.settings)
        blocks.append(_named(locale, N_("Where it takes place"), places))
    if programme.observance and file.names.get(programme.observance):
        blocks.append(_named(locale, N_("Health day"), file.names[programme.observance]))
    if programme.behaviour.strip():
        blocks.append(_named(locale, N_("The behaviour hoped for"), programme.behaviour))
    return [Heading(locale.text(N_("Audience and behaviour"))), *blocks] if blocks else []


def _objectives(file: ProgrammeFile, locale: Locale) -> list[Block]:
    """The objectives of its campaign as SMART sentences."""
    if file.dossier is None or not file.dossier.plan.objectives:
        return []
    audiences = file.dossier.audiences
    items = tuple(locale.say(smart(one, audiences.get(one.audience, ""))) for one in file.dossier.plan.objectives)
    return [Heading(locale.text(N_("Objectives"))), Bullets(items, numbered=True)]


def _answers(file: ProgrammeFile, locale: Locale) -> list[Block]:
    """What was answered to the questions of each planning model; questions without an answer are left out."""
    blocks: list[Block] = []
    for model in MODELS:
        given = [
            (one, file.answers[key]) for key, one in QUESTIONS.items() if key[0] == model.key and key in file.answers
        ]
        if not given:
            continue
        asked = len(questions_of(model.key))
        note = locale.say(sentence("{done} of {all} answered", done=len(given), all=asked))
        blocks.append(Heading(locale.text(model.label), note, level=2))
        items = [
            (Span(locale.text(question.title), bold=True), Span(f" {apart(shortened(found.answer, 400), locale.rtl)}"))
            for question, found in given
        ]
        blocks.append(Bullets(tuple(items)))
    return [Heading(locale.text(N_("Planning model"))), *blocks] if blocks else []


def _partners(file: ProgrammeFile, locale: Locale) -> list[Block]:
    if not file.partners:
        return []
    headings = (N_("Partner"), N_("What they bring"), N_("Agreed on"))
    rows = tuple((one.name, one.brings, _day(one.agreed_on, locale)) for one in file.partners)
    return [Heading(locale.text(N_("Partners"))), _table(headings, rows, locale)]


def _day(when: date | None, locale: Locale) -> str:
    return locale.day(when) if when is not None else ""


def _table(headings: Sequence[str], rows: tuple[tuple[Cell, ...], ...], locale: Locale, *numbers: int) -> Table:
    columns = tuple(Column(locale.text(name), number=place in numbers) for place, name in enumerate(headings))
    return Table(columns, rows)


def _sessions(file: ProgrammeFile, locale: Locale) -> list[Block]:
    """Every session with who came; those that were cancelled say so."""
    if not file.sessions:
        return []
    headings = (N_("Day"), N_("Subject"), N_("Place"), N_("Status"), N_("People who came"), N_("People referred"))
    rows = tuple(_session(one, locale) for one in file.sessions)
    return [Heading(locale.text(N_("Sessions"))), _table(headings, rows, locale, 4, 5)]


def _session(one: EducationSession, locale: Locale) -> tuple[Cell, ...]:
    people = people_of(one) if one.state == HELD else None
    state = _choice(SESSION_STATES, one.state)
    return (
        _day(one.held_on, locale),
        shortened(one.title, 70),
        shortened(one.place, 50),
        Marked(state.shape, locale.text(state.label), bold=False),
        "" if people is None else locale.number(people),
        "" if one.referred is None or one.state != HELD else locale.number(one.referred),
    )


def _choice(choices: Sequence[Choice], key: str) -> Choice:
    return next(choice for choice in choices if choice.key == key)


def _materials(file: ProgrammeFile, locale: Locale, today: date) -> list[Block]:
    """The materials with their state and newest scores."""
    if not file.materials:
        return []
    headings = (N_("Material"), N_("Kind"), N_("Status"), N_("To be reviewed by"), N_("Quality"))
    rows = []
    for one in file.materials:
        state = _choice(STATES, one.state)
        is_stopped = why_stopped(one, today) is not None
        shape, words = ("late", N_("Do not distribute")) if is_stopped else (state.shape, state.label)
        rows.append(
            (
                shortened(one.title.best(locale.language), 70),
                label(KINDS, one.kind, locale),
                Marked(shape, locale.text(words), bold=False),
                _day(one.review_by, locale),
                locale.listing(_score(score, locale) for score in file.scores.get(one.id, ())),
            )
        )
    return [Heading(locale.text(N_("Materials"))), _table(headings, tuple(rows), locale)]


def _score(score: QualityScore, locale: Locale) -> str:
    value = "" if score.score is None else locale.percent(round(score.score, 1))
    return locale.say(sentence("{name}: {value}", name=label(INSTRUMENTS, score.instrument, locale), value=value))


def _results(file: ProgrammeFile, locale: Locale) -> list[Block]:
    """The verdict on the main indicator, then every indicator with its difference and interval."""
    board = file.board
    if board is None or not any(row.actual.value is not None for row in board.rows):
        return []
    blocks: list[Block] = [Heading(locale.text(N_("Results")), locale.text(N_("Difference with its 95% interval")))]
    main = board.main_row
    if main is not None and main.actual.value is not None:
        said = tuple(ended(locale.say(one)) for one in (*main.figures, main.grade_said))
        blocks.append(VerdictBox(SHAPES[main.verdict], locale.say(main.headline), (" ".join(said),)))
    headings = (
        N_("Indicator"),
        N_("Baseline"),
        N_("Target value"),
        N_("Value reached"),
        N_("Difference"),
        N_("Verdict"),
    )
    rows = tuple(
        (
            shortened(row.name, 110),
            value_of(row, row.baseline.value, locale),
            "" if row.target is None else value_of(row, row.target, locale),
            value_of(row, row.actual.value, locale),
            difference_of(row, locale),
            marked(row, locale),
        )
        for row in important_first(board)
    )
    return [*blocks, _table(headings, rows, locale, 1, 2, 3, 4)]


def _questionnaires(file: ProgrammeFile, locale: Locale) -> list[Block]:
    """What each questionnaire asked before and after says on the whole."""
    if not file.questionnaires:
        return []
    items = tuple(
        (Span(apart(shortened(title, 110), locale.rtl), bold=True), Span(f" · {locale.say(change.headline)}"))
        for title, change in file.questionnaires
    )
    return [Heading(locale.text(N_("Questionnaires"))), Bullets(items)]


def _reaim(file: ProgrammeFile, locale: Locale) -> list[Block]:
    """The five dimensions with how each was worked out, and whether it is still carried on."""
    board = file.board
    if board is None:
        return []
    rows: list[tuple[Cell, ...]] = [(locale.text(line.label), locale.say(line.said)) for line in board.reaim]
    rows.append((locale.text(N_("Individual impact")), locale.say(board.individual.said)))
    rows.append((locale.text(N_("Carried on")), locale.say(board.running)))
    headings = (N_("Dimension"), N_("How it was worked out"))
    title = locale.text(N_("RE-AIM: reach, effect, adoption, delivery, duration"))
    return [Heading(title), _table(headings, tuple(rows), locale)]


def _follow_ups(file: ProgrammeFile, locale: Locale, today: date) -> list[Block]:
    """What is to last, and what was found later."""
    blocks: list[Block] = []
    if file.programme.lasting.strip():
        blocks.append(_named(locale, N_("What is to last, and who carries it on"), file.programme.lasting))
    if file.follow_ups:
        headings = (N_("Follow-up"), N_("Indicator"), N_("Measured value"), N_("What was found"))
        rows = tuple(_follow_up(one, locale, today) for one in file.follow_ups)
        blocks.append(_table(headings, rows, locale, 2))
    note = ""
    waiting = sum(one.done_on is None for one in file.follow_ups)
    if waiting:
        note = locale.say(counted("{n} still to come", "{n} still to come", waiting))
    return [Heading(locale.text(N_("What lasts")), note), *blocks] if blocks else []


def _follow_up(one: FollowUp, locale: Locale, today: date) -> tuple[Cell, ...]:
    said = Marked(follow_up_shape(one, today), locale.say(follow_up_said(one)), bold=False)
    value = "" if one.value is None else locale.number(one.value, 1 if one.value % 1 else 0)
    return said, one.indicator, value, one.finding
