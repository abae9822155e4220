"""Is there a wheel for 64-bit Windows of every package the program needs? ``python -m tests.windows.wheels``.

Which packages these are is followed from pyproject.toml through what each says it needs on Windows; the versions are
those of constraints.txt. ``--into FOLDER`` installs them there (stage ``wheels``); without it pip is only asked, once
for each state of the two files.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import Distribution, PackageNotFoundError, distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STAMP = ROOT / ".venv" / "windows-wheels.json"
FOR_WINDOWS = (
    "--only-binary=:all:", "--platform", "win_amd64", "--python-version", "313", "--implementation", "cp",
)  # fmt: skip
# As a marker in a package's needs sees a Windows PC.
WINDOWS = {
    "implementation_name": "cpython",
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_system": "Windows",
    "python_full_version": "3.13.11",
    "python_version": "3.13",
    "sys_platform": "win32",
}
# Checks of the source, which are run on Linux alone.
NOT_ON_WINDOWS = ("import-linter", "mypy", "ruff", "types-")


class Lacking(Exception):
    """A package the program needs is not pinned, or has no wheel for Windows; the sentence says which."""


def canonical(name: str) -> str:
    """A package's name as pip compares it."""
    return name.replace("_", "-").replace(".", "-").lower()


def pins(text: str) -> dict[str, str]:
    """The versions of a file of lines ``name==version``."""
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    pairs = (line.split("==") for line in lines if line)
    return {canonical(name): version for name, version in pairs}


def wanted(extra: str) -> list[str]:
    """What pyproject.toml asks for: the program's own packages, or those of an extra that run on Windows too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    if not extra:
        return list(project["dependencies"])
    return [line for line in project["optional-dependencies"][extra] if not line.startswith(NOT_ON_WINDOWS)]


def needed(lines: Iterable[str], of: Callable[[str], Distribution | None]) -> set[str]:
    """The packages of these requirements and of their own, as Windows sees them; ``of`` finds an installed one."""
    from packaging.requirements import Requirement  # the bare machine that starts the pipeline has no packaging

    found: set[str] = set()
    ahead = [(line, {""}) for line in lines]
    while ahead:
        line, extras = ahead.pop()
        requirement = Requirement(line)
        if requirement.marker and not any(requirement.marker.evaluate({**WINDOWS, "extra": one}) for one in extras):
            continue
        name = canonical(requirement.name)
        known = of(name)
        if known and (name not in found or requirement.extras):
            ahead += [(inner, {"", *requirement.extras}) for inner in known.requires or ()]
        found.add(name)
    return found


def pinned(names: Iterable[str], versions: dict[str, str]) -> list[str]:
    """``name==version`` of each. Raises Lacking for what constraints.txt does not pin."""
    loose = sorted(name for name in names if name not in versions)
    if loose:
        raise Lacking(f"constraints.txt does not pin what Windows needs: {', '.join(loose)}")
    return sorted(f"{name}=={versions[name]}" for name in names)


def differs_on_windows(known: Distribution | None) -> bool:
    """Whether Windows needs another wheel than the one installed here, or is the only one to need it."""
    return known is None or "py3-none-any" not in (known.read_text("WHEEL") or "").replace("py2.py3", "py3")


def check() -> str:
    """Ask pip for the wheels that Windows alone needs; returns a sentence. Raises Lacking."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    mark = hashlib.sha256("\n".join([text, *wanted("")]).encode()).hexdigest()
    names = needed(wanted(""), _installed)
    specifics = [name for name in names if differs_on_windows(_installed(name))]
    asked = pinned(specifics, pins(text))
    pinned(names, pins(text))
    if _remembered() != mark:
        _ask(asked)
        STAMP.write_text(json.dumps({"constraints": mark}), encoding="utf-8")
    return f"{len(names)} packages, {len(asked)} of them with a wheel for Windows alone"


def _ask(asked: list[str]) -> None:
    """Let pip fetch them without installing anything, a few at a time: the waiting is for the other side."""
    words = ("install", "--dry-run", "--ignore-installed", "--target", str(STAMP.parent / "none"))
    with ThreadPoolExecutor(4) as several:
        for done in [several.submit(_pip, *words, *asked[start::4]) for start in range(min(4, len(asked)))]:
            done.result()


def install(folder: Path, extra: str) -> str:
    """Install what is needed into a folder for Windows Python; returns a sentence. Raises Lacking."""
    versions = pins((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    lines = wanted(extra)
    while True:
        there = {canonical(one.metadata["Name"]): one for one in distributions(path=[str(folder)])}
        lacking = needed(lines, there.get) - set(there)
        if not lacking:
            break
        _pip("install", "--no-compile", "--upgrade", "--target", str(folder), *pinned(lacking, versions))
    others = [f"{name} {one.version}" for name, one in there.items() if one.version != versions.get(name)]
    if others:
        raise Lacking(f"not the pinned versions: {', '.join(sorted(others))}")
    return f"{len(there)} packages"


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _remembered() -> str:
    try:
        return str(json.loads(STAMP.read_text(encoding="utf-8"))["constraints"])
    except (OSError, ValueError, KeyError):
        return ""


def _pip(verb: str, *words: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", verb]
    command += ["--quiet", "--no-deps", "--root-user-action", "ignore", *FOR_WINDOWS, *words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        raise Lacking("\n".join(errors or [done.stderr[-2000:]]))


def main(words: Sequence[str]) -> int:
    """Run from the command line; returns 1 when something is lacking."""
    parser = argparse.ArgumentParser(prog="python -m tests.windows.wheels", description=__doc__)
    parser.add_argument("--into", type=Path, metavar="FOLDER", help="install there")
    parser.add_argument("--extra", default="", help="the packages of this extra of pyproject.toml instead")
    asked = parser.parse_args(words)
    try:
        print(install(asked.into, asked.extra) if asked.into else check())
    except Lacking as why:
        print(why)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
