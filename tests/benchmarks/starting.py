"""From the start of the process to the painted window, against an empty window of PySide6."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.ratio import Ratio, median

LIMIT = 3.0
ROUNDS = 9
ROOT = Path(__file__).resolve().parents[2]
_EMPTY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, report)
def report():
    print(time.monotonic(), flush=True)
    app.quit()
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""
_OURS = """
import sys, time
from pathlib import Path
from ui.app import run
def report():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    app = QApplication.instance()
    print(time.monotonic(), flush=True)
    window = next(found for found in app.topLevelWidgets() if hasattr(found, "is_busy"))
    def settled():
        if window.is_busy():
            QTimer.singleShot(1, settled)
        else:
            print(time.monotonic(), flush=True)
            window.close()
            app.quit()
    settled()
def painted():
    from PySide6.QtCore import QTimer
    QTimer.singleShot(0, report)
run(Path(sys.argv[1]), painted=painted)
"""


def measure(folder: Path, count: int) -> list[Ratio]:
    """Both processes in turn; the first of each only compiles, and brings the files into the system's memory."""
    with tempfile.TemporaryDirectory() as compiled:
        surroundings = _surroundings(compiled)
        started = [(_run(surroundings, _OURS, str(folder)), _run(surroundings, _EMPTY)) for _ in range(ROUNDS + 1)][1:]
    empty = median(bare[0] for _, bare in started)
    what = f"Process start to the first painted page on {count:,} records, against an empty QMainWindow."
    rest = "The same, until nothing is read in the background any more."
    return [
        Ratio("start to painted window", median(ours[0] for ours, _ in started), empty, LIMIT, what),
        Ratio("start to settled window", median(ours[1] for ours, _ in started), empty, None, rest),
    ]


def _surroundings(compiled: str) -> dict[str, str]:
    """The variables of a child process: compiled modules are kept, as they are at every desk but this one."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    return {**kept, "PYTHONPYCACHEPREFIX": compiled, "QT_QPA_PLATFORM": platform}


def _run(surroundings: dict[str, str], code: str, *arguments: str) -> list[float]:
    """The moments a child process tells, in milliseconds since it was started."""
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return [(float(line) - start) * 1000 for line in done.stdout.split()]
