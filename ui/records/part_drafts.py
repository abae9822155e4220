"""Rows of parts that could not be saved: kept as drafts when the page is left, put back when it opens."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hospcomms.domain.checks import Problem
from hospcomms.services import records
from ui.records.editors.table import make_editor
from ui.records.form_draft import WHOLE

if TYPE_CHECKING:
    from ui.records.part_model import PartModel


def keep_rows(model: PartModel) -> None:
    """Keep what is typed in the rows that are not saved; forget the drafts of those that are."""
    touched = set(model.typed) | {ident for ident, _ in model.unread}
    for ident in touched:
        records.keep_draft(model.session.office, model.part, ident, _content(model, ident))
    for ident in model.restored - touched:
        records.discard_draft(model.session.office, model.part, ident)
    model.restored = touched


def _content(model: PartModel, ident: int) -> dict[str, Any]:
    """Every changed cell as its editor would keep it."""
    stored = model.stored(ident)
    typed = model.typed.get(ident, stored)
    content: dict[str, Any] = {WHOLE: model.whole}
    for field in model.columns:
        if (ident, field.name) in model.unread:
            content[field.name] = model.unread[ident, field.name][0]
        elif getattr(typed, field.name) != getattr(stored, field.name):
            editor = make_editor(model.session, typed, field)
            content[field.name] = editor.draft()
            editor.deleteLater()
    return content


def put_back_rows(model: PartModel) -> None:
    """Put kept rows back into the table as they were typed."""
    known = {record.id for record in model.rows} | {0}
    for kind, ident in records.drafts(model.session.office):
        if kind is model.part and ident in known:
            kept = records.draft(model.session.office, kind, ident) or {}
            if kept.pop(WHOLE, 0) == model.whole:
                _put_back(model, ident, kept)


def _put_back(model: PartModel, ident: int, kept: dict[str, Any]) -> None:
    record = model.stored(ident)
    for field in model.columns:
        if field.name not in kept:
            continue
        editor = make_editor(model.session, record, field)
        editor.set_draft(kept[field.name])
        trouble = editor.trouble()
        if trouble is not None:
            model.unread[ident, field.name] = (kept[field.name], Problem(field.name, trouble))
        else:
            values: dict[str, Any] = {field.name: editor.value()}
            record = replace(record, **values)
        editor.deleteLater()
    if record != model.stored(ident):
        model.typed[ident] = record
    model.restored.add(ident)
