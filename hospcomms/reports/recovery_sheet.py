"""The sheet with the recovery code: one page to be kept in a safe, with nothing on it that tells of the data."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.document import Block, Bullets, Column, Document, Heading, Span, Table, Text
from hospcomms.reports.issuer import Issuer

CODE_SIZE = 20.0
_PER_LINE = 3
"""Groups of the code on one line."""
_WHERE = (
    N_("Put this sheet in a sealed envelope, in the safe of the directorate or another locked place."),
    N_("Do not keep it beside the computer, and make no photograph of it."),
    N_("Destroy it when a new recovery code is printed: the older one no longer opens anything."),
)
_HOW = (
    N_("At the page “The data is locked”, press “Forgot the password?”."),
    N_("Type the code. Capital and small letters are the same, and the hyphens may be left out."),
    N_("Set a new password. The code stays valid."),
)


def recovery_sheet(code: str, issuer: Issuer, today: date, locale: Locale) -> Document:
    """The sheet in the language of ``locale``. The code is all that is secret on it."""
    text = locale.text
    groups = code.split("-")
    lines = ["-".join(groups[at : at + _PER_LINE]) for at in range(0, len(groups), _PER_LINE)]
    shown = tuple(((Span(line, bold=True, size=CODE_SIZE),),) for line in lines)
    blocks: list[Block] = [
        Text(text(N_("With this code the data of HospComms can be opened when the password is forgotten."))),
        Table((Column(""),), shown, row_height=44.0, before=9.0),
        Heading(text(N_("Where to keep it")), level=2),
        Bullets(tuple(text(line) for line in _WHERE)),
        Heading(text(N_("How to use it")), level=2),
        Bullets(tuple(text(line) for line in _HOW), numbered=True),
        Text(
            text(
                N_(
                    "Whoever has lost both the password and this code has lost the data: nobody can open it, not even"
                    " the maker of the program."
                )
            ),
            after=8.0,
        ),
        Text(locale.say(sentence("Printed on: {date}", date=locale.long_day(today))), tone="muted"),
    ]
    return Document(
        title=text(N_("Recovery code")),
        language=locale.language,  # type: ignore[arg-type]
        blocks=tuple(blocks),
        letterhead=issuer.letterhead(locale, today),
        numbered=False,
        most_pages=1,
    )
