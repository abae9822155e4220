"""The sheet of an accreditation for the gate: who comes, when, where they may go, whom to call, the rules (PRE-12)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, cast

from hospcomms.domain.accreditations import GRANTED, OVER, REFUSED, Accreditation
from hospcomms.domain.campaigns import YES
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.press import Person
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.reports.document import (
    DRAFT,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Fact,
    Figures,
    Heading,
    Marked,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

RULES = (
    N_("The escort stays with the visitors from the gate until they leave."),
    N_("Only the places named on this sheet are open. Wards, theatres and records are closed unless they are named."),
    N_(
        "No patient is filmed, photographed, recorded or named without written consent. A face, a voice, or a name on"
        " a bed or a file is enough to recognise somebody."
    ),
    N_("A patient or a member of staff may say no at any moment; recording then stops at once."),
    N_("Care comes first: visitors leave a room when the care team asks."),
    N_("The hygiene and safety rules of each ward apply to visitors too."),
)
_PARTS = re.compile(r"\n|[;؛]")


@dataclass(frozen=True)
class Visit:
    """An accreditation with the names it speaks of; ``consents`` are codes that name nobody."""

    accreditation: Accreditation
    outlet: str = ""
    person: Person | None = None
    escort: Colleague | None = None
    consents: tuple[str, ...] = ()


def gate_sheet(visit: Visit, issuer: Issuer, locale: Locale, today: date) -> Document:
    """Whether they may come in, who and when, places open and closed, the escort, and the rules for filming."""
    locale, accreditation = on_pages(locale), visit.accreditation
    blocks: list[Block] = [
        _leave(accreditation, locale),
        _when(accreditation, locale),
        Heading(locale.text(N_("Who comes"))),
        _who(visit, locale),
        Heading(locale.text(N_("Where they may go"))),
        _places(accreditation, locale),
        Heading(locale.text(N_("Patients"))),
        Text(_patients(visit, locale)),
        Heading(locale.text(N_("Rules of the visit"))),
        Bullets(tuple(locale.text(rule) for rule in RULES), numbered=True),
        issuer.signatures(locale, locale.text(N_("Security of the gate"))),
    ]
    return Document(
        title=locale.say(sentence("Press accreditation: “{title}”", title=accreditation.title)),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        letterhead=issuer.letterhead(locale, today, accreditation.reference, locale.text(N_("security of the gate"))),
        marks=(*issuer.marks(), *(() if accreditation.state == GRANTED else (DRAFT,))),
        office=issuer.foot(locale),
        version=locale.say(sentence("Accreditation sheet, {date}", date=today)),
        numbered=False,
        most_pages=1,
    )


def _leave(accreditation: Accreditation, locale: Locale) -> VerdictBox:
    """What the gate must know first."""
    if accreditation.state == GRANTED:
        said = locale.text(N_("Granted: the visitors named here may enter with their escort."))
        lines: tuple[str, ...] = ()
        if accreditation.decided_by and accreditation.decided_on:
            by = sentence("Decided by {name} on {day}.", name=accreditation.decided_by, day=accreditation.decided_on)
            lines = (locale.say(by),)
        return VerdictBox("approved", said, lines)
    if accreditation.state == REFUSED:
        return VerdictBox("rejected", locale.text(N_("Refused: nobody enters with this sheet.")))
    if accreditation.state == OVER:
        return VerdictBox("closed", locale.text(N_("The visit is over: nobody enters with this sheet.")))
    return VerdictBox("waiting", locale.text(N_("Not granted yet: nobody enters with this sheet.")))


def _when(accreditation: Accreditation, locale: Locale) -> Figures:
    kind = fields_of(Accreditation)["kind"].choice(accreditation.kind)
    facts = [Fact(locale.text(N_("Kind")), locale.text(kind.label) if kind else "")]
    for label, at in ((N_("Start"), accreditation.starts_at), (N_("End"), accreditation.ends_at)):
        facts.append(Fact(locale.text(label), _moment(at, locale)))
    return Figures(tuple(facts))


def _moment(at: datetime | None, locale: Locale) -> str:
    return locale.moment(at.astimezone()) if at is not None else locale.text(N_("Not set"))


def _who(visit: Visit, locale: Locale) -> Table:
    accreditation, escort = visit.accreditation, visit.escort
    rows: list[tuple[Cell, ...]] = []
    if visit.outlet:
        rows.append((locale.text(N_("Media outlet")), visit.outlet))
    if visit.person is not None:
        rows.append((locale.text(N_("Journalist")), _lines(visit.person.name, _phones(visit.person))))
    if accreditation.crew.strip():
        rows.append((locale.text(N_("Crew and equipment")), accreditation.crew.strip()))
    called = locale.text(N_("Nobody named yet"))
    if escort is not None:
        called = _lines(escort.name, " · ".join(part for part in (escort.function, escort.department) if part))
        called = _lines(called, _phones(escort))
    rows.append((Marked("running", locale.text(N_("Escort"))), called))
    return Table(
        (Column(locale.text(N_("Who")), bold=True), Column(locale.text(N_("Name and telephone")))), tuple(rows)
    )


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _phones(one: Person | Colleague) -> str:
    return " · ".join(isolated(phone) for phone in (one.phone, one.phone2) if phone)


def _places(accreditation: Accreditation, locale: Locale) -> Table:
    """Open places first, closed ones after, each with its shape."""
    rows: list[tuple[Cell, ...]] = []
    for shape, word, text in (
        ("done", C_("places", "Open"), accreditation.places),
        ("rejected", C_("places", "Closed"), accreditation.closed_places),
    ):
        places = [part.strip() for part in _PARTS.split(text) if part.strip()]
        if places:
            rows.append((Marked(shape, locale.text(word)), " · ".join(places)))
    if not rows:
        rows.append((Marked("rejected", locale.text(C_("places", "Closed"))), locale.text(N_("No place is named."))))
    return Table((Column(locale.text(N_("Access"))), Column(locale.text(N_("Places")))), tuple(rows))


def _patients(visit: Visit, locale: Locale) -> str:
    if visit.accreditation.patients != YES:
        return locale.text(N_("No patient may be filmed, photographed, recorded or named."))
    if not visit.consents:
        return locale.text(N_("Patients may not be recorded yet: no consent is linked."))
    said = sentence("Only patients with these consents may be recorded: {codes}.", codes=visit.consents)
    return locale.say(said)
