"""What is installed is named, pinned and sound."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.gates.tree import ROOT, modules, nodes

WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
LINE = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+")
# Distribution -> the module it is imported by, where the two differ.
MODULES = {
    "pyside6-essentials": "PySide6",
    "pillow": "PIL",
    "python-bidi": "bidi",
    "arabic-reshaper": "arabic_reshaper",
    "fonttools": "fontTools",
    "python-calamine": "python_calamine",
    "python-docx": "docx",
    "phonenumberslite": "phonenumbers",
    "python-dateutil": "dateutil",
}
# Not imported by name: reportlab draws through pillow, openpyxl reads through defusedxml,
# and storage picks its driver by a switch.
INDIRECT = {"pillow", "defusedxml", "sqlcipher3"}


def project() -> dict[str, list[str]]:
    """The requirements of pyproject.toml: of the program ("") and of each extra."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return {"": table["dependencies"], **table["optional-dependencies"]}


def pinned() -> dict[str, Version]:
    """The versions of constraints.txt by normal name."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").split()
    return {canonicalize_name(name): Version(version) for name, version in (line.split("==") for line in lines)}


def closure(requirements: list[str]) -> Iterator[str]:
    """The normal names of all distributions that the requirements bring, here or on Windows."""
    seen: set[str] = set()
    todo = [Requirement(text) for text in requirements]
    while todo:
        requirement = todo.pop()
        name = canonicalize_name(requirement.name)
        marker = requirement.marker
        if name in seen or (
            marker and not (marker.evaluate({"extra": ""}) or marker.evaluate({"extra": "", **WINDOWS}))
        ):
            continue
        seen.add(name)
        yield name
        try:
            todo += [Requirement(text) for text in metadata.requires(name) or ()]
        except metadata.PackageNotFoundError:
            continue  # a package of the other system


def test_constraints_are_names_and_versions_only() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []
    assert len(lines) == len(pinned())


def test_every_requirement_is_pinned_at_a_version_it_accepts() -> None:
    versions = pinned()
    refused = [
        text
        for requirements in project().values()
        for text in requirements
        if versions.get(canonicalize_name(Requirement(text).name)) not in Requirement(text).specifier
    ]
    assert refused == []


def test_everything_a_requirement_brings_is_pinned_and_nothing_else() -> None:
    brought = set(closure([text for requirements in project().values() for text in requirements]))
    assert brought == set(pinned())


def test_the_tests_run_on_the_pinned_versions() -> None:
    other = {}
    for name, version in pinned().items():
        try:
            if Version(metadata.version(name)) != version:
                other[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue  # a package of the other system
    assert other == {}


def test_every_dependency_is_used_and_recorded() -> None:
    """A dependency nobody imports is weight; one without its reason in DECISIONS.md was not decided."""
    imported = set()
    for path in modules("hospcomms", "ui", "main.py"):
        for node in nodes(path):
            if isinstance(node, ast.Import):
                imported |= {name.name.split(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    decisions = (ROOT / "DECISIONS.md").read_text(encoding="utf-8").casefold()
    unused, unrecorded = [], []
    for text in project()[""]:
        name = canonicalize_name(Requirement(text).name)
        if name not in INDIRECT and MODULES.get(name, name) not in imported:
            unused.append(name)
        if name not in decisions:
            unrecorded.append(name)
    assert (unused, unrecorded) == ([], [])


def test_the_licence_of_everything_shipped_is_there() -> None:
    overview = (ROOT / "licences" / "README.md").read_text(encoding="utf-8")
    names = {canonicalize_name(word) for word in re.findall(r"[A-Za-z0-9_.-]+", overview)}
    texts = set(re.findall(r"`([^`/]+\.txt)`", overview))
    windows_only = {"colorama"}
    assert set(closure(project()[""])) - names - windows_only == set()
    assert texts == {path.name for path in (ROOT / "licences").glob("*.txt")} | {"constraints.txt"} & texts


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is never freed from Python 3.12 on")
def test_pyside_gives_back_every_reference_to_none() -> None:
    """PySide6 6.12.0 loses one on each call that returns nothing and ends the process after some 5,000."""
    loop = (
        "import sys\n"
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "before = sys.getrefcount(None)\n"
        "for _ in range(50_000):\n"
        "    thing.setObjectName('x')\n"
        "print(before - sys.getrefcount(None))\n"
    )
    done = subprocess.run([sys.executable, "-c", loop], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert abs(int(done.stdout)) < 1_000
