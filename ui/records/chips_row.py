"""The row above a list: the live filter, the chips, “+ filter”, clear all, and the saved filters."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from hospcomms.domain.fields import Field, fields_of
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import records
from ui import icons
from ui.language import plain, tip, tr
from ui.records.filter_menu import FilterMenus
from ui.records.filters import ALL, Asked, Filter, How, Saved, chip_label, opening, usual_fields, words_of
from ui.records.saved_filters import SavedFilters
from ui.rooms.room import Room
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.chips import Chip, add_chip
from ui.widgets.sheets import key_cap

HEIGHT = 36
WAIT = 180
"""Milliseconds of quiet in the live filter before the list is asked."""
_LINE, _NARROW_LINE = 200, 150


class LiveFilter(QLineEdit):
    """Filters the list while one types; Esc empties it, ↓ goes to the rows."""

    left_down = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("liveFilter")
        self.setPlaceholderText(tr(N_("Filter the list")))
        self.setAccessibleName(tr(N_("Filter the list")))
        self.setToolTip(tr(N_("Filter the list")) + " \u2066Ctrl+F\u2069")
        self.addAction(QAction(icons.icon("filter", tone="text2"), "", self), QLineEdit.ActionPosition.LeadingPosition)
        self.setStyleSheet(
            f"QLineEdit {{ min-height: {px(26)}px; max-height: {px(26)}px; }}"
            f"QLineEdit:focus {{ min-height: {px(24)}px; max-height: {px(24)}px; }}"
        )
        self._cap = key_cap("Ctrl+F")
        self._cap.setParent(self)
        self.textChanged.connect(lambda text: self._cap.setVisible(not text and self.width() >= px(_LINE)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_room = not self.text() and self.width() >= px(_LINE)
        self._cap.setVisible(has_room)
        if not has_room:
            self.setTextMargins(0, 0, 0, 0)
            return
        self._cap.adjustSize()
        top = (self.height() - self._cap.height()) // 2
        left = px(8) if self.isRightToLeft() else self.width() - px(8) - self._cap.width()
        self._cap.move(left, top)
        covered = self._cap.width() + px(10)
        self.setTextMargins(*((covered, 0, 0, 0) if self.isRightToLeft() else (0, 0, covered, 0)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_down.emit()
        else:
            super().keyPressEvent(event)


class ChipsRow(QWidget):
    """Holds what is asked for. ``changed`` carries the new ``Asked``; ``left_down`` asks for the rows."""

    changed = Signal(object)

    def __init__(self, session: Session, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._room = session, room
        self.asked = Asked(room.record, opening(room.record, room.opening))
        self.menus = FilterMenus(session, self, lambda: self.asked, self.ask)
        self.setFixedHeight(px(HEIGHT))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(8))
        self.line = LiveFilter()
        self.line.setFixedWidth(px(_LINE))
        row.addWidget(self.line)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(px(8))
        row.addLayout(self._chips)
        self.more = Chip("", "", self._open_more, menu=True)
        self.more.hide()
        row.addWidget(self.more)
        self.add = add_chip(tr(C_("noun", "Filter")), self._open_fields)
        self.add.setAccessibleName(tr(N_("Add a filter")))
        row.addWidget(self.add)
        self.clear = Button(tr(N_("Clear all")), self.clear_all, kind="link")
        row.addWidget(self.clear)
        row.addStretch(1)
        self.saved = SavedFilters(session, room, lambda: self.asked)
        self.saved.chosen.connect(self.use_saved)
        row.addWidget(self.saved)
        self._wait = QTimer(self, singleShot=True, interval=WAIT)
        self._wait.timeout.connect(self._ask_words)
        self.line.textEdited.connect(lambda _text: self._wait.start())
        self.line.textChanged.connect(lambda text: None if text else self._wait.start())
        self._show()

    def ask(self, asked: Asked) -> None:
        """Ask for something else and tell the list."""
        if asked == self.asked:
            return
        self.asked = asked
        if self.line.text().strip() != asked.words:
            self.line.setText(asked.words)
            self._wait.stop()
        self._show()
        self.changed.emit(asked)

    def clear_all(self) -> None:
        """Ask for everything again."""
        self.ask(self.asked.cleared())
        self.line.setFocus()

    def use_saved(self, item: Saved | None) -> None:
        """Ask for what a saved filter says; None for everything."""
        usual = opening(self.asked.record, self._room.opening)
        filters, words = (item.filters, item.words) if item else (usual, "")
        self.ask(Asked(self.asked.record, filters, words, self.asked.binned))

    def chips(self) -> list[Chip]:
        """The chips in the row, in order."""
        places = (self._chips.itemAt(place) for place in range(self._chips.count()))
        widgets = (place.widget() for place in places if place is not None)
        return [widget for widget in widgets if isinstance(widget, Chip)]

    def _ask_words(self) -> None:
        self.ask(replace(self.asked, words=self.line.text().strip()))

    def _show(self) -> None:
        """Put the chips in the row: the usual fields first, whether asked or not, then the others."""
        focused = next((chip.objectName() for chip in self.chips() if chip.hasFocus()), "")
        for old in self.chips():
            self._chips.removeWidget(old)
            old.hide()
            old.deleteLater()
        usual = self._usual()
        for field in usual:
            own = [item for item in self.asked.filters if item.field == field.name]
            for item in own:
                self._add_active(item)
            if not own and not self.asked.binned:
                self._add_idle(field)
        names = {field.name for field in usual}
        for item in self.asked.filters:
            if item.field not in names:
                self._add_active(item)
        self.clear.setVisible(self.asked.is_narrowed)
        self.saved.follow(self.asked)
        self._keep_focus(focused)
        self._fit()

    def _usual(self) -> list[Field]:
        """The fields whose chips always stand in the row."""
        if not self._room.chips:
            return usual_fields(self.asked.record)
        fields = fields_of(self.asked.record)
        return [fields[name] for name in self._room.chips]

    def _keep_focus(self, name: str) -> None:
        if name:
            again = next((chip for chip in self.chips() if chip.objectName() == name), None)
            (again or self.line).setFocus()

    def _add_idle(self, field: Field) -> None:
        chip = Chip(tr(chip_label(field)), tr(ALL))
        chip.clicked.connect(lambda _on=False: self._open(self.menus.values(field), chip))
        chip.setObjectName(field.name)
        self._chips.addWidget(chip)

    def _add_active(self, item: Filter) -> None:
        field = next(found for found in self._fields() if found.name == item.field)
        label, value = words_of(
            item, self.asked.record, self._session.locale, self._titles(item), self._session.office.today
        )
        chip = Chip(label, value, active=True)
        words = sentence("{label}: {value}", label=label, value=value)
        chip.setToolTip(tip(plain(self._session.locale.say(words))))
        chip.clicked.connect(lambda _on=False: self._open(self.menus.values(field), chip))
        chip.removed.connect(lambda: self.ask(self.asked.without(item)))
        chip.setObjectName(item.field)
        self._chips.addWidget(chip)

    def _fields(self) -> list[Field]:
        return list(fields_of(self.asked.record).values())

    def _titles(self, item: Filter) -> dict[int, str]:
        value = item.value if isinstance(item.value, tuple) else (item.value,)
        wanted = [ident for ident in value if isinstance(ident, int) and not isinstance(ident, bool)]
        return records.titles(self._session.office, wanted) if wanted and item.how in _LINKED else {}

    def _open(self, menu: QMenu, chip: QWidget) -> None:
        at = chip if chip.isVisible() else self.more
        menu.exec(at.mapToGlobal(QPoint(0, at.height() + px(2))))

    def more_menu(self) -> QMenu:
        """The active filters for which the row has no room; each opens its values."""
        menu = QMenu(self)
        for chip in self.chips():
            if chip.isHidden() and chip.property("kind") == "chip-on":
                action = menu.addAction(chip.toolTip().replace("&", "&&"))
                action.triggered.connect(lambda _on=False, chip=chip: chip.click())
        return menu

    def _open_more(self) -> None:
        self._open(self.more_menu(), self.more)

    def _open_fields(self) -> None:
        self._open(self.menus.fields(), self.add)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """When the row is short, the line shrinks, then “clear all”, idle chips and at last active ones give
        way; these go behind a capsule that says how many.
        """
        self.line.setFixedWidth(px(_LINE))
        idle = [chip for chip in self.chips() if chip.property("kind") == "chip"]
        for chip in self.chips():
            chip.show()
        self.clear.setVisible(self.asked.is_narrowed)
        if self._needed() > self.width():
            self.line.setFixedWidth(px(_NARROW_LINE))
        active = [chip for chip in self.chips() if chip not in idle]
        self.more.hide()
        hidden = 0
        for giver in (self.clear, *reversed(idle), *reversed(active)):
            if self._needed() <= self.width():
                break
            giver.hide()
            if giver in active:
                hidden += 1
                self.more.show_value(self._session.locale.say(sentence("+{n}", n=hidden)))
                self.more.show()

    def _needed(self) -> int:
        layout = self.layout()
        if layout is None:
            return 0
        self._chips.invalidate()
        layout.invalidate()
        return layout.minimumSize().width()

    def sizeHint(self) -> QSize:
        return QSize(px(600), px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, px(HEIGHT))


_LINKED = (How.AMONG, How.HAS)
