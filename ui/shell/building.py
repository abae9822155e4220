"""The page of each place; the one table that knows which page shows what."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from hospcomms.domain.catalog import BY_KEY
from hospcomms.services import records
from hospcomms.services.settings import Settings
from ui.exchange.tasks import PLACE
from ui.exchange.tasks import help_name as exchange_help
from ui.rooms.entrances import entrance_of
from ui.session import Session
from ui.shell.places import Place

if TYPE_CHECKING:
    from ui.rooms.room import Room


def room_by_key(key: str) -> Room | None:
    """The room with that key."""
    # late: the rooms bring the services of all their verbs, and the first page is painted without them
    from ui.rooms.every import ROOMS

    return next((room for room in ROOMS if room.key == key), None)


def room_key(place: Place) -> str:
    """The sidebar's line a place belongs to."""
    if place.kind in ("record", "new"):
        record = BY_KEY.get(place.key)
        entrance = entrance_of(record) if record is not None else None
        return entrance.key if entrance is not None else ""
    return place.key if place.kind == "room" else place.kind


def help_name(place: Place) -> str:
    """The help page of a place."""
    return exchange_help(place.view) if place.kind == PLACE else room_key(place)


def build(session: Session, place: Place, apply: Callable[[Settings], Any]) -> QWidget:
    """The page of a place. Raises Refusal when its record is gone; pages are imported when first asked for."""
    # late imports: the window is painted before the pages' modules are read
    if place.kind == "settings":
        from ui.shell.settings_page import SettingsPage  # late: start-up

        return SettingsPage(session, apply)
    if place.kind == "safety":
        from ui.safety.page import SafetyPage  # late: start-up

        return SafetyPage(session)
    if place.kind == PLACE:
        from ui.exchange.cards import page_of  # late: start-up

        return page_of(session, place.view)
    if place.kind == "home":
        from ui.rooms.home import HomePage  # late: start-up

        return HomePage(session)
    if place.kind == "room":
        from ui.records.list_page import ListPage  # late: start-up

        room = room_by_key(place.key)
        assert room is not None, place
        return ListPage(session, room, place.view)
    return _record_page(session, place)


def _record_page(session: Session, place: Place) -> QWidget:
    # late: as above
    from ui.records.detail_page import DetailPage
    from ui.rooms.every import room_of

    kind = BY_KEY[place.key]
    room = room_of(kind)
    assert room is not None, place
    if place.kind == "new":
        return DetailPage(session, room, room.fresh(session) if room.fresh else kind(), place.view)
    record = records.get(session.office, kind, place.ident)
    return DetailPage(session, room, record, place.view)
