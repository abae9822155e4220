"""The command line over the services: the same verbs as the window, without a screen."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from hospcomms.cli import streams
from hospcomms.cli.parsing import parse

SampleMaker = Callable[[Path, Any], None]
OpenWindow = Callable[[Path, SampleMaker, Path | None], int]
TakePicture = Callable[..., None]
Trial = Callable[..., dict[str, Any]]


def main(
    words: Sequence[str],
    window: OpenWindow | None = None,
    picture: TakePicture | None = None,
    trial: Trial | None = None,
) -> int:
    """Carry out one command, or open the window when there is none; returns the exit code.

    0 done, 1 refused with one sentence on standard error (with ``--json`` also on standard output), 2 bad
    usage. ``window``, ``picture`` and ``trial`` come from the user interface, which this package never imports.
    """
    streams.settle()
    try:
        wanted: Any = parse(words)
    except SystemExit as stop:
        return int(stop.code or 0)
    if wanted.command is None:
        return _open(wanted, window)
    try:
        code = _carry_out(wanted, picture, trial)
        sys.stdout.flush()
    except BrokenPipeError:
        # who read the answer has seen enough (| head); what Python would still write goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def _carry_out(wanted: Any, picture: TakePicture | None, trial: Trial | None) -> int:
    if wanted.command == "selftest":
        # late, and without the other commands: it measures how long a start of the window takes
        from hospcomms.cli.selftest import try_out

        return try_out(wanted, trial)
    # late: the window starts without the commands
    from hospcomms.cli.running import run

    return run(wanted, picture)


def _open(wanted: Any, window: OpenWindow | None) -> int:
    if window is None:
        return 2
    if wanted.file is not None and wanted.data is None:
        return _show(wanted.file, window)
    # late: only the path is needed here, and the folder may not be there yet
    from hospcomms.services.office import default_folder

    return window(wanted.data or default_folder(), _make_sample, wanted.file)


def _show(file: Path, window: OpenWindow) -> int:
    """Open the window with a look at a file that was handed over by a double click."""
    # late: as above, and only a file asks for it
    from hospcomms.services.folder_places import place_for_a_file

    with suppress(OSError):
        os.chdir(Path.home())  # begun in the folder of the file, whose disk could not be taken out meanwhile
    return window(place_for_a_file(), _make_sample, file)


def _make_sample(folder: Path, settings: Any) -> None:
    # late: the window offers the sample, and makes it only when somebody asks for it
    from hospcomms.services.sample import make

    make(folder, settings)
