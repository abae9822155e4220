"""The questionnaires asked at a session, each with its verdict, and a button that begins one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.evaluation.questionnaire_told import shape_of
from hospcomms.domain.fields import Record
from hospcomms.domain.programmes import Programme
from hospcomms.domain.questionnaires import Question, Questionnaire
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import N_
from hospcomms.services import records, sessions
from hospcomms.services.questionnaires import change_of
from ui import theme
from ui.language import say, shown, tr
from ui.records.form_dialog import FormDialog
from ui.rooms.press_tabs import LinesTab
from ui.rooms.room import Section
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule
from ui.widgets.sheets import EmptyState, Sheet

BEGIN = N_("New questionnaire for this session")
_ASKED = ("title", "campaign", "audience", "pairing", "before_on", "after_on")


class QuestionnairesTab(LinesTab):
    """Each questionnaire with what it says; a press opens it."""

    def __init__(self, session: Session, record: EducationSession) -> None:
        super().__init__(session, (Questionnaire, Question), self._list)
        self.record = record
        self.fill()

    def show_record(self, record: EducationSession) -> None:
        """Show the session as it stands now."""
        self.record = record

    def _list(self) -> QWidget:
        found = sessions.questionnaires_of(self.session.office, self.record)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(Button(tr(BEGIN), self.begin, icon="add"))
        column.addLayout(row)
        if found:
            sheet = Sheet()
            for place, one in enumerate(found):
                if place:
                    sheet.body.addWidget(Rule())
                sheet.body.addWidget(self._line(one))
            column.addWidget(sheet)
        else:
            line = tr(N_("The same questions before and after the session show what people learnt."))
            column.addWidget(EmptyState("poll", tr(N_("No questionnaire of this session yet")), line))
        column.addStretch(1)
        return page

    def _line(self, questionnaire: Questionnaire) -> QWidget:
        change = change_of(self.session.office, questionnaire)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, theme.px(4), 0, theme.px(4))
        row.setSpacing(theme.px(12))
        row.addWidget(Mark(shape_of(change.verdict), 22), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(theme.px(2))
        ident = questionnaire.id
        opened = Button(
            shown(questionnaire.title), lambda: self.session.go.open_record(Questionnaire, ident), kind="link"
        )
        words.addWidget(opened)
        words.addWidget(Label(say(change.headline), role="small", tone="text2", wrap=True))
        row.addLayout(words, 1)
        return holder

    def begin(self) -> None:
        """Ask for the essential of a questionnaire of this session, then open it."""
        record, office = self.record, self.session.office
        found = records.window(office, Programme, [record.programme]) if record.programme else []
        campaign = found[0].campaign if found else 0
        begun = Questionnaire(
            title=record.title,
            session=record.id,
            campaign=campaign,
            audience=record.audience,
            before_on=record.held_on,
            after_on=record.held_on,
        )
        sections = (Section(Questionnaire.one, _ASKED),)
        dialog = FormDialog(self.session, begun, BEGIN, sections=sections, parent=self.window())
        dialog.saved.connect(self._begun)
        dialog.open()

    def _begun(self, made: Record) -> None:
        self.session.go.open_record(Questionnaire, made.id)
