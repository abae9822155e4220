"""The two commands of dev.py stand on nothing but Python itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import dev
from tests.gates.test_layers import imported
from tests.gates.tree import ROOT


def run(*words: str, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    """dev.py as a person starts it, without the packages of this environment."""
    command = [python, "-I", str(ROOT / "dev.py"), *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)


def test_dev_imports_the_standard_library_only() -> None:
    tops = {name.split(".")[0] for name, _ in imported(ROOT / "dev.py")}
    assert tops - sys.stdlib_module_names == set()


def test_without_a_command_dev_says_what_there_is_and_refuses() -> None:
    done = run()
    assert done.returncode == 2
    assert "python dev.py demo" in done.stdout
    assert "python dev.py test" in done.stdout
    assert run("--help").returncode == 0


def test_a_missing_library_is_named_by_its_debian_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(dev.LIBRARIES, "libnothing1", "libnothing-of-this-name.so.1")
    if sys.platform.startswith("linux"):
        assert "libnothing1" in dev.missing_packages()


def test_a_person_without_rights_gets_one_command_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "missing_packages", lambda: ["libgl1", "python3-venv"])
    monkeypatch.setattr(dev.shutil, "which", lambda _name: "apt-get")
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(dev.Stop) as stop:
        dev.ensure_system()
    commands = [line for line in str(stop.value).splitlines() if line.startswith("    ")]
    assert len(commands) == 1
    assert commands[0].endswith("libgl1 python3-venv")


def test_the_stamp_changes_with_the_versions_and_with_the_extra(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("pyproject.toml", "constraints.txt"):
        (tmp_path / name).write_text((ROOT / name).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    before = dev._fingerprint("")
    assert dev._fingerprint("") == before
    assert dev._fingerprint("test") != before
    (tmp_path / "constraints.txt").write_text("reportlab==5.0.0\n", encoding="utf-8")
    assert dev._fingerprint("") != before


def test_a_failed_step_shows_what_it_said() -> None:
    with pytest.raises(dev.Stop, match="words of the step"):
        dev._quietly([sys.executable, "-c", "print('words of the step'); raise SystemExit(3)"])
