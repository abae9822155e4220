"""What is known of the backups without opening one: when the last good ones were made, what failed, what was tried.

One small file in the data folder. It is believed only as far as the files it speaks of are still there.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hospcomms.domain.backup_names import BACKUP_ENDING, BACKUP_ENDINGS
from hospcomms.domain.limits import NOTE_BYTES
from hospcomms.domain.wording import Sentence
from hospcomms.storage.writing import write_whole

if TYPE_CHECKING:
    from hospcomms.services.office import Office

NOTE = "last-backup.json"
BACKUPS = "backups"
EVERY = timedelta(minutes=30)
REHEARSED_EVERY = timedelta(days=31)
_NAME = re.compile(rf"(\d{{6,}})-(\d{{8}}T\d{{6}})Z(?:{'|'.join(map(re.escape, BACKUP_ENDINGS))})")
_turn = threading.RLock()
_MARK = "SELECT (SELECT ifnull(max(id), 0) FROM change), (SELECT ifnull(sum(lines), 0) FROM incident_seal)"


@dataclass(frozen=True)
class State:
    """How the backups stand; moments are in UTC, None for never.

    ``last`` is the newest verified copy that is still there, ``last_outside`` the newest in the second place.
    ``failed`` says what went wrong since the last success, ``rehearsed`` when a copy was last restored for a trial.
    """

    last: datetime | None
    last_outside: datetime | None
    failed: Sentence | None
    failed_at: datetime | None
    has_target: bool
    rehearsed: datetime | None
    rehearsal_due: bool
    now: datetime

    @property
    def age(self) -> timedelta | None:
        """How old the last verified copy is."""
        return None if self.last is None else max(self.now - self.last, timedelta(0))

    @property
    def age_outside(self) -> timedelta | None:
        """How old the last copy in the second place is."""
        return None if self.last_outside is None else max(self.now - self.last_outside, timedelta(0))


def read(folder: Path) -> dict[str, Any]:
    """The note of a data folder; nothing when there is none or it is broken."""
    path = folder / NOTE
    try:
        with _turn:
            found = json.loads(path.read_text(encoding="utf-8")) if path.stat().st_size <= NOTE_BYTES else {}
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def keep(folder: Path, **changed: Any) -> dict[str, Any]:
    """Change some entries of the note. Raises Refusal when it cannot be written."""
    with _turn:  # a backup beside the work and the officer may both have something to note
        found = {**read(folder), **changed}
        write_whole(folder / NOTE, json.dumps(found, ensure_ascii=False, indent=1).encode())
    return found


def moment(value: object) -> datetime | None:
    """A moment of the note, or None."""
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def named(number: int, at: datetime) -> str:
    """The name of the file of a backup."""
    return f"{number:06}-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}{BACKUP_ENDING}"


def told_by(name: str) -> tuple[int, datetime] | None:
    """Number and moment in the name of a backup; None for another file."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return int(found[1]), datetime.strptime(found[2], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def files_in(place: Path) -> Iterator[tuple[Path, int, datetime]]:
    """The backups in a place by their names, the newest number first; nothing when the place is not there."""
    try:
        found = [(path, told) for path in place.iterdir() if (told := told_by(path.name)) is not None]
    except OSError:
        return
    for path, (number, at) in sorted(found, key=lambda pair: pair[1], reverse=True):
        yield path, number, at


def fingerprint(path: Path) -> list[int] | None:
    """By what a file that was verified is known again: its size and the moment it was written; None when it is gone."""
    try:
        facts = path.stat()
    except OSError:
        return None
    return [facts.st_size, facts.st_mtime_ns]


def verified(note: Mapping[str, Any], where: str) -> dict[str, Any]:
    """The fingerprints of the verified files of a place (``here`` or ``outside``) by name."""
    found = note.get(f"verified_{where}")
    return dict(found) if isinstance(found, dict) else {}


def recognise(office: Office, path: Path) -> None:
    """Know a verified backup again after it was written anew with another key file in it. Raises Refusal."""
    note = read(office.folder)
    for where in ("here", "outside"):
        known = verified(note, where)
        place = office.folder / BACKUPS if where == "here" else outside(office)
        if path.parent == place and path.name in known:
            keep(office.folder, **{f"verified_{where}": {**known, path.name: fingerprint(path)}})


def outside(office: Office) -> Path | None:
    """The folder of this office’s backups in the second place; None when none is set."""
    target = office.settings.backup_target
    return Path(target) / f"hospcomms-{office.store.identity}" if target else None


def mark_of(connection: Any) -> str:
    """What moves with every commit."""
    return "-".join(str(value) for value in connection.execute(_MARK).fetchone())


def state(office: Office) -> State:
    """How the backups stand, read from the note and the names of the files."""
    note, now = read(office.folder), office.clock()
    target = outside(office)
    rehearsed = moment(note.get("rehearsed"))
    first = moment(note.get("first"))
    return State(
        last=last_of(office.folder, note),
        last_outside=None if target is None else _last_in(target, verified(note, "outside")),
        failed=_sentence(note.get("failed")),
        failed_at=moment(note.get("failed_at")),
        has_target=target is not None,
        rehearsed=rehearsed,
        rehearsal_due=(rehearsed or first or now) + REHEARSED_EVERY <= now,
        now=now,
    )


def last_of(folder: Path, note: Mapping[str, Any]) -> datetime | None:
    """When the newest verified copy that is still there was made (UTC), or None."""
    found = [_last_in(folder / BACKUPS, verified(note, "here"))]
    asked = note.get("file")
    if isinstance(asked, dict) and fingerprint(Path(str(asked.get("path")))) == asked.get("is"):
        found.append(moment(asked.get("at")))
    return max((at for at in found if at is not None), default=None)


def _last_in(place: Path, known: Mapping[str, Any]) -> datetime | None:
    return next((at for path, _, at in files_in(place) if known.get(path.name) == (fingerprint(path) or 0)), None)


def put_sentence(said: Sentence) -> dict[str, Any]:
    """A sentence for the note; its values become plain text and numbers."""
    values = {key: value if isinstance(value, (int, float)) else str(value) for key, value in said.values.items()}
    return {"text": said.text, "plural": said.plural, "count": said.count, "values": values}


def _sentence(kept: object) -> Sentence | None:
    if not isinstance(kept, dict) or not isinstance(kept.get("text"), str) or not isinstance(kept.get("values"), dict):
        return None
    count = kept.get("count")
    return Sentence(
        kept["text"], kept["values"], str(kept.get("plural", "")), count if isinstance(count, int) else None
    )
