"""What is put together: the wheels, our source, the bundle and the setups."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

from tests.gates.tree import ROOT, tracked
from tests.windows import steps, tools
from tests.windows.outcome import Failed
from tests.windows.run import Run

SETUP_LIMIT = 80 * 10**6
_COMPILER = "/lab/inno/bin/ISCC.exe"


def wheels(run: Run) -> None:
    """The program's packages for Windows Python, those of its tests, and what builds."""
    python = tools.environment(run.place)
    home, tests, build = (run.folder / name for name in ("py", "pytest", "build"))
    run.made(home, "tools")
    pins = [(ROOT / name).read_bytes() for name in ("constraints.txt", "pyproject.toml", "windows/build-tools.txt")]
    mark = steps.fingerprint(*pins, (home / ".made-from").read_bytes())
    site = home / "Lib" / "site-packages"
    if not steps.is_made(build, mark):
        for folder in (site, tests, build):
            steps.emptied(folder)
        for folder, words in ((site, []), (tests, ["--extra", "test"])):
            told = _wheels(python, "--into", folder, *words)
            run.report.fact(f"wheels in {folder.name}", told)
        words = ["--no-deps", "--no-compile", *_for_windows(), "--target", str(build)]
        steps.call([*tools.pip(python), "install", *words, "-r", ROOT / "windows" / "build-tools.txt"], seconds=300)
        for runtime in ("vcruntime140.dll", "vcruntime140_1.dll"):
            shutil.copy(site / "shiboken6" / runtime, home)  # python313.dll runs on the newest one of the wheels
        steps.made(build, mark)


def _wheels(python: Path, *words: str | Path) -> str:
    return steps.call([python, "-m", "tests.windows.wheels", *words], seconds=900, cwd=ROOT).strip()


def _for_windows() -> tuple[str, ...]:
    from tests.windows.wheels import FOR_WINDOWS  # the name `wheels` is a stage here

    return FOR_WINDOWS


def source(run: Run) -> None:
    """The committed tree, so that nothing is built that nobody can find again; or the tracked files as they are."""
    target = steps.emptied(run.source)
    git = ["git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT)]
    try:
        head = subprocess.run([*git, "rev-parse", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:
        head = ""  # no git here: a tree that was unpacked
    committed = bool(head) and not run.working_tree
    if committed:
        packed = target.with_suffix(".tar")
        steps.call([*git, "archive", "--output", packed, "HEAD"], seconds=120)
        steps.call(["tar", "-xf", packed, "-C", target], seconds=120)
    else:
        for path in tracked():
            copy = target / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    run.report.fact("commit", head if committed else f"{head} and what is not committed".strip())


def bundle(run: Run) -> None:
    """PyInstaller under Wine with the spec that a real Windows uses, then the check of what came out."""
    run.made(run.source, "source")
    for name in ("dist", "pyi"):
        shutil.rmtree(run.folder / name, ignore_errors=True)
    with run.windows() as lab:
        words = ["-m", "PyInstaller", "--noconfirm", "--distpath", r"Z:\lab\dist", "--workpath", r"Z:\lab\pyi"]
        words.append(r"Z:\lab\src\windows\hospcomms.spec")
        built = lab.python(*words, timeout=1800, paths=[r"Z:\lab\build"], cwd="/lab/src")
        (lab.artefacts / "pyinstaller.log").write_text(built.stdout, encoding="utf-8")
        built.expected()
    size = sum(path.stat().st_size for path in run.dist.rglob("*") if path.is_file())
    run.report.fact("bundle bytes", size)
    asked = subprocess.run(
        [tools.environment(run.place), "-m", "windows.bundle_check", run.dist],
        cwd=run.source,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    run.report.check("windows/bundle_check.py", asked.returncode == 0, (asked.stdout + asked.stderr).strip()[-3000:])


def setups(run: Run) -> None:
    """Setup of this version as it is shipped; of the one before and the one after, packed faster, to try upgrading."""
    version = this_version(run.made(run.source, "source"))
    run.made(run.dist, "bundle")
    steps.emptied(run.folder / "out")
    with run.windows() as lab:
        for name, number in versions(version).items():
            words = ["/Q", f"/DAppVersion={number}", rf"/OZ:\lab\out\{name}"]
            if name != "this":
                words.append("/DCompression=lzma2/fast")
            lab.wine(
                _COMPILER, *words, r"/DDistDir=Z:\lab\dist\HospComms", r"Z:\lab\src\installer.iss", timeout=1800
            ).expected()
    setup = compiled(run)["this"]
    size, digest = setup.stat().st_size, hashlib.sha256(setup.read_bytes()).hexdigest()
    run.report.fact("setup", {"file": setup.name, "bytes": size, "sha256": digest})
    run.report.check("Setup is not too large", size <= SETUP_LIMIT, f"{size / 10**6:.1f} MB")
    shutil.copy(setup, run.lab.artefacts)
    (run.lab.artefacts / f"{setup.name}.sha256").write_text(f"{digest}  {setup.name}\n", encoding="ascii")


def this_version(source: Path) -> str:
    """VERSION of the program in this source tree."""
    found = re.search(r'^VERSION = "(.+)"$', (source / "hospcomms" / "__init__.py").read_text("utf-8"), re.MULTILINE)
    if not found:
        raise Failed("hospcomms/__init__.py says no VERSION")
    return found[1]


def versions(version: str) -> dict[str, str]:
    """The numbers of the three setups: ``older``, ``this`` and ``next``."""
    major, minor, patch = (int(part) for part in version.split("."))
    older = f"{major}.{minor}.{patch - 1}" if patch else f"{major}.{max(minor - 1, 0)}.9" if minor else "0.0.0"
    return {"older": older, "this": version, "next": f"{major}.{minor}.{patch + 1}"}


def compiled(run: Run) -> dict[str, Path]:
    """The setups that were made, by the names of ``versions``. Raises Failed where one is missing."""
    found = {}
    for name in ("older", "this", "next"):
        made = sorted((run.folder / "out" / name).glob("HospComms-Setup-*.exe"))
        if len(made) != 1:
            raise Failed(f"There is no setup called {name}: the stage setup makes it")
        found[name] = made[0]
    return found
