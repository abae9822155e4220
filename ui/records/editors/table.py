"""The editor of every kind, in one table."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hospcomms.domain.fields import Field, Kind, Record
from hospcomms.domain.wording import Label, sentence
from ui.language import plain, say, tr
from ui.records.editors.choices import ChoiceEditor, ChoicesEditor, FlagEditor
from ui.records.editors.days import DayEditor, MomentEditor
from ui.records.editors.editor import Editor
from ui.records.editors.files import FileEditor, FilesEditor
from ui.records.editors.hidden import HiddenEditor, has_identity
from ui.records.editors.links import LinkEditor, LinksEditor
from ui.records.editors.tags import TagsEditor
from ui.records.editors.texts import LongTextEditor, TextEditor, TextsEditor
from ui.records.editors.typed import AddressEditor, MoneyEditor, NumberEditor, PercentEditor
from ui.session import Session

EDITORS: dict[Kind, type[Editor]] = {
    Kind.TEXT: TextEditor,
    Kind.LONG_TEXT: LongTextEditor,
    Kind.TEXTS: TextsEditor,
    Kind.NUMBER: NumberEditor,
    Kind.MONEY: MoneyEditor,
    Kind.PERCENT: PercentEditor,
    Kind.DAY: DayEditor,
    Kind.MOMENT: MomentEditor,
    Kind.FLAG: FlagEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.CHOICES: ChoicesEditor,
    Kind.LINK: LinkEditor,
    Kind.LINKS: LinksEditor,
    Kind.FILE: FileEditor,
    Kind.FILES: FilesEditor,
    Kind.ADDRESS: AddressEditor,
    Kind.TAGS: TagsEditor,
}


def make_editor(session: Session, record: Record, field: Field, parent: QWidget | None = None) -> Editor:
    """The editor of one field of a record, showing its value, with its name for screen readers."""
    editor = EDITORS[field.kind](session, field, parent)
    editor.setObjectName(field.name)
    if isinstance(editor, TagsEditor):
        editor.record_type = type(record)
    if isinstance(editor, FilesEditor) and has_identity(record):
        editor.of_person = record
    if type(record).whole:
        editor.whole = (type(record).whole, getattr(record, type(record).whole))
    editor.set_value(getattr(record, field.name))
    name = tr(field.label)
    if field.required:
        name = plain(say(sentence("{field}, required", field=Label(field.label))))
    editor.set_name(name)
    if field.help:
        editor.target().setToolTip(tr(field.help))
    return _hidden(editor, record, name) if field.private else editor


def _hidden(editor: Editor, record: Record, name: str) -> Editor:
    found = HiddenEditor(editor, record)
    found.setObjectName(editor.objectName())
    found.set_name(name)
    return found
