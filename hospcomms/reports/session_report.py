"""The report of one session: who came, what was given out and said, photos with consent; and that of a period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, cast

from hospcomms.domain.charts.kinds import Bars, Series
from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.materials import StockMove
from hospcomms.domain.programmes import SETTINGS
from hospcomms.domain.schedule import Span
from hospcomms.domain.session_figures import figures_of, people_of
from hospcomms.domain.session_opinions import opinion_figures
from hospcomms.domain.sessions import CANCELLED, HELD, PLANNED, STATES, EducationSession, SessionOpinion
from hospcomms.domain.stock import handed_out
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.reports import session_tables as tables
from hospcomms.reports.document import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Graph,
    Heading,
    Marked,
    Picture,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.document import Span as Stretch
from hospcomms.reports.dossier import label
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages
from hospcomms.reports.period_paper import period_paper

Language = Literal["ar", "fr", "en"]
REPORT, PERIOD = N_("Session report"), N_("Sessions of health education")
_FIELDS = fields_of(EducationSession)
_SHAPES = {choice.key: choice.shape for choice in STATES}
PHOTO = 110.0
"""Width of a photo, in millimetres."""


@dataclass(frozen=True)
class SessionFile:
    """A session with what belongs to it: names of linked records by id, verdicts of questionnaires by their title."""

    session: EducationSession
    names: Mapping[int, str] = field(default_factory=dict)
    opinions: Sequence[SessionOpinion] = ()
    moves: Sequence[StockMove] = ()
    verdicts: Sequence[tuple[str, Sentence]] = ()
    photos: Sequence[tuple[str, Path]] = ()


def session_report(found: SessionFile, issuer: Issuer, locale: Locale, today: date) -> Document:
    """What happened first, then the people, the materials, the answers and the photos."""
    locale, one = on_pages(locale), found.session
    figures = figures_of([one])
    blocks: list[Block] = [_state(one, locale), _about(found, locale)]
    if one.state == HELD:
        blocks += [tables.facts(figures, locale), *tables.people(figures, locale, is_short=True)]
        blocks += tables.opinions(opinion_figures(found.opinions), locale)
    blocks += [*_materials(found, locale), *_verdicts(found, locale)]
    if one.learned:
        blocks += [Heading(locale.text(_FIELDS["learned"].label)), Text(one.learned)]
    if found.photos:
        blocks.append(Heading(locale.text(_FIELDS["photos"].label)))
        blocks += [Picture(path, PHOTO, caption, counted=False) for caption, path in found.photos]
    blocks.append(issuer.signatures(locale))
    return Document(
        title=one.title,
        language=cast(Language, locale.language),
        blocks=tuple(blocks),
        subtitle=locale.text(REPORT),
        letterhead=issuer.letterhead(locale, today, one.reference),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Session report, printed {date}", date=today)),
        numbered=False,
    )


def _state(one: EducationSession, locale: Locale) -> VerdictBox:
    people = people_of(one)
    day = locale.long_day(one.held_on) if one.held_on else "–"
    if one.state == CANCELLED:
        lines = (one.why_cancelled,) if one.why_cancelled else ()
        return VerdictBox("rejected", locale.say(sentence("The session of {day} was cancelled.", day=day)), lines)
    if one.state == PLANNED:
        return VerdictBox("draft", locale.say(sentence("The session is planned for {day}.", day=day)))
    if people is None:
        said = sentence("The session was held on {day}; nobody entered how many came.", day=day)
        return VerdictBox("soon", locale.say(said))
    told = counted(
        "{n} person came to the session of {day}.", "{n} people came to the session of {day}.", int(people), day=day
    )
    return VerdictBox("done", locale.say(told))


def _about(found: SessionFile, locale: Locale) -> Table:
    one = found.session
    times = " – ".join(locale.digits(part) for part in (one.begins, one.ends) if part)
    values = {
        "held_on": " · ".join(part for part in (locale.long_day(one.held_on) if one.held_on else "", times) if part),
        "place": " · ".join(part for part in (one.place, label(SETTINGS, one.setting, locale)) if part),
        "programme": found.names.get(one.programme, ""),
        "audience": found.names.get(one.audience, ""),
        "trainer": " · ".join(part for part in (one.trainer, found.names.get(one.colleague, "")) if part),
        "partner": one.partner,
        "referred_to": one.referred_to,
    }
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        ((Stretch(locale.text(_FIELDS[name].label), tone="muted"),), value) for name, value in values.items() if value
    )
    return Table((Column("", share=24), Column("", share=76)), rows)


def _materials(found: SessionFile, locale: Locale) -> list[Block]:
    """Copies by material, what came back taken off."""
    given: dict[int, float] = {}
    for move in found.moves:
        given[move.material] = given.get(move.material, 0.0) + handed_out(move)
    given = {ident: copies for ident, copies in given.items() if copies}
    if not given:
        return []
    columns = (Column(locale.text(N_("Material"))), Column(locale.text(N_("Copies")), number=True))
    rows = tuple((found.names.get(ident, ""), locale.number(copies, 0)) for ident, copies in given.items())
    return [Heading(locale.text(N_("Materials given"))), Table(columns, rows)]


def _verdicts(found: SessionFile, locale: Locale) -> list[Block]:
    if not found.verdicts:
        return []
    lines = tuple(
        locale.say(sentence("“{title}”: {verdict}", title=title, verdict=said)) for title, said in found.verdicts
    )
    return [Heading(locale.text(N_("What people learnt"))), Bullets(lines)]


@dataclass(frozen=True)
class SessionsPeriod:
    """The sessions of some days, the answers of their forms, and the names of their programmes by id."""

    span: Span
    sessions: Sequence[EducationSession]
    opinions: Sequence[SessionOpinion] = ()
    names: Mapping[int, str] = field(default_factory=dict)


def sessions_period(found: SessionsPeriod, issuer: Issuer, locale: Locale, today: date) -> Document:
    """How many sessions reached how many people, whom, where, and what they say; then every session."""
    locale = on_pages(locale)
    figures = figures_of(found.sessions)
    blocks: list[Block] = [_reach(found, locale)]
    if figures.held:
        blocks += [tables.facts(figures, locale), *tables.people(figures, locale), *_by_programme(found, locale)]
        blocks += tables.opinions(opinion_figures(found.opinions), locale)
    if found.sessions:
        blocks += [Heading(locale.text(EducationSession.many)), _list(found, locale)]
    blocks.append(Text("\n".join(locale.say(one) for one in _method()), size=9.0, tone="muted"))
    version = sentence("Sessions of health education, {date}", date=today)
    return period_paper(PERIOD, version, blocks, found.span, issuer, locale, today, numbered=False)


def _reach(found: SessionsPeriod, locale: Locale) -> VerdictBox:
    figures = figures_of(found.sessions)
    if not figures.held:
        return VerdictBox("note", locale.text(N_("No session was held in these days.")))
    people = counted("{n} person", "{n} people", int(figures.people))
    said = counted("{n} session reached {people}.", "{n} sessions reached {people}.", figures.held, people=people)
    lines = [
        counted("{n} session is still planned.", "{n} sessions are still planned.", figures.planned),
        counted("{n} session was cancelled.", "{n} sessions were cancelled.", figures.cancelled),
        counted(
            "Of {n} session nobody entered how many came; it is not in the figures.",
            "Of {n} sessions nobody entered how many came; they are not in the figures.",
            figures.uncounted,
        ),
    ]
    shape = "soon" if figures.uncounted else "done"
    return VerdictBox(shape, locale.say(said), tuple(locale.say(line) for line in lines if line.count))


def _by_programme(found: SessionsPeriod, locale: Locale) -> list[Block]:
    """People by programme, as bars and as a table; nothing where there is only one."""
    groups: dict[int, list[EducationSession]] = {}
    for one in found.sessions:
        if one.state == HELD:
            groups.setdefault(one.programme, []).append(one)
    if len(groups) < 2:
        return []
    known = sorted(
        ((found.names.get(ident, "") or locale.text(N_("No programme named")), figures_of(own))
         for ident, own in groups.items()), key=lambda pair: -pair[1].people,
    )  # fmt: skip
    series = Series(locale.text(N_("People who came")), tuple(figures.people for _, figures in known))
    chart = Bars(tuple(name for name, _ in known), (series,), locale.text(N_("People who came")))
    heads = (N_("Programme"), EducationSession.many, N_("People who came"), N_("People referred"))
    columns = tuple(Column(locale.text(head), number=place > 0) for place, head in enumerate(heads))
    rows = tuple(
        (name, *(locale.number(value, 0) for value in (figures.held, figures.people, figures.referred)))
        for name, figures in known
    )
    return [Heading(locale.text(N_("By programme"))), Graph(chart), Table(columns, rows)]


def _list(found: SessionsPeriod, locale: Locale) -> Table:
    names = ("held_on", "title", "place", "trainer", "attended", "referred")
    columns = tuple(Column(locale.text(_FIELDS[name].label), number=name in ("attended", "referred")) for name in names)
    return Table(columns, tuple(_row(one, locale) for one in found.sessions))


def _row(one: EducationSession, locale: Locale) -> tuple[Cell, ...]:
    people = people_of(one)
    day = locale.day(one.held_on) if one.held_on else "–"
    first: Cell = day if one.state == HELD else Marked(_SHAPES[one.state], day, bold=False)
    numbers = ("–" if value is None else locale.number(value, 0) for value in (people, one.referred))
    return (first, one.title, one.place, one.trainer, *numbers)


def _method() -> tuple[Sentence, ...]:
    return (
        sentence("People are those of the sessions that were held; somebody who came twice is counted twice."),
        sentence("People are counted by sex and age at the door and are never named."),
        sentence("Shares are of the forms that came back: those who did not answer may think otherwise."),
    )
