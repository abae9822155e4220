"""The pretests of a material: who was asked, how many understood, what was found and what was changed for it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.evaluation.phrases import share
from hospcomms.domain.fields import fields_of
from hospcomms.domain.materials import Material, MaterialVersion, Pretest
from hospcomms.domain.wording import C_, N_, Sentence, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services import quality, records
from ui import theme
from ui.language import say, tr
from ui.records.form_dialog import FormDialog
from ui.rooms.press_tabs import LinesTab
from ui.rooms.version_choice import version_said
from ui.session import Session
from ui.shell.help_pages import HELP
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule, StateLabel
from ui.widgets.sheets import EmptyState, Sheet

ADD = N_("New pretest")


class MaterialPretests(LinesTab):
    """A card for each pretest, the newest first; one is added or corrected in a short form."""

    def __init__(self, session: Session, material: Material) -> None:
        super().__init__(session, (Pretest, MaterialVersion), self._cards)
        self._material = material.id
        self.setProperty(HELP, "materials-quality")
        self.fill()

    def show_record(self, _material: Material) -> None:
        """Show the material as it stands now."""
        self.fill()

    def _cards(self) -> QWidget:
        found = records.parts(self.session.office, Pretest, self._material)
        versions = {one.id: one for one in quality.versions_of(self.session.office, self._material)}
        if not found:
            line = tr(N_("Show it to a few people it is for and let them say in their own words what they understood."))
            begin = (tr(ADD), self.begin) if versions else None
            return EmptyState("people_audience", tr(N_("No pretest yet")), line, begin)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, theme.px(12))
        column.setSpacing(theme.px(12))
        head = QHBoxLayout()
        head.addStretch(1)
        head.addWidget(Button(tr(ADD), self.begin, icon="add"))
        column.addLayout(head)
        for pretest in found:
            column.addWidget(self._card(pretest, versions.get(pretest.version)))
        column.addStretch(1)
        return page

    def _card(self, pretest: Pretest, version: MaterialVersion | None) -> Sheet:
        card = Sheet()
        head = QHBoxLayout()
        head.setSpacing(theme.px(12))
        if version is not None:
            head.addWidget(Label(say(version_said(version)), bold=True, elide=True), 1)
        head.addWidget(
            Button(tr(C_("act", "Correct")), lambda: self._ask(pretest, Pretest.one), icon="edit", kind="row")
        )
        card.body.addLayout(head)
        card.body.addWidget(Label(say(_how(pretest)), role="small", tone="text2", wrap=True))
        card.body.addWidget(Label(say(understood_said(pretest)), role="preview", wrap=True))
        described = fields_of(Pretest)
        for name in ("people", "findings", "changes"):
            if text := getattr(pretest, name):
                card.body.addWidget(Rule())
                card.body.addWidget(Label(tr(described[name].label), role="small", tone="text2"))
                card.body.addWidget(Label(text, wrap=True))
        if pretest.findings and not pretest.changes:
            card.body.addWidget(StateLabel("soon", tr(N_("What was changed for it is not written down yet."))))
        return card

    def begin(self) -> None:
        """Ask for a new pretest of the newest version."""
        versions = quality.versions_of(self.session.office, self._material)
        newest = versions[0].id if versions else 0
        made = Pretest(material=self._material, version=newest, done_on=self.session.office.today)
        self._ask(made, ADD)

    def _ask(self, pretest: Pretest, title: str) -> None:
        FormDialog(self.session, pretest, title, parent=self.window()).open()


def understood_said(pretest: Pretest) -> Sentence:
    """The share who understood the main message, with its interval."""
    found = quality.understood(pretest)
    if found is None:
        return sentence("How many understood the main message was not counted.")
    return sentence(
        "{x} of {n} understood the main message: {share} (95% interval from {low} to {high})",
        x=pretest.understood,
        n=pretest.sample,
        share=share(found[0]),
        low=share(found[1].low),
        high=share(found[1].high),
    )


def _how(pretest: Pretest) -> Sentence:
    method = fields_of(Pretest)["method"].choice(pretest.method)
    word = Word(method.label) if method else pretest.method
    if pretest.done_on is None:
        return sentence("{method}", method=word)
    return sentence("{method}, {day}", method=word, day=pretest.done_on)
