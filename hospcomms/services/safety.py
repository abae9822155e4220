"""How safe the data is, in lines that are read at a glance: the copies, their age, what went wrong (rule 11)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.agenda import when_said
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import backups, clock_watch
from hospcomms.services.folder_places import warnings_for

if TYPE_CHECKING:
    from hospcomms.services.backups import State
    from hospcomms.services.office import Office

DONE, SOON, LATE = "done", "soon", "late"
_ORDER = (DONE, SOON, LATE)
OLD, VERY_OLD = timedelta(days=7), timedelta(days=14)
"""After these ages the copy outside the machine presses, and presses hard."""
AT_ONCE = timedelta(minutes=10)
"""A copy that was begun so shortly before a failure was made; only the second one was not."""


@dataclass(frozen=True)
class Standing:
    """One line: ``severity`` is done, soon or late; ``words`` say what stands and what to do."""

    severity: str
    words: Sentence


@dataclass(frozen=True)
class Glance:
    """The line of the foot of the window, and what has to be said at once across the page, if anything."""

    line: Standing
    alarm: Sentence | None = None


def glance(office: Office) -> Glance:
    """What the window shows on every page."""
    return Glance(headline(office), backups.state(office).failed)


def headline(office: Office) -> Standing:
    """The one line of the foot of the window: both ages, or what went wrong."""
    state = backups.state(office)
    severity = _worst(line.severity for line in lines(office, state))
    is_here = state.last is not None and state.failed_at is not None and state.last > state.failed_at - AT_ONCE
    if state.failed is not None and not is_here:
        return Standing(LATE, sentence("The last backup failed"))
    if state.last is None:
        return Standing(severity, sentence("No backup yet"))
    here = _moment(office, state.last)
    if state.failed is not None:
        return Standing(LATE, sentence("Backup: {here} · the second copy failed", here=here))
    if state.last_outside is None or is_on_same_disk(office):
        return Standing(severity, sentence("Backup: {here} · none outside this computer", here=here))
    there = _moment(office, state.last_outside)
    return Standing(severity, sentence("Backup: {here} · outside: {there}", here=here, there=there))


def lines(office: Office, state: State | None = None) -> list[Standing]:
    """What is to be known of the copies, the most pressing kinds first: failure, copies here, copies outside, trial."""
    state = state or backups.state(office)
    found = []
    if state.failed is not None:
        found.append(Standing(LATE, state.failed))
    found += [_here(office, state), _beside() if is_on_same_disk(office) else _outside(state)]
    found += [Standing(SOON, words) for words in warnings_for(office.folder)]
    odd = clock_watch.anomaly(office)
    if odd is not None:
        found.append(Standing(SOON, odd))
    if state.rehearsal_due:
        words = sentence(
            "No copy was tried for a month. A trial shows that it can be restored; nothing is changed by it."
        )
        found.append(Standing(SOON, words))
    elif state.rehearsed is not None:
        found.append(Standing(DONE, sentence("A copy was last tried on {when}.", when=state.rehearsed)))
    return found


def _here(office: Office, state: State) -> Standing:
    if state.last is None:
        return Standing(SOON, sentence("There is no backup yet. One is made half an hour after the first change."))
    pressing = backups.is_due(office) and state.age is not None and state.age > timedelta(days=1)
    return Standing(SOON if pressing else DONE, sentence("The last verified backup: {when}.", when=state.last))


def device_of(folder: Path) -> int | None:
    """The number of the disk a folder lies on; None when it is not there."""
    try:
        return folder.stat().st_dev
    except OSError:
        return None


def is_on_same_disk(office: Office) -> bool:
    """True when the second place lies on the disk of the data itself: a broken disk would take both."""
    target = office.settings.backup_target
    return bool(target) and device_of(Path(target)) == device_of(office.folder)


def _beside() -> Standing:
    said = sentence(
        "The second place lies on the same disk as the data: what breaks or steals the one takes the other."
        " Choose an external disk or a shared folder."
    )
    return Standing(SOON, said)


def _outside(state: State) -> Standing:
    if state.last_outside is None:
        if state.has_target:
            said = sentence("The second place has no copy yet. Connect it, then press Back up now.")
        else:
            said = sentence(
                "There is no copy outside this computer. A fire or a theft would take the data and its copies:"
                " choose an external disk or a shared folder."
            )
        return Standing(SOON, said)
    age = state.age_outside or timedelta(0)
    if age > OLD:
        said = sentence(
            "The last backup outside this computer dates from {date}."
            " Plug in an external disk, then press Back up now.",
            date=state.last_outside.astimezone().date(),
        )
        return Standing(LATE if age > VERY_OLD else SOON, said)
    return Standing(DONE, sentence("The last copy outside this computer: {when}.", when=state.last_outside))


def _moment(office: Office, at: datetime) -> Sentence | str:
    """The time of today, or how many days ago it was, or the day."""
    on, today = at.astimezone().date(), office.today
    return office.settings.locale.time(at) if on == today else when_said(on, today)


def _worst(found: Iterable[str]) -> str:
    return max(found, key=_ORDER.index, default=DONE)
