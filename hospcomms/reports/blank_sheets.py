"""Sheets to be filled in by hand when no computer can be used: log, message worksheet, press calls, rumours.

The message worksheet and the call sheet follow CERC's; the log follows HICS form 214 (METHODS.md 5.1, 5.3).
"""

from __future__ import annotations

from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import C_, N_
from hospcomms.reports.crisis_words import BOX, columns_of, part_labels
from hospcomms.reports.document import Block, Break, Column, Heading, Hold, Span, Table

LOG_SHEETS, LOG_ROWS = 2, 23
ROW, TALL = 25.0, 43.0
"""Height of a line to write on, and of one that holds two or three lines, in points."""
CALLS, CALL_TALL = 2, 62.0
RUMOURS = 9
APART, NEXT_CALL = 9.0, 30.0
"""Room between two tables of a sheet, and between two calls on one sheet, in points."""

AUDIENCE = (
    C_("group", "Staff"),
    N_("Patients and families"),
    C_("group", "Press"),
    N_("Authorities"),
    C_("audience", "Everybody"),
)
PURPOSE = (
    N_("Tell facts"),
    N_("Ask people to act"),
    N_("Say where things stand"),
    N_("Answer a rumour"),
    N_("Answer the press"),
)
WAY = (
    N_("Statement read aloud"),
    N_("Press release"),
    N_("Telephone"),
    N_("Posters"),
    N_("Social networks"),
)
CHECKS = (
    N_("It says what people can do"),
    N_("It is honest about what is not known"),
    N_("The words are simple, without terms of the trade"),
    N_("It is short"),
    N_("It blames nobody and makes no joke"),
    N_("It guesses nothing and guarantees nothing"),
    N_("No patient can be recognised"),
)
DEADLINES = (
    N_("Within 2 hours"),
    N_("Today before noon"),
    N_("Today after noon"),
    N_("As soon as possible"),
    N_("Another day"),
)
WANTS = (
    N_("A fact or figure"),
    N_("Background"),
    N_("An interview"),
    N_("The next update"),
    N_("To be called back"),
)


def blank_sheets(locale: Locale) -> list[Block]:
    """All the sheets, each on a page of its own."""
    title = Heading(locale.text(N_("Blank sheets")))
    return [title, *_log(locale), Break(), *_worksheet(locale), Break(), *_calls(locale), Break(), *_rumours(locale)]


def _log(locale: Locale) -> list[Block]:
    """Sheets of the log: one line for each thing that is known, decided or said."""
    names = ((N_("Time"), 11), (N_("What happened, was decided or said"), 56), (N_("Who"), 20), (N_("Initials"), 13))
    table = Table(_columns(names, locale), (("",) * len(names),) * LOG_ROWS, row_height=ROW, before=APART)
    blocks: list[Block] = []
    for sheet in range(LOG_SHEETS):
        blocks += [Break()] if sheet else []
        blocks += [Heading(locale.text(N_("Incident log")), level=2), _head(locale), table]
    return blocks


def _head(locale: Locale) -> Table:
    """What every hand-written sheet begins with."""
    labels = (N_("Incident"), N_("Date"), N_("Sheet"))
    columns = tuple(Column(locale.text(label), share=share) for label, share in zip(labels, (60, 25, 15), strict=True))
    return Table(columns, (("", "", ""),), row_height=ROW)


def _columns(names: tuple[tuple[str, int], ...], locale: Locale) -> tuple[Column, ...]:
    return columns_of(names, locale)


def _boxes(labels: tuple[str, ...], locale: Locale) -> str:
    """Boxes to tick, on as many lines as they need."""
    return "   ".join(f"{BOX} {locale.text(label)}".replace(" ", "\u00a0") for label in labels)


def _form(rows: list[tuple[str, str]], height: float, before: float = APART) -> Table:
    """Labels, and room to write beside each."""
    made = tuple(((Span(label, bold=True),), content) for label, content in rows)
    return Table((Column("", share=26), Column("", share=74)), made, row_height=height, before=before)


def _worksheet(locale: Locale) -> list[Block]:
    """For one message: to whom, what for, how, and the six parts."""
    text = locale.text
    head = [
        (text(N_("For whom")), _boxes(AUDIENCE, locale)),
        (text(N_("What for")), _boxes(PURPOSE, locale)),
        (text(N_("How")), _boxes(WAY, locale)),
    ]
    parts = [(label, "") for label in part_labels(locale.language, locale).values()]
    checks = tuple((BOX, text(check)) for check in CHECKS)
    return [
        Heading(text(N_("Message worksheet")), level=2),
        _head(locale),
        _form(head, ROW),
        _form(parts, TALL),
        Heading(text(N_("Before it goes out")), level=2),
        Table((Column("", share=6), Column("", share=94)), checks),
        _form([(text(N_("Approved by, at")), ""), (text(N_("Goes out at, by")), "")], ROW),
    ]


def _calls(locale: Locale) -> list[Block]:
    """Calls of the press as they come in."""
    text = locale.text
    rows = [
        (text(N_("Time, taken by")), ""),
        (text(N_("Name and media outlet")), ""),
        (text(N_("Telephone, e-mail")), ""),
        (text(C_("call", "Asks for")), _boxes(WANTS, locale)),
        (text(N_("The journalist’s deadline")), _boxes(DEADLINES, locale)),
    ]
    answers = [
        (text(N_("Question")), ""),
        (text(N_("What was answered, by whom")), ""),
    ]
    closing = [(text(N_("Closed at, initials")), "")]
    blocks: list[Block] = [Heading(text(N_("Calls of the press")), level=2)]
    for place in range(CALLS):
        first = _form(rows, ROW, NEXT_CALL if place else 0.0)
        blocks += [Hold(3), first, _form(answers, CALL_TALL, 0.0), _form(closing, ROW, 0.0)]
    return blocks


def _rumours(locale: Locale) -> list[Block]:
    """What goes round, how dangerous it is, whether it is true, and what was answered."""
    names = (
        (N_("Seen at"), 10),
        (C_("rumour", "Where"), 13),
        (N_("Claim (in a rumour)"), 26),
        (N_("Danger"), 10),
        (N_("Verification"), 15),
        (N_("Our answer"), 26),
    )
    table = Table(_columns(names, locale), (("",) * len(names),) * RUMOURS, row_height=64.0, before=APART)
    return [Heading(locale.text(N_("Rumour log")), level=2), _head(locale), table]
