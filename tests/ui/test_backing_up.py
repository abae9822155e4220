"""The window makes backups beside the work and one at closing, and a failure rests before it is tried again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hospcomms.domain.audiences import Audience
from hospcomms.services import backups, records
from tests.ui.dressing import dressed
from ui.shell.backing_up import REST, BackingUp
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, folder: Path) -> Iterator[Window]:
    dressed()
    found = Window(folder)
    qtbot.addWidget(found)
    found.open()
    yield found
    found.close()


def numbers(folder: Path) -> list[str]:
    return sorted(path.name[:6] for path in (folder / "backups").glob("*.hcbackup"))


def test_what_was_changed_is_backed_up_beside_the_window_and_once_more_at_closing(
    window: Window, qtbot: QtBot, folder: Path
) -> None:
    driver = BackingUp(window)
    with qtbot.waitSignal(driver.changed):
        driver.look()
    assert numbers(folder) == ["000001"]
    driver.look()
    qtbot.waitUntil(lambda: not driver.is_at_work)
    assert numbers(folder) == ["000001"], "nothing was changed since"
    assert window.office is not None
    records.save(window.office, Audience(name="أمهات"))
    window.close()
    assert numbers(folder) == ["000001", "000002"]
    (closing,) = [copy for path in (folder / "backups").glob("000002*") if (copy := backups.copy_at(path))]
    assert (closing.why, closing.counts["audience"]) == ("close", 2)


def test_a_backup_that_fails_is_said_and_tried_again_only_after_a_rest(
    window: Window, qtbot: QtBot, folder: Path
) -> None:
    driver = BackingUp(window)
    (folder / "backups").write_bytes(b"a file where the folder belongs")
    with qtbot.waitSignal(driver.changed):
        driver.look()
    assert window.office is not None
    assert backups.state(window.office).failed is not None
    (folder / "backups").unlink()
    for _ in range(REST):
        driver.look()
        assert not driver.is_at_work
    with qtbot.waitSignal(driver.changed):
        driver.look()
    assert backups.state(window.office).failed is None
    assert numbers(folder) == ["000001"]
