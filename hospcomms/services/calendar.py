"""The calendar over all rooms: what is dated on some days, moved to another day, in conflict, or not prepared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.checks import EARLIEST, LATEST
from hospcomms.domain.clashes import Clash, clashes_of
from hospcomms.domain.dated import LAYERS, OCCASIONS, Dated
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Kind
from hospcomms.domain.folding import fold
from hospcomms.domain.programmes import Programme
from hospcomms.domain.query import Op, Query
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from hospcomms.services.dated_things import SOURCES, Source
from hospcomms.services.occasions import occasions

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.services.office import Office

MOVE = N_("Move to another day")
_DAY, _TICK = timedelta(days=1), timedelta(microseconds=1)
_RANK = {layer.key: place for place, layer in enumerate((*OCCASIONS, *LAYERS))}
_FAR = 10_000_000
"""More days than any thing lasts."""
Row = tuple[Any, ...]


def things(office: Office, first: date, last: date, layers: frozenset[str] | None = None) -> list[Dated]:
    """Everything dated from ``first`` to ``last``, health days and public holidays included; all layers unless named.

    In the order of a calendar: by day, the longest first, all-day things before those with a time. No day before 1900
    or after 2200 is looked at.
    """
    first, last = max(first, EARLIEST), min(last, LATEST)
    found = [one for one in occasions(office, first, last) if layers is None or one.layer in layers]
    found += _work(office, first, last, layers)
    return sorted(found, key=_place)


def _place(one: Dated) -> tuple[int, str, int, str, int]:
    """By day, the longest first; in one number, which is compared faster than days are."""
    first = one.first.toordinal()
    return first * _FAR + first - one.last.toordinal(), one.begins, _RANK[one.layer], one.title, one.ident


def _work(office: Office, first: date, last: date, layers: frozenset[str] | None) -> list[Dated]:
    asked = [source for source in SOURCES if layers is None or source.layer in layers]
    read = [(source, _read(office, source, first, last)) for source in asked]
    names = _names(office, read)
    templates = _templates(office, read)
    carried = _carried(office, read)
    found = []
    for source, rows in read:
        turn = _turn(office, source, names)
        for row in rows:
            if source.record is Campaign and row[0] in carried:
                continue
            if not (source.whole and row[-1] in templates):
                found.append(turn(row))
    return [one for one in found if one.first <= last and one.last >= first]


def _read(office: Office, source: Source, first: date, last: date) -> list[Row]:
    query = Query(source.record, source.conditions)
    described = source.field(source.first)
    is_moment = described is not None and described.kind is Kind.MOMENT
    bounds = (_moment(first), _moment(last + _DAY) - _TICK) if is_moment else (first, last)
    return office.store.spans(query, (source.first, source.last), bounds, source.names, source.open_end)


def _moment(day: date) -> datetime:
    """The first moment of a day of the wall clock, in UTC."""
    return datetime.combine(day, time.min).astimezone(UTC)


_TITLE, _SPEAKER = 3, 9
"""Where the title and the spokesperson stand in a row."""


def _names(office: Office, read: Sequence[tuple[Source, list[Row]]]) -> dict[int, str]:
    """The titles of all records that these rows name: spokespersons, and wholes whose parts have no title."""
    wanted: set[int] = set()
    for source, rows in read:
        described = source.field(source.names[0])
        if described is not None and described.kind is Kind.LINK:
            wanted.update(row[_TITLE] for row in rows)
        if source.speaker:
            wanted.update(row[_SPEAKER] for row in rows)
    return records.titles(office, wanted - {0})


def _templates(office: Office, read: Sequence[tuple[Source, list[Row]]]) -> frozenset[int]:
    """The campaigns that are templates among those these rows belong to: nothing of them takes place."""
    wholes = {row[-1] for source, rows in read if source.whole for row in rows}
    if not wholes:
        return frozenset()
    query = Query(Campaign).where("is_template", Op.IS, True)
    return frozenset(office.store.ids(query)) & wholes


def _carried(office: Office, read: Sequence[tuple[Source, list[Row]]]) -> frozenset[int]:
    """The campaigns that carry a programme: it stands in the calendar with the same days, once is enough."""
    campaigns = {row[0] for source, rows in read if source.record is Campaign for row in rows}
    if not campaigns:
        return frozenset()
    ids = [row[0] for source, rows in read if source.record is Programme for row in rows]
    return frozenset(programme.campaign for programme in records.window(office, Programme, ids)) & campaigns


def _turn(office: Office, source: Source, names: dict[int, str]) -> Callable[[Row], Dated]:
    """What makes the value of the calendar out of a row of one source."""
    speaking, today = office.settings.locale, office.today
    titled = _titled(office, source, names)
    pattern = speaking.text(source.said) if source.said else ""
    state = source.field(source.state)
    shapes = {one.key: one.shape for one in state.choices} if state is not None else {}
    described = source.field(source.first)
    is_moment = described is not None and described.kind is Kind.MOMENT

    movable = {key: source.moves if source.may_move(key) else () for key in ("", *shapes)}
    folded = _Folded()

    def turn(row: Row) -> Dated:
        ident, first, last, title, state, begins, ends, place, channel, speaker, _whole = row
        first, last = first or last, last or first
        if is_moment:
            first, begins = _wall(first)
            last, ends = _wall(row[2]) if row[2] else (first, "")
            if source.open_end and not row[2]:
                last = max(first, today)
        title = titled(title)
        return Dated(
            source.record,
            ident,
            pattern.replace("{title}", title) if pattern else title,
            source.layer,
            first,
            max(first, last),
            begins or "",
            ends or "",
            shapes.get(state, ""),
            movable.get(state or "", ()),
            folded[place] if place else "",
            folded[channel] if channel else "",
            folded[names.get(speaker, "")] if speaker else "",
            source.first,
        )

    return turn


class _Folded(dict[str, str]):
    """Folded spellings by the text as it stands: places come again and again."""

    def __missing__(self, text: str) -> str:
        self[text] = found = fold(text)
        return found


def _wall(at: datetime) -> tuple[date, str]:
    local = at.astimezone()
    return local.date(), f"{local:%H:%M}"


def _titled(office: Office, source: Source, names: dict[int, str]) -> Callable[[Any], str]:
    described = source.field(source.names[0])
    language = office.settings.language
    if described is not None and described.kind is Kind.TEXTS:
        return lambda value: str(value.best(language))
    if described is not None and described.kind is Kind.LINK:
        return lambda value: names.get(value, "")
    return str


def move(office: Office, dated: Dated, by_days: int) -> Commit:
    """Move a thing by so many days, as one change. Raises Refusal for what stays, Missing, Invalid."""
    source = _source(dated)
    if source is None:
        raise why_it_stays(dated)
    found = records.get(office, dated.record, dated.ident)
    if not source.may_move(getattr(found, source.state) if source.state else ""):
        raise why_it_stays(dated)
    days = {name: day for name in source.moves if (day := getattr(found, name)) is not None}
    values: dict[str, Any] = {name: _moved(day, by_days) for name, day in days.items()}
    return records.save_all(office, [replace(found, **values)], MOVE)


def _source(dated: Dated) -> Source | None:
    fits = (one for one in SOURCES if one.record is dated.record and one.first == dated.field)
    return next((source for source in fits if source.moves), None)


def _moved(day: date, by_days: int) -> date:
    try:
        moved = day + timedelta(days=by_days)
    except OverflowError:
        moved = date.max
    if not EARLIEST <= moved <= LATEST:
        said = sentence("So far away no day is kept. Choose a day from {first} to {last}.", first=EARLIEST, last=LATEST)
        raise Refusal("out-of-range", said)
    return moved


def clashes(things: Iterable[Dated]) -> list[Clash]:
    """Every pair of these things that wants the same place, channel or spokesperson at one time, by day."""
    return clashes_of(things)


def unprepared(office: Office, things: Iterable[Dated]) -> list[Dated]:
    """Those health days among ``things`` that the hospital marks and that nothing is planned for."""
    # late: it asks this module for the plans around a day
    from hospcomms.services import preparation

    return preparation.unprepared(office, things)


def why_it_stays(dated: Dated) -> Refusal:
    """Why a thing is not moved by dragging, as the refusal of it."""
    return Refusal("stays", sentence("“{title}” cannot be moved here. Open it to change its day.", title=dated.title))
