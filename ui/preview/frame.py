"""How the preview is composed: head with what can be done, bar, sheets on the ground, pages at the end side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hospcomms.domain.locale import LRI, PDI
from hospcomms.domain.wording import N_, Sentence, counted
from ui import theme
from ui.language import say, tr
from ui.preview.finding import FindLine
from ui.preview.paper import Paper
from ui.preview.thumbnails import Thumbnails
from ui.preview.tools import Tools
from ui.preview.working import Working
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.messages import Banner, Toast
from ui.widgets.sheets import EmptyState

if TYPE_CHECKING:
    from hospcomms.reports.pages_as_pictures import Hit, Pages
    from hospcomms.services.preview import Printed, Subject
    from ui.preview.pictures import PagePictures
    from ui.session import Session

RLI = "\u2067"
MOST_WARNINGS = 3
"""Sentences the banner holds; more pictures than that are only counted."""

_ACTS = (
    ("mail", N_("E-mail draft"), "mail", ""),
    ("folder", N_("Open the folder"), "folder_open", ""),
    ("save", N_("Save PDF"), "save", "Ctrl+S"),
    ("print", N_("Print"), "print", "Ctrl+P"),
)


class PreviewFrame(QObject):
    """The parts of a preview, in ``window``. ``asked`` carries print, save, folder, mail or close."""

    asked = Signal(str)
    empty_asked = Signal()

    def __init__(self, window: QDialog, session: Session, subject: Subject) -> None:
        super().__init__(window)
        self.title = Label(tr(subject.title), role="preview", elide=True)
        self.tools = Tools(session.locale.language, subject.periods, subject.icon, takes_days=subject.takes_days)
        self.find = FindLine(session.background)
        self.banner = Banner()
        self.paper = Paper()
        self.thumbs = Thumbnails()
        self._buttons: dict[str, tuple[Button, Button]] = {}
        self._ground = QStackedWidget()
        self._is_narrow = self._is_saved = self._has_warned = False
        self._compose(window)
        self.working = Working(self._ground, lambda: None)
        self.toast = Toast(self._ground)
        self._connect()
        self.enable(made=False)
        _be_pressed_only_on_purpose(window)
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _compose(self, window: QDialog) -> None:
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar(self._head(), 48))
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(8))
        tools.addWidget(self.tools)
        tools.addStretch(1)
        tools.addWidget(self.find)
        column.addWidget(self._bar(tools, 44))
        self.banner.stand_in(column, theme.px(12))
        row = QHBoxLayout()
        row.setSpacing(0)
        self._ground.addWidget(self.paper)
        row.addWidget(self._ground, 1)
        rule = QFrame()
        rule.setProperty("rule", "true")
        rule.setFixedWidth(1)
        row.addWidget(rule)
        row.addWidget(self.thumbs)
        column.addLayout(row, 1)

    @staticmethod
    def _bar(inside: QHBoxLayout, height: int) -> QFrame:
        """A strip across the window."""
        bar = QFrame()
        bar.setObjectName("topBar")
        bar.setFixedHeight(theme.px(height))
        inside.setContentsMargins(*theme.margins(16, 0, 12, 0))
        bar.setLayout(inside)
        return bar

    def _head(self) -> QHBoxLayout:
        """The title and what can be done, the usual one at the end."""
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.title, 1)
        for key, words, icon, keys in _ACTS:
            usual = "primary" if key == "print" else ""
            pair = (
                Button(tr(words), self._teller(key), icon=icon, kind=usual, key=keys),
                Button(tr(words), self._teller(key), icon=icon, kind="square", key=keys),
            )
            self._buttons[key] = pair
            for button in pair:
                head.addWidget(button)
            pair[1].hide()
        head.addWidget(Button(tr(N_("Close")), self._teller("close"), icon="dismiss", kind="icon", key="Esc"))
        return head

    def _teller(self, key: str) -> Callable[[], None]:
        return lambda: self.asked.emit(key)

    def _connect(self) -> None:
        tools, paper, thumbs, find = self.tools, self.paper, self.thumbs, self.find
        tools.zoom_asked.connect(paper.set_zoom)
        tools.zoom_stepped.connect(paper.step_zoom)
        paper.zoomed.connect(tools.show_zoom)
        paper.page_changed.connect(self._show_page)
        thumbs.chosen.connect(paper.go_to_page)
        find.found.connect(self._show_hits)
        find.reached.connect(paper.show_hit)
        find.left_down.connect(lambda: paper.setFocus(Qt.FocusReason.TabFocusReason))

    def show_printed(self, printed: Printed, pages: Pages, large: PagePictures, small: PagePictures) -> None:
        """Show the pages of a finished document."""
        self._ground.setCurrentWidget(self.paper)
        self.title.setText(titled(printed))
        self.tools.show_printed(printed)
        self.thumbs.show_pages(pages.sizes, small)
        self.paper.show_pages(pages.sizes, large)
        self.tools.show_zoom(self.paper.percent)
        self.find.show_pages(pages)

    def warn(self, warnings: Sequence[Sentence]) -> None:
        """Say over the pages what could not be shown as it is; nothing takes away what an earlier document had."""
        if self._has_warned:
            self.banner.dismiss()
        self._has_warned = bool(warnings)
        if warnings:
            told = [say(one) for one in warnings[:MOST_WARNINGS]]
            left = len(warnings) - len(told)
            if left:
                told.append(say(_more(left)))
            self.banner.show_message("soon", " ".join(told))

    def show_nothing(self, why: str) -> None:
        """There are no pages: say why, and offer to make them."""
        action = (tr(N_("Make the document")), self.empty_asked.emit)
        empty = EmptyState("document_pdf", why, "", action, action_icon="")
        while (old := self._ground.widget(1)) is not None:
            self._ground.removeWidget(old)
            old.deleteLater()
        self._ground.addWidget(empty)
        self._ground.setCurrentWidget(empty)
        _be_pressed_only_on_purpose(empty)

    def _show_page(self, page: int) -> None:
        self.thumbs.show_page(page)
        self.tools.show_page(page, self.thumbs.model().rowCount())

    def _show_hits(self, hits: list[Hit]) -> None:
        self.paper.show_hits(hits)

    def enable(self, *, made: bool, saved: bool = False) -> None:
        """What can be done now; the folder is known once the document was saved."""
        self._is_saved = self._is_saved or saved
        for key, buttons in self._buttons.items():
            for button in buttons:
                button.setEnabled(self._is_saved if key == "folder" else made)

    def button(self, key: str) -> Button:
        """The button of an act as it is shown now."""
        return self._buttons[key][self._is_narrow and key != "print"]

    def be_narrow(self, *, narrow: bool) -> None:
        """In a window under 1000 px all but printing lose their words."""
        self._is_narrow = narrow
        for key, (wide, small) in self._buttons.items():
            wide.setVisible(not narrow or key == "print")
            small.setVisible(narrow and key != "print")
        self.tools.place.setVisible(not narrow)

    def search_again(self) -> None:
        """Go to the search field, its words selected."""
        self.find.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.find.field.selectAll()

    def change_side(self) -> None:
        """From the pages to their list and back."""
        target: QWidget = self.paper if self.thumbs.hasFocus() else self.thumbs
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _more(many: int) -> Sentence:
    return counted("{n} more picture was changed or left out.", "{n} more pictures were changed or left out.", many)


def titled(printed: Printed) -> str:
    """The title in the direction of its document, whatever the window speaks."""
    return f"{RLI if printed.wish.language == 'ar' else LRI}{printed.title}{PDI}"


def _be_pressed_only_on_purpose(ground: QWidget) -> None:
    """In a dialog Enter would press some button although the focus is elsewhere."""
    for button in ground.findChildren(QPushButton):
        button.setAutoDefault(False)
