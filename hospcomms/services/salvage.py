"""Saving what can still be read of damaged data into a new folder; the damaged folder is only read.

The new folder has the same key, so that the password and the recovery code stay as they were, and every record keeps
its number. What the log of an incident lost is shown as lost and never mended.
"""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from hospcomms.domain import held_files
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import StoredFile
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence
from hospcomms.services import access, upkeep
from hospcomms.services import settings as settings_file
from hospcomms.services.office import Office, open_office
from hospcomms.services.privacy import tombstones
from hospcomms.storage import keys as key_file
from hospcomms.storage.backup_files import ERASURES
from hospcomms.storage.connect import DATABASE
from hospcomms.storage.files import Attachments
from hospcomms.storage.keys import KEY_FILE, Keys
from hospcomms.storage.lock import FolderLock
from hospcomms.storage.refusals import disk_error, refusing
from hospcomms.storage.store import utc_now
from hospcomms.storage.writing import refusal_for

SALVAGE = N_("Save what can still be read")


@dataclass(frozen=True)
class Report:
    """What came out of damaged data; records by type key.

    ``read`` counts what is in the new folder, ``restored`` those of them that only the history still held, ``lost``
    what is known to have been there. ``files`` were copied whole, ``lost_files`` are missing or damaged. ``pages`` of
    the file, ``bad`` ones unreadable. ``problems`` are what the check of the new data found: links that lead to a lost
    record, logs of incidents with a gap.
    """

    folder: Path
    read: Mapping[str, int]
    restored: Mapping[str, int]
    lost: Mapping[str, int]
    files: int
    lost_files: int
    pages: int
    bad: int
    problems: tuple[upkeep.CheckProblem, ...]

    @property
    def saved(self) -> int:
        """How many records are in the new folder."""
        return sum(self.read.values())

    @property
    def missing(self) -> int:
        """How many records are known to be lost."""
        return sum(self.lost.values())


def salvage(folder: Path, out: Path, secret: str = "", clock: Callable[[], datetime] = utc_now) -> Report:
    """Read the damaged data of ``folder`` and write it into the new folder ``out``.

    Raises Refusal: ``locked``, ``not-ours``, ``key-missing``, ``key-damaged``, ``password-needed``,
    ``wrong-password``, ``not-empty``, ``inside``, ``nothing-read``, ``disk-full`` …; ``out`` is then as it was.
    """
    _refuse_place(folder, out)
    with _alone(folder):
        keys = key_file.read(folder, secret)
        # late: reading pages and writing tables bring the cipher and SQLAlchemy
        from hospcomms.storage import salvaging

        try:
            found = salvaging.read(folder / DATABASE, keys.data)
        except OSError as error:
            raise disk_error() from error
        if not any(found.records.values()) and not any(found.tables.values()):
            raise _nothing_read()
        with _made(out):
            _lay_ground(folder, out, keys)
            salvaging.pour_own(out / DATABASE, keys.data, found)
            with contextlib.closing(open_office(out, clock, secret)) as office:
                salvaging.pour_records(office.store, found, SALVAGE)
                tombstones.reapply(office)  # a page that hung on nothing may have held what was erased
                files, lost_files = _copy_files(office, Attachments(folder, keys))
                access.note(office, "restore", size=sum(map(len, found.records.values())), why="salvage")
                problems = upkeep.check(office).problems
    return Report(
        out,
        {record.key: len(made) for record, made in found.records.items() if made},
        {record.key: count for record, count in found.restored.items() if count},
        {record.key: count for record, count in found.lost.items() if count},
        files,
        lost_files,
        found.pages,
        found.bad,
        tuple(problem for problem in problems if problem.kind != "file"),
    )


def told(report: Report) -> list[Sentence]:
    """The report in sentences: what was saved, what is lost, and what to do now."""
    lines = [
        counted(
            "{n} record was saved into the folder {folder}.",
            "{n} records were saved into the folder {folder}.",
            report.saved,
            folder=report.folder.name,
        )
    ]
    brought = sum(report.restored.values())
    if brought:
        lines.append(
            counted(
                "{n} of them was read from the history, as it was saved last.",
                "{n} of them were read from the history, as they were saved last.",
                brought,
            )
        )
    if report.missing:
        lines.append(counted("{n} record is lost.", "{n} records are lost.", report.missing))
    else:
        lines.append(sentence("No record is known to be lost."))
    if report.lost_files:
        lines.append(
            counted("{n} attached file is lost.", "{n} attached files are lost.", report.lost_files),
        )
    lines += [problem.sentence for problem in report.problems if problem.kind == "log"]
    links = sum(problem.kind == "link" for problem in report.problems)
    if links:
        lines.append(
            counted(
                "{n} record leads to one that is lost; the check of the data names it.",
                "{n} records lead to one that is lost; the check of the data names them.",
                links,
            )
        )
    lines.append(sentence("The damaged data is as it was. Compare the new data with your last backup."))
    return lines


def by_kind(report: Report) -> list[tuple[Label, int, int]]:
    """Saved and lost, for every kind of record that is concerned, the most lost first."""
    # late: the catalogue brings every room
    from hospcomms.domain.catalog import BY_KEY

    keys = sorted({*report.read, *report.lost}, key=lambda key: (-report.lost.get(key, 0), -report.read.get(key, 0)))
    return [(Label(BY_KEY[key].many), report.read.get(key, 0), report.lost.get(key, 0)) for key in keys]


def _refuse_place(folder: Path, out: Path) -> None:
    if not (folder / DATABASE).is_file():
        said = sentence(
            "The folder {folder} holds no data of this program, and nothing in it was changed. Choose another folder.",
            folder=folder.name,
        )
        raise Refusal("not-ours", said)
    if out.resolve().is_relative_to(folder.resolve()):
        said = sentence("The new folder would lie inside the data folder. Choose another place for it.")
        raise Refusal("inside", said)
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        said = sentence("The folder {folder} is not empty. Choose a new or empty folder.", folder=out.name)
        raise Refusal("not-empty", said)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep others out meanwhile; a folder that may only be read is read all the same."""
    try:
        lock = FolderLock(folder)
    except OSError:
        yield
        return
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _made(out: Path) -> Iterator[None]:
    """Make the new folder; when the work inside fails, what it made is taken away again."""
    was_there = out.exists()
    try:
        out.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException as error:
        held_files.remove_tree(out)
        if was_there:
            with contextlib.suppress(OSError):
                out.mkdir()
        if isinstance(error, OSError):
            raise refusal_for(error, out.name) from error
        raise


def _lay_ground(folder: Path, out: Path, keys: Keys) -> None:
    """The key file, the settings and the logo as they were, and empty tables."""
    # late: making tables needs SQLAlchemy
    from hospcomms.storage.creation import create_tables

    shutil.copyfile(folder / KEY_FILE, out / KEY_FILE)
    if (folder / ERASURES).is_file():  # for the day an older backup takes the place of the new folder
        shutil.copyfile(folder / ERASURES, out / ERASURES)
    settings = settings_file.load(folder)
    settings_file.write(out, settings)
    if settings.logo:
        with contextlib.suppress(OSError):  # without it the papers have no logo, which is no reason to stop
            shutil.copyfile(folder / settings.logo, out / settings.logo)
    with refusing():
        create_tables(out / DATABASE, keys.data)


def _copy_files(office: Office, old: Attachments) -> tuple[int, int]:
    """Copy every attached file that is whole, still sealed; returns how many were and how many were not."""
    # late: what names the attached files brings every room
    from hospcomms.storage.checking import attached

    new = office.store.attachments
    wanted: dict[str, StoredFile] = {
        stored.sha256: stored for _, _, stored in office.store.ask(lambda reading: list(attached(reading)))
    }
    copied = 0
    for stored in wanted.values():
        if old.is_intact(stored):
            source = old.place_of(stored)
            target = new.folder / source.relative_to(old.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            copied += 1
    return copied, len(wanted) - copied


def _nothing_read() -> Refusal:
    return Refusal(
        "nothing-read",
        sentence(
            "Nothing could be read from the damaged data file, and nothing was changed. Bring the data back from a"
            " backup."
        ),
    )
