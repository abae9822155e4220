"""What the papers of a crisis share: offsets and elapsed time in words, blanks as gaps, statements as they read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, cast

from hospcomms.domain.fields import Choice, Texts, fields_of
from hospcomms.domain.incidents import Incident, Statement
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.scenarios import PARTS, ScenarioStatement
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.cleaning import apart
from hospcomms.reports.document import DRILL, Align, Block, Cell, Column, Span, Text
from hospcomms.reports.issuer import Issuer

Language = Literal["ar", "fr", "en"]
LANGUAGES: tuple[Language, ...] = ("ar", "fr", "en")
LANGUAGE_NAMES: dict[str, str] = {"ar": N_("Arabic"), "fr": N_("French"), "en": N_("English")}
BOX = "☐"
HOUR = 60
SHORT, LONG = 10, 20
"""Lengths of a ruled gap in strokes, by the length of the name of the blank."""
LONG_NAME = 12
SPACE, FIRM = " ", "\u00a0"
PART_SIZE, PART_AFTER = 11.0, 4.0
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_BLANK = re.compile(r"\[([^\[\]\n]{1,80})\]")


def language_of(locale: Locale) -> Language:
    """The language of a page, as documents name it."""
    return cast(Language, locale.language)


def speaking(locale: Locale, language: str) -> Locale:
    """The same office in another language: for words that stand in that language on the page."""
    return Locale(language, locale.country, locale.latin_digits)


def due(minutes: float | None, locale: Locale) -> str:
    """How long after activation: minutes up to two hours, then hours."""
    whole = int(minutes or 0)
    if whole < 2 * HOUR:
        return locale.say(sentence("{n} min", n=whole))
    hours, rest = divmod(whole, HOUR)
    if rest:
        return locale.say(sentence("{h} h {m} min", h=hours, m=rest))
    return locale.say(sentence("{n} h", n=hours))


def elapsed(milliseconds: int, locale: Locale) -> str:
    """Time since activation as hours and minutes: 0:05, 26:40."""
    minutes = milliseconds // 60_000
    return isolated(locale.digits(f"{minutes // HOUR}:{minutes % HOUR:02}"))


def when(at: datetime | None, locale: Locale) -> str:
    """Date and time, or a dash when there is none."""
    return locale.moment(at) if at is not None else "–"


def when_in_cell(at: datetime | None, locale: Locale) -> str:
    """Date over time, for a narrow column; a dash when there is none."""
    return f"{locale.day(at.astimezone().date())}\n{locale.time(at)}" if at is not None else "–"


def firm_numbers(words: str) -> str:
    """A text whose telephones and numbers in groups stay on one line."""
    return _BETWEEN_DIGITS.sub(FIRM, words)


def flat(words: str) -> str:
    """A text of several paragraphs as one, its numbers in one piece."""
    return firm_numbers(" ".join(words.split("\n")))


def columns_of(shares: Sequence[tuple[str, int]], locale: Locale) -> tuple[Column, ...]:
    """Columns by their marked headings and their shares of the width."""
    return tuple(Column(locale.text(name), share=share) for name, share in shares)


def tick() -> Cell:
    """An empty box to tick."""
    return (Span(BOX, size=13.0),)


def with_gaps(words: str) -> tuple[Span, ...]:
    """A text whose blanks are ruled gaps to write in, each followed by its name in small type."""
    spans: list[Span] = []
    last = 0
    for found in _BLANK.finditer(words):
        name = found.group(1)
        strokes = "_" * (SHORT if len(name) <= LONG_NAME else LONG)
        spans += [
            Span(words[last : found.start()] + strokes),
            Span(f"\u00a0({name.replace(SPACE, FIRM)})", tone="muted", size=8.0),
        ]
        last = found.end()
    spans.append(Span(words[last:]))
    return tuple(span for span in spans if span.text)


def side(language: str, locale: Locale) -> Align:
    """Where a paragraph in some language begins on a page in another one."""
    return "start" if (language == "ar") == locale.rtl else "end"


def part_labels(language: str, locale: Locale) -> dict[str, str]:
    """The names of the six parts in a language."""
    own = speaking(locale, language)
    return {name: own.text(fields_of(ScenarioStatement)[name].label) for name in PARTS}


def is_written(statement: ScenarioStatement | Statement, language: str) -> bool:
    """Whether any part is written in this language."""
    return any(getattr(getattr(statement, name), language) for name in PARTS)


def labelled_parts(statement: ScenarioStatement | Statement, language: str, locale: Locale) -> list[Block]:
    """The parts in one language, each after its name, with its blanks as gaps."""
    made: list[Block] = []
    for name, label in part_labels(language, locale).items():
        text: Texts = getattr(statement, name)
        words = getattr(text, language)
        if words:
            spans = (Span(f"{label}: ", bold=True, size=9.5), *with_gaps(flat(words)))
            made.append(Text(spans, align=side(language, locale), size=PART_SIZE, after=PART_AFTER))
    return made


def spoken_parts(statement: Statement, language: str) -> list[str]:
    """What is said in this language, part by part, the parts that are not written left out."""
    return [words for name in PARTS if (words := getattr(getattr(statement, name), language))]


def quoted(title: str, locale: Locale) -> str:
    """A title somebody typed inside a sentence of the page."""
    return apart(title, locale.rtl)


def marks_of(incident: Incident | None, issuer: Issuer, *, is_draft: bool = False) -> tuple[str, ...]:
    """The marks on every page of a paper of an incident; a drill is named first."""
    drill = (DRILL,) if incident is not None and incident.is_drill else ()
    return (*drill, *issuer.marks(is_draft=is_draft))


def chosen(key: str, choices: Sequence[Choice], locale: Locale) -> str:
    """The label of a choice, or its key when it is not one of them."""
    return next((locale.text(choice.label) for choice in choices if choice.key == key), key)
