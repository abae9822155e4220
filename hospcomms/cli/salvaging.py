"""The command that saves what can still be read of damaged data."""

from __future__ import annotations

import argparse
from pathlib import Path

from hospcomms.cli.answers import Answer
from hospcomms.cli.asking import secret_for
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import sentence


def salvage(wanted: argparse.Namespace, folder: Path, speaking: Locale) -> Answer:
    """Read the damaged data and write what is left of it into a new folder."""
    # late: only this command salvages
    from hospcomms.services import salvage as rescue

    report = rescue.salvage(folder, wanted.out, secret_for(wanted, folder, speaking))
    lines = [speaking.say(said) for said in rescue.told(report)]
    lines += [
        speaking.say(sentence("{records}: {saved} saved, {lost} lost", records=kind, saved=saved, lost=lost))
        for kind, saved, lost in rescue.by_kind(report)
        if lost
    ]
    shape = {
        "folder": str(report.folder),
        "read": dict(report.read),
        "restored": dict(report.restored),
        "lost": dict(report.lost),
        "files": report.files,
        "lost_files": report.lost_files,
        "pages": report.pages,
        "bad_pages": report.bad,
        "problems": [{"kind": found.kind, "where": found.where} for found in report.problems],
    }
    return Answer(tuple(lines), shape)
