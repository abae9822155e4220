"""The rumour log: what goes round, how dangerous it is, whether it is true, what was answered (CRI-9)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hospcomms.domain.incidents import TRUTHS, Incident, Rumour
from hospcomms.domain.locale import Locale
from hospcomms.domain.scenarios import LEVELS
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.crisis_words import chosen, columns_of, language_of, marks_of, when_in_cell
from hospcomms.reports.document import Cell, Document, Fact, Figures, Marked, Span, Table, Text
from hospcomms.reports.incident_paper import local_day
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

TITLE = N_("Rumour log")


def rumour_log(
    rumours: Sequence[Rumour], incident: Incident | None, issuer: Issuer, locale: Locale, at: datetime
) -> Document:
    """The rumours of an incident, or all of them, the one seen last first."""
    locale = on_pages(locale)
    open_ones = sum(one.answered_at is None for one in rumours)
    figures = Figures(
        (
            Fact(locale.text(N_("Rumours")), locale.number(len(rumours))),
            Fact(locale.text(N_("Not answered yet")), locale.number(open_ones)),
            Fact(locale.text(N_("Not verified yet")), locale.number(sum(one.verified == "open" for one in rumours))),
        )
    )
    nothing = Text(locale.text(N_("No rumour was noted.")), tone="muted")
    return Document(
        title=locale.text(TITLE),
        language=language_of(locale),
        blocks=(figures, _table(rumours, locale) if rumours else nothing),
        subtitle=incident.title if incident is not None else "",
        letterhead=issuer.letterhead(locale, local_day(at)),
        marks=marks_of(incident, issuer),
        office=issuer.foot(locale),
        version=locale.say(sentence("Rumour log, printed {moment}", moment=at)),
        numbered=False,
        landscape=True,
    )


def _table(rumours: Sequence[Rumour], locale: Locale) -> Table:
    shares = (
        (N_("Seen at"), 11),
        (N_("Channel"), 11),
        (N_("Claim (in a rumour)"), 24),
        (N_("Danger"), 8),
        (N_("Verification"), 11),
        (N_("Our answer"), 24),
        (N_("Answered at"), 11),
        (N_("Outcome"), 12),
    )
    columns = columns_of(shares, locale)
    return Table(columns, tuple(_row(one, locale) for one in rumours))


def _row(rumour: Rumour, locale: Locale) -> tuple[Cell, ...]:
    truth = next((choice for choice in TRUTHS if choice.key == rumour.verified), None)
    verified: Cell = Marked(truth.shape, locale.text(truth.label), bold=False) if truth else rumour.verified
    answered: Cell = when_in_cell(rumour.answered_at, locale)
    if rumour.answered_at is None:
        answered = (Span(locale.text(N_("Not yet")), tone="muted"),)
    return (
        when_in_cell(rumour.seen_at, locale),
        rumour.channel,
        rumour.claim,
        chosen(rumour.risk, LEVELS, locale),
        verified,
        rumour.answer,
        answered,
        rumour.outcome,
    )
