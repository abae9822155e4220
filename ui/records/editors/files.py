"""Editors of attached files: dropped or chosen, kept by their content, opened with the system's program."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Field, Record, StoredFile
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import file_kinds, files, photo_guard
from ui.language import plain, say, tr
from ui.records.editors.editor import Editor
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

ADD_FILE = N_("Add a file…")
DROP_HERE = N_("or drop it here")
OPEN_FILE = N_("Open")
SAVE_FILE_AS = N_("Save a copy…")
REMOVE_FILE = N_("Remove the file")
KILO = 1024


def size_words(size: int) -> Sentence:
    """The size of a file in words: bytes, kilobytes or megabytes."""
    if size < KILO:
        return sentence("{n} bytes", n=size)
    if size < KILO * KILO:
        return sentence("{n} KB", n=round(size / KILO))
    return sentence("{n} MB", n=round(size / KILO / KILO, 1))


class FilesEditor(Editor):
    """Several attached files: one row each with name and size."""

    wide = True
    many = True

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        self.files: tuple[StoredFile, ...] = ()
        self.of_person: Record | None = None  # the record whose files show an identity, opened only for a reason
        self._refused: Sentence | None = None
        self._read_only = False
        self.setAcceptDrops(True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(4))
        self.add = Button(tr(ADD_FILE), self.choose, icon="attach", parent=self)
        self._hint = Label(tr(DROP_HERE), role="small", tone="text3")
        foot = QHBoxLayout()
        foot.setSpacing(px(8))
        foot.addWidget(self.add)
        foot.addWidget(self._hint)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(4))
        column.addLayout(self._rows)
        column.addLayout(foot)
        self.setFocusProxy(self.add)

    def value(self) -> Any:
        return self.files

    def set_value(self, value: Any) -> None:
        self._show(tuple(value))

    def draft(self) -> object:
        return [[item.sha256, item.name, item.size] for item in self.files]

    def set_draft(self, kept: Any) -> None:
        self._show(tuple(StoredFile(*item) for item in kept))

    def trouble(self) -> Sentence | None:
        return self._refused

    def target(self) -> QWidget:
        return self.add

    def choose(self) -> None:
        """Let the officer choose files."""
        paths, _ = QFileDialog.getOpenFileNames(self.window(), tr(ADD_FILE))
        self.attach([Path(path) for path in paths[: None if self.many else 1]])

    def attach(self, paths: list[Path]) -> None:
        """Keep files by their content and list them; what is refused is said beside the field."""
        if not paths:
            return
        self._refused = None
        for path in paths:
            try:
                stored = files.attach(self.session.office, path)
            except Refusal as refusal:
                self._refused = refusal.sentence
                continue
            self._show(self._with(stored))
            for caution in file_kinds.cautions(path):
                self.session.go.say(caution)
        self.edited.emit()

    def _with(self, stored: StoredFile) -> tuple[StoredFile, ...]:
        return (*(kept for kept in self.files if kept != stored), stored)

    def remove(self, stored: StoredFile) -> None:
        """Take a file off the record; its content stays for undo."""
        self._show(tuple(kept for kept in self.files if kept != stored))
        self.edited.emit()

    def _asked_why(self, then: Callable[[], object]) -> bool:
        """True when a reason must be given first: it is asked for now, and ``then`` goes on."""
        if self.of_person is None:
            return False
        from ui.records.editors.hidden import ask_why  # late: the dialog is a form, and forms are made of editors

        record = self.of_person

        def go_on() -> None:
            self.of_person = None
            then()
            self.of_person = record

        ask_why(self.session, record, self, go_on)
        return True

    def open_file(self, stored: StoredFile) -> None:
        """Open with the system's program; a program is never started, only saved, and a photo is shown here only.

        A file that shows an identity is opened, or saved, only after a reason was given.
        """
        if self._asked_why(partial(self.open_file, stored)):
            return
        photo = photo_guard.photo_of(self.session.office, stored)
        if photo is not None:
            from ui.records.photo_out import look_at  # late: pictures are looked at long after the window stands

            look_at(self.session, photo, self)
            return
        if files.is_risky(stored):
            self.session.go.refuse(
                sentence(
                    "{file} can run as a program, so it is not opened from here. Save a copy if you trust its source.",
                    file=stored.name,
                )
            )
            return
        try:
            path = files.path_of(self.session.office, stored)
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
            return
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def save_copy(self, stored: StoredFile) -> None:
        """Save a copy where the officer says; of a photo only for a use its consents allow."""
        if self._asked_why(partial(self.save_copy, stored)):
            return
        photo = photo_guard.photo_of(self.session.office, stored)
        if photo is not None:
            from ui.records.photo_out import choose_use  # late: as above

            choose_use(self.session, photo, self, self.mapToGlobal(self.rect().center()))
            return
        target, _ = QFileDialog.getSaveFileName(self.window(), tr(SAVE_FILE_AS), safe_name(stored.name))
        if not target:
            return
        try:
            files.save_as(self.session.office, stored, Path(target))
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)

    def set_read_only(self, read_only: bool) -> None:
        self._read_only = read_only
        self.setAcceptDrops(not read_only)
        self._show(self.files)

    def _show(self, listed: tuple[StoredFile, ...]) -> None:
        self.files = listed
        while (old := self._rows.takeAt(0)) is not None:
            widget = old.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for stored in listed:
            self._rows.addWidget(self._row(stored))
        free = not self._read_only and (self.many or not listed)
        self.add.setVisible(free)
        self._hint.setVisible(free)
        self.updateGeometry()

    def _row(self, stored: StoredFile) -> QWidget:
        row = QFrame(self)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(4))
        line.addWidget(Label(stored.name, elide=True), 1)
        line.addWidget(Label(say(size_words(stored.size)), role="small", tone="text2"))
        line.addWidget(self._button("open", OPEN_FILE, partial(self.open_file, stored), stored))
        line.addWidget(self._button("arrow_download", SAVE_FILE_AS, partial(self.save_copy, stored), stored))
        if not self._read_only:
            line.addWidget(self._button("dismiss", REMOVE_FILE, partial(self.remove, stored), stored))
        return row

    def _button(self, icon: str, words: str, act: Callable[[], object], stored: StoredFile) -> Button:
        button = Button(tr(words), act, icon=icon, kind="icon", tone="text2")
        button.setAccessibleName(plain(say(sentence("{action}: {file}", action=tr(words), file=stored.name))))
        return button

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.attach(paths if self.many else paths[:1])


class FileEditor(FilesEditor):
    """One attached file."""

    many = False

    def value(self) -> StoredFile | None:
        return self.files[0] if self.files else None

    def set_value(self, value: Any) -> None:
        self._show((value,) if value else ())

    def _with(self, stored: StoredFile) -> tuple[StoredFile, ...]:
        return (stored,)
