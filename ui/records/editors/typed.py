"""Editors whose value is typed as Latin text: numbers, amounts, shares and addresses."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hospcomms.domain.fields import Field
from hospcomms.domain.wording import Sentence
from ui.language import tr
from ui.records.editors import reading
from ui.records.editors.editor import Editor
from ui.records.editors.lines import LatinLine
from ui.session import Session
from ui.theme import px
from ui.widgets.labels import Label


class TypedEditor(Editor):
    """A line of Latin text that stands for a value. What cannot be read stays in the field.

    A value that is shown and not touched is given back as it was, so that nothing is lost by showing
    it shortened.
    """

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        self._shown = ""
        self.line = LatinLine(page_rtl=session.locale.rtl, parent=self)
        self.line.textEdited.connect(lambda _text: self.edited.emit())
        self.line.returnPressed.connect(self.submitted)
        self.line.left.connect(self._tidy)
        self.setFocusProxy(self.line)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(px(8))
        self.row.addWidget(self.line, 1)

    def words(self, value: Any) -> str:
        """The value as the field shows it."""
        return "" if value is None else str(value)

    def read(self, text: str) -> Any:
        """The value a text stands for, or a ``Sentence`` saying why it stands for none."""
        return text

    def _read(self) -> Any:
        text = self.line.text()
        return self._value if text == self._shown else self.read(text)

    def value(self) -> Any:
        found = self._read()
        return self._value if isinstance(found, Sentence) else found

    def set_value(self, value: Any) -> None:
        self._value = value
        self._shown = self.words(value)
        self.line.setText(self._shown)
        self.line.setCursorPosition(0)

    def trouble(self) -> Sentence | None:
        found = self._read()
        return found if isinstance(found, Sentence) else None

    def draft(self) -> object:
        return self.line.text()

    def set_draft(self, kept: Any) -> None:
        self.line.setText(str(kept))

    def target(self) -> QWidget:
        return self.line

    def set_read_only(self, read_only: bool) -> None:
        self.line.setReadOnly(read_only)

    def type_text(self, text: str) -> None:
        """Put ``text`` in the field as if it had been typed."""
        self.line.setText(text)
        self.edited.emit()

    def _tidy(self) -> None:
        """Leaving the field writes a readable value the way this country writes it."""
        found = self._read()
        if not isinstance(found, Sentence) and self.line.text() != self.words(found):
            self.set_value(found)


class NumberEditor(TypedEditor):
    """A number with its unit beside it."""

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(session, field, parent)
        unit = self.unit()
        if unit:
            self.row.addWidget(Label(unit, role="small", tone="text2"), 0, Qt.AlignmentFlag.AlignVCenter)

    def unit(self) -> str:
        """What is written beside the number."""
        return tr(self.field.unit) if self.field.unit else ""

    def words(self, value: Any) -> str:
        if value is None:
            return ""
        exact = Decimal(str(value)).normalize().as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent := exact, int) else 0
        return self.session.locale.number(value, min(places, 6))

    def read(self, text: str) -> Any:
        # A measure without bounds is in the unit chosen beside it, most often percent: its sign may stand there.
        sign = "%" if self.field.low is None and not self.unit() else ""
        found = reading.number(text, self.session.locale, (self.unit(), sign))
        return self.exact(found) if isinstance(found, Decimal) else found

    def exact(self, amount: Decimal) -> Any:
        """The number in the type a record holds it."""
        return float(amount)


class MoneyEditor(NumberEditor):
    """An amount with the currency of the country beside it."""

    def unit(self) -> str:
        return self.session.locale.currency

    def words(self, value: Any) -> str:
        if value is None:
            return ""
        exponent = Decimal(value).as_tuple().exponent
        places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
        return self.session.locale.number(value, places)

    def read(self, text: str) -> Any:
        marks = (self.unit(), self.session.locale.country.currency)
        return reading.number(text, self.session.locale, marks)

    def exact(self, amount: Decimal) -> Any:
        return amount


class PercentEditor(NumberEditor):
    """A share in percent."""

    def unit(self) -> str:
        return "%"


class AddressEditor(TypedEditor):
    """A telephone, e-mail, web address or code: kept as typed, without invisible marks around it."""

    def read(self, text: str) -> Any:
        return text.strip(" \t\u200e\u200f\u061c\u202a\u202c\u2066\u2069\u00a0")

    def words(self, value: Any) -> str:
        return str(value or "")

    def value(self) -> Any:
        return self._read() or ""
