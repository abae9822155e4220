"""The folder of a crisis that cannot be run in its own office: where it is made, how it is known, what it brings home.

It is an office like any other; its settings remember the folder it stands in for.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType

from hospcomms.domain.errors import Refusal
from hospcomms.domain.incidents import RUNNING, Incident
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.wording import sentence
from hospcomms.services import records
from hospcomms.services import settings as settings_file
from hospcomms.services.incident_elsewhere import Merged, merge_back, start_elsewhere
from hospcomms.services.office import Office, open_office
from hospcomms.services.settings import STANDS_FOR, Settings
from hospcomms.storage.connect import DATABASE

NAME = "HospComms-crisis"
"""What the names of these folders begin with, in every language: they are found again by it."""
_LOOKED_AT = 2000


@dataclass(frozen=True)
class Away:
    """An incident in another folder: its number there, how many lines its log has, and whether it is here already."""

    incident: int
    title: str
    started_at: datetime | None
    is_drill: bool
    is_running: bool
    lines: int
    is_here: bool


@dataclass(frozen=True)
class Brought:
    """What was brought home, and the refusal that ended it before all of it was; None when all is here."""

    merged: tuple[Merged, ...]
    refusal: Refusal | None = None


def holds_data(folder: Path) -> bool:
    """True when there is data of this program in the folder."""
    try:
        return (folder / DATABASE).is_file()
    except OSError:
        return False


def proposed(documents: Path, taken: Path, today: date) -> Path:
    """A new folder for a crisis of today among the documents, never inside the folder that is taken."""
    place = taken.absolute().parent if is_inside(documents, taken) else documents
    name = f"{NAME}-{today.isoformat()}"
    tries = (place / (name if number == 1 else f"{name}-{number}") for number in range(1, 1000))
    return next((found for found in tries if not found.exists()), place / name)


def near(documents: Path, taken: Path | None = None) -> list[Path]:
    """The folders of earlier crises among the documents, the newest name first, without the one that is taken."""
    found = []
    with suppress(OSError):
        for number, path in enumerate(documents.iterdir()):
            if number >= _LOOKED_AT:
                break
            if path.name.startswith(NAME) and holds_data(path) and not (taken and _is_same(path, taken)):
                found.append(path)
    return sorted(found, key=lambda path: path.name, reverse=True)


def is_inside(folder: Path, taken: Path) -> bool:
    """True when ``folder`` is ``taken`` or lies in it."""
    return _resolved(folder).is_relative_to(_resolved(taken))


def make(folder: Path, taken: Path, source: Office | None = None, scenario: int = 0) -> None:
    """Make the folder of a crisis, with the scenarios and, as far as they can be read, the settings of ``taken``.

    ``source`` is the office of ``taken`` when it is open and only refuses to write: the people of ``scenario`` come
    along. A folder that holds data already is left as it is. Raises Refusal.
    """
    if is_inside(folder, taken):
        raise Refusal(
            "inside", sentence("The new folder would lie inside the data folder. Choose another place for it.")
        )
    if holds_data(folder):
        return
    given = source.settings if source is not None else readable_settings(taken)
    marked = MappingProxyType({STANDS_FOR: {"home": str(taken)}})
    given = replace(given, views=marked, is_sample=False)
    with closing(start_elsewhere(folder, given, source, scenario)):
        if given.logo:
            with suppress(OSError):  # without it the papers have no logo, which is no reason to stop
                shutil.copyfile(taken / given.logo, folder / given.logo)


def readable_settings(folder: Path) -> Settings:
    """The settings of a folder that cannot be opened, as far as they can be read."""
    try:
        return settings_file.load(folder)
    except (OSError, Refusal):
        return Settings()


def incidents_in(office: Office, folder: Path) -> list[Away]:
    """The incidents another folder holds, the newest first. Raises Refusal when it cannot be opened."""
    with closing(_other(office, folder)) as other:
        found: list[Incident] = records.find(other, Query(Incident, sort=(Sort("started_at", descending=True),)))
        return [_away(office, other, incident) for incident in found]


def _away(office: Office, other: Office, found: Incident) -> Away:
    last = other.store.log_last(found.id)
    known = any(
        office.store.count(Query(Incident, binned=binned).where("identity", Op.IS, found.identity))
        for binned in (False, True)
    )
    return Away(
        found.id,
        found.title,
        found.started_at,
        found.is_drill,
        found.state == RUNNING,
        last.line if last is not None else 0,
        known,
    )


def bring(office: Office, folder: Path, wanted: Sequence[int]) -> Brought:
    """Bring incidents of another folder into this office, each as one change. Raises Refusal when none came."""
    merged: list[Merged] = []
    with closing(_other(office, folder)) as other:
        for incident in wanted:
            try:
                merged.append(merge_back(office, other, incident))
            except Refusal as refusal:
                if not merged:
                    raise
                return Brought(tuple(merged), refusal)
    return Brought(tuple(merged))


def _other(office: Office, folder: Path) -> Office:
    if _is_same(folder, office.folder):
        said = sentence("This is the folder that is open now. Choose the one in which the crisis was run.")
        raise Refusal("own-folder", said)
    try:
        return open_office(folder, office.clock)
    except Refusal as refusal:
        if refusal.kind != "password-needed":
            raise
        said = sentence(
            "The folder {folder} opens only with its password, and nothing was brought here. Open it by itself and"
            " remove its password, then try again.",
            folder=folder.name,
        )
        raise Refusal("password-needed", said) from None


def _is_same(one: Path, other: Path) -> bool:
    return _resolved(one) == _resolved(other)


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except OSError:  # a drive that is gone
        return path.absolute()
