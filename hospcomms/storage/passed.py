"""What undo passes by: crises, first lists and erasures stay, and what they link to cannot be taken back any more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.wording import Label, sentence
from hospcomms.storage.erasing import linking_to
from hospcomms.storage.history import Entry

_PASSED = "SELECT 1 FROM change WHERE id > ? AND kind NOT IN ('change', 'undo', 'redo') LIMIT 1"


def refuse_dangling(connection: Any, change: int, lines: Sequence[Entry]) -> None:
    """Refuse to take back a change when a record that stays links to one it made; ``lines`` is its journal.

    Raises Refusal ``in-use``. Without a later change that undo passes by there can be no such link.
    """
    if connection.execute(_PASSED, (change,)).fetchone() is None:
        return
    made: dict[type[Record], frozenset[int]] = {}
    for line in lines:
        if line.before is None:
            made[line.record] = made.get(line.record, frozenset()) | {line.ident}
    touched = {line.ident for line in lines}
    for kind, linking, ident in linking_to(connection, made):
        if ident not in touched:
            raise Refusal(
                "in-use",
                sentence(
                    "This cannot be undone any more: what was made then is used by something that stays ({kind}:"
                    " {field}). Delete it instead, where that is possible.",
                    kind=Label(kind.one),
                    field=Label(linking.label),
                ),
            )
