"""What the window and its pages remember between two starts: sizes, columns, the last records opened.

It is kept in the settings file of the data folder, under ``views``. The file is read anew before each writing,
so two pages never overwrite what the other one remembered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.services import settings as settings_file
from hospcomms.services.office import Office

SAVED = "saved:"
"""A list's view ``saved:NAME`` is the saved filter of that name."""


def recall(office: Office, page: str) -> dict[str, Any]:
    """What ``page`` remembered; empty when nothing fits."""
    try:
        found = settings_file.load(office.folder).views.get(page)
    except Refusal:
        return {}  # another program keeps the file for itself for a moment
    return dict(found) if isinstance(found, Mapping) else {}


def remember(office: Office, page: str, what: Mapping[str, Any]) -> None:
    """Keep what ``page`` remembers (plain JSON values). A folder that cannot be read or written is passed over."""
    try:
        settings = settings_file.load(office.folder)
        if settings.views.get(page) == dict(what):
            return
        settings_file.write(office.folder, replace(settings, views={**settings.views, page: dict(what)}))
    except Refusal:
        return  # a lost column width is no reason to stop the officer


def page_of(room: str) -> str:
    """The name under which a room's list is remembered: ``list.campaigns``."""
    return f"list.{room}"


def pinned_filters(office: Office, room: str) -> list[str]:
    """The names of a room's saved filters that are pinned to the sidebar."""
    saved = recall(office, page_of(room)).get("saved")
    kept = [item for item in saved if isinstance(item, dict)] if isinstance(saved, list) else []
    return [str(item["name"]) for item in kept if item.get("pinned") and item.get("name")]
