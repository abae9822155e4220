"""Programs of the host that the pipeline calls, and the marks by which it knows what is already made."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.windows.outcome import Failed, Impossible

# What apt, debootstrap, pip and npm say when there is no network or the other side does not answer.
_UNREACHED = (
    "failed getting release",
    "couldn't download",
    "could not resolve",
    "temporary failure",
    "failed to fetch",
    "connection refused",
    "connection timed out",
    "network is unreachable",
    "name or service not known",
    "max retries exceeded",
    "eai_again",
    "enotfound",
    "etimedout",
)


def call(
    words: Sequence[str | Path],
    *,
    seconds: float,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> str:
    """Run a program of the host; returns what it said.

    Raises Impossible when the network was not there, Failed when it failed otherwise or took too long.
    """
    name = " ".join(Path(str(word)).name for word in words[:3])
    try:
        done = subprocess.run(
            [str(word) for word in words],
            cwd=cwd,
            env={**os.environ, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise Failed(f"{name} took longer than {seconds:.0f} s") from late
    if done.returncode:
        said = done.stdout.rstrip()[-3000:]
        if any(sign in said.lower() for sign in _UNREACHED):
            raise Impossible(f"the network was not reached: {name}\n{said}")
        raise Failed(f"{name} ended with {done.returncode}\n{said}")
    return done.stdout


def ensure_package(program: str, *packages: str) -> None:
    """Install Debian packages unless the program they bring is there."""
    if not shutil.which(program):
        install_packages(*packages)


def install_packages(*packages: str) -> None:
    """Install Debian packages on the host."""
    call(["apt-get", "update", "-q"], seconds=300)
    call(["apt-get", "install", "-q", "-y", "--no-install-recommends", *packages], seconds=600)


def fingerprint(*parts: str | bytes) -> str:
    """One mark for all that something was made from."""
    found = hashlib.sha256()
    for part in parts:
        found.update(part.encode() if isinstance(part, str) else part)
        found.update(b"\0")
    return found.hexdigest()


def is_made(folder: Path, mark: str) -> bool:
    """Whether the folder was made, to its end, from what has this mark."""
    stamp = folder / ".made-from"
    return stamp.is_file() and stamp.read_text(encoding="ascii") == mark


def made(folder: Path, mark: str) -> None:
    """Say that the folder is whole."""
    (folder / ".made-from").write_text(mark, encoding="ascii")


def emptied(folder: Path) -> Path:
    """The folder, new and empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def checked(path: Path, sha256: str) -> Path:
    """The file when its content is the pinned one. Raises Failed."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        raise Failed(f"{path.name} is not the pinned one: sha256 {found} instead of {sha256}")
    return path
