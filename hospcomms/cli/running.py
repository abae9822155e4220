"""Carrying out a command: open the office if it needs one, answer, say refusals in the office's language."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hospcomms.cli import (
    backups,
    bringing,
    calendars,
    cases,
    commands,
    incidents,
    letters,
    ministry,
    passwords,
    privacy,
    readable,
    salvaging,
    twins,
)
from hospcomms.cli.answers import Answer
from hospcomms.cli.asking import open_asking
from hospcomms.cli.naming import program
from hospcomms.domain.backup_names import BACKUP_ENDING
from hospcomms.domain.errors import Refusal, no_memory
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import rescue
from hospcomms.services import settings as settings_file
from hospcomms.services.office import default_folder
from hospcomms.services.settings import Settings
from hospcomms.storage.connect import DATABASE

IN_OFFICE: dict[str, Callable[..., Answer]] = {
    "template": commands.template,
    "import": bringing.bring,
    "export": commands.export,
    "undo": commands.undo,
    "report": commands.report,
    "workbook": ministry.workbook,
    "letter": letters.letter,
    "search": commands.search,
    "check": commands.check,
    "backup": backups.backup,
    "backups": backups.list_backups,
    "rehearse": backups.rehearse,
    "duplicates": twins.duplicates,
    "calendar": calendars.calendar,
    "incident": incidents.incident,
    "privacy": privacy.privacy,
}
"""Commands that work on the data folder."""

WITHOUT_OFFICE: dict[str, Callable[[argparse.Namespace, Path, Locale], Answer]] = {
    "sample": lambda wanted, _folder, speaking: commands.sample(wanted, speaking),
    "typeset": lambda wanted, _folder, speaking: commands.typeset(wanted, speaking),
    "consolidate": lambda wanted, folder, speaking: ministry.consolidate(
        wanted, _spoken(folder, wanted.language or speaking.language)
    ),
    "evaluate": lambda wanted, folder, speaking: cases.evaluate(
        wanted, _spoken(folder, wanted.language or speaking.language)
    ),
    "password": passwords.password,
    "restore": backups.restore,
    "readable": backups.lay_out,
    "salvage": salvaging.salvage,
    "readability": lambda wanted, folder, _speaking: readable.measure(wanted, _spoken(folder, wanted.language)),
}
"""Commands that need no data folder, or open it themselves; ``_carry_out`` has those with a condition."""


def run(wanted: argparse.Namespace, picture: Callable[..., None] | None) -> int:
    """Carry out a parsed command; returns the exit code."""
    folder: Path = wanted.data or default_folder()
    speaking = _settings(folder).locale
    try:
        answer = _answered(wanted, folder, speaking, picture)
    except Refusal as refusal:
        said = speaking.say(refusal.sentence)
        print(said, file=sys.stderr)
        if refusal.kind in rescue.HELPED and not wanted.json:
            print(speaking.say(_way_out()), file=sys.stderr)
        if wanted.json:
            _print_json({"error": {"kind": refusal.kind, "sentence": said}})
        return 1
    if wanted.json:
        _print_json(answer.shape)
    elif answer.lines:
        print("\n".join(answer.lines))
    if answer.refusal is not None:
        print(speaking.say(answer.refusal.sentence), file=sys.stderr)
    return answer.code


def _way_out() -> Sentence:
    """What to do next where the data is damaged, in the commands of this program."""
    return sentence(
        "Restore a backup with {restore}; save what can still be read with {salvage}.",
        restore=f"{program()} restore BACKUP{BACKUP_ENDING} --replace",
        salvage=f"{program()} salvage --out NEWFOLDER",
    )


def _answered(
    wanted: argparse.Namespace, folder: Path, speaking: Locale, picture: Callable[..., None] | None
) -> Answer:
    try:
        return _carry_out(wanted, folder, speaking, picture)
    except MemoryError:
        pass  # its traceback holds on to what filled the memory until this block ends
    raise no_memory()


def _carry_out(
    wanted: argparse.Namespace, folder: Path, speaking: Locale, picture: Callable[..., None] | None
) -> Answer:
    if wanted.command in WITHOUT_OFFICE:
        return WITHOUT_OFFICE[wanted.command](wanted, folder, speaking)
    if wanted.command == "incident" and wanted.act == "verify":
        return incidents.verify_export(wanted, speaking)
    if wanted.command == "picture":
        return commands.take_picture(wanted, folder, speaking, picture)
    if commands.needs_no_office(wanted):
        return commands.list_reports(speaking) if wanted.command == "report" else commands.blank(wanted, speaking)
    if wanted.command == "incident" and incidents.wants_fresh_folder(wanted):
        incidents.make_fresh_folder(folder)
    return _in_office(wanted, folder, speaking)


def _in_office(wanted: argparse.Namespace, folder: Path, speaking: Locale) -> Answer:
    try:
        office = open_asking(wanted, folder, speaking)
        try:
            return IN_OFFICE[wanted.command](wanted, office)
        finally:
            office.close()
    except Refusal as refusal:
        if wanted.command == "check" and refusal.kind == "damaged":
            return commands.check_damaged(folder, speaking)
        raise


def _spoken(folder: Path, language: str) -> Locale:
    return _settings(folder).locale_for(language)


def _settings(folder: Path) -> Settings:
    """The settings of a data folder of ours; the usual ones for any other place, which is not touched."""
    try:
        return settings_file.load(folder) if (folder / DATABASE).is_file() else Settings()
    except Refusal:
        return Settings()  # it is told where the folder is opened


def _print_json(shape: Any) -> None:
    print(json.dumps(shape, ensure_ascii=False, indent=1, default=str))
