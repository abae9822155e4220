"""What is asked before the items of a score sheet: who scores, and four questions about reader and aim."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.fields import fields_of
from hospcomms.domain.materials import QualityScore
from hospcomms.domain.quality.clear_communication import FIRST_QUESTIONS
from hospcomms.domain.quality.sheets import ScoreSheet
from hospcomms.domain.wording import N_
from ui.language import tr
from ui.records.editors.editor import Editor
from ui.records.editors.table import make_editor
from ui.session import Session
from ui.widgets.labels import Label
from ui.widgets.sheets import Sheet, scrolled

BEFORE = N_("Answer these four questions first: without them the items cannot be judged.")


class FirstQuestions(QWidget):
    """The fields as the forms show them; ``typed`` gives the score with what was typed."""

    edited = Signal()

    def __init__(self, session: Session, score: QualityScore, sheet: ScoreSheet) -> None:
        super().__init__()
        self._score = score
        self.editors: dict[str, Editor] = {}
        names = ("scored_by", *(FIRST_QUESTIONS if sheet.asks_first else ()), "note")
        described = fields_of(QualityScore)
        card = Sheet()
        for line in (tr(BEFORE) if sheet.asks_first else "", tr(sheet.note) if sheet.note else ""):
            if line:
                card.body.addWidget(Label(line, role="small", tone="text2", wrap=True))
        for name in names:
            editor = make_editor(session, score, described[name], self)
            editor.edited.connect(self.edited)
            self.editors[name] = editor
            card.body.addWidget(Label(tr(described[name].label), role="small", tone="text2"))
            card.body.addWidget(editor)
        card.body.addWidget(Label(tr(sheet.source), role="small", tone="text2", wrap=True))
        card.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(card))

    def typed(self) -> QualityScore:
        """The score as the fields show it."""
        values: dict[str, Any] = {name: editor.value() for name, editor in self.editors.items()}
        return replace(self._score, **values)

    def focus(self) -> None:
        """Put the cursor into the first question without an answer."""
        empty = [editor for editor in self.editors.values() if not editor.value()]
        (empty or list(self.editors.values()))[0].focus()
