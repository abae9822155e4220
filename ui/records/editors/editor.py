"""What every editor is: a widget that shows one value, lets it be changed and says what it cannot read."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hospcomms.domain.checks import Severity
from hospcomms.domain.fields import Field
from hospcomms.domain.wording import Sentence
from ui.session import Session

STATE = "state"
"""The property the style sheet outlines a field by: "late" for an error, "soon" for a warning."""
STATES = {Severity.ERROR: "late", Severity.WARNING: "soon", None: ""}


class Editor(QWidget):
    """The editor of one field. ``edited`` is sent at each change by the officer, never by ``set_value``.

    ``wide`` editors take the whole width of a form; ``says_label`` ones show the label themselves.
    By itself it keeps a value without showing it.
    """

    edited = Signal()
    submitted = Signal()  # Enter in a one-line field

    wide: ClassVar[bool] = False
    says_label: ClassVar[bool] = False

    def __init__(self, session: Session, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.field = field
        self.whole: tuple[str, int] = ("", 0)  # type and id of the whole a part's links stay within
        self._value: Any = None

    def value(self) -> Any:
        """The value as a record holds it; the last readable one while there is ``trouble``."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show a value of a record."""
        self._value = value

    def trouble(self) -> Sentence | None:
        """Why what is typed cannot be read; None when it can."""
        return None

    def draft(self) -> object:
        """What is in the field as JSON can hold it, readable or not."""
        return self._value

    def set_draft(self, kept: Any) -> None:
        """Put back what ``draft`` gave."""
        self.set_value(kept)

    def target(self) -> QWidget:
        """The widget that takes the keyboard and is outlined when there is a problem."""
        return self

    def mark(self, severity: Severity | None) -> None:
        """Outline the field because of a problem, or not any more."""
        outline(self.target(), severity)

    def set_read_only(self, read_only: bool) -> None:
        """Show the value without letting it be changed."""
        self.setEnabled(not read_only)

    def set_name(self, name: str) -> None:
        """Tell screen readers what this field is."""
        self.target().setAccessibleName(name)

    def focus(self) -> None:
        """Put the cursor here."""
        self.target().setFocus()


def outline(widget: QWidget, severity: Severity | None) -> None:
    """Set the state of a field and let the style sheet see it."""
    state = STATES[severity]
    if (widget.property(STATE) or "") != state:
        widget.setProperty(STATE, state)
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
