"""Two tabs of a programme: its sessions with who came, and its materials and questionnaires with their verdicts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.evaluation.questionnaire_told import shape_of
from hospcomms.domain.fields import Choice, Record, fields_of
from hospcomms.domain.materials import STATES as MATERIAL_STATES
from hospcomms.domain.materials import Material, MaterialVersion
from hospcomms.domain.programmes import Programme
from hospcomms.domain.questionnaires import Question, Questionnaire
from hospcomms.domain.session_figures import people_of
from hospcomms.domain.sessions import STATES as SESSION_STATES
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import programmes
from hospcomms.services.questionnaires import change_of
from hospcomms.services.sessions import sessions_of
from ui import theme
from ui.language import say, shown, tr
from ui.records.form_dialog import FormDialog
from ui.rooms.press_tabs import LinesTab
from ui.rooms.room import Section
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark, Rule, StateLabel
from ui.widgets.sheets import EmptyState, Sheet

ADD_SESSION = N_("Add a session")
ADD_MATERIAL = N_("Add a material")
ADD_QUESTIONNAIRE = N_("Add a questionnaire")
_SESSION_ASKED = ("title", "held_on", "begins", "ends", "place", "setting", "trainer", "capacity")
_MATERIAL_ASKED = ("title", "kind", "author", "audience", "message")
_QUESTIONNAIRE_ASKED = ("title", "audience", "pairing", "before_on", "after_on")


class _OfProgramme(LinesTab):
    """What both tabs share: the programme as it stands, heads with a button, and going to what was begun."""

    programme: Programme

    def show_record(self, programme: Programme) -> None:
        """Show the programme as it stands now."""
        self.programme = programme

    def head(self, title: str, verb: str, begun: Record, asked: tuple[str, ...]) -> QHBoxLayout:
        """A heading with the button that asks for the essential of a new record and then opens it."""

        def ask() -> None:
            sections = (Section("", asked),)
            dialog = FormDialog(self.session, begun, verb, sections=sections, parent=self.window())
            dialog.saved.connect(lambda made: self.session.go.open_record(type(made), made.id))
            dialog.open()

        row = QHBoxLayout()
        row.addWidget(Label(title, role="section", bold=True))
        row.addStretch(1)
        row.addWidget(Button(tr(verb), ask, icon="add"))
        return row

    def opens(self, record: Record, words: str) -> Button:
        """A link that opens a record."""
        return Button(shown(words), lambda: self.session.go.open_record(type(record), record.id), kind="link")


class SessionsTab(_OfProgramme):
    """Every session with its day, place, state and who came; the sums stand above."""

    def __init__(self, session: Session, programme: Programme) -> None:
        super().__init__(session, (EducationSession, Programme), self._list)
        self.programme = programme
        self.fill()

    def _list(self) -> QWidget:
        found = sessions_of(self.session.office, self.programme.id)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        begun = EducationSession(
            title=self.programme.title, programme=self.programme.id, audience=self.programme.audience
        )
        column.addLayout(self.head(say(_sums(programmes.attendance(found))), ADD_SESSION, begun, _SESSION_ASKED))
        if found:
            sheet = Sheet()
            sheet.body.addLayout(self._rows(found))
            column.addWidget(sheet)
        else:
            line = tr(N_("Each session notes its place, who spoke, and who came by sex and age."))
            column.addWidget(EmptyState("people_team", tr(N_("No session of this programme yet")), line))
        column.addStretch(1)
        return page

    def _rows(self, found: list[EducationSession]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(8))
        described = fields_of(EducationSession)
        for place, name in enumerate(("held_on", "title", "place", "state", "attended", "referred")):
            grid.addWidget(Label(tr(described[name].label), role="small", tone="text2"), 0, place)
        for row, one in enumerate(found, 1):
            day = self.session.locale.day(one.held_on) if one.held_on is not None else ""
            state = _choice(SESSION_STATES, one.state)
            cells: tuple[QWidget, ...] = (
                Label(day),
                self.opens(one, one.title),
                Label(one.place, elide=True),
                StateLabel(state.shape, tr(state.label)),
                Label(self._number(people_of(one))),
                Label(self._number(one.referred)),
            )
            for place, cell in enumerate(cells):
                grid.addWidget(cell, row, place, Qt.AlignmentFlag.AlignLeading if place != 2 else Qt.AlignmentFlag(0))
        grid.setColumnStretch(2, 1)
        return grid

    def _number(self, value: float | None) -> str:
        return "" if value is None else self.session.locale.number(value)


def _sums(sums: programmes.Attendance) -> Sentence:
    """“3 sessions held, 2 planned; 240 people came”, as far as it is known."""
    held = counted("{n} session held", "{n} sessions held", sums.held)
    planned = counted("{n} planned", "{n} planned", sums.planned)
    if sums.people is None:
        return sentence("{held}, {planned}", held=held, planned=planned)
    people = counted("{n} person came", "{n} people came", sums.people)
    return sentence("{held}, {planned}; {people}", held=held, planned=planned, people=people)


def _choice(choices: tuple[Choice, ...], key: str) -> Choice:
    return next(choice for choice in choices if choice.key == key)


class MaterialsTab(_OfProgramme):
    """The materials of the programme, then the questionnaires of its campaign and sessions with their verdicts."""

    def __init__(self, session: Session, programme: Programme) -> None:
        shows = (Material, MaterialVersion, Questionnaire, Question, EducationSession, Programme)
        super().__init__(session, shows, self._list)
        self.programme = programme
        self.fill()

    def _list(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        one = self.programme
        material = Material(programmes=(one.id,), audience=one.audience, themes=one.themes)
        column.addLayout(self.head(tr(Material.many), ADD_MATERIAL, material, _MATERIAL_ASKED))
        column.addWidget(self._materials())
        asked = Questionnaire(title=one.title, campaign=one.campaign, audience=one.audience)
        column.addLayout(self.head(tr(Questionnaire.many), ADD_QUESTIONNAIRE, asked, _QUESTIONNAIRE_ASKED))
        column.addWidget(self._questionnaires())
        column.addStretch(1)
        return page

    def _materials(self) -> QWidget:
        sheet = Sheet()
        found = programmes.materials_of(self.session.office, self.programme)
        for place, one in enumerate(found):
            if place:
                sheet.body.addWidget(Rule())
            state = _choice(MATERIAL_STATES, one.state)
            line = QHBoxLayout()
            line.setSpacing(theme.px(12))
            line.addWidget(self.opens(one, one.title.best(self.session.locale.language)))
            line.addStretch(1)
            if one.is_withdrawn or (one.review_by is not None and one.review_by < self.session.office.today):
                line.addWidget(StateLabel("late", tr(fields_of(Material)["is_withdrawn"].label)))
            line.addWidget(StateLabel(state.shape, tr(state.label)))
            sheet.body.addLayout(line)
        if not found:
            words = tr(N_("No material yet: leaflets, posters and videos of this programme stand here."))
            sheet.body.addWidget(Label(words, role="small", tone="text2", wrap=True))
        return sheet

    def _questionnaires(self) -> QWidget:
        sheet = Sheet()
        found = programmes.questionnaires_of(self.session.office, self.programme)
        for place, one in enumerate(found):
            if place:
                sheet.body.addWidget(Rule())
            change = change_of(self.session.office, one)
            line = QHBoxLayout()
            line.setSpacing(theme.px(12))
            line.addWidget(Mark(shape_of(change.verdict), 22), 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(theme.px(2))
            words.addWidget(self.opens(one, one.title), 0, Qt.AlignmentFlag.AlignLeading)
            words.addWidget(Label(say(change.headline), role="small", tone="text2", wrap=True))
            line.addLayout(words, 1)
            sheet.body.addLayout(line)
        if not found:
            words_ = tr(N_("No questionnaire yet: the same questions before and after show what people learnt."))
            sheet.body.addWidget(Label(words_, role="small", tone="text2", wrap=True))
        return sheet
