"""Copies of the data of the self-test: made, tried, restored into a new folder, and locked there with a password."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.services import backups, security
from hospcomms.services.office import Office, open_office
from hospcomms.services.selftest.bench import counts
from hospcomms.services.selftest.journal import require

_RESTORED = "restored"
"""In the folder of the self-test: no folder beside it is ever touched, whatever it is called."""
_PASSWORD, _WRONG = "جملة سرّ طويلة للتجربة", "جملة أخرى طويلة"


def back_up(office: Office) -> str:
    """Make a backup in the data folder and restore it for a trial."""
    made = backups.make(office, "asked")
    tried = backups.rehearse(office, made)
    require(tried.ok, "; ".join(str(problem) for problem in tried.problems))
    require(dict(tried.counts) == dict(made.counts), "the trial restore counts other records than the backup")
    return f"{made.path.name}, {made.records} records, {made.size} bytes"


def bring_back(office: Office, file: Path) -> str:
    """Write everything into one file, restore it into a new folder, compare, and set a password there."""
    copy, held = backups.write_file(office, file), counts(office)
    with _new_folder(office.folder) as folder:
        backups.restore(folder, copy, office.clock())
        with closing(open_office(folder)) as restored:
            found = counts(restored)
            require(found == held, f"{held} was backed up, {found} was restored")
            new = security.begin(restored, _PASSWORD)
            left = security.finish(restored, new, new.code)
            require(not left, f"not sealed: {left}")
        _unlock(folder, held)
    return f"{sum(held.values())} records, {copy.size} bytes"


def _unlock(folder: Path, held: dict[str, int]) -> None:
    for secret, kind in (("", "password-needed"), (_WRONG, "wrong-password")):
        try:
            open_office(folder, secret=secret).close()
        except Refusal as refusal:
            require(refusal.kind == kind, f"a wrong password is refused as {refusal.kind}")
        else:
            require(False, f"the locked data opened ({kind})")
    with closing(open_office(folder, secret=_PASSWORD)) as unlocked:
        require(counts(unlocked) == held, "the data behind the password is another")


@contextmanager
def _new_folder(data: Path) -> Iterator[Path]:
    """A folder inside the data of the self-test: what a killed run left of it goes first, and it goes again."""
    folder = data / _RESTORED
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
