"""Where a material is used: its programmes and campaigns, and the sessions at which copies were given out."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Missing
from hospcomms.domain.fields import Record
from hospcomms.domain.materials import GIVEN, RETURNED, Material, StockMove
from hospcomms.domain.programmes import Programme
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.stock import handed_out
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import records, stock
from hospcomms.services.office import Office
from ui.language import say, shown, spoken, tr
from ui.rooms.press_tabs import LinesTab
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheets import EmptyState, Sheet

SHOWS = (Material, StockMove, Programme, Campaign, EducationSession)


def given_at(office: Office, material: int) -> dict[int, int]:
    """Copies given out less those that came back, by the id of the session."""
    found: dict[int, int] = {}
    for move in stock.moves_of(office, material):
        if move.session and move.movement in (GIVEN, RETURNED):
            found[move.session] = found.get(move.session, 0) + int(handed_out(move))
    return found


def count(session: Session, material: Material) -> int:
    """In how many programmes, campaigns and sessions it is used."""
    return len(material.programmes) + len(material.campaigns) + len(given_at(session.office, material.id))


class Uses(LinesTab):
    """Each use as a line that leads there."""

    def __init__(self, session: Session, material: Material) -> None:
        super().__init__(session, SHOWS, self._uses)
        self._material = material
        self.fill()

    def _uses(self) -> QWidget:
        office = self.session.office
        try:
            self._material = records.get(office, Material, self._material.id)
        except Missing:
            return QWidget()
        given = given_at(office, self._material.id)
        if not (self._material.programmes or self._material.campaigns or given):
            line = tr(N_("Name its programmes and campaigns among the details; sessions note what they give out."))
            return EmptyState("link", tr(N_("Not used anywhere yet")), line)
        sheet = Sheet()
        self._group(sheet, Programme, self._material.programmes)
        self._group(sheet, Campaign, self._material.campaigns)
        self._group(sheet, EducationSession, tuple(given), given)
        sheet.body.addStretch(1)
        return sheet

    def _group(
        self, sheet: Sheet, kind: type[Record], wanted: tuple[int, ...], given: dict[int, int] | None = None
    ) -> None:
        found = [one for one in records.window(self.session.office, kind, wanted) if one.binned_at is None]
        if not found:
            return
        sheet.body.addWidget(Label(tr(kind.many), role="section"))
        for one in found:
            parts: list[QWidget] = [self._link(kind, one)]
            if isinstance(one, EducationSession) and one.held_on is not None:
                parts.append(Label(say(sentence("{day}", day=one.held_on)), role="small", tone="text2"))
            if given is not None:
                said = counted("{n} copy given out", "{n} copies given out", given[one.id])
                parts.append(Label(say(said), role="small", tone="text2"))
            sheet.body.addWidget(self.line(*parts))

    def _link(self, kind: type[Record], one: Record) -> Button:
        title = shown(one.named(spoken().language))
        return Button(title, lambda: self.session.go.open_record(kind, one.id), kind="link")
