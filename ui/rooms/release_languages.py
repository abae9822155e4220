"""The versions of a press release: language, state, whether each still follows its source, and how to begin another."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.fields import fields_of
from hospcomms.domain.releases import LANGUAGES, Release
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services import records, releases
from ui import theme
from ui.language import say, shown, tr
from ui.records.editors.flow import Flow
from ui.rooms.press_tabs import LinesTab
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule, StateLabel
from ui.widgets.sheets import Sheet

SOURCE, HERE = C_("release", "Source"), N_("shown here")


class Languages(LinesTab):
    """The whole family, the source first; under it a button for each language that is missing."""

    def __init__(self, session: Session, release: Release) -> None:
        super().__init__(session, (Release,), self._family)
        self._release = release
        self.begin: dict[str, Button] = {}
        self.fill()

    def _family(self) -> QWidget:
        try:
            self._release = records.get(self.session.office, Release, self._release.id)
        except Missing:
            return QWidget()
        found = releases.versions_of(self.session.office, self._release)
        sheet = Sheet()
        for place, version in enumerate(found):
            if place:
                sheet.body.addWidget(Rule())
            sheet.body.addWidget(self._version(version))
        sheet.body.addWidget(Rule())
        sheet.body.addWidget(self._missing(found))
        sheet.body.addStretch(1)
        return sheet

    def _version(self, version: Release) -> QWidget:
        """Language and title, then state and how it stands to its source."""
        column = QVBoxLayout(holder := QWidget())
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        described = fields_of(Release)
        language, state = described["language"].choice(version.language), described["state"].choice(version.state)
        facts: list[QWidget] = [Label(tr(language.label) if language else version.language, bold=True)]
        if state is not None:
            facts.append(StateLabel(state.shape, tr(state.label)))
        if version.id == self._release.id:
            facts.append(Label(tr(HERE), role="small", tone="text2"))
        column.addWidget(self.line(*facts))
        if version.id == self._release.id:
            column.addWidget(Label(version.title, wrap=True))
        else:
            opened = Button(shown(version.title), lambda: self.session.go.open_record(Release, version.id), kind="link")
            column.addWidget(self.line(opened))
        column.addWidget(self._standing(version))
        return holder

    def _standing(self, version: Release) -> QWidget:
        if not version.source:
            return Label(tr(SOURCE), role="small", tone="text2")
        if not version.is_older:
            return StateLabel("done", tr(N_("Follows its source as it is now")), role="small")
        checked = Button(tr(releases.FOLLOWS), lambda: self._follows(version), icon="document_checkmark", kind="row")
        return self.line(StateLabel("soon", tr(N_("Older than its source")), role="small"), checked)

    def _missing(self, found: Sequence[Release]) -> QWidget:
        """A button for each language nobody has begun yet."""
        there = {version.language for version in found}
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, theme.px(4), 0, 0)
        flow, self.begin = Flow(), {}
        for choice in LANGUAGES:
            if choice.key in there:
                continue
            words = say(sentence("New version in this language: {language}", language=Word(choice.label)))
            button = Button(words, self._begins(choice.key), icon="add")
            self.begin[choice.key] = button
            flow.addWidget(button)
        if not self.begin:
            row.addWidget(Label(tr(N_("There is a version in every language.")), role="small", tone="text2"))
        else:
            row.addLayout(flow)
        return holder

    def _begins(self, language: str) -> Callable[[], None]:
        return lambda: self._begin(language)

    def _begin(self, language: str) -> None:
        try:
            commit = releases.new_version(self.session.office, self._release, language)
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
            return
        self.session.go.committed(commit)
        self.session.go.open_record(Release, commit.saved(Release).id)

    def _follows(self, version: Release) -> None:
        try:
            commit = releases.follows_now(self.session.office, version)
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
            return
        self.session.go.committed(commit)
