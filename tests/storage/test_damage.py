"""A damaged data file is found before anything wrong is shown, and said in a sentence."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.services import records
from hospcomms.services.office import create_office, open_office
from hospcomms.storage import keys
from hospcomms.storage.connect import DATABASE, connect

SECRET = "فلانة بنت فلان"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    office = create_office(tmp_path / "data")
    with office.store.change("Add") as change:
        for number in range(300):
            change.save(Audience(name=f"{SECRET} {number}", description="نص " * 200))
    office.close()
    return tmp_path / "data"


def test_reading_or_saving_in_a_file_damaged_meanwhile_is_refused_in_a_sentence(folder: Path) -> None:
    path = folder / DATABASE
    with contextlib.closing(connect(path, keys.read(folder).data)) as connection:
        sql = "SELECT rootpage FROM sqlite_master WHERE name IN ('audience', 'tally', 'change', 'draft', 'serial')"
        roots = [row[0] for row in connection.execute(sql)]
    content = bytearray(path.read_bytes())
    for root in roots:
        content[(root - 1) * 4096 + 50] ^= 1
    office = open_office(folder)
    heard: list[str] = []
    office.store.on_damage = lambda: heard.append("damaged")
    path.write_bytes(content)
    with contextlib.closing(office):
        for attempt in (
            lambda: records.find(office, Query(Audience)),
            lambda: records.count(office, Query(Audience)),
            lambda: records.undo(office),
            lambda: records.save(office, Audience(name="x")),
            lambda: records.drafts(office),
        ):
            with pytest.raises(Refusal) as refused:
                attempt()
            assert refused.value.kind == "damaged"
    assert heard == ["damaged"] * 5
    assert path.read_bytes() == bytes(content)


def test_no_text_of_the_officer_stands_in_any_file_of_the_folder(folder: Path) -> None:
    """Neither in the data file nor in its journal while the program runs."""
    office = open_office(folder)
    with contextlib.closing(office):
        records.save(office, Audience(name=f"{SECRET} سرية"))
        records.keep_draft(office, Audience, 0, {"name": SECRET})
        for path in folder.rglob("*"):
            if path.is_file():
                assert SECRET.encode() not in path.read_bytes()
                assert SECRET.encode("utf-16-le") not in path.read_bytes()
