"""The command that tries the installed program on this computer; its report is for the hospital's IT."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from typing import Any

from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import locale


def try_out(wanted: argparse.Namespace, trial: Callable[..., dict[str, Any]] | None) -> int:
    """Carry out the self-test; returns 0 only when every step of it ended well, 1 otherwise.

    ``trial`` comes from the user interface. One line a step is printed, or the whole report with ``--json``.
    """
    if trial is None:
        return 2
    try:
        found = trial(wanted.out, data=wanted.data, language=wanted.language or "ar", hold=wanted.hold)
    except Refusal as refusal:
        said = locale(wanted.language or "en").say(refusal.sentence)
        print(said, file=sys.stderr)
        if wanted.json:
            _print({"error": {"kind": refusal.kind, "sentence": said}})
        return 1
    if wanted.json:
        _print(found)
    else:
        print("\n".join(_line(step) for step in found["steps"]))
    return 0 if found["ok"] else 1


def _line(step: dict[str, Any]) -> str:
    return f"{'ok    ' if step['ok'] else 'FAILED'} {step['seconds']:7.2f} s  {step['name']}: {step['detail']}"


def _print(shape: Any) -> None:
    print(json.dumps(shape, ensure_ascii=False, indent=1, default=str))
