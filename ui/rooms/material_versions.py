"""The versions of a material beside each other, language by language: in use and in the making, with their steps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.consents import Consent, Photo
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.material_versions import LanguageVersions, by_language, is_older
from hospcomms.domain.materials import DRAFT, OBSOLETE, Material, MaterialApproval, MaterialVersion, StockMove
from hospcomms.domain.releases import LANGUAGES
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services import materials, photo_guard, records, stock
from hospcomms.services.material_papers import MATERIAL_APPROVAL
from ui import theme
from ui.language import say, tr
from ui.records.editors.flow import Flow
from ui.records.form import all_fields
from ui.records.form_dialog import FormDialog
from ui.records.form_layout import Fields
from ui.records.missing_list import MissingList
from ui.records.moves import Moves
from ui.records.printing import print_report
from ui.rooms.material_card import Deeds, Shown, VersionCard
from ui.rooms.material_verbs import TAKE_UP
from ui.rooms.press_tabs import LinesTab
from ui.rooms.room import Verb
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import StateLabel
from ui.widgets.sheets import EmptyState, Sheet

SHOWS = (Material, MaterialVersion, MaterialApproval, StockMove, Photo, Consent)
EDIT = N_("Edit the version")


class Versions(QWidget):
    """What forbids a step stands above the cards; below them a button for each language nobody has begun."""

    def __init__(self, session: Session, material: Material) -> None:
        super().__init__()
        self.session, self._material = session, material
        self.cards: list[VersionCard] = []
        self.begin: dict[str, Button] = {}
        self._asked: MaterialVersion | None = None
        self.missing = MissingList(self)
        self.missing.wanted.connect(self._wanted)
        self.moves = Moves(session, self)
        self.moves.missing.connect(self.missing.show_missing)
        self.moves.still.connect(self.missing.renew)
        self._lines = LinesTab(session, SHOWS, self._page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.missing)
        column.addWidget(self._lines, 1)
        self._lines.fill()

    def _page(self) -> QWidget:
        try:
            self._material = records.get(self.session.office, Material, self._material.id)
        except Missing:
            return QWidget()
        found = materials.versions_of(self.session.office, self._material.id)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self.cards = self._cards(found)
        if self.cards:
            cards = QWidget()
            flow = Flow(cards, gap=12)
            for card in self.cards:
                flow.addWidget(card)
            column.addWidget(cards)
        else:
            line = tr(N_("Begin in one language; the others are translated from it."))
            column.addWidget(EmptyState("document_text", tr(N_("No version yet")), line))
        column.addWidget(self._others({one.language for one in found}))
        replaced = [one for one in found if one.state == OBSOLETE]
        if replaced:
            column.addWidget(self._replaced(replaced))
        column.addStretch(1)
        return holder

    def _cards(self, found: list[MaterialVersion]) -> list[VersionCard]:
        office = self.session.office
        left = stock.by_version(office, self._material.id)
        shown = (one for spoken in by_language(found) for one in _both(spoken))
        deeds = Deeds(self.step, self.edit, self.print_page)
        return [
            VersionCard(
                self.session,
                Shown(
                    version,
                    office.today,
                    is_older(version, found),
                    left.get(version.id),
                    tuple(one.message for one in photo_guard.problems_of_record(office, version)),
                ),
                deeds,
            )
            for version in shown
        ]

    def _others(self, there: set[str]) -> QWidget:
        holder = QWidget()
        flow, self.begin = Flow(holder), {}
        for choice in LANGUAGES:
            if choice.key not in there:
                words = say(sentence("New version in this language: {language}", language=Word(choice.label)))
                self.begin[choice.key] = Button(words, self._begins(choice.key), icon="add")
                flow.addWidget(self.begin[choice.key])
        return holder

    def _replaced(self, found: list[MaterialVersion]) -> QWidget:
        """The versions that are obsolete, with the copies of them that are left."""
        left = stock.by_version(self.session.office, self._material.id)
        sheet = Sheet(padding=12)
        sheet.body.addWidget(Label(tr(N_("Replaced versions")), role="section"))
        for version in found:
            parts: list[QWidget] = [Label(say(sentence("Version {number}", number=version.edition)))]
            if version.issued_on is not None:
                said = say(sentence("Issued on {day}", day=version.issued_on))
                parts.append(Label(said, role="small", tone="text2"))
            if left.get(version.id):
                copies = counted("{n} copy in stock", "{n} copies in stock", int(left[version.id]))
                parts.append(StateLabel("soon", say(copies), role="small"))
            parts.append(Button(tr(TAKE_UP.name), self._takes_up(version), icon=TAKE_UP.icon, kind="row"))
            sheet.body.addWidget(self._lines.line(*parts))
        return sheet

    def _takes_up(self, version: MaterialVersion) -> Callable[[], None]:
        return lambda: self.step(TAKE_UP, version)

    def _begins(self, language: str) -> Callable[[], None]:
        return lambda: self._begin(language)

    def _begin(self, language: str) -> None:
        order = materials.MaterialVersionOrder(language=language)
        try:
            commit = materials.new_version(self.session.office, self._material, order)
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
            return
        self.session.go.committed(commit)

    def step(self, verb: Verb, version: MaterialVersion) -> None:
        """Take a step with a version, or say what forbids it."""
        self._asked = version
        self.moves.do(verb, version)

    def edit(self, version: MaterialVersion) -> None:
        """The form of a version; of one that was submitted only what may still change."""
        sections = all_fields(MaterialVersion) if version.state == DRAFT else (Fields(("review_by", "changed")),)
        FormDialog(self.session, version, EDIT, sections=sections, parent=self.window()).open()

    def print_page(self, version: MaterialVersion) -> None:
        """The page clinician and director sign."""
        print_report(self.session, self, MATERIAL_APPROVAL, version)

    def _wanted(self, field: str) -> None:
        """Go where what is missing can be filled in: the form of the version, or that of the material."""
        if field == MaterialVersion.key and self._asked is not None:
            self.edit(records.get(self.session.office, MaterialVersion, self._asked.id))
            return
        # late: the page makes this
        from ui.records.detail_page import DetailPage

        above = self.parentWidget()
        while above is not None and not isinstance(above, DetailPage):
            above = above.parentWidget()
        if above is not None:
            above.show_tab(field)


def _both(spoken: LanguageVersions) -> list[MaterialVersion]:
    return [one for one in (spoken.used, spoken.begun) if one is not None]
