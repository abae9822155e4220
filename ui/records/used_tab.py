"""Where a record is used: the records that link to it, each to be opened."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.wording import N_, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services import records
from ui import theme
from ui.language import say, tr
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheets import EmptyState, Sheet

UNUSED = N_("Nothing links to this record yet.")
UNTITLED = N_("Without a title")
MOST = 200

Use = tuple[type[Record], int, str, str]


def uses(session: Session, record: Record) -> list[Use]:
    """The records that link to this one, without its own parts."""
    found = records.where_used(session.office, record.id)
    return [use for use in found if use[0].whole != use[3]]


class UsedTab(QScrollArea):
    """Links grouped by record type."""

    def __init__(self, session: Session, record: Record, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        found = sorted(uses(session, record), key=lambda use: use[0].key)
        if not found:
            self.setWidget(EmptyState("link", tr(UNUSED)))
            return
        sheet = Sheet()
        for kind, group in groupby(found[:MOST], key=lambda use: use[0]):
            sheet.body.addWidget(Label(tr(kind.many), role="section"))
            for use in group:
                sheet.body.addWidget(self._line(session, use))
            sheet.body.addSpacing(theme.px(8))
        sheet.body.addStretch(1)
        self.setWidget(sheet)

    def _line(self, session: Session, use: Use) -> QWidget:
        kind, ident, title, field = use
        label = Word(fields_of(kind)[field].label)
        named = title or _whole_title(session, kind, ident) or tr(UNTITLED)
        words = say(sentence("{title} ({field})", title=named, field=label))
        return Button(words, lambda: session.go.open_record(kind, ident), kind="link")


def _whole_title(session: Session, kind: type[Record], ident: int) -> str:
    """The title of the record a part without one belongs to: the list somebody is on; "" when there is none."""
    if not kind.whole:
        return ""
    owner = getattr(records.get(session.office, kind, ident), kind.whole)
    return records.titles(session.office, [owner]).get(owner, "")
