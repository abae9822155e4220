"""What the head of a record's page says: title, state, since when, and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.wording import Label as Word
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.reports import NAMES
from ui.exchange.tasks import PAPERS
from ui.language import say, tr
from ui.records.display import named
from ui.records.header import Head, Offer
from ui.session import Session

if TYPE_CHECKING:
    from ui.rooms.room import Room


def head_of(session: Session, room: Room, record: Record, moves: Sequence[Offer], more: Sequence[Offer]) -> Head:
    """The head of a record as it stands."""
    kind = type(record)
    title = named(record, session.locale) or say(sentence("New: {record}", record=Word(kind.one)))
    printable = [_printable(name) for name in room.reports] if record.id else []
    beside = room.beside(session, record) if record.id else None
    return Head(
        room=tr(room.name),
        room_key=room.key,
        title=title,
        state=_state(room, record) if beside is None else (beside.shape, tr(beside.word)),
        since=_since(session, room, record) if beside is None else _said(beside.words),
        reference=record.reference,
        moves=moves,
        reports=printable,
        more=more,
    )


def _said(words: Sentence | str) -> str:
    return say(words) if isinstance(words, Sentence) else words


def _printable(name: str) -> Offer:
    """A report is shown as PDF, a paper is made for Word."""
    return Offer(name, PAPERS[name], "document_text") if name in PAPERS else Offer(name, NAMES[name], "document_pdf")


def _state(room: Room, record: Record) -> tuple[str, str] | None:
    if not room.state or not record.id:
        return None
    choice = fields_of(type(record))[room.state].choice(getattr(record, room.state))
    return (choice.shape or "draft", tr(choice.label)) if choice else None


def _since(session: Session, room: Room, record: Record) -> str:
    """“since 18 October, by the director”, from the fields beside the state, if the record has them."""
    at = getattr(record, f"{room.state}_since", None) if room.state else None
    if at is None:
        return ""
    day = session.locale.short_day(at.astimezone().date())
    who = getattr(record, f"{room.state}_by", "")
    return say(sentence("since {day}, by {who}", day=day, who=who) if who else sentence("since {day}", day=day))
