"""What a list remembers between two days: columns, order, saved filters, whether the preview is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from hospcomms.services import settings

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def recall(office: Office, page: str) -> dict[str, Any]:
    """What was kept for a page, e.g. ``"list.campaigns"``; nothing kept is an empty dict."""
    kept = settings.load(office.folder).views.get(page)
    return dict(kept) if isinstance(kept, Mapping) else {}


def remember(office: Office, page: str, **values: Any) -> None:
    """Keep plain values for a page beside what is already kept for it.

    The file is read again first: other pages keep theirs in the same one. Raises Refusal when it cannot
    be written.
    """
    now = settings.load(office.folder)
    page_values = {**recall(office, page), **values}
    views = MappingProxyType({**now.views, page: page_values})
    settings.write(office.folder, replace(now, views=views))


def page_of(room: str) -> str:
    """The name under which a room's list keeps its ways."""
    return f"list.{room}"
