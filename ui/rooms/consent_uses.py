"""The uses to be ended after a consent was withdrawn: each with the way to it, what is left first, the rest after."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.changes import Commit
from hospcomms.domain.consents import Consent, PhotoRecall
from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import consents, records
from ui import theme
from ui.language import plain, say, tr
from ui.records.form_dialog import FormDialog
from ui.records.form_layout import Fields
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule, StateLabel
from ui.widgets.sheets import Sheet, scrolled

OPEN, EDIT = N_("Open"), N_("Edit")
ADD = N_("Add a use to be ended")
FORM = (Fields(("title", "due", "responsible", "done_on", "note")),)


class ConsentUses(QWidget):
    """The tasks of one consent; follows every change of them."""

    def __init__(self, session: Session, consent: Consent) -> None:
        super().__init__()
        self._session, self._consent = session, consent
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._column, self._page = column, QWidget()
        column.addWidget(self._page)
        self._fill()
        session.bus.committed.connect(self._heard)

    def _heard(self, commit: Commit) -> None:
        if commit.touches(PhotoRecall) or commit.touches(Consent, self._consent.id):
            self._fill()

    def _fill(self) -> None:
        found = records.parts(self._session.office, PhotoRecall, self._consent.id)
        found.sort(key=lambda one: (one.done_on is not None, one.due or date.max, one.id))
        sheet = Sheet()
        sheet.body.setSpacing(theme.px(8))
        if not found:
            words = N_("Nothing is to be ended. A withdrawal opens a task here for each use of its photos.")
            sheet.body.addWidget(Label(tr(words), tone="text2", wrap=True))
        for place, recall in enumerate(found):
            if place:
                sheet.body.addWidget(Rule())
            sheet.body.addWidget(self._row(recall))
        if self._consent.withdrawn_on is not None or found:
            sheet.body.addWidget(Button(tr(ADD), self._add, icon="add", kind="link"))
        sheet.body.addStretch(1)
        page = scrolled(sheet)
        self._column.replaceWidget(self._page, page)
        self._page.deleteLater()
        self._page = page

    def _row(self, recall: PhotoRecall) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.px(8))
        said_in = QWidget()
        said_in.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        words = QVBoxLayout(said_in)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(theme.px(4))
        words.addWidget(Label(recall.title, bold=recall.done_on is None, wrap=True))
        shape, said = self._standing(recall)
        words.addWidget(StateLabel(shape, say(said), role="small"))
        if recall.note:
            words.addWidget(Label(recall.note, role="small", tone="text2", wrap=True))
        line.addWidget(said_in, 1)
        for button in self._buttons(recall):
            line.addWidget(button)
        return holder

    def _standing(self, recall: PhotoRecall) -> tuple[str, Sentence]:
        """Done, late or due, with its day and its owner."""
        if recall.done_on is not None:
            return "done", sentence("Ended on {day}", day=recall.done_on)
        shape = "late" if recall.due is not None and recall.due < self._session.office.today else "soon"
        if recall.due is None or not recall.responsible:
            return shape, sentence("To be ended by {day}", day=recall.due) if recall.due else sentence("To be ended")
        return shape, sentence("To be ended by {day}, by {name}", day=recall.due, name=recall.responsible)

    def _buttons(self, recall: PhotoRecall) -> list[Button]:
        found: list[Button] = []
        kind = BY_KEY.get(recall.where_key)
        if kind is not None and recall.where_id:
            go = partial(self._session.go.open_record, kind, int(recall.where_id))
            found.append(Button(tr(OPEN), go, icon="open", kind="row"))
        found.append(Button(tr(EDIT), partial(self._edit, recall), icon="edit", kind="row"))
        if recall.done_on is None:
            found.append(Button(tr(consents.END_USE), partial(self._end, recall), icon="checkmark_circle", kind="row"))
        for button in found:
            said = sentence("{action}: {file}", action=button.text(), file=recall.title)
            button.setAccessibleName(plain(say(said)))
        return found

    def _end(self, recall: PhotoRecall) -> None:
        try:
            commit = consents.end_use(self._session.office, recall)
        except Refusal as refusal:
            self._session.go.refuse(refusal.sentence)
        else:
            self._session.go.committed(commit)

    def _edit(self, recall: PhotoRecall) -> None:
        FormDialog(self._session, recall, PhotoRecall.one, sections=FORM, parent=self.window()).open()

    def _add(self) -> None:
        FormDialog(
            self._session, PhotoRecall(consent=self._consent.id), ADD, sections=FORM, parent=self.window()
        ).open()
