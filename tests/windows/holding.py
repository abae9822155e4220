"""Another program, in a real process of its own, that has a file open."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# As most programs open a file: others may read and write it, but not replace or remove it. With “alone” nobody may
# even read it, as a program does that copies or scans files one by one.
_HOLDER = """
import ctypes, sys, time
path, alone, how_long = sys.argv[1], sys.argv[2] == "alone", float(sys.argv[3])
if alone:
    kernel = ctypes.WinDLL("kernel32")
    kernel.CreateFileW.restype = ctypes.c_void_p
    held = kernel.CreateFileW(path, 0x80000000, 0, None, 3, 0, None)
    assert held != ctypes.c_void_p(-1).value
else:
    held = open(path, "rb")
print("held", flush=True)
time.sleep(how_long) if how_long else sys.stdin.readline()
"""


@contextmanager
def held(path: Path, *, alone: bool = False, seconds: float = 0.0) -> Iterator[None]:
    """Another program holds a file: for some seconds, or until the block ends."""
    words = [sys.executable, "-c", _HOLDER, str(path), "alone" if alone else "shared", str(seconds)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        try:
            yield
        finally:
            holder.kill()
            holder.wait()
