"""The ladder of opening: each refusal has its own words, and none changes a byte, not even of what a crash left."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hospcomms.cli import main
from hospcomms.domain.errors import Refusal
from hospcomms.services import security
from hospcomms.services.office import open_office
from hospcomms.storage import folder as opening
from hospcomms.storage import keys
from hospcomms.storage.connect import DATABASE, connect
from tests.cases import cases
from tests.hospital import empty
from ui.shell.refused import TITLES

Spoil = Callable[[Path], object]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the lock and the memory that programs share, which hold no data."""
    left_out = (".lock", "-shm")
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(left_out)
    }


def sql(statement: str) -> Spoil:
    def spoil(folder: Path) -> None:
        with contextlib.closing(connect(folder / DATABASE, keys.read(folder).data)) as connection:
            connection.execute(statement)

    return spoil


def flip(name: str, place: int) -> Spoil:
    def spoil(folder: Path) -> None:
        content = bytearray((folder / name).read_bytes())
        content[place] ^= 1
        (folder / name).write_bytes(content)

    return spoil


def plain(folder: Path) -> None:
    (folder / DATABASE).unlink()
    with contextlib.closing(sqlite3.connect(folder / DATABASE)) as foreign:
        foreign.execute("CREATE TABLE t(x)")


def locked(folder: Path) -> None:
    empty(folder, None).close()
    with contextlib.closing(open_office(folder)) as office:
        security.finish(office, new := security.begin(office, "Oued-Semar 1957 bleu"), new.code)


RUNGS: tuple[tuple[str, Spoil], ...] = (
    ("missing-folder", shutil.rmtree),
    ("not-ours", lambda folder: (folder / DATABASE).unlink()),
    ("not-ours", plain),
    ("not-ours", sql("PRAGMA application_id=1")),
    ("empty-file", lambda folder: (folder / DATABASE).write_bytes(b"")),
    ("key-missing", lambda folder: (folder / keys.KEY_FILE).unlink()),
    *(("key-damaged", flip(keys.KEY_FILE, place)) for place in (3, 60, 120, -3)),
    ("password-needed", locked),
    *(("damaged", flip(DATABASE, place)) for place in (0, 30, 4090, 5000, -1)),
    ("damaged", lambda folder: os.truncate(folder / DATABASE, (folder / DATABASE).stat().st_size - 4096)),
    ("newer", sql("PRAGMA user_version=999")),
    ("unknown-version", sql("UPDATE alembic_version SET version_num = 'beta7'")),
)


def refused(folder: Path, secret: str = "") -> Refusal:
    with pytest.raises(Refusal) as found:
        open_office(folder, secret=secret).close()
    return found.value


def test_every_refusal_has_its_own_words_and_keeps_every_byte(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty(tmp_path / "whole").close()
    said: dict[str, set[str]] = {}
    with cases() as table:
        for number, (kind, spoil) in enumerate(RUNGS):
            with table.case(number, kind):
                folder = tmp_path / f"data-{number}"
                shutil.copytree(tmp_path / "whole", folder)
                spoil(folder)
                before = contents(folder) if folder.exists() else {}
                found = refused(folder)
                assert found.kind == kind
                if kind not in ("password-needed", "damaged"):
                    assert main(["--data", str(folder), "search", "x"]) == 1
                    assert capsys.readouterr().err.strip()
                assert (contents(folder) if folder.exists() else {}) == before
                assert kind in TITLES or kind == "password-needed"
                said.setdefault(kind, set()).add(found.sentence.text)
    texts = [text for kind, found in said.items() for text in found if kind != "not-ours"]
    assert len(texts) == len(set(texts))


def test_a_wrong_password_is_neither_damage_nor_a_missing_key(tmp_path: Path) -> None:
    locked(tmp_path / "data")
    before = contents(tmp_path / "data")
    assert refused(tmp_path / "data", "Oued-Semar 1957 rouge").kind == "wrong-password"
    assert contents(tmp_path / "data") == before
    flip(DATABASE, 5000)(tmp_path / "data")
    assert refused(tmp_path / "data", "Oued-Semar 1957 bleu").kind == "damaged"


def test_what_the_disk_and_others_refuse_is_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "data"
    empty(folder).close()
    before = contents(folder)
    with contextlib.closing(open_office(folder)):
        assert refused(folder).kind == "locked"
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
        assert refused(folder).kind == "read-only"
    for number, kind in ((errno.ENOSPC, "disk-full"), (errno.EROFS, "read-only")):

        def fail(_folder: Path, number: int = number) -> object:
            raise OSError(number, "x")

        with monkeypatch.context() as patch:
            patch.setattr(opening, "FolderLock", fail)
            assert refused(folder).kind == kind
    assert contents(folder) == before


CRASH = """
import os, sys
from pathlib import Path
from hospcomms.domain.audiences import Audience
from hospcomms.services import records
from hospcomms.services.office import open_office
office = open_office(Path(sys.argv[1]))
records.save(office, Audience(name="x", description="y" * 9000))
os._exit(9)
"""


def test_what_a_crash_left_in_the_log_is_kept_by_a_refusal_and_used_by_the_next_start(
    tmp_path: Path, root: Path
) -> None:
    """A page that a power cut tore while the log was folded in is whole in the log: it is no damage."""
    folder = tmp_path / "data"
    empty(folder).close()
    assert subprocess.run([sys.executable, "-c", CRASH, str(folder)], cwd=root, check=False).returncode == 9
    trail = folder / f"{DATABASE}-wal"
    assert trail.stat().st_size > 0
    before = contents(folder)
    key = (folder / keys.KEY_FILE).rename(folder / "elsewhere")
    assert refused(folder).kind == "key-missing"
    key.rename(folder / keys.KEY_FILE)
    kept = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    with monkeypatched_version(2):
        assert refused(folder).kind == "newer"
    assert contents(folder) == before
    for name, content in kept.items():
        (folder / name).write_bytes(content)
    torn = bytearray((folder / DATABASE).read_bytes())
    number = int.from_bytes(trail.read_bytes()[32:36], "big")
    torn[(number - 1) * 4096 + 700] ^= 1
    (folder / DATABASE).write_bytes(torn)
    with contextlib.closing(open_office(folder)) as office:
        assert len(office.store.drafts()) == 0
        assert office.store.undoable() is not None
    with contextlib.closing(open_office(folder)) as office:
        assert office.store.faults() == []


@contextlib.contextmanager
def monkeypatched_version(version: int) -> Iterator[None]:
    """The program as it was at an earlier version: what is here is newer than it knows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "SCHEMA_VERSION", version)
        yield
