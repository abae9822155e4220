"""What the tests of documents and workbooks share: a page, the answer to the question for a name, a broken file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.fields import Texts
from hospcomms.services.office import Office
from tests.rooms.office_at_work import at_work, busy
from ui.exchange.cards import page_of
from ui.exchange.task_page import TaskPage
from ui.session import Session


def at_desk(office: Office) -> Office:
    """The office, named and with a campaign in the last quarter of 2026."""
    named = replace(office.settings, hospital=Texts(ar="مؤسسة عيّنة", fr="EPH Exemple"))
    found = replace(at_work(office), settings=named)
    busy(found)
    return found


def open_view(qtbot: QtBot, session: Session, view: str, size: tuple[int, int] = (1100, 700)) -> Any:
    """The page of a view, shown."""
    page = page_of(session, view)
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.activateWindow()
    return page


def answer_save(page: TaskPage, path: Path | str) -> list[Path]:
    """Answer the question for a name with ``path``; returns what was proposed."""
    proposed: list[Path] = []

    def save(_owner: QWidget, name: Path, _kind: str) -> str:
        proposed.append(name)
        return str(path)

    page.errand.outside.save = save
    return proposed


def save_to(qtbot: QtBot, page: TaskPage, path: Path) -> list[Path]:
    """Press the button that saves and wait until it is done; returns the names proposed."""
    proposed = answer_save(page, path)
    QTest.mouseClick(page.primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
    return proposed


def with_part(path: Path, part: str) -> Path:
    """The workbook with one more part inside."""
    stream = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(part, "x")
    path.write_bytes(stream.getvalue())
    return path
