"""The after-action report of an incident or a drill: course, delays, figures, lessons and tasks (CRI-10)."""

from __future__ import annotations

from datetime import datetime

from hospcomms.domain.incidents import (
    Incident,
    IncidentStep,
    ReviewLesson,
)
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.reports.aftermath import Aftermath
from hospcomms.reports.crisis_words import columns_of, due, when_in_cell
from hospcomms.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Graph,
    Heading,
    Marked,
    Span,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.incident_course import course
from hospcomms.reports.incident_paper import incident_facts, incident_paper
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

TITLE = N_("After-action report")


def after_action(found: Aftermath, issuer: Issuer, locale: Locale, at: datetime) -> Document:
    """Figures first, what worked and what did not, the lessons and tasks; then the course drawn and the delays."""
    locale = on_pages(locale)
    blocks: list[Block] = [
        incident_facts(
            found.incident, locale, Fact(locale.text(N_("Lines in the log")), locale.number(len(found.lines)))
        ),
        *_fault(found, locale),
        *_summary(found.incident, locale),
        Heading(locale.text(N_("How fast it went"))),
        _speed(found, locale),
        *_said(found, locale),
        *_lessons(found, locale),
        Heading(locale.text(N_("Course of the incident"))),
        Graph(course(found, locale), locale.text(N_("From the activation to the stand-down, in hours and minutes"))),
        *_delays(found, locale),
        issuer.signatures(locale, locale.text(N_("Incident chief"))),
    ]
    is_draft = found.incident.reviewed_on is None
    return incident_paper(found.incident, TITLE, locale.text(TITLE), blocks, issuer, locale, at, is_draft=is_draft)


def _fault(found: Aftermath, locale: Locale) -> list[Block]:
    return [VerdictBox("late", locale.say(found.fault.sentence))] if found.fault is not None else []


def _summary(incident: Incident, locale: Locale) -> list[Block]:
    if not incident.summary:
        return []
    return [Heading(locale.text(N_("What happened"))), Text(incident.summary)]


def _minutes(minutes: int | None, locale: Locale) -> str:
    return locale.text(N_("Never")) if minutes is None else due(minutes, locale)


def _speed(found: Aftermath, locale: Locale) -> Table:
    """The figures by which incidents and drills are compared."""
    done = [delay for _, delay in found.delays if delay is not None]
    late = sum(delay > 0 for delay in done)
    rows: tuple[tuple[str, str, str], ...] = (
        (N_("Staff told"), _minutes(found.to_staff, locale), ""),
        (
            N_("First statement approved"),
            _minutes(found.to_first_approval, locale),
            locale.text(N_("local setting: within 60 min")),
        ),
        (N_("First statement released"), _minutes(found.to_first_statement, locale), ""),
        (N_("Steps done"), _of(len(done), len(found.delays), locale), _late(late, locale)),
        (N_("Those to be told, told in time"), _of(found.notices_on_time, len(found.notices), locale), ""),
        (N_("Journalists reached"), _of(found.reached, found.calls, locale), ""),
        (N_("Situation reports on time"), _of(found.reports_on_time, len(found.reports), locale), ""),
        (
            N_("Rumours answered"),
            _of(sum(one.answered_at is not None for one in found.rumours), len(found.rumours), locale),
            "",
        ),
        (N_("How long it lasted"), _minutes(found.lasted, locale) if found.lasted is not None else "–", ""),
    )
    columns = (
        Column(locale.text(N_("What is measured"))),
        Column(locale.text(N_("After activation, or how many"))),
        Column(""),
    )
    return Table(columns, tuple((locale.text(label), value, note) for label, value, note in rows))


def _of(some: int, whole: int, locale: Locale) -> str:
    return locale.say(sentence("{n} of {all}", n=some, all=whole))


def _late(count: int, locale: Locale) -> str:
    return locale.say(counted("{n} after its hour", "{n} after their hour", count)) if count else ""


def _delays(found: Aftermath, locale: Locale) -> list[Block]:
    """The steps that were late or never done, the longest delay first; those set aside with the reason."""
    late = sorted(
        ((step, delay) for step, delay in found.delays if delay is not None and delay > 0), key=lambda one: -one[1]
    )
    never = [step for step, delay in found.delays if delay is None]
    blocks: list[Block] = [Heading(locale.text(N_("Delays")))]
    if not late and not never and not found.set_aside:
        return [*blocks, Text(locale.text(N_("Every step was done in time.")))]
    shares = ((N_("Step"), 44), (N_("Due at"), 15), (N_("Done at"), 15), (N_("Delay"), 14), (N_("By"), 12))
    rows: list[tuple[Cell, ...]] = [
        _step(step, when_in_cell(step.done_at, locale), Marked("late", due(delay, locale), bold=False), locale)
        for step, delay in late
    ]
    rows += [_step(step, "–", Marked("rejected", locale.text(N_("Never done")), bold=False), locale) for step in never]
    rows += [_step(step, "–", locale.text(N_("Set aside")), locale) for step in found.set_aside]
    return [*blocks, Table(columns_of(shares, locale), tuple(rows))]


def _step(step: IncidentStep, done: str, delay: Cell, locale: Locale) -> tuple[Cell, ...]:
    """A step with its hours; one that was set aside says why."""
    what: Cell = step.what.best(locale.language)
    if step.not_needed:
        what = (Span(step.what.best(locale.language)), Span(f" {step.not_needed}", tone="muted", size=8.5))
    return what, when_in_cell(step.due_at, locale), done, delay, step.done_by


def _said(found: Aftermath, locale: Locale) -> list[Block]:
    blocks: list[Block] = []
    for label, words in ((N_("What worked"), found.incident.worked), (N_("What did not work"), found.incident.failed)):
        if words:
            blocks += [Heading(locale.text(label)), Text(words)]
    return blocks


def _lessons(found: Aftermath, locale: Locale) -> list[Block]:
    """What was learned, the task that follows, who does it by when, and the version it went into."""
    blocks: list[Block] = [Heading(locale.text(N_("Lessons and tasks")))]
    if not found.lessons:
        return [*blocks, Text(locale.text(N_("No lesson is written yet.")), tone="muted")]
    shares = (
        (N_("Lesson learned"), 31), (N_("Task"), 28), (N_("Owner"), 15), (N_("Due on"), 16), (N_("Version"), 10),
    )  # fmt: skip
    rows = tuple(
        (
            one.lesson,
            one.task,
            found.names.get(one.owner, ""),
            _due_on(one, locale),
            locale.number(one.in_version) if one.in_version is not None else "",
        )
        for one in found.lessons
    )
    return [*blocks, Table(columns_of(shares, locale), rows)]


def _due_on(lesson: ReviewLesson, locale: Locale) -> Cell:
    if lesson.done_on is not None:
        return Marked("done", locale.day(lesson.done_on), bold=False)
    return locale.day(lesson.due_on) if lesson.due_on is not None else ""
