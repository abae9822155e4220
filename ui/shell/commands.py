"""What the frame offers, worked out from the rooms: sidebar lines, beginnings, commands, and where records live."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from hospcomms.domain.changes import Commit
from hospcomms.domain.fields import Record
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.domain.wording import Label as Words
from hospcomms.services import records
from hospcomms.services import settings as settings_file
from hospcomms.services.settings import Settings
from ui import theme
from ui.actions import ACTIONS, cap
from ui.exchange.tasks import PLACE, TASKS
from ui.language import plain, say, spoken, tr
from ui.remembered import SAVED, pinned_filters
from ui.rooms.entrances import ENTRANCES
from ui.shell.entries import Entry
from ui.shell.finds import Command
from ui.shell.places import Place

if TYPE_CHECKING:
    from hospcomms.services.office import Office

OFFICE = C_("name of the office", "Communication")
"""Stands in the sidebar until the officer writes the department's own name."""
HOME = Entry("home", N_("Home"), "home")


class Doer(Protocol):
    """Who carries the commands out."""

    def open_room(self, key: str, view: str = "") -> None:
        """Show a room."""

    def begin(self, key: str) -> None:
        """Begin a record of a room."""


def locale_of_the_window() -> Locale:
    """The locale pages are given."""
    return spoken()


def entries(office: Office | None = None) -> list[Entry]:
    """The lines of the sidebar: home and every room there is; with an ``office``, also the filters pinned there."""
    found = [HOME]
    for room in ENTRANCES:
        found.append(Entry(room.key, room.name, room.icon, room.group, under=room.under))
        pinned = pinned_filters(office, room.key) if office is not None else []
        found += [Entry(room.key, name, "star", room.group, f"{SAVED}{name}", room.under) for name in pinned]
    return found


def beginnings() -> list[tuple[str, str, str]]:
    """What can be begun: (room, marked name of its record, icon)."""
    return [(room.key, room.record.one, room.icon) for room in ENTRANCES]


def office_name(settings: Settings) -> str:
    """The name of the office in the language of the window."""
    return settings.department.best(settings.language) or tr(OFFICE)


def commands(do: Callable[[str], Any], doer: Doer) -> list[Command]:
    """Everything the search list can do beside opening records."""
    begin = [
        Command(plain(say(sentence("New: {what}", what=Words(room.record.one)))), _then(doer.begin, room.key), "add")
        for room in ENTRANCES
    ]
    tasks = [
        Command(tr(task.title), lambda view=task.key: doer.open_room(PLACE, view), task.icon)  # type: ignore[misc]
        for task in TASKS
    ]
    go = [Command(tr(entry.title), _then(doer.open_room, entry.key), entry.icon) for entry in entries()]
    plain_ones = [
        Command(tr(action.name), _then(do, action.key), action.icon, cap(action))
        for action in ACTIONS
        if not action.page and action.key not in ("search", "new", "rooms", "home")
    ]
    return [*begin, *go, *tasks, *plain_ones]


def _then(act: Callable[[str], Any], key: str) -> Callable[[], Any]:
    return lambda: act(key)


def place_of(office: Office, record: type[Record], ident: int) -> Place:
    """Where a record is shown: on its own page, or for a part on the page of its whole. Raises Refusal."""
    if not record.whole:
        return Place("record", record.key, ident)
    part = records.get(office, record, ident)
    whole = getattr(part, record.whole)
    kind = records.type_of(office, whole)
    outer = place_of(office, kind, whole)
    return outer if outer.view else replace(outer, view=record.key)


def took_away(commit: Commit) -> bool:
    """True when a change put records into the bin."""
    return commit.kind == "change" and any(
        step.before is not None and (step.after is None or (step.after.binned_at and not step.before.binned_at))
        for step in commit.steps
    )


def zoomed(office: Office, zoom: int) -> Settings:
    """The settings with another zoom, kept between 80 and 200 %."""
    bounded = min(max(zoom, theme.SMALLEST_ZOOM), theme.LARGEST_ZOOM)
    return replace(settings_file.load(office.folder), zoom=bounded)
