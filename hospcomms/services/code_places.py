"""Where in the program something failed, told without a word of what it was about.

A message of an error may hold a name, a whole row or a path with the name of a person; the kinds of errors, numbers of
the system and places in the code cannot. Only these are told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import TracebackType

from hospcomms.domain.errors import Refusal

MOST_PLACES = 25
_MOST_CAUSES = 5
_KIND = re.compile(r"[a-z][a-z-]{0,40}")
_FAULT_FRAME = re.compile(r'\s*File "(?P<file>[^"]*)", line (?P<line>\d+) in (?P<name>\S+)')
_FAULT_HEAD = re.compile(r"(?:Fatal Python error|Windows fatal exception): ([A-Za-z0-9 ]{1,60})")
_FAULT_THREAD = re.compile(r"(?:Current thread|Thread) 0x")
_KNOWN = re.compile(r".*/((?:hospcomms|ui|tests|site-packages|PySide6|shiboken6|Lib|python3\.\d+)/.*)")


def kind_of(error: BaseException) -> str:
    """The type of an error, with the kind of a refusal or the number the system gave: ``OSError[28]``."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    marks = [str(number) for number in (getattr(error, "errno", None), getattr(error, "winerror", None))
             if isinstance(number, int)]  # fmt: skip
    if isinstance(error, Refusal) and _KIND.fullmatch(error.kind):
        marks = [error.kind]
    return f"{name}[{' '.join(marks)}]" if marks else name


def places(trace: TracebackType | None) -> list[str]:
    """``module:line:function`` of each frame, the innermost last; of a long trace the last ones."""
    found: list[str] = []
    while trace is not None:
        code = trace.tb_frame.f_code
        module = trace.tb_frame.f_globals.get("__name__", "?")
        found.append(f"{module}:{trace.tb_lineno}:{code.co_name}")
        trace = trace.tb_next
    return found[-MOST_PLACES:]


def causes(error: BaseException) -> Iterator[BaseException]:
    """An error, then what it was raised from, at most five deep."""
    found: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if found is None:
            return
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def told(error: BaseException) -> str:
    """An error and its causes in one line: kinds, and the places of each from the innermost outwards."""
    return " <- ".join(
        f"{kind_of(one)} at {' < '.join(reversed(places(one.__traceback__))) or '?'}" for one in causes(error)
    )


def lines_of(error: BaseException) -> list[str]:
    """The same over many lines, to be read by a person."""
    lines: list[str] = []
    for one in causes(error):
        lines.append(kind_of(one))
        lines += [f"  {place}" for place in reversed(places(one.__traceback__))]
    return lines


def of_dump(dump: str) -> list[str]:
    """What is told of the dump that the interpreter writes when it is killed by a fault: heads and places of code."""
    lines: list[str] = []
    for line in dump.splitlines():
        if frame := _FAULT_FRAME.match(line):
            lines.append(f"  {_short(frame['file'])}:{frame['line']}:{frame['name']}")
        elif head := _FAULT_HEAD.match(line):
            lines.append(head[1])
        elif _FAULT_THREAD.match(line):
            lines.append("Thread")
    return lines[: 4 * MOST_PLACES]


def _short(file: str) -> str:
    """The file from the folder of the program on: what stands before may name a person."""
    plain = file.replace("\\", "/")
    known = _KNOWN.fullmatch(f"/{plain}")  # the Windows program names its files from its own folder on
    return known[1] if known else plain.rsplit("/", 1)[-1]
