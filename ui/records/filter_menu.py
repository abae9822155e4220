"""The menus behind the chips: which field, then which of its values or how it compares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from hospcomms.domain.checks import is_empty
from hospcomms.domain.fields import Choice, Field, Kind
from hospcomms.domain.wording import N_, sentence
from hospcomms.domain.wording import Label as Word
from ui.language import say, shown, tr
from ui.records.columns import PERIOD
from ui.records.editors.table import EDITORS
from ui.records.filters import ALL, LABELS, Asked, Filter, How, offered, offered_fields, usual_fields
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

Apply = Callable[[Asked], None]
_TYPED = (How.FROM, How.TO, How.AT_LEAST, How.AT_MOST, How.CONTAINS)


class StayMenu(QMenu):
    """A menu whose ticks are set without closing it, so that several can be chosen."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        action = cast("QAction | None", self.actionAt(event.position().toPoint()))
        if action is not None and action.isCheckable() and action.isEnabled():
            action.trigger()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        action = cast("QAction | None", self.activeAction())
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
            return
        super().keyPressEvent(event)


class FilterMenus:
    """Builds the menus of one list. ``asked`` gives what is asked for now, ``apply`` takes what is asked next."""

    def __init__(self, session: Session, owner: QWidget, asked: Callable[[], Asked], apply: Apply) -> None:
        self._session, self._owner, self._asked, self._apply = session, owner, asked, apply

    def fields(self) -> QMenu:
        """All fields, each with its own menu; those whose chips stand there already come last."""
        menu = QMenu(self._owner)
        record = self._asked().record
        usual = {field.name for field in usual_fields(record)}
        for field in sorted(offered_fields(record), key=lambda field: field.name in usual):
            sub = self.values(field, menu)
            sub.setTitle(tr(field.label).replace("&", "&&"))
            menu.addMenu(sub)
        return menu

    def values(self, field: Field, parent: QWidget | None = None) -> QMenu:
        """What can be asked of one field."""
        menu = StayMenu(parent or self._owner)
        if field.kind in (Kind.CHOICE, Kind.CHOICES):
            self._add_choices(menu, field)
            menu.addSeparator()
        for how in offered(field):
            self._add_how(menu, field, how)
        return menu

    def _add_choices(self, menu: QMenu, field: Field) -> None:
        everything = menu.addAction(tr(ALL))
        everything.triggered.connect(lambda _on=False: self._drop(field))
        now = self._of(field)
        for choice in field.choices:
            action = menu.addAction(tr(choice.label).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(now is not None and choice.key in _keys(now))
            action.triggered.connect(lambda on=False, choice=choice: self._toggle(field, choice, on=on))

    def _add_how(self, menu: QMenu, field: Field, how: How) -> None:
        if how in (How.AMONG, How.HAS) and field.kind in (Kind.CHOICE, Kind.CHOICES):
            return
        if how is How.NOT:
            sub = menu.addMenu(tr(LABELS[how]))
            for choice in field.choices:
                self._add(sub, tr(choice.label), Filter(field.name, how, choice.key))
            return
        if how in _TYPED or how in (How.AMONG, How.HAS):
            action = menu.addAction(tr(LABELS[how]))
            action.triggered.connect(lambda _on=False: self._ask(field, how))
            return
        self._add(menu, tr(LABELS[how]), Filter(field.name, how))

    def _add(self, menu: QMenu, words: str, wanted: Filter) -> QAction:
        action = menu.addAction(words.replace("&", "&&"))
        action.triggered.connect(lambda _on=False: self._apply(self._asked().with_filter(wanted)))
        return action

    def _of(self, field: Field) -> Filter | None:
        return next((item for item in self._asked().filters if item.field == field.name), None)

    def _drop(self, field: Field) -> None:
        asked = self._asked()
        kept = tuple(item for item in asked.filters if item.field != field.name)
        self._apply(replace(asked, filters=kept))

    def _toggle(self, field: Field, choice: Choice, *, on: bool) -> None:
        if field.kind is Kind.CHOICES:
            if on:
                self._apply(self._asked().with_filter(Filter(field.name, How.HAS, choice.key)))
            else:
                self._drop(field)
            return
        now = self._of(field)
        keys = _keys(now) if now is not None else ()
        wanted = tuple(item.key for item in field.choices if (on if item.key == choice.key else item.key in keys))
        if wanted:
            self._apply(self._asked().with_filter(Filter(field.name, How.AMONG, wanted)))
        else:
            self._drop(field)

    def _ask(self, field: Field, how: How) -> None:
        dialog = ValueDialog(self._session, field, how, self._owner)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            value = dialog.value()
            if not is_empty(value) and value != 0:
                self._apply(self._asked().with_filter(Filter(field.name, how, value)))


def _keys(item: Filter) -> tuple[str, ...]:
    if item.how is How.AMONG:
        return tuple(item.value)
    return (item.value,) if item.how is How.HAS else ()


class ValueDialog(QDialog):
    """Asks for one value of a filter with the field's own editor."""

    def __init__(self, session: Session, field: Field, how: How, parent: QWidget) -> None:
        super().__init__(parent)
        self._how, self._field = how, field
        name = tr(PERIOD if field.name == "start" else field.label)
        self.setWindowTitle(say(sentence("Filter by {field}", field=Word(field.label))))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(8))
        words = tr(LABELS[how]).rstrip("…")
        column.addWidget(Label(shown(name), bold=True))
        column.addWidget(Label(words, role="small", tone="text2"))
        plain = replace(field, kind=_EDITED.get(field.kind, field.kind), required=False, low=None, high=None)
        self.editor = EDITORS[plain.kind](session, plain, self)
        self.editor.set_name(words)
        column.addWidget(self.editor)
        self._trouble = Label("", role="small", tone="late", wrap=True)
        self._trouble.hide()
        column.addWidget(self._trouble)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(Button(tr(N_("Cancel")), self.reject))
        self._filter = Button(tr(N_("Filter")), self._take, kind="primary")
        self._filter.setDefault(True)
        buttons.addWidget(self._filter)
        column.addLayout(buttons)
        self.editor.submitted.connect(self._take)
        self.setMinimumWidth(px(320))
        self.editor.focus()

    def value(self) -> Any:
        """The value as a filter holds it."""
        value = self.editor.value()
        if self._how is How.AMONG:
            return (value,) if value else ()
        return value.strip() if isinstance(value, str) else value

    def _take(self) -> None:
        trouble = self.editor.trouble()
        if trouble is None:
            self.accept()
            return
        self._trouble.setText(say(trouble))
        self._trouble.show()


_EDITED = {
    Kind.MOMENT: Kind.DAY,
    Kind.LINKS: Kind.LINK,
    Kind.TAGS: Kind.TEXT,
    Kind.TEXTS: Kind.TEXT,
    Kind.LONG_TEXT: Kind.TEXT,
    Kind.ADDRESS: Kind.TEXT,
}
"""The kind whose editor reads one value of a field of several."""
