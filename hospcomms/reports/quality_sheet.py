"""Score sheets of health-education materials on paper: one that was filled in, and a blank one to fill in by hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.materials import QualityScore
from hospcomms.domain.quality import scoring
from hospcomms.domain.quality.clear_communication import FIRST_QUESTIONS
from hospcomms.domain.quality.sheets import NA, NO, YES, Item, ScoreSheet, read_answers
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.reports.crisis_words import BOX
from hospcomms.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Figures,
    Heading,
    Hold,
    Marked,
    Span,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

WRITING = 24.0
"""Height of a line to write on, in points."""
_SHAPES = {True: "done", False: "rejected"}


@dataclass(frozen=True)
class Scored:
    """A score with the names it needs: the material, its version in words, and the language of that."""

    score: QualityScore
    material: str
    edition: str
    language: str


def quality_sheet(found: Scored, issuer: Issuer, locale: Locale, today: date) -> Document:
    """The result, who scored when, the items to revise with their explanation, the answers to all items."""
    locale, score = on_pages(locale), found.score
    sheet = scoring.SHEETS[score.instrument]
    answers = read_answers(score.answers)
    blocks: list[Block] = [_facts(found, locale), _verdict(sheet, answers, locale)]
    if sheet.asks_first:
        blocks += [Heading(locale.text(N_("First questions"))), _questions(score, locale)]
    blocks += _revise(sheet, answers, locale)
    blocks += [Heading(locale.text(N_("All items"))), *_items(sheet, answers, locale)]
    if score.note:
        blocks += [Heading(locale.text(N_("Note"))), Text(score.note)]
    blocks.append(_sources(sheet, locale))
    return Document(
        title=locale.say(sentence("Quality score: “{title}”", title=found.material)),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=locale.text(sheet.title),
        letterhead=issuer.letterhead(locale, today, score.reference),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Quality score, {date}", date=today)),
        numbered=False,
    )


def blank_quality_sheet(sheet: ScoreSheet, about: Scored | None, issuer: Issuer, locale: Locale) -> Document:
    """The sheet to be filled in with a pen: four questions, the items with their explanation, boxes to tick."""
    locale = on_pages(locale)
    text = locale.text
    head: list[tuple[Cell, ...]] = [
        (_bold(text(N_("Material"))), about.material if about else ""),
        (_bold(text(C_("material", "Version"))), _edition(about, locale) if about else ""),
        (_bold(text(N_("Scored by"))), ""),
        (_bold(text(N_("Scored on"))), ""),
    ]
    described = fields_of(QualityScore)
    if sheet.asks_first:
        head += [(_bold(text(described[name].label)), "") for name in FIRST_QUESTIONS]
    blocks: list[Block] = [_form(head)]
    if sheet.asks_first:
        line = N_("A point only if everything in the material meets the item. Without the four answers, do not score.")
        blocks.append(Text(text(line)))
    blocks += _blank_items(sheet, locale)
    blocks += [
        Heading(text(C_("sheet", "Result"))),
        _form([(_bold(line), "") for line in _result_lines(sheet, locale)]),
    ]
    blocks.append(_sources(sheet, locale))
    return Document(
        title=text(sheet.title),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=text(N_("Blank score sheet")),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        numbered=False,
    )


def _bold(text: str) -> tuple[Span, ...]:
    return (Span(text, bold=True),)


def _form(rows: list[tuple[Cell, ...]]) -> Table:
    return Table((Column("", share=34), Column("", share=66)), tuple(rows), row_height=WRITING)


def _edition(found: Scored, locale: Locale) -> str:
    said = sentence("Version {number}, {language}", number=found.edition, language=found.language)
    return locale.say(said) if found.edition else ""


def _facts(found: Scored, locale: Locale) -> Figures:
    day = found.score.scored_on
    facts = (
        Fact(locale.text(C_("material", "Version")), _edition(found, locale) or locale.text(N_("Not set"))),
        Fact(locale.text(N_("Scored by")), found.score.scored_by),
        Fact(locale.text(N_("Scored on")), locale.day(day) if day else locale.text(N_("Not set"))),
    )
    return Figures(facts)


def _verdict(sheet: ScoreSheet, answers: dict[int, str], locale: Locale) -> VerdictBox:
    """The points of each domain, and whether they are enough."""
    found = scoring.tally(sheet, answers)
    if not found.is_complete:
        return VerdictBox("soon", locale.text(N_("The sheet is not complete: it has no score.")))
    lines = []
    for share in found.shares:
        percent = share.percent or 0.0
        said = sentence(
            "{domain}: {points} of {possible} ({percent})",
            domain=locale.text(share.title),
            points=share.points,
            possible=share.possible,
            percent=locale.percent(percent, 0 if percent == round(percent) else 1),
        )
        lines.append(locale.say(said))
    limit = locale.percent(sheet.threshold, 0)
    if sheet.at_least:
        good = sentence("Good enough: at least {limit} is asked.", limit=limit)
        poor = sentence("Not yet good enough: at least {limit} is asked.", limit=limit)
    else:
        good = sentence("Good enough: more than {limit} is asked of each.", limit=limit)
        poor = sentence("Not yet good enough: more than {limit} is asked of each.", limit=limit)
    return VerdictBox("done" if found.passed else "soon", locale.say(good if found.passed else poor), tuple(lines))


def _questions(score: QualityScore, locale: Locale) -> Table:
    described = fields_of(QualityScore)
    rows = tuple((_bold(locale.text(described[name].label)), getattr(score, name)) for name in FIRST_QUESTIONS)
    return Table((Column("", share=34), Column("", share=66)), rows)


def _revise(sheet: ScoreSheet, answers: dict[int, str], locale: Locale) -> list[Block]:
    """The items without a point, why they are asked, and an example that does well."""
    items = scoring.zero_items(sheet, answers)
    if not items:
        return []
    columns = (
        Column(locale.text(C_("sheet", "Item")), share=38),
        Column(locale.text(N_("What it asks for")), share=34),
        Column(locale.text(N_("An example that does well")), share=28),
    )
    rows = tuple((_numbered(item, locale), locale.text(item.why), locale.text(item.good)) for item in items)
    return [Heading(locale.text(N_("Items to revise"))), Table(columns, rows)]


def _numbered(item: Item, locale: Locale) -> str:
    return locale.say(sentence("{number}. {text}", number=item.number, text=locale.text(item.text)))


def _items(sheet: ScoreSheet, answers: dict[int, str], locale: Locale) -> list[Block]:
    final = scoring.settled(sheet, answers)
    blocks: list[Block] = []
    columns = (
        Column(locale.text(C_("sheet", "Item")), share=76),
        Column(locale.text(C_("sheet", "Answer")), share=24),
    )
    for part in sheet.parts:
        rows = tuple(
            (_numbered(item, locale), _answer(sheet, item, final.get(item.number, ""), locale))
            for item in sheet.items
            if item.part == part.key
        )
        blocks += [Heading(locale.text(part.title), level=2), Table(columns, rows)]
    return blocks


def _answer(sheet: ScoreSheet, item: Item, answer: str, locale: Locale) -> Cell:
    """The answer with the shape of its point; the shape tells a “No” that earns one."""
    word = locale.text(sheet.word(answer)) or locale.text(N_("No answer"))
    if answer in (YES, NO):
        return Marked(_SHAPES[bool(item.points(answer))], word, bold=False)
    return (Span(word, tone="muted"),)


def _blank_items(sheet: ScoreSheet, locale: Locale) -> list[Block]:
    blocks: list[Block] = []
    columns = (
        Column(locale.text(C_("sheet", "Item")), share=70),
        *(Column(locale.text(sheet.word(answer)), share=10) for answer in (YES, NO, NA)),
    )
    box: Cell = (Span(BOX, size=12.0),)
    for part in sheet.parts:
        question = locale.text(part.question)
        rows = tuple(
            (_asked(item, locale), box, box, box if scoring.may_be_na(sheet, item.number) or item.without else "")
            for item in sheet.items
            if item.part == part.key
        )
        blocks += [Hold(3)] if question else []
        blocks.append(Heading(locale.text(part.title), level=2))
        blocks += [Text(question, size=9.5, tone="muted")] if question else []
        blocks.append(Table(columns, rows))
    return blocks


def _asked(item: Item, locale: Locale) -> tuple[Span, ...]:
    """The item, and in small letters what it means."""
    return (Span(_numbered(item, locale)), Span(f" {locale.text(item.why)}", tone="muted", size=8.5))


def _result_lines(sheet: ScoreSheet, locale: Locale) -> list[str]:
    """What is worked out by hand: points, items that apply, percent."""
    limit = locale.percent(sheet.threshold, 0)
    if sheet.at_least:
        return [
            locale.text(N_("Points")),
            locale.text(N_("Items that apply")),
            locale.say(sentence("Points ÷ items that apply × 100 (at least {limit})", limit=limit)),
        ]
    return [
        locale.say(
            sentence(
                "{domain}: points ÷ items that apply × 100 (more than {limit})", domain=locale.text(title), limit=limit
            )
        )
        for title, _parts in sheet.domains
    ]


def _sources(sheet: ScoreSheet, locale: Locale) -> Text:
    lines = [locale.text(sheet.source), *([locale.text(sheet.note)] if sheet.note else [])]
    return Text("\n".join(lines), size=8.5, tone="muted")
