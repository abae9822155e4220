"""The log and the reports of failures: what they tell, what they never hold, and what a bad end leaves behind."""

from __future__ import annotations

import ast
import logging
import os
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hospcomms.domain.limits import LOG_BYTES
from hospcomms.domain.press import Person
from hospcomms.reports.pdf import set_pages
from hospcomms.services import crash_reports, log_listening, logs, records
from hospcomms.services.code_places import of_dump
from hospcomms.services.crash_reports import RunningMark
from hospcomms.services.logs import Log
from hospcomms.services.office import Office
from tests.gates.tree import PROGRAM, modules, parsed, shown

NAMES = ("بوعلام قسنطيني", "Boualem Canari", "+213 555 443322", "boualem@canari.example")
AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.fixture
def log(office: Office) -> Iterator[Log]:
    """The log of the office, with everything that listens for it."""
    made = Log(office.folder, lambda: AT)
    end = log_listening.listen(made)
    yield made
    end()


def held(*places: Path) -> bytes:
    """Everything in the files under some places."""
    return b"".join(path.read_bytes() for place in places for path in place.rglob("*") if path.is_file())


def wrong_save(office: Office) -> object:
    with office.store.change(NAMES[0]) as change:
        change.save(Person(name=NAMES[0]))
        raise ValueError(NAMES)


def wrong_reading(_office: Office) -> object:
    from hospcomms.reports.pages_as_pictures import Pages  # late: PDFium, for this failure only

    return Pages(" ".join(NAMES).encode())


def wrong_paper(_office: Office) -> object:
    return set_pages(NAMES, NAMES)  # type: ignore[arg-type]


def wrong_record(office: Office) -> object:
    return records.save(office, Person(name=NAMES[0], phone=NAMES[3], outlet=99))


def wrong_file(_office: Office) -> object:
    return (Path(tempfile.gettempdir()) / NAMES[1] / NAMES[0]).read_bytes()


def wrong_chain(office: Office) -> object:
    try:
        return {}[NAMES[2]]
    except KeyError as error:
        raise RuntimeError(f"of {NAMES[3]}") from error


def test_no_name_comes_into_the_log_the_report_or_the_temporary_folder(
    office: Office, log: Log, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    told = ""
    failures: tuple[Callable[[Office], object], ...] = (
        wrong_save, wrong_reading, wrong_paper, wrong_record, wrong_file, wrong_chain,
    )  # fmt: skip
    for fail in failures:
        with pytest.raises(Exception) as caught:
            fail(office)
        log.note("CRITICAL", "Unexpected failure", caught.value)
        report = crash_reports.report_of(caught.value)
        told += "\n".join([*report.lines, *(office.settings.locale.say(line) for line in report.sentences("Qt"))])
        logging.getLogger("fontTools").warning("%s of %s", *NAMES[:2], exc_info=caught.value)
        assert f"{fail.__name__}" in told
    thread = threading.Thread(target=wrong_chain, args=(office,), name=NAMES[1])
    thread.start()
    thread.join()

    class Gone:
        """Fails when it is taken away."""

        def __del__(self) -> None:
            raise ValueError(NAMES[0])

    del (gone := {"one": Gone()})["one"]
    written = held(office.folder / logs.FOLDER)
    assert written.count(b"Unexpected failure") == len(failures)
    for sign in (b"KeyError", b"A thread failed", b"could not be taken away", b"fontTools", b"FileNotFoundError[2]"):
        assert sign in written, sign
    everything = written + told.encode() + held(temporary, Path(os.environ["HOME"]))
    words = [word for name in NAMES for word in (name, *name.split()) if len(word) > 4]
    assert [word for word in words if word.encode() in everything] == []
    assert str(Path(__file__).parent).encode() not in written + told.encode()
    assert not gone


def test_the_log_keeps_thirty_days_and_never_grows_without_end(office: Office) -> None:
    day = AT
    log = Log(office.folder, lambda: day)
    for back in (0, 1, 29, 30, 31, 200):
        day = AT - timedelta(days=back)
        log.note("ERROR", "Something")
    place = office.folder / logs.FOLDER
    (place / "notes.txt").write_text("not ours", encoding="utf-8")
    day = AT
    log.tidy()
    assert len(list(place.glob("*.log"))) == 4
    assert (place / "notes.txt").exists()
    today = place / "hospcomms-2026-11-22.log"
    today.write_bytes(b"x" * (LOG_BYTES - 10))
    for _ in range(5):
        log.note("ERROR", "Something more")
    assert today.stat().st_size <= LOG_BYTES + 40
    nowhere = Log(office.folder / "settings.json" / "below", lambda: AT)
    nowhere.note("ERROR", "Kept in the own folder of the user")
    assert b"own folder of the user" in held(logs.own_folder())


CRASH = """
import ctypes, sys
from pathlib import Path
from hospcomms.services.crash_reports import RunningMark

def fall():
    ctypes.string_at(0)

mark = RunningMark(Path(sys.argv[1]), place=Path(sys.argv[2]))
assert mark.begin() is None
mark.keep_place({"trail": [["record", "campaign", 7, "form"]]})
fall()
"""


def test_a_hard_crash_leaves_its_places_in_the_code_and_where_the_officer_was(tmp_path: Path, root: Path) -> None:
    data, own = tmp_path / "data", tmp_path / "own"
    done = subprocess.run([sys.executable, "-c", CRASH, str(data), str(own)], cwd=root, check=False, timeout=60)
    assert done.returncode != 0
    mark = RunningMark(data, place=own)
    left = mark.begin(catch_faults=False)
    assert left is not None
    assert left.place == {"trail": [["record", "campaign", 7, "form"]]}
    assert any("fall" in line for line in left.report.lines)
    assert not any(str(tmp_path) in line or str(root.parent) in line for line in left.report.lines)
    mark.end()
    assert RunningMark(data, place=own).begin(catch_faults=False) is None
    torn = RunningMark(data, place=own)
    next(own.glob("*.json")).write_text('{"version": "1', encoding="utf-8")
    found = torn.begin(catch_faults=False)
    assert found is not None
    assert found.place == {}


def test_what_a_dump_says_begins_at_the_program_and_not_at_the_person() -> None:
    dump = (
        "Windows fatal exception: access violation\n\nCurrent thread 0x00001 (most recent call first):\n"
        '  File "C:\\Boualem Canari\\HospComms\\ui\\window.py", line 12 in open\n'
        '  File "hospcomms\\services\\office.py", line 7 in close\n'
        '  File "/people/boualem/start.py", line 3 in <module>\n\nExtension modules: boualem (total: 1)\n'
    )
    places = ["  ui/window.py:12:open", "  hospcomms/services/office.py:7:close", "  start.py:3:<module>"]
    assert of_dump(dump) == ["access violation", "Thread", *places]


def test_our_own_lines_in_the_log_are_constants() -> None:
    """A value in a message would be a name in the log."""
    told = [
        f"{shown(path)}:{node.lineno}"
        for path in modules(*PROGRAM)
        if path.name not in _WRITERS and re.search(r"getLogger|_?log\.note\(", path.read_text(encoding="utf-8"))
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and _writes_to_log(node) and not _is_constant(node)
    ]
    assert told == []


_WRITERS = ("log_listening.py", "failures.py")
"""What these write is tried above and in the tests of the window."""


def _writes_to_log(call: ast.Call) -> bool:
    written = ast.unparse(call.func)
    return written.startswith("logging.getLogger(") or written.endswith(("log.note", "logger.error"))


def _is_constant(call: ast.Call) -> bool:
    return all(isinstance(one, ast.Constant) for one in call.args[:2])
