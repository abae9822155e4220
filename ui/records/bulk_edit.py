"""Changing several records at once: only the ticked fields, and the effect said before it is saved."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Field, Kind, Record, typed
from hospcomms.domain.wording import N_, counted
from hospcomms.domain.wording import Label as Word
from hospcomms.services import records
from ui.language import say, tr
from ui.records.display import YES
from ui.records.editors.choices import FlagEditor
from ui.records.editors.editor import Editor
from ui.records.editors.table import make_editor
from ui.session import Session
from ui.theme import px
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

_SINGLE = (Kind.FILE, Kind.FILES, Kind.LONG_TEXT, Kind.TEXTS)


def shared_fields(record: type[Record]) -> list[Field]:
    """The fields that make sense for several records: not the title, the reference, files or long texts."""
    own = (record.title_field, "reference", record.whole)
    return [
        field for field in typed(record) if field.name not in own and not field.private and field.kind not in _SINGLE
    ]


class BulkEdit(QDialog):
    """A tick and an editor per field; “save” changes the ticked fields in all the records as one change."""

    def __init__(self, session: Session, record: type[Record], idents: list[int], parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._record, self._idents = session, record, idents
        self.rows: dict[str, tuple[QCheckBox, Editor]] = {}
        title = counted("Edit {n} record", "Edit {n} records", len(idents))
        self.setWindowTitle(say(title))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(16), px(16), px(16))
        column.setSpacing(px(8))
        column.addWidget(Label(say(title), role="section"))
        hint = tr(N_("Tick the fields to change. The others stay as they are."))
        column.addWidget(Label(hint, role="small", tone="text2", wrap=True))
        column.addWidget(self._fields(), 1)
        self.effect = Label("", wrap=True, tone="text")
        self.trouble = Label("", wrap=True, tone="late")
        self.trouble.hide()
        column.addWidget(self.effect)
        column.addWidget(self.trouble)
        column.addLayout(self._buttons())
        self.resize(px(480), px(460))
        self._say_effect()

    def _fields(self) -> QWidget:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, px(8), 0)
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        blank = self._record()
        for row, field in enumerate(shared_fields(self._record)):
            tick = QCheckBox(tr(field.label).replace("&", "&&"))
            editor = make_editor(self._session, blank, field, inner)
            if isinstance(editor, FlagEditor):
                editor.box.setText(tr(YES))
            editor.setEnabled(False)
            tick.toggled.connect(editor.setEnabled)
            tick.toggled.connect(lambda _on: self._say_effect())
            editor.edited.connect(self._say_effect)
            grid.addWidget(tick, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(editor, row, 1)
            self.rows[field.name] = (tick, editor)
        grid.setRowStretch(len(self.rows), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        return area

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(tr(N_("Cancel")), self.reject))
        self.save_button = Button(tr(N_("Save")), self.save, kind="primary")
        self.save_button.setDefault(True)
        row.addWidget(self.save_button)
        return row

    def values(self) -> dict[str, Any]:
        """The ticked fields and what they become."""
        return {name: editor.value() for name, (tick, editor) in self.rows.items() if tick.isChecked()}

    def _say_effect(self) -> None:
        """Say before saving what will change in how many records."""
        names = tuple(Word(field.label) for field in shared_fields(self._record) if field.name in self.values())
        n = len(self._idents)
        said = counted("{fields}: changed in {n} record.", "{fields}: changed in {n} records.", n, fields=names)
        self.effect.setText(say(said) if names else tr(N_("Nothing is changed yet.")))
        self.save_button.setEnabled(bool(names))

    def save(self) -> None:
        """Save the ticked fields in every record, or say why not and change nothing."""
        for tick, editor in self.rows.values():
            trouble = editor.trouble() if tick.isChecked() else None
            if trouble is not None:
                self._refuse(say(trouble))
                return
        try:
            commit = records.bulk_edit(self._session.office, self._record, self._idents, self.values())
        except Invalid as invalid:
            self._refuse(" ".join(say(problem.message) for problem in invalid.problems[:3]))
            return
        except Refusal as refusal:
            self._refuse(say(refusal.sentence))
            return
        self.accept()
        self._session.go.committed(commit)

    def _refuse(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.show()
