"""The commands on backups: make one, list them, try one, restore one, lay out its readable form."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from hospcomms.cli.answers import Answer
from hospcomms.cli.asking import PASSWORD, hidden
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import counted, sentence
from hospcomms.services import backups, rescue
from hospcomms.services import readable as readable_form
from hospcomms.services.backups import Copy
from hospcomms.services.office import Office, is_unused, open_office
from hospcomms.storage.store import utc_now


def backup(wanted: argparse.Namespace, office: Office) -> Answer:
    """Make a backup in the office’s own places, or everything in one file."""
    speaking = office.settings.locale
    made = backups.write_file(office, wanted.out) if wanted.out else backups.make(office, "asked")
    said = sentence("The backup {file} was made and verified.", file=made.path.name)
    failed = backups.state(office).failed
    lines = [speaking.say(said), *([] if failed is None or wanted.out else [speaking.say(failed)])]
    return Answer(tuple(lines), {**_shape(made), "warnings": lines[1:]})


def list_backups(_wanted: argparse.Namespace, office: Office) -> Answer:
    """Name the backups there are, the newest first, and how they stand."""
    speaking, found, state = office.settings.locale, backups.copies(office), backups.state(office)
    lines = [speaking.say(_line(copy)) for copy in found]
    if not found:
        lines = [speaking.say(sentence("There is no backup yet."))]
    if state.failed is not None:
        lines.append(speaking.say(state.failed))
    shape = {
        "last": state.last,
        "last_outside": state.last_outside,
        "failed": None if state.failed is None else speaking.say(state.failed),
        "rehearsed": state.rehearsed,
        "copies": [_shape(copy) for copy in found],
    }
    return Answer(tuple(lines), shape)


def _line(copy: Copy) -> Any:
    what = counted("{n} record", "{n} records", copy.records)
    return sentence("{when}: {file}, {what}", when=copy.at, file=copy.path.name, what=what)


def rehearse(wanted: argparse.Namespace, office: Office) -> Answer:
    """Restore a backup for a trial, the newest unless one is named."""
    speaking = office.settings.locale
    copy = _at(wanted.file) if wanted.file else next(iter(backups.copies(office)), None)
    if copy is None:
        raise Refusal("no-backup", sentence("There is no backup yet."))
    content = backups.preview(copy)
    is_foreign = content.needs_secret and copy.identity != office.store.identity
    found = backups.rehearse(office, copy, hidden(wanted, speaking, PASSWORD) if is_foreign else "")
    shape = {**_shape(copy), "ok": found.ok, "counts": dict(found.counts), "seconds": round(found.seconds, 2)}
    lines = tuple(speaking.say(problem) for problem in found.problems)
    if found.ok:
        said = sentence("The backup {file} was restored for a trial and is in order.", file=copy.path.name)
        return Answer((speaking.say(said),), shape)
    refusal = Refusal(
        "backup-damaged", sentence("The backup {file} cannot be relied on. Make a new one.", file=copy.path.name)
    )
    return Answer(lines, shape, refusal)


def restore(wanted: argparse.Namespace, folder: Path, speaking: Locale) -> Answer:
    """Put the data of a backup into a data folder; one that is in use only when that was asked for."""
    copy = _at(wanted.file)
    if not is_unused(folder) and not wanted.replace:
        raise Refusal(
            "not-empty",
            sentence(
                "The folder {folder} is not empty, and nothing was changed. Name a new folder, or add {option}: what"
                " is there is then kept aside.",
                folder=folder.name,
                option="--replace",
            ),
        )
    content = backups.preview(copy)
    secret = hidden(wanted, speaking, PASSWORD) if content.needs_secret else ""
    aside = rescue.restore(folder, copy, utc_now(), secret, of_another=wanted.of_another)
    counts = _counts(folder, copy, secret)
    said = sentence("The data of {when} is in the folder {folder}.", when=copy.at, folder=folder.name)
    shape = {"folder": str(folder), "records": dict(counts), "at": copy.at}
    return Answer((speaking.say(said),), {**shape, "kept": str(aside) if aside.exists() else None})


def _counts(folder: Path, copy: Copy, secret: str) -> Mapping[str, int]:
    """What the data holds now; where its own password is another than the backup’s, what the backup held."""
    try:
        with closing(open_office(folder, secret=secret)) as office:
            return backups.preview(copy, office=office).now
    except Refusal as refusal:
        if refusal.kind not in ("password-needed", "wrong-password", "wrong-code"):
            raise
        return copy.counts


def lay_out(wanted: argparse.Namespace, _folder: Path, speaking: Locale) -> Answer:
    """Write the readable form of a backup into a new folder."""
    copy = _at(wanted.file)
    secret = hidden(wanted, speaking, PASSWORD) if backups.preview(copy).needs_secret else ""
    done = readable_form.lay_out(copy.path, wanted.out, secret)
    said = counted(
        "{n} file was written to the folder {folder}.",
        "{n} files were written to the folder {folder}.",
        len(done),
        folder=wanted.out.name,
    )
    return Answer((speaking.say(said),), {"folder": str(wanted.out), "files": [path.name for path in done]})


def _at(path: Path) -> Copy:
    found = backups.copy_at(path)
    if found is None:
        raise Refusal(
            "no-backup", sentence("The file {file} is no backup of this program. Choose another file.", file=path.name)
        )
    return found


def _shape(copy: Copy) -> dict[str, Any]:
    return {
        "file": str(copy.path),
        "at": copy.at,
        "size": copy.size,
        "why": copy.why,
        "number": copy.number,
        "records": copy.records,
        "verified": copy.is_verified,
        "where": copy.where,
        "complete": copy.is_complete,
    }
