"""Set up, show and check HospComms on a bare machine: ``python dev.py demo``, ``python dev.py test``.

Standard library only, Debian and Windows. The first run makes ``.venv`` and installs the versions of
constraints.txt; later runs see from a stamp that nothing changed and take seconds.

    python dev.py demo              the sample hospital, two briefs, one workbook, and the window
    python dev.py test              every check, as .ci/run runs it
    python dev.py messages [...]    bring the translation catalogues up to what the code marks
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
OUT = ROOT / "out"
SAMPLE = OUT / "sample"
STAMP = VENV / "installed.json"
WINDOWS = os.name == "nt"
OLDEST = (3, 11)

# Debian package -> the library in it that Qt loads. The library is what is looked for, since later
# Debian releases rename the packages (and still answer to these names).
LIBRARIES = {
    "libbrotli1": "libbrotlidec.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libegl1": "libEGL.so.1",
    "libfontconfig1": "libfontconfig.so.1",
    "libfreetype6": "libfreetype.so.6",
    "libgl1": "libGL.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}


class Stop(Exception):
    """Something the person at the keyboard must do first, or a step that failed; shown as it is."""


@dataclass(frozen=True)
class Check:
    """One step of ``test``: its name, its command, whether its output is shown while it runs."""

    name: str
    command: tuple[str, ...]
    live: bool = False


def say(text: str) -> None:
    """One line on the terminal, at once."""
    print(text, flush=True)


def main(words: Sequence[str]) -> int:
    """Carry out one command; returns the exit code: 0 done, 1 failed, 2 not understood."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a Windows console may know no Arabic
    commands: dict[str, Callable[[Sequence[str]], int]] = {"demo": demo, "test": test, "messages": messages}
    if not words or words[0] not in commands:
        say((__doc__ or "").strip())
        return 0 if words[:1] in (["-h"], ["--help"]) else 2
    try:
        if sys.version_info < OLDEST:
            raise Stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
        return commands[words[0]](words[1:])
    except Stop as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 1


def missing_packages() -> list[str]:
    """The Debian packages this machine lacks: libraries Qt loads, and what makes a .venv."""
    if not sys.platform.startswith("linux"):
        return []
    lacking = [package for package, library in LIBRARIES.items() if not _loads(library)]
    if not python().exists() and not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        lacking.append("python3-venv")
    return lacking


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def ensure_system() -> None:
    """Install what the machine lacks when we may, else say the one command and stop."""
    lacking = missing_packages()
    if not lacking:
        return
    words = " ".join(lacking)
    if shutil.which("apt-get") is None:
        raise Stop(f"These libraries are missing; please install them (named as in Debian): {words}")
    if os.geteuid() != 0:
        raise Stop(
            "These system packages are missing. Install them with this one command, then start again:\n\n"
            f"    sudo apt-get update && sudo apt-get install -y --no-install-recommends {words}\n"
        )
    say(f"Installing {len(lacking)} system packages: {words}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _quietly(["apt-get", "update", "-q"], environment)
    _quietly(["apt-get", "install", "-q", "-y", "--no-install-recommends", *lacking], environment)
    importlib.invalidate_caches()
    still = missing_packages()
    if still:
        raise Stop(f"Installed, and yet these are still not found: {' '.join(still)}")


def _quietly(command: Sequence[str | Path], environment: dict[str, str] | None = None) -> str:
    """Run a command; its output is shown only when it fails, and returned otherwise."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=ROOT,
        env=environment or surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        shown = " ".join(Path(word).name if Path(word).is_absolute() else str(word) for word in command)
        raise Stop(f"{done.stdout.rstrip()}\n\nThis step failed (exit code {done.returncode}): {shown}")
    return done.stdout


def surroundings() -> dict[str, str]:
    """The environment of our own programs: UTF-8 everywhere, also on a machine without a locale."""
    found = {**os.environ, "PYTHONUTF8": "1"}
    if not WINDOWS and "UTF-8" not in os.environ.get("LC_ALL", os.environ.get("LANG", "")).upper():
        found["LC_ALL"] = found["LANG"] = "C.UTF-8"
    return found


def python() -> Path:
    """The interpreter of the .venv."""
    return VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")


def requirements(extra: str) -> list[str]:
    """The packages of pyproject.toml: those the program needs, with the ones of ``extra`` if named."""
    import tomllib  # older Pythons lack it and should read our sentence, not an ImportError

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    found = list(project["dependencies"])
    return found + project["optional-dependencies"][extra] if extra else found


def ensure_environment(extra: str = "") -> None:
    """Make .venv and install the packages, unless the stamp says that this was done."""
    wanted = _fingerprint(extra)
    stamps = _stamps()
    if stamps.get(extra) == wanted and _works():
        return
    started = time.monotonic()
    if not _works() or stamps.get("python") != sys.version:
        say("Making .venv")
        STAMP.unlink(missing_ok=True)
        _quietly([sys.executable, "-m", "venv", "--clear", VENV])
        stamps = {"python": sys.version}
    say("Installing the packages of constraints.txt (a few minutes the first time)")
    pip = [str(python()), "-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"]
    _quietly([*pip, "-c", str(ROOT / "constraints.txt"), *requirements(extra)])
    stamps[extra] = wanted
    if extra:
        stamps[""] = _fingerprint("")
    STAMP.write_text(json.dumps(stamps), encoding="utf-8")
    say(f"Installed in {time.monotonic() - started:.0f} s")


def _fingerprint(extra: str) -> str:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8") + "\n".join(requirements(extra))
    return hashlib.sha256(text.encode()).hexdigest()


def _stamps() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _works() -> bool:
    if not python().exists():
        return False
    asked = subprocess.run([str(python()), "-c", "import pip"], capture_output=True, check=False)
    return asked.returncode == 0


def ours(*words: str | Path) -> list[str | Path]:
    """The command that runs our own program with the sample hospital's data."""
    return [python(), ROOT / "main.py", "--data", SAMPLE, *words]


def demo(_words: Sequence[str]) -> int:
    """Make the sample hospital, two briefs and a workbook; open the window if there is a screen."""
    ensure_system()
    ensure_environment()
    OUT.mkdir(exist_ok=True)
    if not SAMPLE.exists():
        make_sample()
    for language in ("ar", "fr"):
        brief = OUT / f"brief-{language}.pdf"
        _quietly(ours("report", "evaluation-brief", "--language", language, "--out", brief))
    last = date.today()  # noqa: DTZ011 a calendar day at the officer's desk
    period = ("--from", f"{last.year - 1}-01-01", "--to", f"{last.year}-12-31")
    _quietly(ours("workbook", *period, "--language", "ar", "--out", OUT / "ministry.xlsx"))
    say("out/sample: a year of work of an invented hospital")
    say("out/brief-ar.pdf and out/brief-fr.pdf: the evaluation brief of its last campaign, for the director")
    say("out/ministry.xlsx: its campaigns, results and activities, for the ministry")
    return open_window()


def make_sample() -> None:
    """Make the sample hospital beside its place and move it there when it is whole."""
    say("Making the sample hospital")
    with tempfile.TemporaryDirectory(dir=OUT) as folder:
        made = Path(folder) / "sample"
        _quietly([python(), ROOT / "main.py", "sample", made])
        made.replace(SAMPLE)


def open_window() -> int:
    """Open the window on the sample and leave it be; without a screen, say how to open it later."""
    screen = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not screen:
        shown = python().relative_to(ROOT)
        say(f"There is no screen here. Where there is one: {shown} main.py --data out/sample")
        return 0
    command = [str(word) for word in ours()]
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as output:
        window = subprocess.Popen(
            command, cwd=ROOT, env=surroundings(), stdout=output, stderr=output, start_new_session=True
        )
        try:
            window.wait(timeout=4)
        except subprocess.TimeoutExpired:
            say("The window is open on the sample.")
            return 0
        if window.returncode:
            output.seek(0)
            raise Stop(f"{output.read().rstrip()}\n\nThe window did not open.")
    return 0


def test(words: Sequence[str]) -> int:
    """Run every check, named and timed; words go on to pytest. Returns 1 when any check fails."""
    ensure_system()
    ensure_environment("test")
    results = [(check, *_timed(check)) for check in checks(words)]
    say("")
    for check, passed, seconds in results:
        say(f"{'passed' if passed else 'FAILED':7} {seconds:6.1f} s  {check.name}")
    return 0 if all(passed for _, passed, _ in results) else 1


def checks(words: Sequence[str]) -> list[Check]:
    """The checks in order, the quick ones first."""
    run = (str(python()), "-m")
    return [
        Check("style (ruff check)", (*run, "ruff", "check", ".")),
        Check("layout (ruff format)", (*run, "ruff", "format", "--check", ".")),
        Check("types (mypy --strict)", (*run, "mypy", "--strict", "hospcomms", "ui", "windows", "main.py", "dev.py")),
        Check("layers (import-linter)", (str(python().with_name("lint-imports")), "--no-cache", "--no-logo")),
        Check("wheels for Windows", (*run, "tests.windows.wheels")),
        Check("texts in ar, fr, en", (*run, "tests.gates.catalogues", "check")),
        Check("tests (pytest)", (*run, "pytest", "-q", "-n", "2", "--dist", "worksteal", *words), live=True),
    ]


def _timed(check: Check) -> tuple[bool, float]:
    say(f"== {check.name}")
    started = time.monotonic()
    pipe = None if check.live else subprocess.PIPE
    environment = {**surroundings(), "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(
            check.command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=pipe,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError as error:
        say(f"could not start: {error}")
        return False, time.monotonic() - started
    passed = done.returncode == 0
    if not passed and done.stdout:
        say(done.stdout.rstrip())
    return passed, time.monotonic() - started


def messages(words: Sequence[str]) -> int:
    """Hand the words over to tests/gates/catalogues.py, which reads the texts and keeps the catalogues."""
    ensure_environment("test")
    command = [str(python()), "-m", "tests.gates.catalogues", *words]
    return subprocess.run(command, cwd=ROOT, env=surroundings(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
