"""The papers a trainer takes along: the attendance sheet to be signed, and the evaluation form in large type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, cast

from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.sessions import AGES, OPINIONS, SEXES, EducationSession
from hospcomms.domain.wording import C_, N_
from hospcomms.reports.crisis_words import BOX
from hospcomms.reports.document import Block, Cell, Column, Document, Heading, Hold, Span, Table, Text
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

Language = Literal["ar", "fr", "en"]
LINES, MOST = 40, 120
"""Lines of a sheet where the places are not known, and at most."""
LINE, TALL, WRITE = 22.0, 56.0, 100.0
"""Heights in points: a line to sign on, a statement of the form, room to write."""
DOTS = "." * 30
ATTENDANCE, FORM = N_("Attendance sheet"), N_("What do you think of the session?")
SHORT_AGES = {
    "0_14": N_("0–14"),
    "15_24": N_("15–24"),
    "25_44": N_("25–44"),
    "45_59": N_("45–59"),
    "60": N_("60+"),
}
"""Ages as they stand over narrow columns; “not noted” is a line without a cross."""
_FIELDS = fields_of(EducationSession)


def attendance_sheet(
    session: EducationSession, names: Mapping[int, str], issuer: Issuer, locale: Locale
) -> Document:  # fmt: skip
    """Lines to cross and sign, the counts to be typed back below; nobody's name is asked for."""
    locale = on_pages(locale)
    keep = N_("This sheet stays with the hospital. Only the numbers below are typed into the program, no names.")
    blocks: list[Block] = [
        _facts(session, names, locale),
        Text(locale.text(N_("Everybody takes one line: a cross for woman or man, one for the age, and a signature."))),
        Text(locale.text(keep), size=9.0, tone="muted"),
        _lines(session, locale),
        Hold(3),
        Heading(locale.text(N_("To be counted after the session")), level=2),
        _counts(locale),
        _signed(locale),
    ]
    return _document(locale.text(ATTENDANCE), session, blocks, issuer, locale)


def _facts(session: EducationSession, names: Mapping[int, str], locale: Locale) -> Table:
    day = locale.long_day(session.held_on, weekday=True) if session.held_on else DOTS
    times = " – ".join(locale.digits(one) for one in (session.begins, session.ends) if one)
    rows = (
        (_FIELDS["held_on"].label, " · ".join(part for part in (day, times) if part)),
        (_FIELDS["place"].label, session.place or DOTS),
        (_FIELDS["trainer"].label, session.trainer or names.get(session.colleague, "") or DOTS),
        (_FIELDS["programme"].label, names.get(session.programme, "")),
    )
    made: tuple[tuple[Cell, ...], ...] = tuple(
        ((Span(locale.text(label), tone="muted"),), value) for label, value in rows if value
    )
    return Table((Column("", share=24), Column("", share=76)), made)


def _lines(session: EducationSession, locale: Locale) -> Table:
    """One line for each place, and a few more."""
    many = min(int(session.capacity) + 5, MOST) if session.capacity else LINES
    sexes, ages = [name for _, name in SEXES], list(SHORT_AGES.values())
    columns = (
        Column(locale.text(C_("question", "Number")), share=8),
        *(Column(locale.text(name), share=11) for name in sexes),
        *(Column(locale.text(name), share=8) for name in ages),
        Column(locale.text(N_("Referred")), share=11),
        Column(locale.text(N_("Signature")), share=19),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (locale.number(number), *[BOX] * (len(sexes) + len(ages)), BOX, "") for number in range(1, many + 1)
    )
    return Table(columns, rows, row_height=LINE)


def _counts(locale: Locale) -> Table:
    """Sexes by ages, to be filled in by hand."""
    heads = [*(locale.text(name) for _, name in AGES), locale.text(N_("Together"))]
    columns = (Column("", share=16), *(Column(head, share=12) for head in heads))
    names = (*(name for _, name in SEXES), N_("Together"))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        ((Span(locale.text(name), bold=True),), *[""] * len(heads)) for name in names
    )
    return Table(columns, rows, row_height=LINE)


def _signed(locale: Locale) -> Table:
    labels = (N_("People referred"), N_("Evaluation forms returned"), N_("The trainer: name and signature"))
    columns = tuple(Column(locale.text(label), share=share) for label, share in zip(labels, (22, 28, 50), strict=True))
    return Table(columns, (("", "", ""),), row_height=2 * LINE, before=9.0)


def evaluation_form(session: EducationSession, issuer: Issuer, locale: Locale) -> Document:
    """Six statements in large type, three answers each, room for two sentences, and no name."""
    locale = on_pages(locale)
    answers = (N_("Agree"), N_("Agree in part"), N_("Do not agree"))
    columns = (Column("", share=40), *(Column("", share=20) for _ in answers))
    crosses = tuple((Span(BOX, size=20.0), Span(f" {locale.text(answer)}", size=11.0)) for answer in answers)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        ((Span(locale.text(choice.label), size=14.0),), *crosses) for choice in OPINIONS
    )
    asked = (N_("What will you do differently now?"), N_("What should be better the next time?"))
    blocks: list[Block] = [
        Text(locale.text(N_("Make one cross on each line. Do not write your name.")), size=14.0),
        Table(columns, rows, row_height=TALL, before=8.0),
    ]
    for question in asked:
        blocks += [
            Hold(2),
            Text(locale.text(question), size=14.0),
            Table((Column(""),), (("",),), row_height=WRITE),
        ]
    blocks.append(Text(locale.text(N_("Thank you.")), size=14.0, align="center"))
    return _document(locale.text(FORM), session, blocks, issuer, locale)


def _document(
    title: str, session: EducationSession, blocks: list[Block], issuer: Issuer, locale: Locale
) -> Document:  # fmt: skip
    known = (session.title, session.reference)
    return Document(
        title=title,
        language=cast(Language, locale.language),
        blocks=tuple(blocks),
        subtitle=" · ".join(one for one in known if one),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.day(session.held_on) if session.held_on else "",
        numbered=False,
    )
