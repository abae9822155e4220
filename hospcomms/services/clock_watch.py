"""Whether the clock of the computer can be believed: the last moment it showed is kept in a small file.

A clock that was set back, or jumped a year ahead, would make young backups look old and old data look due. Until an
officer says that it is right, nothing is thinned out and nothing is proposed for deletion.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.errors import Refusal
from hospcomms.domain.limits import NOTE_BYTES
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.storage.writing import write_whole

if TYPE_CHECKING:
    from hospcomms.services.office import Office

FILE = "clock.json"
BACK = timedelta(minutes=10)
"""A clock that is corrected by less is no clock that was set back."""
AHEAD = timedelta(days=366)


def anomaly(office: Office) -> Sentence | None:
    """What is wrong with the clock, to be confirmed by an officer; None when it went on as clocks do."""
    seen, now = _seen(office), office.clock()
    if seen is None:
        return None
    if now < seen - BACK:
        return sentence(
            "The clock of this computer shows {now}, but it showed {seen} before. Correct it, or confirm that it is"
            " right now; until then no backup is thinned out.",
            now=now,
            seen=seen,
        )
    if now > seen + AHEAD:
        return sentence(
            "The clock of this computer shows {now}, more than a year after this data was last used on {seen}. Correct"
            " it, or confirm that it is right; until then no backup is thinned out.",
            now=now,
            seen=seen,
        )
    return None


def note(office: Office) -> None:
    """Keep the present moment as seen, unless it cannot be believed. A folder that cannot be written is passed over."""
    if anomaly(office) is None:
        seen, now = _seen(office), office.clock()
        _keep(office, now if seen is None else max(now, seen))


def confirm(office: Office) -> None:
    """The officer says that the clock is right: it counts from the present moment on."""
    _keep(office, office.clock())


def _keep(office: Office, at: datetime) -> None:
    with suppress(Refusal):
        write_whole(office.folder / FILE, json.dumps({"seen": at.astimezone(UTC).isoformat()}).encode())


def _seen(office: Office) -> datetime | None:
    path = office.folder / FILE
    try:
        if path.stat().st_size > NOTE_BYTES:
            return None
        found = datetime.fromisoformat(json.loads(path.read_bytes())["seen"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if found.tzinfo is not None else None
