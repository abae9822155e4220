"""What can still be read of damaged data: every record that is on a whole page or in the history, and no other."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hospcomms.cli import main
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.incident_log import LogLine
from hospcomms.domain.incidents import Incident
from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.services import backups, files, records, rescue, salvage, upkeep
from hospcomms.services.office import open_office
from hospcomms.services.privacy import erasure
from hospcomms.services.settings import Settings
from hospcomms.storage import keys, salvaging
from hospcomms.storage.connect import DATABASE, connect
from hospcomms.storage.page_reading import PAGE, Pages
from hospcomms.storage.tree_reading import Reading, rows
from tests.hospital import empty

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KINDS: tuple[type[Record], ...] = (Audience, Campaign, Incident)
IDENTITY = "7c1e"


def line_of(incident: int, number: int) -> LogLine:
    """A line of a log that takes a sixth of a page."""
    words = f"سطر {number} " * 40
    return LogLine(
        incident=incident, line=0, at=NOON, offset=60, elapsed=0, run="a", ticks=number * 1000,
        kind="note" if number else "start",
        words=words, by="ن.ع",
    )  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed folder: audiences of many pages, a campaign with a file and a long text, one in the bin, an incident."""
    place = tmp_path_factory.mktemp("salvage")
    (place / "scan.pdf").write_bytes(b"%PDF-1.4 scan")
    with contextlib.closing(empty(place / "data", Settings(officer="ن. عيّنة", is_ready=True))) as office:
        with office.store.change("Add") as change:
            for number in range(150):
                change.save(Audience(name=f"فئة {number}", description="نص " * 60, size=float(number)))
        stored = files.attach(office, place / "scan.pdf")
        commit = records.save(office, Campaign(title="حملة", situation="سطر " * 2500, attachments=(stored,)))
        campaign = commit.saved(Campaign)
        records.save(office, Campaign(id=campaign.id, revision=1, title="حملة معدلة", attachments=(stored,)))
        records.remove(office, Audience, [records.find(office, Query(Audience))[0].id])
        with office.store.change("Begin", "incident") as change:
            incident = change.save(Incident(title="حريق", identity=IDENTITY, started_at=NOON))
            for number in range(40):
                change.log(IDENTITY, line_of(incident.id, number))
    return place / "data"


@pytest.fixture
def folder(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole, tmp_path / "data")
    return tmp_path / "data"


@contextlib.contextmanager
def kept(folder: Path) -> Iterator[dict[tuple[str, int], Record]]:
    """Every record of a folder, in the bin or not, by type and number."""
    with contextlib.closing(open_office(folder)) as office:
        yield {
            (kind.key, one.id): one
            for kind in KINDS
            for binned in (False, True)
            for one in office.store.find(Query(kind, binned=binned))
        }


def pages_of(folder: Path, *names: str) -> list[int]:
    """The first page of some tables, counted from 0."""
    with contextlib.closing(connect(folder / DATABASE, keys.read(folder).data)) as connection:
        marks = ", ".join("?" * len(names))
        found = connection.execute(f"SELECT rootpage FROM sqlite_master WHERE name IN ({marks})", names)
        return [row[0] - 1 for row in found]


def spoil(folder: Path, pages: list[int], place: int = 2000) -> bytes:
    content = bytearray((folder / DATABASE).read_bytes())
    for page in pages:
        content[page * PAGE + place] ^= 1
    (folder / DATABASE).write_bytes(content)
    return bytes(content)


@pytest.mark.parametrize("harm", ["the list of tables", "the salt", "the trees"])
def test_all_is_read_when_only_what_leads_to_the_rows_is_damaged(
    folder: Path, whole: Path, tmp_path: Path, harm: str
) -> None:
    pages = [0] if harm != "the trees" else pages_of(folder, "audience", "search", "change")
    damaged = spoil(folder, pages, 3 if harm == "the salt" else 2000)
    with pytest.raises(Refusal):
        open_office(folder)
    report = salvage.salvage(folder, tmp_path / "new")
    with kept(whole) as before, kept(tmp_path / "new") as after:
        assert after == before
    assert (report.missing, report.files, report.lost_files) == (0, 1, 0)
    assert [problem for problem in report.problems if problem.kind in ("damaged", "log", "link", "index")] == []
    assert (folder / DATABASE).read_bytes() == damaged
    with contextlib.closing(open_office(tmp_path / "new")) as office:
        assert upkeep.check(office).ok
        assert office.settings.officer == "ن. عيّنة"
        assert office.store.undoable() is None
        campaign = records.find(office, Query(Campaign))[0]
        names = [line.name for line in office.store.history(campaign.id)]
        assert names[-2:] == ([salvaging.UNNAMED] * 2 if harm == "the trees" else ["Save", "Add"])
        assert files.path_of(office, campaign.attachments[0]).read_bytes() == b"%PDF-1.4 scan"
        new = records.save(office, Audience(name="بعد الإنقاذ")).saved(Audience)
        assert new.id > max(ident for _, ident in before)


def test_what_is_lost_is_counted_and_nothing_wrong_is_taken_for_data(folder: Path, whole: Path, tmp_path: Path) -> None:
    content = (folder / DATABASE).read_bytes()
    rng = random.Random(8)
    spoil(folder, rng.sample(range(1, len(content) // PAGE), len(content) // PAGE // 4))
    report = salvage.salvage(folder, tmp_path / "new")
    with kept(whole) as before, kept(tmp_path / "new") as after:
        assert set(after) <= set(before)
        assert report.saved == len(after)
        for key, one in after.items():
            assert type(one) is type(before[key])
            assert repr(one) == repr(before[key]) or one.revision <= before[key].revision
        assert len(after) > len(before) // 2
    assert report.missing > 0
    assert all(sentence.text for sentence in salvage.told(report))


def test_who_was_erased_does_not_come_into_the_new_folder_with_an_older_backup(folder: Path, tmp_path: Path) -> None:
    with contextlib.closing(open_office(folder)) as office:
        person = records.save(office, Person(name="فلان")).saved(Person)
        older = backups.make(office, "asked")
        erasure.erase(office, Person.key, [person.id], ground="request", decided_by="المدير")
    salvage.salvage(folder, tmp_path / "new")
    rescue.restore(tmp_path / "new", older, NOON)
    with contextlib.closing(open_office(tmp_path / "new")) as office:
        assert records.count(office, Query(Person)) == 0


def test_a_log_with_a_gap_is_shown_as_broken_and_not_mended(folder: Path, tmp_path: Path) -> None:
    with contextlib.closing(connect(folder / DATABASE, keys.read(folder).data)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'incident_log'").fetchone()[0]
    met = Reading()
    assert len(list(rows(Pages(folder / DATABASE, keys.read(folder).data), root, met))) == 40
    leaf = sorted(met.reached - {root})[1]
    spoil(folder, [leaf - 1])
    report = salvage.salvage(folder, tmp_path / "new")
    (broken,) = [problem for problem in report.problems if problem.kind == "log"]
    assert "حريق" in str(broken.sentence)
    with contextlib.closing(open_office(tmp_path / "new")) as office:
        incident = records.find(office, Query(Incident))[0]
        lines = office.store.log_lines(incident.id)
        assert 0 < len(lines) < 40
        assert office.store.log_fault(incident.id, IDENTITY) is not None


def test_the_command_says_what_was_saved_and_refuses_a_place_that_is_taken(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(folder, [0])
    for out, kind in ((folder / "inside", "inside"), (tmp_path, "not-empty")):
        assert main(["--data", str(folder), "salvage", "--out", str(out), "--json"]) == 1
        assert json.loads(capsys.readouterr().out)["error"]["kind"] == kind
    (folder / DATABASE).write_bytes(random.Random(1).randbytes(40 * PAGE))
    assert main(["--data", str(folder), "salvage", "--out", str(tmp_path / "new"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["kind"] == "nothing-read"
    assert not (tmp_path / "new").exists()
