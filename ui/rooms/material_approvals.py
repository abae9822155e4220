"""The approvals of a material, version by version: who decided, as what and when, and the scan of the signed page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtWidgets import QWidget

from hospcomms.domain.approvals import DECISIONS
from hospcomms.domain.materials import DECIDERS, Material, MaterialApproval, MaterialVersion
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from hospcomms.services.material_papers import MATERIAL_APPROVAL
from ui.language import say, tr
from ui.records.form_dialog import FormDialog
from ui.records.form_layout import Fields
from ui.records.printing import print_report
from ui.rooms.material_drop import open_file
from ui.rooms.press_tabs import LinesTab
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule, StateLabel
from ui.widgets.sheets import EmptyState, Sheet

ADD_PAGE, OPEN_PAGE, PRINT = N_("Add the signed page…"), N_("Open the signed page"), N_("Approval page…")


class Approvals(LinesTab):
    """The newest decision of a version first; what was given stays, only the scan and a note are added."""

    def __init__(self, session: Session, material: Material) -> None:
        super().__init__(session, (MaterialApproval, MaterialVersion), self._page_of)
        self._material = material
        self.fill()

    def _page_of(self) -> QWidget:
        found = records.parts(self.session.office, MaterialApproval, self._material.id)
        if not found:
            line = tr(N_("Submit a version: clinician and director are asked one after the other."))
            return EmptyState("document_checkmark", tr(N_("Nobody has decided yet")), line)
        versions = {one.id: one for one in records.parts(self.session.office, MaterialVersion, self._material.id)}
        found.sort(key=lambda one: (one.version, one.id), reverse=True)
        sheet = Sheet()
        for place, (ident, group) in enumerate(groupby(found, key=lambda one: one.version)):
            if place:
                sheet.body.addWidget(Rule())
            self._version(sheet, versions.get(ident), list(group))
        sheet.body.addStretch(1)
        return sheet

    def _version(self, sheet: Sheet, version: MaterialVersion | None, given: Sequence[MaterialApproval]) -> None:
        if version is not None:
            said = say(sentence("Version {number}", number=version.edition))
            printed = Button(
                tr(PRINT), lambda: print_report(self.session, self, MATERIAL_APPROVAL, version), icon="print"
            )
            sheet.body.addWidget(self.line(Label(said, role="section"), printed))
        for one in given:
            sheet.body.addWidget(self._approval(one))
            if one.note:
                sheet.body.addWidget(Label(one.note, role="small", tone="text2", wrap=True))

    def _approval(self, one: MaterialApproval) -> QWidget:
        decision = next(choice for choice in DECISIONS if choice.key == one.decision)
        who = say(sentence("{name}, {function}", name=one.approver, function=one.function))
        step = Label(tr(DECIDERS[one.step]) if one.step in DECIDERS else "", bold=True)
        parts: list[QWidget] = [step, StateLabel(decision.shape, tr(decision.label)), Label(who)]
        if one.given_at is not None:
            parts.append(Label(say(sentence("{moment}", moment=one.given_at)), role="small", tone="text2"))
        if one.page is not None:
            page = one.page
            parts.append(Button(tr(OPEN_PAGE), lambda: open_file(self.session, page), icon="open", kind="row"))
        else:
            parts.append(Button(tr(ADD_PAGE), lambda: self.add_page(one), icon="attach", kind="row"))
        return self.line(*parts)

    def add_page(self, approval: MaterialApproval) -> FormDialog:
        """Ask for the scan of the signed page, and a note."""
        dialog = FormDialog(
            self.session, approval, ADD_PAGE, sections=(Fields(("page", "note")),), parent=self.window()
        )
        dialog.open()
        return dialog
