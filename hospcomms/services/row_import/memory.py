"""What the officer said of the columns of a kind of file, kept in the settings of the data folder for the next time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hospcomms.domain.errors import Refusal
from hospcomms.services import settings as settings_file
from hospcomms.services.row_import.headings import Head, Vocabulary

if TYPE_CHECKING:
    from hospcomms.services.office import Office

KEPT = "import."
"""What the kinds of file of one kind of list are kept under, its name behind it."""
MOST_KINDS = 30
"""So many kinds of file are remembered; the oldest goes first."""


def kept_roles(office: Office, head: Head, vocabulary: Vocabulary) -> dict[str, str] | None:
    """The roles chosen for the columns of such a file the last time, by the key of the column; None for a new kind."""
    found = _kinds(office, vocabulary).get(head.signature) if any(head.words) else None
    if not isinstance(found, Mapping):
        return None
    return {str(key): str(role) for key, role in found.items() if role in vocabulary.roles}


def keep_roles(office: Office, head: Head, vocabulary: Vocabulary, roles: tuple[str, ...]) -> None:
    """Remember the roles of a kind of file. A folder that cannot be written is passed over."""
    if not any(head.words):
        return
    chosen = {head.key(column): role for column, role in enumerate(roles)}
    kinds = _kinds(office, vocabulary)
    if kinds.get(head.signature) == chosen:
        return
    kinds.pop(head.signature, None)
    kinds[head.signature] = chosen
    kept = dict(list(kinds.items())[-MOST_KINDS:])
    settings = settings_file.load(office.folder)
    try:
        settings_file.write(office.folder, replace(settings, views={**settings.views, KEPT + vocabulary.kind: kept}))
    except Refusal:
        return  # the officer chooses again the next time


def _kinds(office: Office, vocabulary: Vocabulary) -> dict[str, Any]:
    found = settings_file.load(office.folder).views.get(KEPT + vocabulary.kind)
    return dict(found) if isinstance(found, Mapping) else {}
