"""What every test has: no network, no data of the person who runs it, Qt off screen, one home of its own."""

from __future__ import annotations

import atexit
import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hospcomms.services.office import Office
from hospcomms.services.settings import Settings
from tests.hospital import empty

gc.set_threshold(20_000, 20, 20)  # the usual 700 looks through all that is imported again and again: 5 % of the time

# Set before Qt or our own modules are imported: they read these once.
_HOME = tempfile.TemporaryDirectory(prefix="hospcomms-tests-", ignore_cleanup_errors=True)
atexit.register(_HOME.cleanup)
_RUNTIME = Path(_HOME.name) / "runtime"
_RUNTIME.mkdir(mode=0o700)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Off screen, Qt for Windows reads the fonts of one folder, not those of the system, and warns where there is none.
os.environ.setdefault("QT_QPA_FONTDIR", str(Path(__file__).resolve().parents[1] / "resources" / "fonts"))
os.environ["XDG_RUNTIME_DIR"] = str(_RUNTIME)
for _name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME", "APPDATA", "LOCALAPPDATA"):
    os.environ[_name] = _HOME.name
if os.name != "nt" and "UTF-8" not in os.environ.get("LC_ALL", os.environ.get("LANG", "")).upper():
    os.environ["LC_ALL"] = os.environ["LANG"] = "C.UTF-8"  # Qt warns of any other encoding

for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    if _wait.__kwdefaults__ is not None:
        _wait.__kwdefaults__["timeout"] = 30_000  # ms: the five seconds are over sooner on a computer at work


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new, empty office in a temporary data folder, its officer named."""
    settings = Settings(officer="ن. عيّنة", is_ready=True)
    found = empty(tmp_path / "office", settings)
    yield found
    found.close()


@pytest.fixture(autouse=True)
def _no_widgets_of_earlier_tests() -> Iterator[None]:
    """Delete what a test leaves behind: widgets that live on are restyled with every window opened after them."""
    yield
    if "PySide6.QtWidgets" not in sys.modules:
        return
    from PySide6.QtCore import QCoreApplication, QEvent  # late: most tests need no Qt
    from PySide6.QtWidgets import QApplication

    app = QCoreApplication.instance()
    if isinstance(app, QApplication):
        for widget in app.topLevelWidgets():
            widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
