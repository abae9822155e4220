"""Starting: the first run, refusals in words, one window per folder, and nothing heavy before the first paint."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.country import COUNTRIES
from hospcomms.services.settings import Settings
from tests.hospital import empty
from tests.ui.dressing import dressed
from ui import language
from ui.records.editors.lines import NameLine
from ui.shell.first_run import OFFICER, FirstRun, profile
from ui.shell.refused import RefusedPage
from ui.single import Door
from ui.widgets.buttons import Button
from ui.window import Window

HEAVY = ("sqlalchemy", "alembic", "reportlab", "openpyxl", "PySide6.QtNetwork", "fontTools", "uharfbuzz", "PIL")
JUDGING = "hospcomms.domain.evaluation"
WORDS_OF_JUDGING = ("chain", "designs", "labels", "topics")
"""What records need of the statistics before the first rows are shown: their choices, no arithmetic."""


@pytest.fixture
def start(qtbot: QtBot) -> Iterator[list[Window]]:
    """Windows closed at the end."""
    dressed()
    windows: list[Window] = []
    yield windows
    for window in windows:
        window.close()


def opened(windows: list[Window], qtbot: QtBot, folder: Path, sample: object = None) -> Window:
    window = Window(folder, sample)  # type: ignore[arg-type]
    qtbot.addWidget(window)
    windows.append(window)
    window.open()
    window.show()
    return window


def page_of(window: Window) -> QWidget:
    page = window.stack.currentWidget()
    assert page is not None
    return page


def press(window: Window, words: str, qtbot: QtBot) -> None:
    """Press the button with these words on the card shown."""
    button = next(found for found in page_of(window).findChildren(Button) if found.text() == words)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_first_start_asks_four_things_and_makes_the_office(
    start: list[Window], qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    window = opened(start, qtbot, folder)
    assert isinstance(page_of(window), FirstRun)
    press(window, "English", qtbot)
    press(window, "Continue", qtbot)
    line = page_of(window).focusProxy()
    qtbot.keyClicks(line, "Example Hospital")
    officer = next(one for one in page_of(window).findChildren(NameLine) if one.accessibleName() == OFFICER)
    qtbot.keyClicks(officer, "N. Ammar")
    press(window, "Continue", qtbot)
    assert not folder.exists()
    ways = page_of(window).focusProxy()
    assert ways is not None
    start_working = ways.focusProxy()
    assert isinstance(start_working, QPushButton)
    assert start_working.text() == "Start working"
    press(window, "Start working", qtbot)
    assert window.frame is not None
    assert window.office is not None
    assert window.office.settings.hospital.en == "Example Hospital"
    assert window.office.settings.officer == window.office.store.who == "N. Ammar"
    assert window.office.settings.language == "en"
    qtbot.waitUntil(lambda: not window.is_busy())


def test_the_first_start_can_be_skipped_from_its_second_step(start: list[Window], qtbot: QtBot, tmp_path: Path) -> None:
    window = opened(start, qtbot, tmp_path / "new")
    press(window, "Français", qtbot)
    dressed("fr")
    press(window, language.tr("Skip"), qtbot)
    press(window, language.tr("Start working"), qtbot)
    assert window.frame is not None
    qtbot.waitUntil(lambda: not window.is_busy())


def test_the_sample_is_offered_only_where_it_can_be_made(start: list[Window], qtbot: QtBot, tmp_path: Path) -> None:
    made: list[Path] = []

    def sample(folder: Path, settings: Settings) -> None:
        made.append(folder)
        empty(folder, settings).close()

    for maker in (None, sample):
        window = opened(start, qtbot, tmp_path / f"new-{maker is None}", maker)
        press(window, "English", qtbot)
        press(window, "Skip", qtbot)
        words = [button.text() for button in page_of(window).findChildren(Button)]
        assert ("Sample hospital" in words) is (maker is not None)
    card = page_of(window)
    assert isinstance(card, FirstRun)
    press(window, "Sample hospital", qtbot)
    assert card.banner.words() == "The sample hospital is being made. This may take a minute."
    qtbot.waitUntil(lambda: window.frame is not None)
    assert made == [tmp_path / "new-False"]
    qtbot.waitUntil(lambda: not window.is_busy())


@pytest.mark.parametrize("name", ["ar", "fr", "en"])
@pytest.mark.parametrize("code", COUNTRIES)
def test_each_country_is_told_in_a_sentence(qtbot: QtBot, name: str, code: str) -> None:
    dressed(name)
    assert language.plain(language.say(profile(COUNTRIES[code]))).endswith(".")


def test_a_folder_of_another_program_is_refused_in_words_and_keeps_its_files(
    start: list[Window], qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "letters.txt").write_text("mine", encoding="utf-8")
    page = page_of(opened(start, qtbot, tmp_path))
    assert isinstance(page, RefusedPage)
    assert page.words()
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


def test_a_folder_that_is_open_already_can_be_tried_again(start: list[Window], qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    other = empty(folder, Settings(language="en"))
    window = opened(start, qtbot, folder)
    assert isinstance(page_of(window), RefusedPage)
    other.close()
    press(window, "Try again", qtbot)
    assert window.frame is not None
    qtbot.waitUntil(lambda: not window.is_busy())


def test_a_damaged_data_file_is_said_and_left_as_it_is(start: list[Window], qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    empty(folder, Settings(language="fr")).close()
    database = max((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.stat().st_size)
    database.write_bytes(b"\x00" * 4096)
    page = page_of(opened(start, qtbot, folder))
    assert isinstance(page, RefusedPage)
    assert database.read_bytes() == b"\x00" * 4096


def test_a_second_start_wakes_the_first_window(start: list[Window], qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    empty(folder, Settings()).close()
    first, second = Door(folder), Door(folder)
    window = opened(start, qtbot, folder)
    assert first.enter()
    first.listen(window)
    window.showMinimized()
    assert not second.enter()
    assert second.knock()
    qtbot.waitUntil(lambda: not window.isMinimized())
    first.leave()
    assert second.enter()
    second.leave()
    qtbot.waitUntil(lambda: not window.is_busy())


PROBE = """
import json, sys
from tests.hospital import empty
from pathlib import Path
from ui.app import run

def painted():
    print(json.dumps(sorted(sys.modules)))
    from PySide6.QtWidgets import QApplication
    QApplication.instance().quit()

raise SystemExit(run(Path(sys.argv[1]), painted=painted))
"""


def test_nothing_heavy_is_imported_before_the_first_paint(tmp_path: Path, root: Path) -> None:
    folder = tmp_path / "data"
    empty(folder, Settings(is_ready=True)).close()
    answer = subprocess.run(
        [sys.executable, "-c", PROBE, str(folder)],
        cwd=root, env={**os.environ, "PYTHONPATH": os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])},
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    loaded = json.loads(answer.stdout.strip().splitlines()[-1])
    assert [name for name in loaded if name in HEAVY] == []
    judging = [name for name in loaded if name.startswith(f"{JUDGING}.")]
    assert [name for name in judging if name.removeprefix(f"{JUDGING}.") not in WORDS_OF_JUDGING] == []
