"""When the data is damaged: the backups that were found, and bringing one of them back after a second look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.backup_names import BACKUP_ENDINGS
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import isolated
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import found_backups, rescue
from hospcomms.services.office import is_unused
from hospcomms.services.rescue import Backup
from ui import theme
from ui.file_dialogs import Outside
from ui.language import say, tr
from ui.records.editors.files import size_words
from ui.shell.cards import CardPage
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule
from ui.widgets.secret_line import SecretLine

if TYPE_CHECKING:
    from ui.window import Window

BRING_BACK = N_("Restore the backup")
BACKUP_FILE = N_("Backup")
MOST = 5
"""So many backups are listed; older ones can be chosen by their file."""


class BackupList(QWidget):
    """The newest backups, each with its moment, its file and a button; another file can be chosen."""

    def __init__(
        self,
        backups: Sequence[Backup],
        wanted: Callable[[Backup], Any],
        choose: Callable[[], Any],
        look: Callable[[], Any],
    ) -> None:
        super().__init__()
        self.has_some = bool(backups)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(Label(tr("Backups found"), role="section"))
        for backup in backups[:MOST]:
            column.addWidget(Rule())
            column.addLayout(self._line(backup, wanted, is_first=backup is backups[0]))
        if not backups:
            column.addWidget(Label(tr("No backup was found in the data folder or beside it."), tone="text2", wrap=True))
        column.addWidget(Rule())
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(Button(tr("Choose a backup file…"), choose, icon="document"))
        row.addWidget(Button(tr("Open the data folder"), look, icon="folder_open"))
        row.addStretch()
        column.addLayout(row)

    @staticmethod
    def _line(backup: Backup, wanted: Callable[[Backup], Any], *, is_first: bool) -> QHBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(_moment(backup), bold=True))
        told = _told(backup)
        words.addWidget(Label(say(told), role="small", tone="text2", elide=True))
        line = QHBoxLayout()
        line.setSpacing(theme.px(12))
        line.addLayout(words, 1)
        button = Button(tr("Restore…"), lambda: wanted(backup), kind="primary" if is_first else "")
        button.setAccessibleName(say(sentence("Restore the backup of {when}", when=_moment(backup))))
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return line


class BringBackPage(CardPage):
    """What will happen to the data, and the last word on it."""

    def __init__(self, backup: Backup, act: Callable[[], Any], back: Callable[[], Any], *, is_first: bool) -> None:
        super().__init__()
        self.body.addWidget(Label(tr(BRING_BACK), role="preview", wrap=True))
        self.body.addWidget(Label(say(_into_empty(backup) if is_first else _over_damaged(backup)), wrap=True))
        self.body.addWidget(Label(say(_told(backup)), role="small", tone="text2", elide=True))
        self._line = QWidget()
        row = QHBoxLayout(self._line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self._trouble = Label("", tone="late", wrap=True)
        row.addWidget(Mark("late"), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._trouble, 1)
        self.body.addWidget(self._line)
        self._line.hide()
        self.secret = SecretLine(tr("Password"))
        self.secret.submitted.connect(act)
        self.secret.hide()
        self.body.addWidget(self.secret)
        self.foot.addStretch()
        cancel = Button(tr("Cancel"), back)
        self.foot.addWidget(cancel)
        self.foot.addWidget(Button(tr(BRING_BACK), act, kind="primary"))
        self.setFocusProxy(cancel)
        self.finish()

    def refuse(self, refusal: Refusal) -> None:
        """Say why it was not done; the password of the backup is asked for where it has one."""
        self._trouble.setText(say(refusal.sentence))
        self._line.show()
        if refusal.kind in ("password-needed", "wrong-password"):
            self.secret.clear()
            self.secret.show()
            self.secret.setFocus()

    def words(self) -> str:
        """What went wrong, "" while nothing did."""
        return self._trouble.words()


class Rescue:
    """Leads from a refused folder to its data as a backup holds it, and back to the refusal."""

    def __init__(self, window: Window, outside: Outside | None = None) -> None:
        self._window, self._outside = window, outside or Outside()
        self.page: BringBackPage | None = None

    def list(self) -> BackupList:
        """The backups near the window's folder."""
        found = found_backups.found(self._window.folder)
        return BackupList(found, self.ask, self.choose, lambda: self._outside.opens(self._window.folder))

    def choose(self) -> None:
        """Let the officer point at the file of a backup; a file that is none is said on the way."""
        name = self._outside.open(self._window, self._window.folder.parent, tr(BACKUP_FILE), *BACKUP_ENDINGS)
        if name:
            path = Path(name)
            self.ask(rescue.backup_at(path) or Backup(path, datetime.fromtimestamp(path.stat().st_mtime, UTC), 0))

    def ask(self, backup: Backup) -> None:
        """Show what would happen, before it does."""
        is_first = _is_empty(self._window.folder)
        self.page = BringBackPage(backup, lambda: self._bring_back(backup), self._window.open, is_first=is_first)
        self._window.show_page(self.page)
        self.page.setFocus()

    def _bring_back(self, backup: Backup) -> None:
        window = self._window
        secret = self.page.secret.text() if self.page is not None else ""
        try:
            aside = rescue.bring_back(window.folder, backup, datetime.now(UTC), secret)
        except Refusal as refusal:
            assert self.page is not None
            self.page.refuse(refusal)
            return
        window.open()
        if window.frame is not None:
            window.frame.say(_done(backup, aside))


def _is_empty(folder: Path) -> bool:
    try:
        return is_unused(folder)
    except Refusal:
        return False  # what cannot be looked into is refused, with its own sentence, when it is to be written


def _over_damaged(backup: Backup) -> Sentence:
    """What will happen to data that cannot be opened."""
    return sentence(
        "The data is replaced by the backup of {when}. What was entered after that is not in it."
        " The damaged files are not deleted: they are kept in a folder of their own inside the data folder.",
        when=_moment(backup),
    )


def _into_empty(backup: Backup) -> Sentence:
    """What will happen where there is no data yet."""
    return sentence(
        "The data folder is empty. The data of the backup of {when} is put into it, and the program goes on with it."
        " The backup itself stays as it is.",
        when=_moment(backup),
    )


def _done(backup: Backup, aside: Path) -> Sentence:
    """What happened, and where the files are that were there before, if there were any."""
    if not aside.exists():
        return sentence("The data is here as it was on {when}.", when=_moment(backup))
    return sentence(
        "The data is back as it was on {when}. The damaged files are in the folder {folder}.",
        when=_moment(backup),
        folder=aside.name,
    )


def _told(backup: Backup) -> Sentence:
    """What a backup is: how much it holds, whether it was read again when it was made, and its file."""
    values: dict[str, Any] = {
        "file": isolated(backup.path.name),
        "size": size_words(backup.size),
        "records": counted("{n} record", "{n} records", backup.records),
    }
    if backup.is_copy:
        return sentence("Before an upgrade · {size} · {file}", **values)
    if not backup.records:
        return sentence("{size} · {file}", **values)
    if backup.is_verified:
        return sentence("Verified · {records} · {size} · {file}", **values)
    return sentence("Not verified yet · {records} · {size} · {file}", **values)


def _moment(backup: Backup) -> str:
    """When a backup was made, as it is written here."""
    return say(sentence("{when}", when=backup.at))
