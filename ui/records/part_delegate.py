"""How the cells of a parts table are painted and edited in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from hospcomms.domain.checks import Problem
from hospcomms.domain.fields import Field, Kind, Texts
from hospcomms.domain.wording import N_, Label, sentence
from ui import icons, theme
from ui.language import say
from ui.records.delegate import paint_text
from ui.records.display import drawn, is_unknown
from ui.records.editors.editor import Editor
from ui.records.editors.links import PickingEditor
from ui.records.editors.table import make_editor
from ui.records.editors.texts import LongTextEditor
from ui.records.part_model import AMOUNTS, PartModel
from ui.widgets import kit

Index = QModelIndex | QPersistentModelIndex
ADD = N_("Add: {record}")
ROW = 36
END = QAbstractItemDelegate.EndEditHint


class OneLanguage(LongTextEditor):
    """The text of the page's language among several; the others stay as they are."""

    def __init__(self, session: Any, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        self._all = Texts()

    def value(self) -> Any:
        code = self.session.locale.language
        return Texts(**{**{name: getattr(self._all, name) for name in ("ar", "fr", "en")}, code: self.line.text()})

    def set_value(self, value: Any) -> None:
        self._all = value
        super().set_value(getattr(value, self.session.locale.language))


class PartPainter(QStyledItemDelegate):
    """Paints rows like the lists do; edits with the same editors as the form."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, PartModel)
        used = theme.current()
        rect = QRectF(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, used.colour("sel" if selected else "surface"))
        if selected and index.column() == 0:
            bar = kit.start_part(rect, 3, used)
            painter.fillRect(bar, used.colour("on_sel" if used.contrast else "accent"))
        field = model.columns[index.column()]
        room = rect.adjusted(used.px(10), 0, -used.px(10), 0)
        if model.is_adding(index.row()) and not model.is_touched(index.row()):
            self._paint_add(painter, option, index, selected=selected)
        else:
            self._paint_value(painter, room, index, field, selected=selected)
        if not selected or not used.contrast:
            painter.setPen(used.colour("line"))
            foot = rect.adjusted(0, 0, 0, -1)
            painter.drawLine(foot.bottomLeft(), foot.bottomRight())
        painter.restore()

    def _paint_add(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, *, selected: bool) -> None:
        """The words over the whole row, each cell showing its piece: the first column may be narrower than they are."""
        model, view = index.model(), self.parent()
        assert isinstance(model, PartModel)
        used = theme.current()
        row = option.rect
        if isinstance(view, QAbstractItemView):
            for column in (0, len(model.columns) - 1):
                row = row.united(view.visualRect(model.index(index.row(), column)))
        painter.setClipRect(option.rect)
        room = QRectF(row).adjusted(used.px(10), 0, -used.px(10), 0)
        ink = used.colour("accent", selected=selected)
        edge = used.px(16)
        spot = kit.start_part(room, edge, used)
        icons.paint(painter, QRectF(spot.left(), room.center().y() - edge / 2, edge, edge), "add", ink)
        rest = kit.end_part(room, room.width() - edge - used.px(6), used)
        words = say(sentence("Add: {record}", record=Label(model.part.one)))
        paint_text(painter, rest, words, used.font(), ink, used)

    def _paint_value(self, painter: QPainter, room: QRectF, index: Index, field: Field, *, selected: bool) -> None:
        model = index.model()
        assert isinstance(model, PartModel)
        used = theme.current()
        wrong = model.problem(index.row(), field.name)
        value = getattr(model.record(index.row()), field.name)
        edge = used.px(14)
        tone = "text3" if is_unknown(field, value) and not wrong else "text"
        shape = "late" if wrong else self._shape(field, value)
        if shape:
            spot = kit.start_part(room, edge, used)
            ink = kit.tone(shape, used, selected=selected)
            box = QRectF(spot.left(), room.center().y() - edge / 2, edge, edge)
            kit.paint_shape(painter, box, shape, used, colour=ink)
            room = kit.end_part(room, room.width() - edge - used.px(6), used)
        words = drawn(str(index.data() or ""), model.session.locale)
        colour = used.colour("late" if wrong else tone, selected=selected)
        paint_text(painter, room, words, used.font(), colour, used, right=field.kind in AMOUNTS)

    def _shape(self, field: Field, value: object) -> str:
        choice = field.choice(value) if field.kind is Kind.CHOICE and isinstance(value, str) else None
        return choice.shape if choice else ""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        used = theme.current()
        text = str(index.data() or "")
        shape = used.px(20) if isinstance(index.model(), PartModel) and self._has_shapes(index) else 0
        return QSize(QFontMetrics(used.font()).horizontalAdvance(text) + used.px(24) + shape, used.px(ROW))

    def _has_shapes(self, index: Index) -> bool:
        model = index.model()
        return isinstance(model, PartModel) and any(c.shape for c in model.columns[index.column()].choices)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        model = index.model()
        assert isinstance(model, PartModel)
        field, record = model.columns[index.column()], model.record(index.row())
        if field.kind is Kind.TEXTS:
            editor: Editor = OneLanguage(model.session, field, parent)
            editor.set_value(getattr(record, field.name))
        else:
            editor = make_editor(model.session, record, field, parent)
        kept = model.unread.get((model.ident(index.row()), field.name))
        if kept is not None:
            editor.set_draft(kept[0])
        editor.setAutoFillBackground(True)
        editor.target().installEventFilter(Keys(self, editor))
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The editor was made with its value; setting it again would lose what is typed."""

    def setModelData(self, editor: QWidget, model: Any, index: Index) -> None:
        assert isinstance(editor, Editor)
        trouble = editor.trouble()
        wrong = Problem(editor.field.name, trouble) if trouble else None
        model.put(index, editor.value(), editor.draft(), wrong)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """A field stands over its cell; one that needs more room grows over the rows below, inside the table."""
        cell = option.rect
        view = editor.parentWidget()
        assert view is not None
        width = max(cell.width(), editor.minimumSizeHint().width(), theme.px(110))
        wide = isinstance(editor, Editor) and editor.wide
        if wide:
            width = max(width, theme.px(320))
        height = max(theme.px(32), editor.sizeHint().height()) if wide else theme.px(32)
        rtl = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = cell.right() + 1 - width if rtl else cell.left()
        left = max(0, min(left, view.width() - width))
        top = cell.top() + (0 if wide else (cell.height() - height) // 2)
        editor.setGeometry(left, max(0, min(top, view.height() - height)), width, height)


class Keys(QObject):
    """Tab, Enter, Escape and leaving, for an editor inside a cell: its inner field has the keyboard, not it."""

    def __init__(self, delegate: PartPainter, editor: Editor) -> None:
        super().__init__(editor)
        self._delegate, self._editor = delegate, editor
        self._over = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.FocusOut and not self._over:
            QTimer.singleShot(0, self, self._left)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        editor = self._editor
        if isinstance(editor, PickingEditor) and editor.picker.is_open() and event.key() != Qt.Key.Key_Tab:
            return False
        hint = {
            Qt.Key.Key_Tab: END.EditNextItem,
            Qt.Key.Key_Backtab: END.EditPreviousItem,
            Qt.Key.Key_Return: END.SubmitModelCache,
            Qt.Key.Key_Enter: END.SubmitModelCache,
        }.get(Qt.Key(event.key()))
        if isinstance(editor, PickingEditor) and hint in (END.EditNextItem, END.EditPreviousItem):
            editor.picker.settle()
        if hint is not None:
            newline = isinstance(editor, LongTextEditor) and event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            if newline and hint == END.SubmitModelCache:
                return False
            self.finish(hint)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self._over = True
            self._delegate.closeEditor.emit(editor, END.RevertModelCache)
            return True
        return False

    def _left(self) -> None:
        """The keyboard went elsewhere (but not into a list or calendar of the editor): keep what is typed."""
        now = QApplication.focusWidget()
        inside = now is not None and (now is self._editor or self._editor.isAncestorOf(now))
        if self._over or inside or QApplication.activePopupWidget() is not None or now is None:
            return
        self.finish(END.NoHint)

    def finish(self, hint: QAbstractItemDelegate.EndEditHint = END.NoHint) -> None:
        """Take what is typed and close the editor, once."""
        if self._over:
            return
        self._over = True
        self._delegate.commitData.emit(self._editor)
        self._delegate.closeEditor.emit(self._editor, hint)
