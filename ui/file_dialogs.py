"""Asking where a file is or shall be: the system's own dialogs, and what only the world outside can answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from hospcomms.domain.file_names import safe_name

_BRACKETS = re.compile(r"[\s\u200e\u200f]*\([^()]*\)\s*$")


def name_pattern(kind: str, *endings: str) -> str:
    """The words for a kind of file, «Excel workbook (.xlsx)», as Qt wants them: the brackets hold the names to show.

    What a translation wrote in the brackets does not matter; ``endings`` are such as ``.xlsx``.
    """
    return f"{_BRACKETS.sub('', kind)} ({' '.join(f'*{ending}' for ending in endings)})"


def documents() -> Path:
    """The folder in which people keep their documents."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def ask_save(owner: QWidget, proposed: Path, kind: str) -> str:
    """Ask where to write; "" when it was given up. The name is made one that the system takes, and the
    ending is added before anything is replaced unasked.
    """
    dialog = QFileDialog(owner, "", str(proposed.parent), name_pattern(kind, proposed.suffix))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(proposed.suffix.lstrip("."))
    dialog.selectFile(safe_name(proposed.name))
    found = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    return found[0] if found else ""


def ask_open(owner: QWidget, folder: Path, kind: str, *endings: str) -> str:
    """Ask for one file with one of these endings; "" when it was given up."""
    found, _filter = QFileDialog.getOpenFileName(owner, "", str(folder), name_pattern(kind, *endings))
    return found


def ask_several(owner: QWidget, folder: Path, kind: str, ending: str) -> list[str]:
    """Ask for files with this ending; none when it was given up."""
    found, _filter = QFileDialog.getOpenFileNames(owner, "", str(folder), name_pattern(kind, ending))
    return list(found)


def ask_folder(owner: QWidget, folder: Path) -> str:
    """Ask for a folder; "" when it was given up."""
    return QFileDialog.getExistingDirectory(owner, "", str(folder))


def open_with_system(path: Path) -> bool:
    """Open a file or folder with the program the system has for it; False when there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


@dataclass
class Outside:
    """What only the world outside can answer, so that a test may answer it."""

    save: Callable[[QWidget, Path, str], str] = ask_save
    open: Callable[..., str] = ask_open
    several: Callable[[QWidget, Path, str, str], list[str]] = ask_several
    folder: Callable[[QWidget, Path], str] = ask_folder
    opens: Callable[[Path], bool] = open_with_system
