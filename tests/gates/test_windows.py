"""The pipeline for Windows as far as it can be judged without root, Wine or a network."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution
from pathlib import Path

import pytest

import dev
from hospcomms import VERSION
from tests.gates.test_layers import imported
from tests.gates.tree import ROOT, listed, modules, shown
from tests.windows import __main__ as pipeline
from tests.windows import chroot, on_windows, products, stages, steps, tools, wheels
from tests.windows.lab import ARABIC, FRENCH, LATE, Ended, Lab
from tests.windows.outcome import Failed, Impossible, Report
from tests.windows.run import Run
from tests.windows.summary import lines

ON_THE_BARE_MACHINE = {"paper.py"}
"""Run by the pipeline's own environment, which has the packages they import; so has wheels.py, late."""


def test_the_pipeline_stands_on_nothing_but_python() -> None:
    foreign = [
        f"{shown(path)}:{line} imports {name}"
        for path in modules("tests/windows")
        if not path.name.startswith("test_") and path.name != "conftest.py" and path.name not in ON_THE_BARE_MACHINE
        for name, line in imported(path)
        if name.split(".")[0] not in {*sys.stdlib_module_names, "tests", "packaging"}
    ]
    assert not foreign, listed(foreign)


@pytest.mark.parametrize("inside", [ROOT, ROOT / "out" / "lab", ROOT.parent])
def test_a_lab_in_the_repository_is_refused_in_one_sentence(inside: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        pipeline.main(["--lab", str(inside)])
    assert left.value.code == 2
    assert capsys.readouterr().out.splitlines() == [f"The lab must lie outside the repository: {inside.resolve()}"]


def test_a_lab_elsewhere_is_taken(tmp_path: Path) -> None:
    assert pipeline.outside(tmp_path / "lab") == (tmp_path / "lab").resolve()


def test_a_folder_of_somebody_else_is_not_made_a_lab(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipeline.claim(tmp_path / "lab")
    pipeline.claim(tmp_path / "lab")  # again: it is one now
    with pytest.raises(SystemExit) as left:
        pipeline.claim(tmp_path)
    assert left.value.code == 2
    assert "no lab" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["lab"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks for the rights of a Linux user")
def test_without_the_rights_it_is_skipped_and_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(pipeline.os, "geteuid", lambda: 1000)
    assert pipeline.main(["--lab", str(tmp_path)]) == pipeline.IMPOSSIBLE == 3
    assert capsys.readouterr().out == "Skipped: The Windows lab is made by root on Debian.\n"


def test_the_stages_are_those_that_the_help_names_in_their_order() -> None:
    named = re.findall(r"^    (\w+)  +\S", pipeline.__doc__ or "", re.MULTILINE)
    assert named == list(stages.STAGES)
    assert list(stages.STAGES).index("wheels") < min(list(stages.STAGES).index(name) for name in stages.OFFLINE)


def staged(monkeypatch: pytest.MonkeyPatch, **found: object) -> list[str]:
    """Stages that note their name and then do what is given: nothing, or raise."""
    done: list[str] = []

    def stage(name: str, what: object) -> object:
        def run(run: Run) -> None:
            done.append(name)
            if isinstance(what, Exception):
                raise what
            if what is not None:
                run.report.check(name, bool(what))

        return run

    monkeypatch.setattr(stages, "STAGES", {name: stage(name, what) for name, what in found.items()})
    monkeypatch.setattr(stages, "OFFLINE", set())
    return done


def test_what_fails_ends_the_run_with_1_and_the_report_is_still_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    done = staged(monkeypatch, first=True, second=Failed("it broke"), third=True, report=None)
    run = Run(tmp_path)
    assert pipeline.carry_out(run, ["report", "third", "second", "first"]) == 1
    assert done == ["first", "second", "report"]
    assert [(one["name"], one["ok"]) for one in run.report.stages] == [
        ("first", True), ("second", False), ("report", True),
    ]  # fmt: skip


def test_a_check_that_does_not_hold_fails_its_stage(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    staged(monkeypatch, first=False)
    assert pipeline.carry_out(Run(tmp_path), ["first"]) == 1
    staged(monkeypatch, first=True)
    assert pipeline.carry_out(Run(tmp_path), ["first"]) == 0


def test_the_report_tells_of_failures_first(tmp_path: Path) -> None:
    report = Report()
    report.check("good", ok=True)
    report.check("bad", ok=False, detail="because")
    report.stages.append({"name": "life", "ok": False, "seconds": 1.0, "why": "it broke\nhere"})
    told = lines(report)
    assert told[0].endswith("FAILED")
    assert told.index("- FAILED: bad because") < told.index("- ok: good")
    assert "- FAILED: life: it broke" in told
    report.write(tmp_path / "report.json")
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["ok"] is False


def test_a_program_that_ended_otherwise_than_expected_stops_the_stage() -> None:
    assert Ended(("x",), 5, "").expected(5)
    with pytest.raises(Failed, match="ended with 1\nits words"):
        Ended(("x",), 1, "its words").expected()
    with pytest.raises(Failed, match="time was over"):
        Ended(("x",), LATE, "").expected()


def test_a_path_of_the_lab_has_its_windows_name(tmp_path: Path) -> None:
    lab = Lab(tmp_path, "pfx-ar", user="أحمد")
    assert lab.windows_path(lab.profile / "a b" / "ج.txt") == "C:\\users\\أحمد\\a b\\ج.txt"
    assert lab.windows_path(lab.folder / "out") == "Z:\\lab\\out"
    with pytest.raises(ValueError, match="not in the subpath"):
        lab.windows_path(tmp_path.parent)
    assert (lab.code_page, Lab(tmp_path, locale=FRENCH).code_page, lab.locale) == (1256, 1252, ARABIC)


def test_what_is_fetched_is_the_pinned_file_or_nothing(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"another")
    with pytest.raises(Failed, match="x is not the pinned one"):
        steps.checked(tmp_path / "x", tools.PANDA_SHA256)


def test_a_folder_half_made_is_made_again(tmp_path: Path) -> None:
    mark = steps.fingerprint(chroot.SUITE, b"sources")
    assert not steps.is_made(tmp_path, mark)
    steps.made(tmp_path, mark)
    assert steps.is_made(tmp_path, mark)
    assert not steps.is_made(tmp_path, steps.fingerprint(chroot.SUITE, b"other sources"))


def test_no_network_is_told_from_a_failure() -> None:
    with pytest.raises(Impossible, match="the network was not reached"):
        steps.call([sys.executable, "-c", "raise SystemExit('Temporary failure resolving')"], seconds=20)
    with pytest.raises(Failed, match="ended with 1\nbroken"):
        steps.call([sys.executable, "-c", "raise SystemExit('broken')"], seconds=20)
    with pytest.raises(Failed, match="took longer than 0 s"):
        steps.call([sys.executable, "-c", "import time; time.sleep(9)"], seconds=0.1)


def test_three_setups_older_this_and_next() -> None:
    assert products.versions("0.1.0") == {"older": "0.0.9", "this": "0.1.0", "next": "0.1.1"}
    assert products.versions("1.2.3")["older"] == "1.2.2"
    assert products.this_version(ROOT) == VERSION


def test_the_selection_names_tests_that_exist() -> None:
    chosen = on_windows.selection(ROOT / "tests" / "windows" / "selection.txt")
    lacking = [line for line in chosen if not (ROOT / line.split("::")[0]).exists()]
    assert not lacking, listed(lacking)


def test_an_empty_selection_is_refused(tmp_path: Path) -> None:
    (tmp_path / "selection.txt").write_text("# nothing yet\n", encoding="utf-8")
    with pytest.raises(Failed, match="names no tests"):
        on_windows.selection(tmp_path / "selection.txt")


def test_no_tests_count_as_none(tmp_path: Path) -> None:
    assert on_windows.counted(tmp_path / "none.xml")["passed"] == 0
    (tmp_path / "one.xml").write_text(
        '<testsuites><testsuite tests="5" failures="1" errors="1" skipped="1" time="2.5"/></testsuites>', "utf-8"
    )
    assert on_windows.counted(tmp_path / "one.xml") == {"passed": 2, "failed": 2, "skipped": 1, "seconds": 2.5}


def test_a_file_that_skips_itself_whole_is_told(tmp_path: Path) -> None:
    cases = (
        '<testcase classname="a" name="1"><skipped/></testcase><testcase classname="b" name="1"><skipped/></testcase>'
    )
    cases += '<testcase classname="b" name="2"/>'
    (tmp_path / "one.xml").write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>", encoding="utf-8")
    assert on_windows.idle_files(tmp_path / "one.xml") == ["a"]


def test_a_report_without_a_check_has_not_passed(tmp_path: Path) -> None:
    found = Report(stages=[{"name": "report", "ok": True, "seconds": 0, "why": ""}])
    assert not found.ok
    found.check("something", True)
    assert found.ok
    found.check("something else", False)
    assert not found.ok


def test_the_names_a_dll_exports_are_read_from_its_table() -> None:
    table = "\t[ 12] +base[ 13] 0001 Py_Other\n[Ordinal/Name Pointer] Table\n\t[   0] +base[   1]  0000 PyA_B\n"
    table += "\t[   1] +base[   2]  0001 _PyC\n\t[   2] +base[   3]  0002 other\n"
    assert tools.exported(table) == ["PyA_B", "_PyC"]


class Package(Distribution):
    """A package made of what it needs and what kind of wheel it came in."""

    def __init__(self, *requires: str, tag: str = "py3-none-any") -> None:
        self.texts = {"METADATA": "\n".join(f"Requires-Dist: {one}" for one in requires), "WHEEL": f"Tag: {tag}"}

    def read_text(self, filename: str) -> str | None:
        return self.texts.get(filename)

    def locate_file(self, path: object) -> Path:
        return Path(str(path))


def test_what_windows_needs_is_followed_through_markers_and_extras() -> None:
    there = {
        "one": Package('Two_A>=1; sys_platform == "win32"', 'three; sys_platform == "linux"', 'four; extra == "x"'),
        "two-a": Package("five[x]"),
        "five": Package('six; extra == "x"', "one"),
    }
    assert wheels.needed(["one>=1"], there.get) == {"one", "two-a", "five", "six"}


def test_a_package_that_is_not_pinned_is_named() -> None:
    versions = wheels.pins("Two.A==1.0  # why\n\none==2\n")
    assert wheels.pinned({"one", "two-a"}, versions) == ["one==2", "two-a==1.0"]
    with pytest.raises(wheels.Lacking, match="does not pin what Windows needs: three"):
        wheels.pinned({"one", "three"}, versions)


def test_only_wheels_of_another_kind_are_asked_for() -> None:
    assert not wheels.differs_on_windows(Package())
    assert not wheels.differs_on_windows(Package(tag="py2.py3-none-any"))
    assert wheels.differs_on_windows(Package(tag="cp311-cp311-manylinux_2_28_x86_64"))
    assert wheels.differs_on_windows(None)


def test_every_package_of_the_program_is_pinned_for_windows() -> None:
    names = wheels.needed(wheels.wanted(""), wheels._installed)
    assert {"pyside6-essentials", "sqlcipher3", "tzdata"} <= names
    assert wheels.pinned(names, wheels.pins((ROOT / "constraints.txt").read_text(encoding="utf-8")))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[list[str]]]:
    """What pip is asked for, and a memory of its own."""
    said: list[list[str]] = []
    monkeypatch.setattr(wheels, "STAMP", tmp_path / "windows-wheels.json")
    monkeypatch.setattr(wheels, "_ask", said.append)
    return said


def test_the_wheels_are_asked_for_once_for_each_state_of_the_pins(
    asked: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    wheels.check()
    wheels.check()
    assert len(asked) == 1
    assert any(line.startswith("pyside6-essentials==") for line in asked[0])
    monkeypatch.setattr(wheels, "wanted", lambda _extra: ["lxml"])
    wheels.check()
    assert asked[1:] == [[line for line in asked[0] if line.startswith("lxml==")]]


def test_a_wheel_that_is_missing_is_asked_for_again(asked: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_lines: list[str]) -> None:
        raise wheels.Lacking("ERROR: No matching distribution found")

    monkeypatch.setattr(wheels, "_ask", none)
    assert wheels.main([]) == 1
    monkeypatch.setattr(wheels, "_ask", asked.append)
    assert wheels.main([]) == 0
    assert len(asked) == 1


def test_the_checks_ask_for_the_wheels_and_the_whole_comes_after_the_tests() -> None:
    names = [check.name for check in dev.checks(())]
    assert any("wheel" in name for name in names[:-1])
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.index("dev.py test") < script.index("HOSPCOMMS_WINDOWS") < script.index("-m tests.windows")
