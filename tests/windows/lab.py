r"""The lab: a Debian chroot with Wine, and Windows profiles in it that programs run in.

``LAB/root`` is the chroot. ``LAB/w`` is ``/lab`` inside it, which Windows programs see as ``Z:\lab``: Python, wheels,
our source, the setups, the profiles. ``LAB/artefacts`` is what a run leaves for people to look at.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path, PureWindowsPath

from tests.windows.outcome import Failed, Impossible

USER = "أحمد العلوي"
ARABIC, FRENCH = "ar_MA.UTF-8", "fr_FR.UTF-8"
CODE_PAGES = {ARABIC: 1256, FRENCH: 1252}
SCREEN = "1366x768x24"
LATE = 124
"""The exit code of ``timeout``: the program was still running when its time was over."""

# No Mono or Gecko is asked for, no Linux menu entries are written. The C runtime is the one of the bundle: Wine's own
# would hide a wrong one. mscms is our stand-in (windows.c), for Wine lacks a function that Qt calls.
_OVERRIDES = (
    "mscoree,mshtml=;winemenubuilder.exe=d;mscms=n,b;vcruntime140,vcruntime140_1,msvcp140,msvcp140_1,msvcp140_2=n,b"
)
_FONTS = ("Segoe UI", "Tahoma", "Arial", "MS Shell Dlg", "MS Shell Dlg 2", "MS Sans Serif")
_INSIDE = "HOSPCOMMS_LAB_INSIDE"


def go_inside() -> None:
    """Start this program again with mounts and processes of its own: both are gone when it ends, even when killed.

    Raises SystemExit with the exit code of that second start; returns only in it. Raises Impossible where the machine
    does not let root do so (some containers).
    """
    if os.environ.get(_INSIDE):
        return
    unshare = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
    if subprocess.run([*unshare, "true"], capture_output=True, check=False).returncode:
        raise Impossible("This machine does not let root make a mount namespace (unshare); the lab needs one.")
    words = [*unshare, sys.executable, "-m", "tests.windows", *sys.argv[1:]]
    inner = subprocess.Popen(words, env={**os.environ, _INSIDE: "1"})
    signal.signal(signal.SIGTERM, lambda *_: inner.kill())  # unshare itself would not listen
    try:
        code = inner.wait()
    except KeyboardInterrupt:
        inner.kill()
        code = 130
    raise SystemExit(code if code >= 0 else 128 - code)


def offline() -> None:
    """Take the network away from this process and all it starts; only the machine itself can be spoken to.

    A hospital's workstation is often so; a program that needs more fails here.
    """
    clone_newnet, get_flags, set_flags, up = 0x40000000, 0x8913, 0x8914, 1
    if ctypes.CDLL(None, use_errno=True).unshare(clone_newnet) != 0:
        raise Impossible("This machine does not let root leave the network (unshare).")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asked:
        request = struct.pack("16sh14x", b"lo", 0)
        flags = struct.unpack("16sh14x", fcntl.ioctl(asked, get_flags, request))[1]
        fcntl.ioctl(asked, set_flags, struct.pack("16sh14x", b"lo", flags | up))


@dataclass(frozen=True)
class Lab:
    """One Windows profile of the lab, as it is worked in: ``with Lab(place).opened() as lab: lab.wine(...)``.

    ``place`` is the lab folder on the host; ``prefix`` the profile's name under it; ``locale`` gives the Windows
    language and code page; ``user`` the Windows user; ``display`` the number of the X display.
    """

    place: Path
    prefix: str = "pfx"
    locale: str = ARABIC
    user: str = USER
    display: int = 0

    @property
    def root(self) -> Path:
        """The chroot on the host."""
        return self.place / "root"

    @property
    def folder(self) -> Path:
        r"""The host path of ``/lab`` (``Z:\lab``)."""
        return self.place / "w"

    @property
    def artefacts(self) -> Path:
        """Where pictures and reports are left."""
        return self.place / "artefacts"

    @property
    def drive_c(self) -> Path:
        """The host path of the drive C."""
        return self.folder / self.prefix / "drive_c"

    @property
    def profile(self) -> Path:
        r"""The host path of ``C:\users\<user>``."""
        return self.drive_c / "users" / self.user

    @property
    def code_page(self) -> int:
        """The Windows code page of the locale."""
        return CODE_PAGES[self.locale]

    def windows_path(self, path: Path) -> str:
        """How Windows names a file of the host: on C in the profile, else on Z. ValueError outside the lab."""
        if path.is_relative_to(self.drive_c):
            return str(PureWindowsPath("C:/", path.relative_to(self.drive_c)))
        if path.is_relative_to(self.folder):
            return str(PureWindowsPath("Z:/lab", path.relative_to(self.folder)))
        return str(PureWindowsPath("Z:/", path.relative_to(self.root)))

    def mount(self) -> None:
        """Bind what programs in the chroot need; the mounts are this process's own (see go_inside)."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.root / "lab").mkdir(exist_ok=True)
        _mounted(self.root / "proc", "-t", "proc", "proc")
        _mounted(self.root / "sys", "--rbind", "/sys")
        _mounted(self.root / "dev", "--rbind", "/dev")
        _mounted(self.root / "lab", "--bind", str(self.folder))

    def run(self, *words: str, timeout: float = 90, env: Mapping[str, str] | None = None, cwd: str = "/lab") -> Ended:
        """Run a program of the chroot (xdotool, import …) and wait; LATE is returned when its time was over."""
        with tempfile.TemporaryFile() as said:
            # Into a file: Wine's own services keep a pipe open long after the program has ended.
            command = self._command(words, timeout, env, cwd)
            done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False)
            said.seek(0)
            return Ended(words, done.returncode, said.read().decode("utf-8", "replace"))

    def wine(
        self,
        *words: str,
        timeout: float = 90,
        locale: str | None = None,
        user: str | None = None,
        env: Mapping[str, str] | None = None,
        cwd: str = "/lab",
    ) -> Ended:
        """Run a Windows program and wait for its end; ``returncode`` is its own, LATE when its time was over."""
        lab = replace(self, locale=locale or self.locale, user=user or self.user)
        return lab.run("wine", *words, timeout=timeout, env=env, cwd=cwd)

    def start(self, *words: str, timeout: float = 90, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a Windows program and go on; the caller waits for it. It is ended when its time is over."""
        quiet = subprocess.DEVNULL
        return subprocess.Popen(self._command(("wine", *words), timeout, env), stdin=quiet, stdout=quiet, stderr=quiet)

    def shot(self, name: str) -> Path:
        """A picture of the whole display among the artefacts, ``<name>.png``."""
        done = self.run("import", "-window", "root", "/lab/shot.png", timeout=30)
        if done.returncode:
            raise Failed(f"No picture {name} could be made: {done.stdout.strip()}")
        self.artefacts.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(self.folder / "shot.png", self.artefacts / f"{name}.png"))

    def until(self, seen: Callable[[], object], seconds: float = 20) -> bool:
        """Ask ``seen()`` again and again until it is true; false when ``seconds`` are over."""
        end = time.monotonic() + seconds
        while not (found := bool(seen())) and time.monotonic() < end:
            time.sleep(0.2)
        return found

    def python(self, *words: str, timeout: float = 300, paths: Sequence[str] = (), cwd: str = "/lab") -> Ended:
        """Run Windows Python with these words; ``paths`` come first on its search path, as Windows names them."""
        # Wine drops what begins with QT_ and takes it from here: the windows of the tests are real ones
        env = {"WINEQT_QPA_PLATFORM": "windows"} | ({"PYTHONPATH": ";".join(paths)} if paths else {})
        return self.wine("/lab/py/python.exe", *words, timeout=timeout, env=env, cwd=cwd)

    def settle(self, seconds: float = 60, still: int = 4) -> None:
        """Wait until ``still`` looks at the display were alike, ``seconds`` at most: a slow machine paints late."""
        last, same, end = b"", 0, time.monotonic() + seconds
        while same < still and time.monotonic() < end:
            time.sleep(1)
            self.run("import", "-window", "root", "/lab/settling.ppm", timeout=30).expected()
            now = (self.folder / "settling.ppm").read_bytes()
            same, last = (same + 1 if now == last else 0), now
        (self.folder / "settling.ppm").unlink(missing_ok=True)

    @contextmanager
    def opened(self, *, fresh: bool = True) -> Iterator[Lab]:
        """A display and a running Windows; ``fresh`` makes the profile anew. All its programs end with the block."""
        self.mount()
        reading, writing = os.pipe()
        words = ["chroot", str(self.root), "Xvfb", "-displayfd", str(writing)]
        words += ["-screen", "0", SCREEN, "-nolisten", "tcp"]
        quiet = subprocess.DEVNULL
        server = subprocess.Popen(words, pass_fds=[writing], stdin=quiet, stdout=quiet, stderr=quiet)
        os.close(writing)
        with os.fdopen(reading) as number:
            told = number.readline().strip()
        if not told:
            raise Failed("The X display (Xvfb) did not start.")
        lab = replace(self, display=int(told))
        try:
            if fresh or not lab.drive_c.exists():
                lab.make_profile()
            yield lab
        finally:
            with suppress(OSError):
                lab.run("wineserver", "-k", timeout=20)
            server.terminate()
            server.wait()

    def make_profile(self) -> None:
        """A new Windows user: nothing of an earlier run is left. Raises Failed."""
        shutil.rmtree(self.folder / self.prefix, ignore_errors=True)
        done = self.run("wineboot", "-i", timeout=180)
        if done.returncode or not self.profile.is_dir():
            raise Failed(f"Wine made no profile for {self.user}: {done.stdout.strip()}")
        for shim in (self.folder / "shims").glob("*.dll"):
            shutil.copy(shim, self.drive_c / "windows" / "system32")
        lines = ["REGEDIT4", "", r"[HKEY_CURRENT_USER\Software\Wine\Fonts\Replacements]"]
        lines += [f'"{font}"="DejaVu Sans"' for font in _FONTS]  # Wine has no font with Arabic of its own
        (self.drive_c / "fonts.reg").write_text("\r\n".join([*lines, ""]), encoding="ascii")
        done = self.wine("regedit", "/S", r"C:\fonts.reg")
        if done.returncode:
            raise Failed(f"Wine took no fonts: {done.stdout.strip()}")

    def forget(self) -> None:
        """Throw the profile away (1.4 GB)."""
        shutil.rmtree(self.folder / self.prefix, ignore_errors=True)

    def _command(
        self, words: Sequence[str], timeout: float, env: Mapping[str, str] | None, cwd: str = "/lab"
    ) -> list[str]:
        surroundings = {
            "HOME": "/root",
            "USER": self.user,
            "LANG": self.locale,
            "LC_ALL": self.locale,
            "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
            "WINEPREFIX": f"/lab/{self.prefix}",
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": _OVERRIDES,
            "DISPLAY": f":{self.display}",
            "PYTHONPYCACHEPREFIX": r"Z:\lab\pyc",  # compiled once, beside the sources that are packed
            **(env or {}),
        }
        given = [f"{name}={value}" for name, value in surroundings.items()]
        return ["timeout", "-k", "5", str(timeout), "chroot", str(self.root), "env", "-i", "-C", cwd, *given, *words]


@dataclass(frozen=True)
class Ended:
    """A program that ended: its words, its exit code, and what it said on both streams."""

    words: tuple[str, ...]
    returncode: int
    stdout: str

    def expected(self, *codes: int) -> Ended:
        """Itself when it ended with one of these codes (0 without any). Raises Failed with what it said."""
        if self.returncode not in (codes or (0,)):
            why = "its time was over" if self.returncode == LATE else f"it ended with {self.returncode}"
            raise Failed(f"{' '.join(self.words)[:300]}: {why}\n{self.stdout.rstrip()[-4000:]}")
        return self


def _mounted(target: Path, *how: str) -> None:
    if target.is_mount():
        return
    done = subprocess.run(["mount", *how, str(target)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Impossible(f"This machine does not let root mount {target.name}: {done.stderr.strip()}")
