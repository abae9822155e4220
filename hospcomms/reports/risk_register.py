"""The risk register: the matrix drawn, the risks by score, early signs, what is done, who watches them (CRI-1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hospcomms.domain.charts import Matrix
from hospcomms.domain.locale import Locale
from hospcomms.domain.risks import SIDE, matrix, severity
from hospcomms.domain.scenarios import Risk
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.crisis_words import language_of
from hospcomms.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Figures,
    Graph,
    Heading,
    Marked,
    Span,
    Table,
    Text,
)
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

Names = Mapping[int, str]


def risk_register(risks: Sequence[Risk], names: Names, issuer: Issuer, locale: Locale, today: date) -> Document:
    """The matrix with the numbers of the risks, then each risk; ``names`` are owners and scenarios by id."""
    locale = on_pages(locale)
    risks = sorted(risks, key=lambda one: (-(one.score or 0), one.id))
    blocks: list[Block] = [_figures(risks, locale, today)]
    if risks:
        blocks += [
            Heading(locale.text(N_("Matrix"))),
            Graph(_matrix(risks, locale), locale.text(N_("Risks by their number in the list; darker is graver"))),
            Heading(locale.text(N_("Risks by score"))),
            _table(risks, names, locale, today),
        ]
    else:
        blocks.append(Text(locale.text(N_("No risk is in the register yet.")), tone="muted"))
    return Document(
        title=locale.text(Risk.many),
        language=language_of(locale),
        blocks=tuple(blocks),
        letterhead=issuer.letterhead(locale, today),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Risk register, printed {date}", date=today)),
        numbered=False,
    )


def _figures(risks: Sequence[Risk], locale: Locale, today: date) -> Figures:
    found = [severity(one.score) for one in risks]
    stale = sum(one.review_on is not None and one.review_on < today for one in risks)
    return Figures(
        (
            Fact(locale.text(N_("Risks")), locale.number(len(risks))),
            Fact(locale.text(N_("Grave")), locale.number(found.count("late"))),
            Fact(locale.text(N_("Serious")), locale.number(found.count("soon"))),
            Fact(locale.text(N_("Review overdue")), locale.number(stale)),
        )
    )


def _matrix(risks: Sequence[Risk], locale: Locale) -> Matrix:
    numbers = {risk.id: locale.number(place) for place, risk in enumerate(risks, 1)}
    found = matrix(risks)
    steps = tuple(locale.number(step) for step in range(1, SIDE + 1))
    cells = tuple(
        tuple(locale.listing(numbers[one.id] for one in found.get((row, column), ())) for column in range(1, SIDE + 1))
        for row in range(1, SIDE + 1)
    )
    return Matrix(steps, steps, cells, (locale.text(N_("Likelihood (1–5)")), locale.text(N_("Impact (1–5)"))))


def _table(risks: Sequence[Risk], names: Names, locale: Locale, today: date) -> Table:
    shares = (
        ("", 5), (N_("Risk"), 23), (N_("Score"), 9), (N_("Early signs"), 22), (N_("What is done against it"), 23),
        (N_("Owner, next review"), 18),
    )  # fmt: skip
    columns = tuple(
        Column(locale.text(name), number=not place, share=share) for place, (name, share) in enumerate(shares)
    )
    rows = tuple(_row(place, risk, names, locale, today) for place, risk in enumerate(risks, 1))
    return Table(columns, rows)


def _row(place: int, risk: Risk, names: Names, locale: Locale, today: date) -> tuple[Cell, ...]:
    grave = severity(risk.score)
    score = f"{locale.number(risk.score or 0)}"
    title = (Span(risk.title, bold=True), Span(f" ({names[risk.scenario]})", tone="muted", size=8.5)) if (
        risk.scenario in names
    ) else (Span(risk.title, bold=True),)  # fmt: skip
    return (
        locale.number(place),
        title,
        Marked(grave, score) if grave else score,
        risk.signs,
        risk.measures,
        _watched(risk, names, locale, today),
    )


def _watched(risk: Risk, names: Names, locale: Locale, today: date) -> Cell:
    owner = names.get(risk.owner, locale.text(N_("No owner")))
    if risk.review_on is None:
        return owner
    day = locale.day(risk.review_on)
    said = f"{owner}\n{day}"
    return Marked("late", said, bold=False) if risk.review_on < today else said
