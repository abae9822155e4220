"""The materials given out at a session: what left the stock, what came back, and two buttons."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record, fields_of, link, number
from hospcomms.domain.materials import GIVEN, Material, MaterialVersion, StockMove
from hospcomms.domain.record_types import record_type
from hospcomms.domain.sessions import EducationSession
from hospcomms.domain.wording import C_, N_, counted, sentence
from hospcomms.services import records, stock
from ui import theme
from ui.language import say, shown, tr
from ui.records.form_dialog import FormDialog
from ui.rooms.press_tabs import LinesTab
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule
from ui.widgets.sheets import EmptyState, Sheet

GIVE_ASK, BACK_ASK = N_("Give out copies…"), N_("Take copies back…")


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class GiveOrder(Record):
    """What is asked before copies are given out or taken back."""

    key = "give_order"
    one = N_("Copies given out")
    many = N_("Copies given out")

    material: int = link(N_("Material"), "material", required=True)
    copies: float | None = number(N_("Copies"), required=True, low=1, high=1e6)
    version: int = link(C_("label", "Version"), "material_version", help=N_("Only where several are in stock."))


class MaterialsTab(LinesTab):
    """Each movement of stock for this session; a press on its material opens it."""

    def __init__(self, session: Session, record: EducationSession) -> None:
        super().__init__(session, (StockMove, Material), self._moves)
        self.record = record
        self.fill()

    def show_record(self, record: EducationSession) -> None:
        """Show the session as it stands now."""
        self.record = record
        self.fill()

    def _moves(self) -> QWidget:
        office = self.session.office
        found = stock.moves_at(office, self.record)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addWidget(self._head(found))
        if found:
            names = records.titles(
                office, {ident for move in found for ident in (move.material, move.version) if ident}
            )
            sheet = Sheet()
            for place, move in enumerate(found):
                if place:
                    sheet.body.addWidget(Rule())
                sheet.body.addWidget(self._line(move, names))
            column.addWidget(sheet)
        else:
            line = tr(N_("What is given out here is taken from the stock of the material."))
            column.addWidget(EmptyState("document_text", tr(N_("Nothing was given out at this session yet")), line))
        column.addStretch(1)
        return page

    def _head(self, found: list[StockMove]) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        out = int(stock.given_at(found))
        words = say(counted("{n} copy given out", "{n} copies given out", out)) if found else ""
        row.addWidget(Label(words, bold=True, elide=True), 1)
        row.addWidget(Button(tr(GIVE_ASK), self.ask_give, kind="primary", icon="send"))
        if out > 0:
            row.addWidget(Button(tr(BACK_ASK), self.ask_back, icon="arrow_undo"))
        return holder

    def _line(self, move: StockMove, names: dict[int, str]) -> QWidget:
        go = self.session.go
        title = names.get(move.material, "")
        opened = Button(shown(title), lambda: go.open_record(Material, move.material), kind="link")
        choice = fields_of(StockMove)["movement"].choice(move.movement)
        n = say(counted("{n} copy", "{n} copies", int(move.copies or 0)))
        parts: list[QWidget] = [opened, Label(n, bold=True)]
        if choice is not None and move.movement != GIVEN:
            parts.append(Label(tr(choice.label), tone="text2"))
        if move.version:
            parts.append(Label(names.get(move.version, ""), role="small", tone="text2"))
        day = self.session.locale.day(move.moved_on) if move.moved_on else ""
        parts.append(Label(day, role="small", tone="text2"))
        out = Button(tr(stock.TAKE_OUT), partial(self.take_out, move), icon="dismiss", kind="icon", tone="text2")
        return self.line(*parts, out)

    def take_out(self, move: StockMove) -> None:
        """Take a movement entered by mistake out; undo is offered."""
        try:
            commit = stock.take_out(self.session.office, move)
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)
        else:
            self.session.go.committed(commit)

    def ask_give(self) -> None:
        """Ask what is given out, and take it from the stock."""
        self._ask(stock.GIVE, stock.give_out)

    def ask_back(self) -> None:
        """Ask what came back, and put it into the stock."""
        self._ask(stock.GIVE_BACK, stock.give_back)

    def _ask(self, name: str, act: Callable[..., Commit]) -> None:
        office = self.session.office

        def keep(asked: Record) -> Commit:
            assert isinstance(asked, GiveOrder)
            material = records.get(office, Material, asked.material)
            if asked.version and records.get(office, MaterialVersion, asked.version).material != material.id:
                said = sentence("This version is of another material. Choose one of “{title}”.", title=material.caption)
                raise Invalid([Problem("version", said)])
            return act(office, self.record, material, asked.copies or 0.0, asked.version)

        FormDialog(self.session, GiveOrder(), name, verb=name, keep=keep, parent=self.window()).open()
