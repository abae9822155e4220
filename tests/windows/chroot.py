"""The stage ``chroot``: a small Debian with Wine, an X server and a C compiler for Windows."""

from __future__ import annotations

from pathlib import Path

from tests.windows import steps
from tests.windows.lab import ARABIC, FRENCH
from tests.windows.outcome import Failed
from tests.windows.run import Run

SUITE = "trixie"
PACKAGES = (
    "wine",
    "wine64",
    "wine32:i386",  # Inno Setup's compiler, its setups and its uninstaller are 32-bit programs
    "xvfb",
    "xauth",
    "xdotool",
    "imagemagick",
    "fonts-dejavu-core",  # has Arabic; Wine itself brings no font that does
    "locales",
    "gcc-mingw-w64-x86-64-win32",
    "libpython3.13-stdlib",
)


def make(run: Run) -> None:
    """The chroot, unless it is there as it is wanted now. Raises Impossible where Debian cannot be reached."""
    lab, root, mark = run.lab, run.lab.root, steps.fingerprint(SUITE, *PACKAGES, ARABIC, FRENCH)
    if not steps.is_made(root, mark):
        steps.ensure_package("debootstrap", "debootstrap", "debian-archive-keyring")
        if any((root / name).is_mount() for name in ("proc", "sys", "dev", "lab")):
            raise Failed(f"{root} is in use: something is mounted in it")
        steps.emptied(root)
        variant = ["--variant=minbase", "--include=ca-certificates"]
        steps.call(["debootstrap", *variant, SUITE, root], seconds=1800)
        lab.mount()
        _fill(root)
        steps.made(root, mark)
    lab.mount()
    version = lab.run("wine", "--version", timeout=30).expected().stdout.strip()
    run.report.fact("wine", version)


def _fill(root: Path) -> None:
    inside = ["chroot", str(root)]
    settings = root / "etc" / "dpkg" / "dpkg.cfg.d" / "lab"
    unwanted = ("path-exclude=/usr/share/doc/*", "path-exclude=/usr/share/man/*")
    settings.write_text("\n".join(["force-unsafe-io", *unwanted, ""]), encoding="ascii")  # it can be made again
    steps.call([*inside, "dpkg", "--add-architecture", "i386"], seconds=60)
    steps.call([*inside, "apt-get", "update", "-q"], seconds=300)
    steps.call([*inside, "apt-get", "install", "-q", "-y", "--no-install-recommends", *PACKAGES], seconds=1800)
    for locale in (ARABIC, FRENCH):
        steps.call([*inside, "localedef", "-i", locale.split(".")[0], "-f", "UTF-8", locale], seconds=60)
    steps.call([*inside, "apt-get", "clean"], seconds=60)
