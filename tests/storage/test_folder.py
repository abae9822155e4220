"""Opening a data folder: one sentence for each thing that can be wrong, and no byte of it changed."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.services.office import Office, create_office, open_office
from hospcomms.storage import keys
from hospcomms.storage.connect import DATABASE, connect, driver


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed data folder with one record."""
    office = create_office(tmp_path / "data")
    with office.store.change("Add") as change:
        change.save(Audience(name="أمهات"))
    office.close()
    return tmp_path / "data"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file but the lock, which is empty and only made to be held."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file() and path.suffix != ".lock"}


@contextlib.contextmanager
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(connect(folder / DATABASE, keys.read(folder).data)) as connection:
        yield connection


def refusal(folder: Path) -> Refusal:
    """What opening a folder is refused with; its files must keep their bytes."""
    before = contents(folder) if folder.is_dir() else {}
    with pytest.raises(Refusal) as refused:
        open_office(folder).close()
    assert (contents(folder) if folder.is_dir() else {}) == before
    assert str(refused.value.sentence).endswith(".")
    return refused.value


def is_ours_again(folder: Path) -> bool:
    office = open_office(folder)
    with contextlib.closing(office):
        return office.store.count(Query(Audience)) == 1


def test_a_folder_opens_again_with_what_was_in_it(folder: Path) -> None:
    assert is_ours_again(folder)


def test_a_missing_folder_is_said_and_not_made(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone").kind == "missing-folder"
    assert not (tmp_path / "gone").exists()


def test_a_folder_of_something_else_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("bonjour")
    assert refusal(tmp_path).kind == "not-ours"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("x")
    with pytest.raises(Refusal) as refused:
        open_office(tmp_path / "data")
    assert refused.value.kind == "missing-folder"


def test_an_empty_data_file_is_said_and_kept(folder: Path) -> None:
    (folder / DATABASE).write_bytes(b"")
    assert refusal(folder).kind == "empty-file"


def test_a_plain_database_of_another_program_is_not_ours(folder: Path) -> None:
    (folder / DATABASE).unlink()
    with contextlib.closing(sqlite3.connect(folder / DATABASE)) as foreign:
        foreign.execute("CREATE TABLE t(x)")
        foreign.commit()
    assert refusal(folder).kind == "not-ours"


def test_an_encrypted_database_without_our_mark_is_not_ours(folder: Path) -> None:
    with database(folder) as connection:
        connection.execute("PRAGMA application_id=1")
    assert refusal(folder).kind == "not-ours"


def test_a_missing_key_file_is_said(folder: Path) -> None:
    key = (folder / keys.KEY_FILE).rename(folder / "elsewhere")
    assert refusal(folder).kind == "key-missing"
    key.rename(folder / keys.KEY_FILE)
    assert is_ours_again(folder)


@pytest.mark.parametrize("spoil", [lambda text: text[:40], lambda text: "", lambda text: text.replace("a", "b")])
def test_a_damaged_key_file_is_told_apart_from_damaged_data(folder: Path, spoil: Callable[[str], str]) -> None:
    path = folder / keys.KEY_FILE
    path.write_text(spoil(path.read_text()))
    assert refusal(folder).kind == "key-damaged"


def test_a_key_file_of_another_application_is_damaged_to_us(folder: Path) -> None:
    (folder / keys.KEY_FILE).write_text(json.dumps({"slots": []}))
    assert refusal(folder).kind == "key-damaged"


@pytest.mark.parametrize("place", [0, 20, 100, 4095])
def test_a_damaged_first_page_is_said_and_kept(folder: Path, place: int) -> None:
    path = folder / DATABASE
    spoilt = bytearray(path.read_bytes())
    spoilt[place] ^= 1
    path.write_bytes(spoilt)
    assert refusal(folder).kind == "damaged"


def test_a_truncated_data_file_is_said(folder: Path) -> None:
    path = folder / DATABASE
    path.write_bytes(path.read_bytes()[:3000])
    assert refusal(folder).kind == "damaged"


def test_data_of_a_newer_version_is_refused_with_its_number(folder: Path) -> None:
    with database(folder) as connection:
        connection.execute("PRAGMA user_version=999")
    found = refusal(folder)
    assert (found.kind, found.sentence.values["v"]) == ("newer", "999")


def test_an_unknown_state_of_the_tables_is_refused(folder: Path) -> None:
    with database(folder) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'beta7'")
    found = refusal(folder)
    assert (found.kind, found.sentence.values["v"]) == ("unknown-version", "beta7")


def test_data_kept_in_another_journal_form_is_not_touched_by_a_refusal(folder: Path) -> None:
    """A restored backup is not in WAL form; looking at its version must not turn it."""
    with database(folder) as connection:
        connection.execute("PRAGMA user_version=999")
        connection.execute("PRAGMA journal_mode=DELETE")
    assert refusal(folder).kind == "newer"


def test_a_folder_in_use_is_locked(folder: Path) -> None:
    first = open_office(folder)
    with contextlib.closing(first):
        with pytest.raises(Refusal) as refused:
            open_office(folder)
        assert refused.value.kind == "locked"
    assert is_ours_again(folder)


def test_a_folder_in_use_by_another_process_is_locked_until_it_is_killed(folder: Path, root: Path) -> None:
    code = "import sys; from pathlib import Path; from hospcomms.services.office import open_office\n"
    code += "office = open_office(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()"
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"open"
        with pytest.raises(Refusal) as refused:
            open_office(folder)
        assert refused.value.kind == "locked"
        other.kill()
        other.wait()
    assert is_ours_again(folder)


def test_a_folder_that_may_only_be_read_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # the superuser may write anywhere, and so may the owner of a folder whose mark Windows shows but does not heed
    if os.name == "nt" or os.geteuid() == 0:
        monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    else:
        folder.chmod(0o500)
    try:
        assert refusal(folder).kind == "read-only"
    finally:
        folder.chmod(0o700)


def test_a_new_folder_is_not_made_over_something(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("bonjour")
    for place in (tmp_path, tmp_path / "letter.txt"):
        with pytest.raises(Refusal) as refused:
            create_office(place)
        assert refused.value.kind == "not-empty"
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_folder_that_could_not_be_made_leaves_its_place_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object) -> None:
        raise driver().OperationalError("database or disk is full")

    with monkeypatch.context() as broken:
        broken.setattr("hospcomms.storage.creation.create_tables", full)
        with pytest.raises(Refusal) as refused:
            create_office(tmp_path / "data")
    assert refused.value.kind == "disk-full"
    create_office(tmp_path / "data").close()


def test_opening_and_reading_imports_neither_sqlalchemy_nor_migrations(folder: Path, root: Path) -> None:
    code = """
import sys
from pathlib import Path
from hospcomms.domain.audiences import Audience
from hospcomms.domain.query import Query
from hospcomms.services import records, search
from hospcomms.services.office import open_office
office = open_office(Path(sys.argv[1]))
assert records.find(office, Query(Audience))[0].name
assert search.search(office, "امهات")
office.close()
heavy = ("sqlalchemy", "alembic", "hospcomms.storage.upgrade", "hospcomms.storage.migrations", "zipfile", "reportlab")
print([name for name in heavy if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_saving_imports_no_migration(folder: Path, root: Path) -> None:
    code = """
import sys
from pathlib import Path
from hospcomms.domain.audiences import Audience
from hospcomms.services import records
from hospcomms.services.office import open_office
office = open_office(Path(sys.argv[1]))
records.save(office, Audience(name="آباء"))
office.close()
print([name for name in ("alembic", "hospcomms.storage.upgrade") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_an_office_names_no_key_when_it_is_printed(office: Office) -> None:
    secret = json.loads((office.folder / keys.KEY_FILE).read_text())["slots"][0]["key"]
    shown = repr(office) + repr(office.store) + repr(office.store._keys) + repr(vars(office.store))
    assert secret not in shown
    assert repr(bytes.fromhex(secret)) not in shown
