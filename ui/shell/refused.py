"""What is shown when the data folder cannot be opened: what happened, what is safe, and the ways on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_
from hospcomms.services import rescue
from ui import theme
from ui.language import say, tr
from ui.shell.cards import CardPage
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark

TITLES = {
    "locked": N_("The data is open elsewhere"),
    "missing-folder": N_("The data folder was not found"),
    "data-gone": N_("The data is not there any more"),
    "not-ours": N_("This is not a folder of this program"),
    "newer": N_("The data is from a newer version"),
    "unknown-version": N_("The data is from a version that is not known"),
    "upgrade-failed": N_("The data could not be brought to this version"),
    "read-only": N_("The data folder may only be read"),
    "damaged": N_("The data file is damaged"),
    "empty-file": N_("The data file is empty"),
    "key-missing": N_("The key of the data is missing"),
    "key-damaged": N_("The key of the data is damaged"),
    "wrong-password": N_("The password is not right"),
    "wrong-code": N_("The recovery code is not right"),
    "disk-full": N_("The disk is full"),
    "disk-error": N_("The disk cannot be read"),
    "busy": N_("Another program holds the data file"),
    "synchronised-place": N_("This folder is copied by another program"),
    "network-place": N_("This folder lies on a network drive"),
    "removable-place": N_("This folder lies on a removable disk"),
    "roaming-place": N_("This folder is copied when you sign out"),
    "program-place": N_("This folder belongs to a program"),
    "long-place": N_("This folder lies too deep"),
}
BACKUP_HELPS = (*rescue.HELPED, "data-gone")
"""The kinds of refusal below which the backups are listed."""
_OTHER = N_("The data could not be opened")


class RefusedPage(CardPage):
    """The sentence of the refusal and three ways on: try again, another folder, close.

    ``more`` stands below the sentence: the backups, where one of them is the answer, and the crisis that cannot wait.
    With ``has_better`` the first thing to press stands there, and not at the foot. ``is_helped``: a backup would help.
    """

    def __init__(
        self,
        refusal: Refusal,
        again: Callable[[], Any],
        choose: Callable[[Path], Any],
        close: Callable[[], Any],
        more: Sequence[QWidget] = (),
        *,
        has_better: bool = False,
    ) -> None:
        super().__init__()
        self._choose = choose
        self.is_helped = refusal.kind in BACKUP_HELPS
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(Mark("late", 20))
        head.addWidget(Label(tr(TITLES.get(refusal.kind, _OTHER)), role="preview", wrap=True), 1)
        self.body.addLayout(head)
        self._sentence = Label(say(refusal.sentence), wrap=True)
        self.body.addWidget(self._sentence)
        for widget in more:
            self.body.addWidget(widget)
        self.foot.addWidget(Button(tr("Close"), close))
        self.foot.addStretch()
        self.foot.addWidget(Button(tr("Choose another folder…"), self._ask, icon="folder_open"))
        self._first = Button(tr("Try again"), again, kind="" if has_better else "primary")
        self.foot.addWidget(self._first)
        self.setFocusProxy(self._first)
        self.finish()

    def offer(self, words: str, act: Callable[[], Any], *, is_best: bool = False) -> None:
        """Put one more way on beside the others; the best one takes the place of trying again."""
        if is_best:
            self._first.hide()
            self._first = Button(words, act, kind="primary")
            self.foot.addWidget(self._first)
            self.setFocusProxy(self._first)
        else:
            self.foot.insertWidget(1, Button(words, act))

    def words(self) -> str:
        """The sentence shown."""
        return self._sentence.words()

    def _ask(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Choose the data folder"))
        if name:
            self._choose(Path(name))
