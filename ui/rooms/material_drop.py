"""Files of materials in the window: dropped, put into a draft, opened; of one that is too large the place is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, StoredFile
from hospcomms.domain.materials import Material, MaterialVersion
from hospcomms.domain.wording import counted, sentence
from hospcomms.services import file_kinds, files, material_files
from ui.session import Session

if TYPE_CHECKING:
    from ui.records.form_dialog import FormDialog

Keep = Callable[[str], Commit]


def begin_with(session: Session, paths: Sequence[Path]) -> None:
    """Make a material of each file; the one that was made alone is opened."""
    made: list[Commit] = []
    for path in paths:
        large = material_files.too_large(path)
        if large is not None:
            session.go.refuse(large)
            ask_place(session, path, lambda place, path=path: material_files.begin_with(session.office, path, place))  # type: ignore[misc]
            continue
        try:
            made.append(material_files.begin_with(session.office, path))
        except Refusal as refusal:
            session.go.refuse(refusal.sentence)
            continue
        session.go.committed(made[-1])
        _caution(session, path)
    if len(made) == 1:
        session.go.open_record(Material, made[0].saved(Material).id)
    elif made:
        session.go.say(counted("{n} material added.", "{n} materials added.", len(made)))


def _caution(session: Session, path: Path) -> None:
    """Say what an officer should know of a file that was put in."""
    for caution in file_kinds.cautions(path):
        session.go.say(caution)


def put_in(session: Session, version: MaterialVersion, path: Path) -> None:
    """Give a draft its file; of one that is too large the place is asked."""
    large = material_files.too_large(path)
    if large is not None:
        session.go.refuse(large)
        ask_place(session, path, lambda place: material_files.put_in(session.office, version, path, place))
        return
    try:
        session.go.committed(material_files.put_in(session.office, version, path))
    except Refusal as refusal:
        session.go.refuse(refusal.sentence)
    else:
        _caution(session, path)


def ask_place(session: Session, path: Path, keep: Keep) -> FormDialog:
    """Offer to note where a file lies that is not kept here."""
    # late: forms are read when one is first shown
    from ui.records.form_dialog import FormDialog

    def kept(asked: Record) -> Commit:
        assert isinstance(asked, material_files.PlaceOrder)
        return keep(asked.location)

    order = material_files.PlaceOrder(location=str(path))
    above = QApplication.activeWindow()
    dialog = FormDialog(
        session, order, material_files.NOTE_PLACE, verb=material_files.NOTE_PLACE, keep=kept, parent=above
    )
    dialog.open()
    return dialog


def open_version(session: Session, version: MaterialVersion) -> None:
    """Open the file of a version, or the one that lies elsewhere, with the system's program."""
    if version.content is not None:
        open_file(session, version.content)
        return
    try:
        place = material_files.place_of(version)
    except Refusal as refusal:
        session.go.refuse(refusal.sentence)
        return
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(place)))


def open_file(session: Session, stored: StoredFile) -> None:
    """Open a kept file with the system's program; a program is never started."""
    if files.is_risky(stored):
        session.go.refuse(
            sentence(
                "{file} can run as a program, so it is not opened from here. Save a copy if you trust its source.",
                file=stored.name,
            )
        )
        return
    try:
        path = files.path_of(session.office, stored)
    except Refusal as refusal:
        session.go.refuse(refusal.sentence)
        return
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
