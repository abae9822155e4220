"""The files of the project as the gates read them."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ("hospcomms", "ui", "main.py", "dev.py")
_LEFT_OUT = {".git", ".venv", "out", "build", "dist", "__pycache__", "node_modules"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that belongs to the project: what git tracks, or what stands in the tree without git."""
    if shutil.which("git") and (ROOT / ".git").exists():
        asked = subprocess.run(
            ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        if asked.returncode == 0:
            names = asked.stdout.decode().split("\0")
            return tuple(path for name in names if name and (path := ROOT / name).is_file())
    return tuple(
        path
        for path in sorted(ROOT.rglob("*"))
        if path.is_file()
        and not any(part in _LEFT_OUT or part.endswith("_cache") for part in path.relative_to(ROOT).parts)
    )


def shown(path: Path) -> str:
    """The name of a file inside the project."""
    return path.relative_to(ROOT).as_posix()


@cache
def modules(*tops: str) -> tuple[Path, ...]:
    """The Python files under the named folders, or under all of the program and its tests."""
    wanted = tops or (*PROGRAM, "tests")
    return tuple(
        path
        for path in tracked()
        if path.suffix == ".py" and shown(path).startswith(tuple(wanted)) and "/migrations/versions/" not in shown(path)
    )


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """What the gates look at in a file, walked once: functions, classes, imports and names."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Name)
    return tuple(node for node in ast.walk(parsed(path)) if isinstance(node, kinds))


def functions(path: Path) -> Iterator[Function]:
    """Every function of a file, methods and inner ones too."""
    return (node for node in nodes(path) if isinstance(node, Function))


def classes(path: Path) -> Iterator[ast.ClassDef]:
    """Every class of a file."""
    return (node for node in nodes(path) if isinstance(node, ast.ClassDef))


def length(node: Function | ast.ClassDef) -> int:
    """The lines from ``def`` or ``class`` to the end, decorators left out."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def listed(faults: list[str]) -> str:
    """All faults, one a line: pytest itself shows the first of a list only."""
    return "\n" + "\n".join(faults)
