"""A statement in a crisis on paper: to be handed out, in three languages, or in large type to be read aloud (CRI-7)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from hospcomms.domain.incidents import APPROVED, DRAFT, RELEASED, STATEMENT_STATES, Incident, Statement
from hospcomms.domain.locale import Locale
from hospcomms.domain.scenarios import GROUPS, PARTS
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.reports.crisis_words import (
    LANGUAGE_NAMES,
    LANGUAGES,
    chosen,
    flat,
    is_written,
    labelled_parts,
    part_labels,
    side,
    speaking,
    spoken_parts,
    when,
    with_gaps,
)
from hospcomms.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Figures,
    Heading,
    Span,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.incident_paper import incident_paper, local_day
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

TEXT_SIZE, TEXT_AFTER = 12.0, 9.0
ALOUD, ALOUD_AFTER = 22.0, 20.0
"""Type to read from while standing, and the room after each sentence, in points."""
_SENTENCE_END = re.compile(r"(?<=[.؟?!])\s+")


def statement_paper(statement: Statement, incident: Incident, issuer: Issuer, locale: Locale, at: datetime) -> Document:
    """The statement in the language of the page as it is handed out; a draft shows its gaps and is marked."""
    locale = on_pages(locale)
    language = shown_language(statement, locale.language)
    blocks: list[Block] = [*_blanks(statement, language, locale)]
    blocks += [
        Text(with_gaps(flat(words)), align=side(language, locale), size=TEXT_SIZE, after=TEXT_AFTER)
        for words in spoken_parts(statement, language)
    ]
    blocks.append(Text(locale.say(_standing(statement)), size=9.0, tone="muted"))
    return _paper(statement, incident, blocks, issuer, locale, at)


def shown_language(statement: Statement, language: str) -> str:
    """The language asked for when the statement is written in it, else the first one that is written."""
    return next((one for one in (language, *LANGUAGES) if is_written(statement, one)), language)


def _paper(
    statement: Statement, incident: Incident, blocks: list[Block], issuer: Issuer, locale: Locale, at: datetime, *,
    landscape: bool = False,
) -> Document:  # fmt: skip
    title = statement.title.best(shown_language(statement, locale.language))
    is_draft = statement.state == DRAFT
    made = incident_paper(
        incident, Statement.one, title, blocks, issuer, locale, at, is_draft=is_draft, landscape=landscape
    )
    if landscape:  # a paper to work with: the head would take a third of the page
        return replace(made, letterhead=None, most_pages=1)
    given = statement.released_at or statement.approved_at or at
    return replace(made, letterhead=issuer.letterhead(locale, local_day(given), incident.reference))


def _standing(statement: Statement) -> Sentence:
    """How far the statement is, with name and time."""
    if statement.state == RELEASED:
        return sentence(
            "Approved by {by}, {approved}; released {released}.",
            by=statement.approved_by,
            approved=statement.approved_at,
            released=statement.released_at,
        )
    if statement.state == APPROVED:
        return sentence(
            "Approved by {by}, {approved}; not released yet.", by=statement.approved_by, approved=statement.approved_at
        )
    return sentence("Draft: not approved by the incident chief, not to be passed on.")


def _blanks(statement: Statement, language: str, locale: Locale) -> list[Block]:
    """How many gaps are left in what is shown; an approved statement has none."""
    count = sum(len(re.findall(r"\[[^\[\]\n]{1,80}\]", words)) for words in spoken_parts(statement, language))
    if not count:
        return []
    said = counted("{n} blank is left to fill in.", "{n} blanks are left to fill in.", count)
    return [VerdictBox("soon", locale.say(said))]


def _facts(statement: Statement, locale: Locale) -> Figures:
    facts = (
        Fact(locale.text(N_("Status")), chosen(statement.state, STATEMENT_STATES, locale)),
        Fact(locale.text(N_("For")), chosen(statement.audience, GROUPS, locale)),
        Fact(locale.text(N_("Approved at")), when(statement.approved_at, locale)),
        Fact(locale.text(N_("Released at")), when(statement.released_at, locale)),
    )
    return Figures(facts)


def statement_side_by_side(
    statement: Statement, incident: Incident, issuer: Issuer, locale: Locale, at: datetime
) -> Document:
    """The languages side by side on a landscape sheet, to be compared part by part."""
    locale = on_pages(locale)
    shown = [one for one in LANGUAGES if is_written(statement, one)]
    names = part_labels(locale.language, locale)
    columns = (Column("", share=10), *(Column(locale.text(LANGUAGE_NAMES[one]), share=30) for one in shown))
    rows: list[tuple[Cell, ...]] = []
    for part in PARTS:
        text = getattr(statement, part)
        if text.written():
            words = [getattr(text, one) for one in shown]
            cells = tuple(with_gaps(flat(one)) if one else _missing(locale) for one in words)
            rows.append(((Span(names[part], bold=True),), *cells))
    blocks: list[Block] = [_facts(statement, locale)]
    blocks += [Table(columns, tuple(rows))] if rows else []
    blocks.append(Text(locale.say(_standing(statement)), size=9.0, tone="muted"))
    return _paper(statement, incident, blocks, issuer, locale, at, landscape=True)


def _missing(locale: Locale) -> Cell:
    return (Span(locale.text(N_("Not written in this language.")), tone="muted"),)


def statement_in_turn(
    statement: Statement, incident: Incident, issuer: Issuer, locale: Locale, at: datetime
) -> Document:
    """The languages one after the other, that of the page first, each part after its name."""
    locale = on_pages(locale)
    order = sorted(LANGUAGES, key=lambda one: one != locale.language)
    blocks: list[Block] = [_facts(statement, locale)]
    for language in order:
        if is_written(statement, language):
            title = getattr(statement.title, language)
            blocks.append(Heading(locale.text(LANGUAGE_NAMES[language]), title))
            blocks += labelled_parts(statement, language, locale)
    blocks.append(Text(locale.say(_standing(statement)), size=9.0, tone="muted"))
    return _paper(statement, incident, blocks, issuer, locale, at)


def statement_aloud(statement: Statement, incident: Incident, issuer: Issuer, locale: Locale, at: datetime) -> Document:
    """In large type, one sentence to a paragraph, in the language of the page; nothing but what is said."""
    locale = on_pages(speaking(locale, shown_language(statement, locale.language)))
    blocks: list[Block] = [*_blanks(statement, locale.language, locale)]
    parts = spoken_parts(statement, locale.language)
    for place, words in enumerate(parts):
        sentences = _SENTENCE_END.split(flat(words))
        blocks += [Text(_large(said), size=ALOUD, after=ALOUD_AFTER) for said in sentences]
        if place in BREATHS and place + 1 < len(parts):
            blocks.append(Text("•", align="center", size=ALOUD, tone="muted", after=ALOUD_AFTER))
    blocks.append(Text(locale.say(_standing(statement)), size=9.0, tone="muted"))
    title = statement.title.best(locale.language)
    return incident_paper(
        incident, N_("Statement to be read aloud"), title, blocks, issuer, locale, at,
        is_draft=statement.state == DRAFT,
    )  # fmt: skip


BREATHS = (0, 2, 4)
"""Parts after which one pauses: empathy, what is known and unknown, commitment."""


def _large(words: str) -> tuple[Span, ...]:
    """A sentence whose blanks are gaps; their names are large enough to be read too."""
    return tuple(Span(span.text, tone=span.tone, size=16.0 if span.size else 0.0) for span in with_gaps(words))
