"""Old data is brought to the present schema whole or not at all, and a fresh folder is the same as an upgraded one."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.errors import Refusal
from hospcomms.services.office import create_office, open_office
from hospcomms.storage import keys
from hospcomms.storage.connect import APPLICATION_ID, DATABASE, SCHEMA_VERSION, connect
from hospcomms.storage.upgrade import BACKUPS, SCRIPTS, upgrade
from tests.storage import golden

NEXT = SCHEMA_VERSION + 1
_REVISION = f"""
from alembic import op
import sqlalchemy as sa
revision = "{NEXT:04}"
down_revision = "{SCHEMA_VERSION:04}"
def upgrade():
    {{body}}
"""


@contextlib.contextmanager
def database(folder: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(connect(folder / DATABASE, keys.read(folder).data)) as connection:
        yield connection


def schema(folder: Path) -> dict[str, str]:
    """Every table and index as SQLite keeps it, spaces made one."""
    with database(folder) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
    return {name: re.sub(r"\s*([(),])\s*|\s+", lambda found: found[1] or " ", sql or "").strip() for name, sql in rows}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A closed folder of the present schema with three records, one of them in the bin."""
    office = create_office(tmp_path / "data")
    with office.store.change("Add") as change:
        for name in ("أمهات", "آباء", "أطفال"):
            change.save(Audience(name=name))
    with office.store.change("Delete") as change:
        change.bin(Audience, 3)
    office.close()
    return tmp_path / "data"


def scripts(tmp_path: Path, body: str) -> Path:
    """Our revisions and one more."""
    target = tmp_path / "migrations"
    shutil.copytree(SCRIPTS, target, ignore=shutil.ignore_patterns("__pycache__"))
    (target / "versions" / f"schema_{NEXT:04}.py").write_text(_REVISION.format(body=body))
    return target


def test_a_fresh_folder_and_one_upgraded_from_nothing_are_the_same(tmp_path: Path) -> None:
    """When this fails before a release, freeze the tables again; after one, write the next revision."""
    create_office(tmp_path / "fresh").close()
    old = tmp_path / "old"
    old.mkdir()
    keys.create(old)
    with database(old) as connection:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    open_office(old).close()
    assert schema(old) == schema(tmp_path / "fresh")
    for sql in ("SELECT * FROM tally ORDER BY 1", "SELECT * FROM serial", "PRAGMA user_version"):
        with database(old) as upgraded, database(tmp_path / "fresh") as fresh:
            assert upgraded.execute(sql).fetchall() == fresh.execute(sql).fetchall()
    assert [path.suffix for path in (old / BACKUPS).iterdir()] == [".db"]


def test_an_upgrade_keeps_every_row_and_finds_every_word(folder: Path, tmp_path: Path) -> None:
    body = """with op.batch_alter_table("audience", recreate="always") as table:
        table.add_column(sa.Column("colour", sa.Text, nullable=False, server_default=""))"""
    upgrade(folder, keys.read(folder).data, scripts(tmp_path, body))
    with database(folder) as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == NEXT
        assert connection.execute("SELECT count(*), max(colour) FROM audience").fetchone() == (3, "")
        sql = "SELECT rowid FROM search_words WHERE search_words MATCH ?"
        assert connection.execute(sql, ('"امهات"*',)).fetchall() == [(1,)]
    with pytest.raises(Refusal) as refused:
        open_office(folder)
    assert refused.value.kind == "newer"


def test_the_copy_made_before_an_upgrade_opens(folder: Path, tmp_path: Path) -> None:
    upgrade(folder, keys.read(folder).data, scripts(tmp_path, "op.execute('SELECT 1')"))
    (copy,) = (folder / BACKUPS).iterdir()
    copy.replace(folder / DATABASE)
    office = open_office(folder)
    with contextlib.closing(office):
        assert office.store.get(Audience, 1).name == "أمهات"


@pytest.mark.parametrize(
    "body",
    [
        "op.execute('DELETE FROM audience WHERE id = 1')",
        "op.drop_table('draft')",
        "op.drop_index('ix_journal_record_id')",
        "op.execute('INSERT INTO nowhere VALUES (1)')",
        "op.execute('DELETE FROM search'); op.execute('SELECT x FROM nowhere')",
    ],
)
def test_an_upgrade_that_loses_something_or_fails_changes_nothing(folder: Path, tmp_path: Path, body: str) -> None:
    before = schema(folder)
    with pytest.raises(Refusal) as refused:
        upgrade(folder, keys.read(folder).data, scripts(tmp_path, body))
    assert refused.value.kind == "upgrade-failed"
    assert schema(folder) == before
    office = open_office(folder)
    with contextlib.closing(office):
        assert [office.store.get(Audience, ident).name for ident in (1, 2, 3)] == ["أمهات", "آباء", "أطفال"]
        assert office.store.faults() == []


def test_a_state_that_no_revision_knows_is_refused(folder: Path) -> None:
    with database(folder) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'beta7'")
    with pytest.raises(Refusal) as refused:
        upgrade(folder, keys.read(folder).data)
    assert (refused.value.kind, refused.value.sentence.values["v"]) == ("unknown-version", "beta7")


@pytest.mark.parametrize("place", sorted(golden.HOME.glob("schema-*")), ids=lambda place: str(place.name))
def test_the_data_of_every_released_schema_opens_with_every_row(place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(place, folder)
    (folder / golden.EXPECTED).unlink()
    expected = json.loads((place / golden.EXPECTED).read_text(encoding="utf-8"))
    office = open_office(folder)
    with contextlib.closing(office):
        found = golden.rows(office)
        for key, rows in expected["rows"].items():
            assert len(found[key]) == len(rows)
            for row, kept in zip(found[key], rows, strict=True):
                assert {name: row[name] for name in kept} == kept
        assert (office.store.undoable() is not None) == expected["undo"]
        assert office.store.faults() == []
        assert office.store.search("انفلونزا", 5)


def test_the_present_schema_has_its_golden_folder() -> None:
    assert (golden.HOME / f"schema-{SCHEMA_VERSION}" / DATABASE).is_file()
