"""Who may import whom: the contracts of pyproject.toml, and what they cannot say."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.gates.tree import PROGRAM, ROOT, functions, length, listed, modules, nodes, shown


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """The modules a file imports, with the line."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node.lineno


def test_the_layers_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", errors="replace", check=False)
    assert done.returncode == 0, done.stdout


def test_the_domain_needs_nothing_but_the_standard_library() -> None:
    foreign = [
        f"{shown(path)}:{line} imports {name}"
        for path in modules("hospcomms/domain")
        for name, line in imported(path)
        if name.split(".")[0] not in sys.stdlib_module_names
        and name != "hospcomms"
        and not name.startswith("hospcomms.domain")
    ]
    assert not foreign, listed(foreign)


def test_a_late_import_says_why_it_is_late() -> None:
    """On its line or the line above; several in a row share one reason."""
    bare = [
        f"{shown(path)}:{node.lineno}: {lines[node.lineno - 1].strip()}"
        for path in modules(*PROGRAM)
        for lines in [path.read_text(encoding="utf-8").splitlines()]
        for inner in [[range(found.lineno, found.lineno + length(found)) for found in functions(path)]]
        for node in nodes(path)
        if isinstance(node, ast.Import | ast.ImportFrom)
        and any(node.lineno in lines_of for lines_of in inner)
        and not _reason(lines, node.lineno - 1)
    ]
    assert not bare, listed(bare)


def _reason(lines: list[str], index: int) -> bool:
    if "#" in lines[index]:
        return True
    while index > 0 and lines[index - 1].lstrip().startswith(("from ", "import ")):
        index -= 1
        if "#" in lines[index]:
            return True
    above = lines[index - 1].strip()
    return above.startswith("#") or above.endswith('"""')


def test_a_room_does_not_import_another_room() -> None:
    """Files of one room start with its name; a rule between two rooms lives in a service."""
    rooms = sorted(path.stem for path in modules("ui/rooms") if "ROOM = Room(" in path.read_text(encoding="utf-8"))
    crossed = []
    for path in modules("ui/rooms"):
        own = next((room for room in rooms if path.stem.startswith(room)), "")
        for name, line in imported(path):
            other = name.removeprefix("ui.rooms.").split(".")[0]
            if name.startswith("ui.rooms.") and own and other in rooms and other != own:
                crossed.append(f"{shown(path)}:{line} imports {name}")
    assert not crossed, listed(crossed)


LOCAL_PIPE = "ui/single.py"
"""Imports QtNetwork for QLocalServer only: a pipe between two starts on this machine, part of the Essentials wheel."""


def test_the_local_pipe_is_all_that_is_taken_from_qt_network() -> None:
    taken = re.findall(r"from PySide6\.QtNetwork import (.+)", (ROOT / LOCAL_PIPE).read_text(encoding="utf-8"))
    assert {name for line in taken for name in line.split(", ")} <= {"QLocalServer", "QLocalSocket"}


def test_no_part_of_the_program_opens_a_network_connection() -> None:
    talking = {"socket", "ssl", "http", "urllib.request", "ftplib", "smtplib", "requests", "httpx", "aiohttp"}
    talking |= {"PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets"}
    found = [
        f"{shown(path)}:{line} imports {name}"
        for path in modules("hospcomms", "ui", "main.py")
        for name, line in imported(path)
        if (name in talking or name.split(".")[0] in talking) and shown(path) != LOCAL_PIPE
    ]
    assert not found, listed(found)


def test_pyside_parts_outside_the_essentials_are_not_imported() -> None:
    """QtCharts and its kind are in the Addons wheel (439 MB), some of it GPL only."""
    essentials = {"QtCore", "QtGui", "QtWidgets", "QtPrintSupport", "QtSvg", "QtSvgWidgets", "QtTest"}
    found = [
        f"{shown(path)}:{line} imports {name}"
        for path in modules("ui")
        for name, line in imported(path)
        if name.startswith("PySide6.")
        and name.split(".")[1] not in essentials
        and not (name == "PySide6.QtNetwork" and shown(path) == LOCAL_PIPE)
    ]
    assert not found, listed(found)
