"""The bar across the top: back and forward, the search box, undo with its name, redo, and what can be begun."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QSizePolicy

from hospcomms.domain.changes import ChangeName
from hospcomms.domain.wording import Label as Words
from hospcomms.domain.wording import sentence
from ui import actions, icons, theme
from ui.language import plain, say, tip, tr
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.marks import Rule

PERSONAL = ("consents", "processing", "retention", "legal-holds", "erasures", "breaches")
"""What is begun seldom stands together, one step further."""
USUAL = (
    *("campaigns", "calendar", "programmes", "sessions", "materials", "releases", "enquiries"),
    *("clips", "people", "issues", "photos", "questionnaires", "rumours", "evaluations"),
)
"""The rooms in which a record is begun most often, in the order of the menu."""
_UNDO_WORDS = 190  # px at 100 %: the name of the change is cut beyond it


class SearchBox(QLineEdit):
    """The one search of the program; ↑ ↓ and Enter are handed to the list below it."""

    moved = Signal(int)
    entered = Signal(bool)
    left = Signal()
    begun = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "search")
        self.setPlaceholderText(tr("Search everything"))
        self.setAccessibleName(tr("Search everything"))
        side = Qt.AlignmentFlag.AlignRight if theme.current().rtl else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(theme.px(400))
        self.setMaxLength(200)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(400), theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(160), theme.px(32))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.begun.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.PopupFocusReason,
            Qt.FocusReason.ActiveWindowFocusReason,
        ):
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.moved.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        used = theme.current()
        painter = QPainter(self)
        edge, inset = used.px(16), used.px(10)
        left = self.width() - inset - edge if used.rtl else inset
        place = QRectF(left, (self.height() - edge) / 2, edge, edge)
        icons.paint(painter, place, "search", used.colour("text2"))
        if not self.text():
            self._paint_key(painter)
        painter.end()

    def _paint_key(self, painter: QPainter) -> None:
        """The key that leads here, after the words that say what the box is for."""
        used = theme.current()
        key = actions.cap(actions.BY_KEY["search"]).replace("+", " ")
        painter.setFont(used.font("tiny"))
        wide = painter.fontMetrics().horizontalAdvance(key) + used.px(12)
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        if used.px(40) + words + wide > self.width():
            return
        # Arabic: beside the words (picture a); left to right: at the end of the box (picture i)
        left = self.width() - used.px(46) - words - wide if used.rtl else self.width() - used.px(10) - wide
        cap = QRectF(left + 0.5, (self.height() - used.px(18)) / 2 + 0.5, wide - 1, used.px(18) - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(used.line)))
        painter.setBrush(QColor(used.surface))
        painter.drawRoundedRect(cap, 3, 3)
        painter.setPen(used.colour("text2"))
        painter.drawText(cap.translated(QPointF(0, 0)), Qt.AlignmentFlag.AlignCenter, key)


class TopBar(QFrame):
    """Emits what is asked for by the key of its action; ``begin`` carries the room of a new record."""

    asked = Signal(str)
    begin = Signal(str)

    def __init__(self, beginnings: Sequence[tuple[str, str, str]], *, narrow: bool, short: bool) -> None:
        """``beginnings`` are (room key, marked name of its record, icon); ``short`` leaves out undo's words."""
        super().__init__()
        self.setObjectName("topBar")
        self.setFixedHeight(theme.px(44 if narrow else 48))
        self._short = short or narrow
        self.search = SearchBox()
        if narrow:
            self.search.setMaximumWidth(theme.px(250))
        self.back = self._icon_button("back", "chevron_left")
        self.forward = self._icon_button("forward", "chevron_right")
        self.undo = Button(
            tr("Undo"),
            lambda: self.asked.emit("undo"),
            icon="arrow_undo",
            kind="icon" if self._short else "plain",
            key=actions.cap(actions.BY_KEY["undo"]),
        )
        self.redo = self._icon_button("redo", "arrow_redo")
        self.new = MenuButton(tr("New"), self.open_new, icon="add", kind="primary", key="Ctrl+N")
        self.crisis = Button(
            tr(actions.BY_KEY["activate"].name),
            lambda: self.asked.emit("activate"),
            icon="alert_urgent",
            kind="icon" if narrow else "danger",
            tone="late",
            key="F12",
        )
        self.lock = self._icon_button("lock", "lock_closed")
        self._menu = QMenu(self)
        self._fill_menu(beginnings)
        self._compose(narrow=narrow)
        self.new.setVisible(bool(beginnings))  # after it has a parent: a widget without one would be a window
        self.offer_lock(has=False)
        self.show_history(None, None)
        self.show_ways(back=False, forward=False)

    def _compose(self, *, narrow: bool) -> None:
        row = QHBoxLayout(self)
        edge = theme.px(12 if narrow else 16)
        row.setContentsMargins(edge, 0, edge, 0)
        row.setSpacing(theme.px(8))
        for widget in (self.back, self.forward):
            row.addWidget(widget)
        row.addWidget(self.search, 10)
        row.addStretch(1)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        rule = Rule(standing=True)
        rule.setFixedHeight(theme.px(20))
        row.addWidget(rule)
        row.addWidget(self.new)
        row.addWidget(self.crisis)
        row.addWidget(self.lock)

    def _icon_button(self, key: str, icon: str) -> Button:
        action = actions.BY_KEY[key]
        return Button(tr(action.name), lambda: self.asked.emit(key), icon=icon, kind="icon", key=actions.cap(action))

    def _fill_menu(self, beginnings: Sequence[tuple[str, str, str]]) -> None:
        """What is begun most often first; the rest one step away, so that the list fits a low screen."""
        usual = [one for key in USUAL for one in beginnings if one[0] == key]
        personal = [one for one in beginnings if one[0] in PERSONAL]
        rest = [one for one in beginnings if one not in usual and one not in personal]
        self._offer(self._menu, usual or rest)
        if usual and rest:
            self._menu.addSeparator()
            more = QMenu(tr("More…"), self._menu)
            self._offer(more, rest)
            self._menu.addMenu(more)
            about = QMenu(tr("Personal data"), more)
            self._offer(about, personal)
            more.addMenu(about)

    def _offer(self, menu: QMenu, beginnings: Sequence[tuple[str, str, str]]) -> None:
        for key, name, icon in beginnings:
            action = menu.addAction(icons.icon(icon, 16), tr(name))
            action.triggered.connect(lambda _checked=False, room=key: self.begin.emit(room))

    def open_new(self) -> None:
        """Open the list of what can be begun, under its button."""
        if not self._menu.isEmpty():
            corner = self.new.rect().bottomRight() if theme.current().rtl else self.new.rect().bottomLeft()
            place = self.new.mapToGlobal(corner)
            wide = self._menu.sizeHint().width()
            self._menu.popup(place - QPointF(wide if theme.current().rtl else 0, -4).toPoint())

    def offer_lock(self, *, has: bool) -> None:
        """The button that locks, where the data ``has`` a password."""
        self.lock.setVisible(has)

    def show_ways(self, *, back: bool, forward: bool) -> None:
        """Whether there is a page before and after this one."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)

    def show_history(self, undoable: ChangeName | None, redoable: ChangeName | None) -> None:
        """Name what can be taken back and what can be done again."""
        self.undo.setEnabled(undoable is not None)
        self.redo.setEnabled(redoable is not None)
        for button, change, words, key in (
            (self.undo, undoable, sentence, "undo"),
            (self.redo, redoable, sentence, "redo"),
        ):
            action = actions.BY_KEY[key]
            if change is None:
                button.name_it(tr(action.name), actions.cap(action))
                continue
            whole = self._named(key, words("{name}", name=change.sentence()))
            short = self._named(key, words("{name}", name=Words(change.name)))
            button.name_it(self._cut(short), actions.cap(action))
            button.setAccessibleName(plain(whole))
            button.setToolTip(tip(plain(whole)))

    @staticmethod
    def _named(key: str, change: object) -> str:
        pattern = sentence("Undo: {name}", name=change) if key == "undo" else sentence("Redo: {name}", name=change)
        return say(pattern)

    def _cut(self, words: str) -> str:
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, theme.px(_UNDO_WORDS))
