"""A picture of a page without touching the screen: what the window shows, in any language, theme and size."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.consents import USES, Photo
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.materials import Material, MaterialVersion
from hospcomms.domain.query import Query
from hospcomms.domain.wording import sentence
from hospcomms.services import embargo, photo_guard, records
from hospcomms.services import office as offices
from hospcomms.services.office import Office
from ui.app import application
from ui.exchange.tasks import PLACE
from ui.shell.building import room_by_key
from ui.shell.places import Place
from ui.window import Window

_PATIENCE = 5000


def grab(
    room: str,
    *,
    data: Path,
    out: Path,
    language: str = "",
    theme: str = "",
    size: tuple[int, int] = (1366, 768),
    zoom: int = 0,
    secret: str = "",
) -> None:
    """Paint a page into ``out`` (.png). The data folder is only read; its settings stay as they are.

    ``secret`` opens a folder that has a password.
    ``room`` is ``home``, ``settings``, a room's key, ``campaigns/new``, ``campaigns/12``, ``campaigns/first`` or
    ``campaigns:board`` for a named view; ``exchange:letter`` is a task of the documents and workbooks.
    A picture is a file that leaves: releases under embargo and photos without consent are not on it, but for the
    invented ones of a sample. Raises Refusal for a folder that cannot be opened, a page not known, or either of these.
    """
    app = application()
    office = offices.open_office(data, secret=secret)
    own = office.settings
    settings = replace(own, language=language or own.language, theme=theme or own.theme, zoom=zoom or own.zoom)
    try:
        office = replace(office, settings=settings)
        if not own.is_sample:
            office = embargo.leaving(office, settings.locale)
        place = place_for(office, room)
        if not own.is_sample:
            _refuse_photos(office, place)
    except Refusal:
        office.close()
        raise
    window = Window(data)
    try:
        window.look_at(office, place, size)
        settle(window, app)
        save(window.grab(), out)
    finally:
        window.close()


def place_for(office: Office, name: str) -> Place:
    """The place a picture's name means. Raises Refusal when there is none."""
    if name in ("home", "settings", "safety"):
        return Place(name)
    whole, _, view = name.partition(":")
    if whole == PLACE:
        return Place(PLACE, view=view)
    key, _, which = whole.partition("/")
    room = room_by_key(key)
    if room is None:
        raise Refusal("no-page", sentence("There is no page called {name}. Name a room.", name=name))
    if not which:
        return Place("room", key, view=view)
    if which == "new":
        return Place("new", room.record.key)
    found = records.find(office, Query(room.record), limit=1) if which == "first" else []
    ident = found[0].id if found else int(which) if which.isdigit() else 0
    with suppress(Missing):  # the page itself says that a record is gone
        records.get(office, room.record, ident)
    return Place("record", BY_KEY[room.record.key].key, ident, view)


def _refuse_photos(office: Office, place: Place) -> None:
    """Raise Refusal ``no-consent`` for a page that shows a photo: nobody knows what its picture will be used for."""
    if place.kind != "record":
        return
    if place.key == Photo.key:
        shown = [photo.id for photo in records.window(office, Photo, [place.ident])]
        for use in USES:
            photo_guard.refuse_photos(office, shown, use.key)
    if place.key == Material.key:
        for version in records.parts(office, MaterialVersion, place.ident):
            photo_guard.refuse_photos(office, version.photos, photo_guard.use_of(office, version))


def settle(window: Window, app: QApplication) -> None:
    """Wait until nothing is loaded any more and everything is painted."""
    deadline = QDeadlineTimer(_PATIENCE)
    app.processEvents()
    while window.is_busy() and not deadline.hasExpired():
        app.processEvents()
    for _ in range(3):
        app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def save(picture: QPixmap, out: Path) -> None:
    """Write the picture. Raises Refusal when the place cannot be written."""
    if not picture.save(str(out)):
        raise Refusal("read-only", sentence("The picture {file} could not be written.", file=out.name))
