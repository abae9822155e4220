"""Copying rows of a list so that they paste as a table: tabs for editors, HTML for sheets and letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from html import escape
from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from hospcomms.domain.access import EXPORT
from hospcomms.domain.fields import Field, Kind, Record
from hospcomms.domain.locale import Locale
from hospcomms.services import access, embargo
from hospcomms.services.exchange.far_places import holds_people
from hospcomms.services.office import Office
from hospcomms.services.privacy import identity
from ui.records.columns import Column, private_names
from ui.records.display import Titles, is_unknown, on_one_line, shown
from ui.records.table import ListModel
from ui.records.window_of_rows import linked_titles

LIMIT = 10_000
"""The most rows that are copied; more belong in a file."""
CLIPBOARD = "clipboard"
_AMOUNTS = (Kind.NUMBER, Kind.MONEY, Kind.PERCENT)
_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u2066\u2067\u2068\u2069"))


def clip(records: Sequence[Record], model: ListModel, *, headings: bool) -> QMimeData:
    """The rows under the shown columns as tab-separated text and as an HTML table of the page's direction.

    ``records`` and what they link to are read as what leaves the program: nothing of a release under embargo.
    """
    locale = model.locale
    titles: Titles = {}
    if model.rows is not None and records:
        outside = embargo.leaving(model.rows.office, locale)
        records = outside.store.window(type(records[0]), [record.id for record in records])
        titles = linked_titles(outside, type(records[0]), records) if records else {}
    fields = [field for column in model.columns for field in column.fields]
    lines = [[plain_value(field, record, locale, titles) for field in fields] for record in records]
    head = [_heading(column, field, locale) for column in model.columns for field in column.fields]
    clipped = QMimeData()
    clipped.setText("\n".join("\t".join(line) for line in ([head] if headings else []) + lines))
    clipped.setHtml(_html(head if headings else [], lines, fields, locale))
    return clipped


def note(office: Office, kind: type[Record], model: ListModel, many: int, why: str) -> None:
    """Note that rows which say who somebody is are copied; ``why`` identities are shown, "" while they are not.

    Raises Refusal when identities among them cannot be noted.
    """
    if private_names(kind) & {field.name for column in model.columns for field in column.fields}:
        identity.note_several(office, kind, many, why, CLIPBOARD)
    if holds_people(kind):
        access.note(office, EXPORT, record=kind.key, size=many, where=CLIPBOARD)


def put_on_clipboard(clipped: QMimeData) -> None:
    """Make it what is pasted next."""
    QGuiApplication.clipboard().setMimeData(clipped)


def _heading(column: Column, field: Field, locale: Locale) -> str:
    return locale.text(field.label) if column.is_period else column.heading(locale)


def plain_value(field: Field, record: Record, locale: Locale, titles: Titles) -> str:
    """A value as a sheet reads it: numbers without groups, days as they are written, "" when unknown."""
    value: Any = getattr(record, field.name)
    if is_unknown(field, value):
        return ""
    if field.kind in _AMOUNTS:
        return _number(value, locale)
    if isinstance(value, date) and field.kind is Kind.DAY:
        return f"{value:%d/%m/%Y}"
    return on_one_line(shown(field, value, locale, titles)).translate(_MARKS)


def _number(value: float | Decimal, locale: Locale) -> str:
    """Digits only, with the decimal mark sheets of this language expect."""
    text = f"{Decimal(str(value)).normalize():f}"
    return text if locale.language == "en" else text.replace(".", ",")


def _html(head: list[str], lines: list[list[str]], fields: Sequence[Field], locale: Locale) -> str:
    side = "rtl" if locale.rtl else "ltr"
    top = "".join(f"<th>{escape(text)}</th>" for text in head)
    body = "".join(
        "<tr>" + "".join(_td(text, field) for text, field in zip(line, fields, strict=True)) + "</tr>" for line in lines
    )
    return (
        '<html><head><meta charset="utf-8"></head><body>'
        f'<table dir="{side}">{f"<tr>{top}</tr>" if top else ""}{body}</table></body></html>'
    )


def _td(text: str, field: Field) -> str:
    """A cell; text is marked as text, so that a sheet never takes a telephone or “=…” for a number or formula."""
    if field.kind in (*_AMOUNTS, Kind.DAY):
        return f"<td>{escape(text)}</td>"
    return f"<td style=\"mso-number-format:'\\@'\">{escape(text)}</td>"
