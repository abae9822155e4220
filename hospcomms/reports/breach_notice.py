"""The notice of a data breach to the authority, with all the register of breaches asks (law 18-07, article 43)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal, cast

from hospcomms.domain.breach_times import authority, minutes_left, time_said, was_late
from hospcomms.domain.locale import Locale
from hospcomms.domain.privacy import HARM, Breach
from hospcomms.domain.wording import C_, N_, counted, sentence
from hospcomms.reports.document import (
    DRAFT,
    Block,
    Column,
    Document,
    Fact,
    Figures,
    Heading,
    Hold,
    Span,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.dossier import label
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

TITLE = N_("Notice of a data breach")


def breach_notice(
    breach: Breach, responsible: str, issuer: Issuer, locale: Locale, now: datetime, today: date
) -> Document:
    """What happened, to whose and which data, what follows from it, what was done, who was told and when."""
    locale = on_pages(locale)
    blocks: list[Block] = [_verdict(breach, locale, now), _figures(breach, locale)]
    blocks += [Heading(locale.text(N_("The establishment"))), _establishment(responsible, issuer, locale)]
    blocks += [Heading(locale.text(N_("Nature of the breach"))), _nature(breach, locale)]
    for title, text in (
        (N_("Circumstances"), breach.circumstances),
        (N_("Which data"), breach.data),
        (N_("Likely consequences"), breach.consequences),
        (N_("Measures taken"), breach.measures),
    ):
        blocks += [Heading(locale.text(title)), Text(text.strip() or locale.text(_UNSAID), tone=_tone(text))]
    blocks += [Hold(2), Heading(locale.text(N_("Who was told"))), _told(breach, locale)]
    blocks.append(issuer.signatures(locale))
    return Document(
        title=locale.text(TITLE),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=breach.title,
        letterhead=issuer.letterhead(locale, today, breach.reference, locale.text(authority(locale.country.code))),
        marks=(*issuer.marks(), *((DRAFT,) if not _is_whole(breach) else ())),
        office=issuer.foot(locale),
        version=locale.say(sentence("Notice of a data breach, {date}", date=today)),
        numbered=False,
    )


_UNSAID = N_("Not known yet; told later.")


def _tone(text: str) -> str:
    return "ink" if text.strip() else "muted"


def _is_whole(breach: Breach) -> bool:
    """True when every text the authority asks for is written."""
    return all(text.strip() for text in (breach.circumstances, breach.data, breach.consequences, breach.measures))


def _verdict(breach: Breach, locale: Locale, now: datetime) -> VerdictBox:
    """Whether the authority is told in time, which the reader must know first."""
    told = breach.authority_told_at
    if told is not None:
        late = was_late(breach)
        said = N_("The authority was told after the time.") if late else N_("The authority was told in time.")
        why = (breach.late_because.strip(),) if late and breach.late_because.strip() else ()
        return VerdictBox("late" if late else "done", locale.text(said), why)
    left = minutes_left(breach, now)
    if left is None:
        return VerdictBox("draft", locale.text(N_("The authority has not been told.")))
    if left < 0:
        said_late = sentence("The authority was to be told {time} ago.", time=time_said(left))
        return VerdictBox("late", locale.say(said_late))
    return VerdictBox("waiting", locale.say(sentence("Time left to tell the authority: {time}.", time=time_said(left))))


def _figures(breach: Breach, locale: Locale) -> Figures:
    people = locale.number(breach.people) if breach.people is not None else locale.text(N_("Not known yet"))
    return Figures(
        (
            Fact(locale.text(N_("Found at")), _moment(breach.found_at, locale)),
            Fact(locale.text(N_("Authority to be told by")), _moment(breach.due_at, locale)),
            Fact(locale.text(N_("Authority told at")), _authority(breach, locale)),
            Fact(locale.text(N_("People concerned")), people),
        )
    )


def _moment(at: datetime | None, locale: Locale) -> str:
    return locale.moment(at.astimezone()) if at is not None else locale.text(N_("Not set"))


def _authority(breach: Breach, locale: Locale) -> str:
    """When the authority was told, or that it was not."""
    told = breach.authority_told_at
    return _moment(told, locale) if told is not None else locale.text(C_("authority", "Not told yet"))


def _pairs(rows: list[tuple[str, str]], locale: Locale) -> Table:
    """Labels and their values; what is empty is left out."""
    shown = tuple(((Span(locale.text(name), tone="muted"),), text) for name, text in rows if text)
    return Table((Column("", share=0.3), Column("", share=0.7)), shown)


def _establishment(responsible: str, issuer: Issuer, locale: Locale) -> Table:
    rows = [
        (N_("Establishment"), issuer.hospital.best(locale.language)),
        (N_("Department"), issuer.department.best(locale.language)),
        (N_("Person to contact"), responsible),
        (N_("Function"), issuer.officer_function.best(locale.language) if responsible else ""),
    ]
    return _pairs(rows, locale)


def _nature(breach: Breach, locale: Locale) -> Table:
    harm = locale.listing(label(HARM, key, locale) for key in breach.harm)
    many = locale.say(counted("{n} person", "{n} people", int(breach.people))) if breach.people is not None else ""
    rows = [
        (N_("What happened to the data"), harm),
        (N_("Happened at"), _moment(breach.happened_at, locale) if breach.happened_at else locale.text(_UNSAID)),
        (N_("Found at"), _moment(breach.found_at, locale)),
        (N_("People concerned"), many or locale.text(_UNSAID)),
        (C_("breach", "Who they are"), breach.people_kinds),
    ]
    return _pairs(rows, locale)


def _told(breach: Breach, locale: Locale) -> Table:
    people = _moment(breach.people_told_at, locale) if breach.people_told_at else locale.text(N_("Not told yet"))
    rows = [
        (N_("Authority told at"), _authority(breach, locale)),
        (N_("Why later"), breach.late_because.strip()),
        (N_("People told at"), people),
        (N_("Why the people were not told"), breach.not_told_because.strip()),
        (N_("Closed on"), locale.day(breach.closed_on) if breach.closed_on else ""),
    ]
    return _pairs(rows, locale)
