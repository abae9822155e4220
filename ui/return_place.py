"""Where the officer is, kept outside the data for a bad end: the next start opens there and says so once, quietly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_
from ui.language import tr
from ui.remembered import SAVED
from ui.shell.places import Place

if TYPE_CHECKING:
    from hospcomms.services.crash_reports import Left
    from ui.window import Window

MOST = 20
ENDED = N_("The program ended unexpectedly last time. What was saved is there; what was typed is offered as a draft.")
_KINDS = frozenset({"home", "settings", "exchange"})


def place_of(window: Window) -> dict[str, Any]:
    """The way in the rooms as plain values: kinds, keys and numbers, no word of a record; {} when nothing is shown."""
    if window.is_locked or window.office is None:
        return {}
    trail, here = shown_trail(window)
    first = max(0, here - MOST + 1)
    kept = [_without_names(place) for place in trail[first : here + 1]]
    return {"trail": [[place.kind, place.key, place.ident, place.view] for place in kept]}


def shown_trail(window: Window) -> tuple[list[Place], int]:
    """The way in the rooms and where on it one is, with the tab of the record that is shown."""
    if window.crisis.page is not None:
        return window.crisis.trail
    if window.frame is None:
        return [], -1
    trail, here = window.frame.pages.trail
    tabs = getattr(window.frame.pages.currentWidget(), "tabs", None)
    if trail and trail[here].kind == "record" and tabs is not None:
        trail[here] = replace(trail[here], view=tabs.key)
    return trail, here


def _without_names(place: Place) -> Place:
    """A saved filter is named by the officer, perhaps after a person."""
    return replace(place, view="") if place.view.startswith(SAVED) else place


def trail_of(kept: Mapping[str, Any]) -> list[Place]:
    """The way that was kept; [] when it is not one that can be walked."""
    found: list[Place] = []
    for item in kept.get("trail", []) if isinstance(kept.get("trail"), list) else []:
        match item:
            case [str(kind), str(key), int(ident), str(view)] if _is_known(kind, key):
                found.append(Place(kind, key, ident, view))
    return found[-MOST:]


def _is_known(kind: str, key: str) -> bool:
    """True for a kind of page there is, of a room or a record there is."""
    from ui.rooms.every import ROOMS, room_of  # late: only after a bad end

    if kind == "room":
        return any(room.key == key for room in ROOMS)
    if kind in ("record", "new"):
        return key in BY_KEY and room_of(BY_KEY[key]) is not None
    return kind in _KINDS


def go_back(window: Window, left: Left) -> None:
    """Open where the officer was when the program ended badly, and say so once."""
    # late: only after a bad end
    from ui.shell.crash_dialog import COPY, copy_report

    frame, trail = window.frame, trail_of(left.place)
    if frame is None:
        return  # the crisis desk opens by itself
    if trail:
        try:
            frame.pages.restore(trail, len(trail) - 1)
        except Refusal:  # a record that is gone
            frame.open_room("home")
    frame.banner.show_message("note", tr(ENDED), (tr(COPY), lambda: copy_report(left.report)))
