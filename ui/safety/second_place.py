"""The card of the second place: where the copies outside the machine go, and one complete file for anywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.backup_names import BACKUP_ENDING
from hospcomms.domain.errors import Refusal
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import backups
from ui import theme
from ui.file_dialogs import Outside, documents
from ui.language import say, tr
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

if TYPE_CHECKING:
    from ui.window import Window

TYPE_OF_FILE = N_("Backup")
ABOUT = N_(
    "Each backup is also copied there and read again. Leave the disk connected while the backup runs,"
    " and keep it in another building."
)


class SecondPlace(QWidget):
    """``save`` is called with the path of one complete file; a chosen folder is kept in the settings at once."""

    def __init__(self, session: Session, outside: Outside, save: Callable[[Path], Any]) -> None:
        super().__init__()
        self._session, self._outside, self._save = session, outside, save
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(Label(tr(ABOUT), tone="text2", wrap=True))
        self._told = Label("", wrap=True)
        column.addWidget(self._told)
        self._none = Button(tr(N_("No second place")), lambda: self._keep(None))
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(Button(tr(N_("Choose a folder…")), self.choose, icon="folder_open"))
        row.addWidget(self._none)
        row.addWidget(Button(tr(N_("Save one complete file…")), self.save_file, icon="save"))
        row.addStretch()
        column.addLayout(row)
        self.read_again()

    def read_again(self) -> None:
        """Show the folder that is chosen."""
        target = self._session.office.settings.backup_target
        words = sentence("Folder: {folder}", folder=target) if target else sentence("No second place is chosen.")
        self._told.setText(say(words))
        self._none.setVisible(bool(target))

    def save_file(self) -> None:
        """Ask where everything, attached files too, is to be written."""
        office = self._session.office
        name = f"{safe_name(office.settings.hospital.best('fr') or 'HospComms')}-{office.today:%Y-%m-%d}{BACKUP_ENDING}"
        chosen = self._outside.save(self, documents() / name, tr(TYPE_OF_FILE))
        if chosen:
            self._save(Path(chosen))

    def choose(self) -> None:
        """Choose the folder outside the machine."""
        target = self._session.office.settings.backup_target
        chosen = self._outside.folder(self, Path(target) if target else documents())
        if chosen:
            self._keep(Path(chosen))

    def _keep(self, folder: Path | None) -> None:
        try:
            office = backups.with_target(self._session.office, folder)
        except Refusal as refusal:
            self._session.go.refuse(refusal.sentence)
            return
        cast("Window", self.window()).apply(office.settings)
