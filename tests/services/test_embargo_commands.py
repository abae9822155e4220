"""The hard block on the command line: no command tells or writes anything of a release under embargo (issue 5)."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from hospcomms.cli import main
from hospcomms.services import handing_out
from hospcomms.services.office import open_office
from hospcomms.services.settings import Settings
from tests.hospital import empty
from tests.services import release_stage as stage
from tests.services.release_stage import SECRET, Newsroom, leaks, told

FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where a command writes what it writes."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


COMMANDS: dict[str, Callable[[Newsroom, Path], list[object]]] = {
    "export .xlsx": lambda _held, out: ["export", "release", "--columns", "title,body", "--out", out / "l.xlsx"],
    "export .csv": lambda _held, out: ["export", "release", "--columns", "title,body", "--out", out / "l.csv"],
    "export .pdf": lambda _held, out: ["export", "release", "--out", out / "l.pdf"],
    "export of the log": lambda _held, out: ["export", "delivery", "--columns", "release,note", "--out", out / "d.csv"],
    "export of clips": lambda _held, out: ["export", "clip", "--columns", "title,release", "--out", out / "c.csv"],
    "list report": lambda _held, out: ["report", "list", "--kind", "release", "--out", out / "l.pdf"],
    "record sheet": lambda held, out: ["report", "record-sheet", "--id", held.release.id, "--out", out / "r.pdf"],
    "release": lambda held, out: ["report", "release", "--id", held.release.id, "--out", out / "r.pdf"],
    "latest release": lambda _held, out: ["report", "release", "--out", out / "r.pdf"],
    "version": lambda held, out: ["report", "release", "--id", held.version.id, "--out", out / "r.pdf"],
    "to an untrusted person": lambda held, out: [
        *("report", "release", "--id", held.release.id, "--to-person", held.other.id, "--out", out / "r.pdf")
    ],
    "to a blocked person, for Word": lambda held, out: [
        *("report", "release", "--id", held.release.id, "--to-person", held.blocked.id, "--out", out / "r.docx")
    ],
    "internal for a stranger": lambda held, out: [
        *("report", "release", "--id", held.release.id, "--internal", "صحفي", "--out", out / "r.pdf")
    ],
    "record sheet to an untrusted person": lambda held, out: [
        *("report", "record-sheet", "--id", held.release.id, "--to-person", held.other.id, "--out", out / "r.pdf")
    ],
    "weekly brief": lambda _held, out: ["report", "weekly-brief", "--out", out / "w.pdf"],
    "brief": lambda held, out: ["letter", "brief", "--id", held.linked["campaign"].id, "--out", out / "b.docx"],
    "campaign workbook": lambda held, out: [
        "template",
        "campaign",
        "--id",
        held.linked["campaign"].id,
        "--out",
        out / "t.xlsx",
    ],
    "ministry workbook": lambda _held, out: ["workbook", "--from", FIRST, "--to", LAST, "--out", out / "m.xlsx"],
    "calendar": lambda _held, out: ["calendar", "export", "--from", FIRST, "--to", LAST, "--out", out / "c.ics"],
    "search": lambda _held, _out: ["search", SECRET],
    "search in its words": lambda _held, _out: ["search", "ZEBRABODY"],
    "check": lambda _held, _out: ["check"],
}
"""Commands that answer or write something."""


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    """The same in a folder that is not open, for the command line; it is no sample."""
    folder = tmp_path_factory.mktemp("closed")
    office = empty(folder / "office", Settings(officer="ن. عيّنة", language="en", is_ready=True))
    held = stage.newsroom(office, folder / "in", office.clock() + timedelta(days=1))
    office.close()
    return held


def ask(held: Newsroom, capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    code = main(["--data", str(held.office.folder), *map(str, words)])
    said = capsys.readouterr()
    return code, said.out + said.err


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("more", [(), ("--json",)], ids=["words", "json"])
def test_no_command_tells_of_a_held_release(
    closed: Newsroom, out: Path, capsys: pytest.CaptureFixture[str], name: str, more: tuple[str, ...]
) -> None:
    code, said = ask(closed, capsys, *COMMANDS[name](closed, out), *more)
    assert (leaks(told(out)), leaks(said)) == ([], [])
    if code:
        assert said.strip()
        assert list(out.iterdir()) == []
    if name in ("release", "version", "record sheet", "to an untrusted person"):
        assert (code, "embargo" in said) == (1, True)


def test_undoing_on_the_command_line_does_not_name_it(
    closed: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(closed.office.folder, tmp_path / "office")
    for _ in range(4):
        code = main(["--data", str(tmp_path / "office"), "undo"])
        said = capsys.readouterr()
        assert leaks(said.out + said.err) == []
    assert code == 0


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_on_the_command_line_a_trusted_person_and_a_colleague_are_given_it_and_logged(
    closed: Newsroom, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    shutil.copytree(closed.office.folder, tmp_path / "office")
    out = tmp_path / "out"
    out.mkdir()
    for option, value in (("--to-person", closed.trusted.id), ("--internal", closed.staff.name)):
        words = ("report", "release", "--id", closed.release.id, option, value, "--out", out / f"{option}.{ending}")
        code = main(["--data", str(tmp_path / "office"), *map(str, words), "--json"])
        said = capsys.readouterr()
        assert (code, json.loads(said.out)["id"]) == (0, closed.release.id)
    assert {SECRET, "ZEBRABODY"} <= set(leaks(told(out)))
    office = open_office(tmp_path / "office")
    lines = handing_out.deliveries(office, closed.release)
    office.close()
    assert [(line.recipient, line.under_embargo) for line in lines][:2] == [
        (closed.staff.name, True),
        (closed.trusted.name, True),
    ]
