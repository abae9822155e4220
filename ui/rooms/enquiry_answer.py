"""Question and answer in large type: what the spokesperson reads out while the journalist is on the line."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.enquiries import ANSWERED, APPROVED, DECLINED, Enquiry
from hospcomms.domain.enquiry_times import left_said, minutes_left, severity
from hospcomms.domain.errors import Missing
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.press import Person
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from ui import theme
from ui.language import say, tr
from ui.rooms.press_links import PHONE, AddressLink
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule, StateLabel
from ui.widgets.sheets import Sheet, scrolled


class AnswerPage(QWidget):
    """The time left, who speaks, the question and the answer; follows what is saved elsewhere."""

    def __init__(self, session: Session, enquiry: Enquiry) -> None:
        super().__init__()
        self._session, self._enquiry = session, enquiry
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._shown: QWidget | None = None
        self._fill()
        session.bus.committed.connect(self._heard)

    def _heard(self, commit: Commit) -> None:
        if any(commit.touches(kind) for kind in (Enquiry, Colleague, Person)):
            self._fill()

    def _fill(self) -> None:
        try:
            self._enquiry = records.get(self._session.office, Enquiry, self._enquiry.id)
        except Missing:
            return
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = scrolled(self._page(self._enquiry))
        self._column.addWidget(self._shown)

    def _page(self, one: Enquiry) -> QWidget:
        sheet = Sheet()
        sheet.body.setSpacing(theme.px(10))
        sheet.body.addWidget(self._head(one))
        described = fields_of(Enquiry)
        sheet.body.addWidget(Rule())
        sheet.body.addWidget(Label(tr(described["question"].label), role="small", tone="text2"))
        sheet.body.addWidget(Label(one.question, role="section", bold=False, wrap=True))
        sheet.body.addWidget(Rule())
        sheet.body.addWidget(self._answer_head(one))
        words, tone = self._answer(one)
        self.answer = Label(words, role="title", bold=False, tone=tone, wrap=True)
        sheet.body.addWidget(self.answer)
        sheet.body.addStretch(1)
        return sheet

    def _answer(self, one: Enquiry) -> tuple[str, str]:
        if one.state == DECLINED:
            return say(sentence("Declined: {reason}", reason=one.reason)), "text"
        return (one.answer, "text") if one.answer.strip() else (tr(N_("No answer yet.")), "text3")

    def _answer_head(self, one: Enquiry) -> QWidget:
        copy = Button(tr(N_("Copy the answer")), self.copy, icon="copy", kind="row")
        copy.setVisible(bool(one.answer.strip()) and one.state in (APPROVED, ANSWERED))
        return _row(Label(tr(fields_of(Enquiry)["answer"].label), role="small", tone="text2"), copy)

    def copy(self) -> None:
        """Put the answer on the clipboard."""
        QGuiApplication.clipboard().setText(self._enquiry.answer)
        self._session.go.say(sentence("The answer was copied."))

    def _head(self, one: Enquiry) -> QWidget:
        parts: list[QWidget] = []
        left = minutes_left(one, self._session.office.clock())
        if one.is_open and left is not None:
            shape = severity(one, self._session.office.clock()) or "note"
            parts.append(StateLabel(shape, say(left_said(left)), bold=True))
        parts += self._speaker(Colleague, one.spokesperson, N_("Spokesperson"))
        asker = self._speaker(Person, one.person, N_("Asked by"))
        if not asker and one.asker:
            asker = [_named(N_("Asked by"), one.asker)]
            asker += [AddressLink(self._session, PHONE, one.asker_phone)] if one.asker_phone else []
        return _row(*parts, *asker)

    def _speaker(self, kind: type[Record], ident: int, label: str) -> list[QWidget]:
        """Somebody with their telephone."""
        found = records.window(self._session.office, kind, [ident]) if ident else []
        shown: list[QWidget] = []
        for who in found:
            shown.append(_named(label, who.caption))
            phone = getattr(who, "phone", "")
            shown += [AddressLink(self._session, PHONE, phone)] if phone else []
        return shown


def _named(label: str, name: str) -> QWidget:
    return Label(say(sentence("{label}: {name}", label=tr(label), name=name)))


def _row(*parts: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(14))
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return holder
