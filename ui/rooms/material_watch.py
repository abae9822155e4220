"""What needs attention among the materials: not to be handed out, to be reviewed, waiting for approval, running out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.agenda import OPEN, REVIEW, Agenda, Group, Line
from hospcomms.domain.changes import Commit
from hospcomms.domain.material_versions import review_said, why_stopped
from hospcomms.domain.materials import Material, MaterialVersion, StockMove
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import material_dues
from hospcomms.services.office import Office
from ui.language import tr
from ui.rooms.home_list import AgendaModel, AgendaView
from ui.session import Session
from ui.widgets.sheets import EmptyState, Sheet

STOP, DUE, WAITING, LOW = "stop", "due", "waiting", "low"
_HEADS = (
    (STOP, N_("Not to be distributed"), "late"),
    (WAITING, N_("Waiting for approval"), "waiting"),
    (DUE, N_("To be reviewed within 90 days"), "soon"),
    (LOW, N_("To be printed again"), "soon"),
)


def watched(office: Office) -> Agenda:
    """The four groups with their lines; a material stands once, in the first group it belongs to."""
    today = office.today
    stopped = material_dues.to_stop(office)
    known = {one.id for one in stopped}
    lines = {
        STOP: [_stopped(one, office, today) for one in stopped],
        WAITING: list(material_dues.waiting_lines(office, today)),
        DUE: [_due(one, office, today) for one in material_dues.to_review(office) if one.id not in known],
        LOW: [_low(one, office, today) for one in material_dues.running_low(office) if one.id not in known],
    }
    groups = (Group(key, title, shape, tuple(lines[key]), len(lines[key])) for key, title, shape in _HEADS)
    return Agenda(today, tuple(groups))


def _title(material: Material, office: Office) -> str:
    return material.title.best(office.settings.language)


def _stopped(one: Material, office: Office, today: date) -> Line:
    why = why_stopped(one, today) or sentence("Not to be distributed")
    left = one.stock is not None and one.stock > 0
    copies = counted("{n} copy in stock", "{n} copies in stock", int(one.stock or 0))
    said = copies if left else sentence("none in stock") if one.stock is not None else sentence("stock not counted")
    day = one.review_by or today
    return Line(STOP, "late", Material, one.id, _title(one, office), why, said, day, OPEN)


def _due(one: Material, office: Office, today: date) -> Line:
    day = one.review_by or today
    said = review_said(one, today) or sentence("today")
    why = sentence("To be reviewed by {day}.", day=day)
    return Line(DUE, "soon", Material, one.id, _title(one, office), why, said, day, REVIEW)


def _low(one: Material, office: Office, today: date) -> Line:
    said = counted("{n} copy in stock", "{n} copies in stock", int(one.stock or 0))
    why = sentence("To be printed again below {least}.", least=one.reorder_at)
    return Line(LOW, "soon", Material, one.id, _title(one, office), why, said, today, OPEN)


class Watch(QWidget):
    """The list; Enter or a double click opens a material. ``only`` shows one group of it."""

    def __init__(self, session: Session, only: str = "") -> None:
        super().__init__()
        self._session, self._only = session, only
        self._stale = False
        self.model = AgendaModel(self)
        self.list = AgendaView(self.model)
        title = next((title for key, title, _shape in _HEADS if key == only), N_("Needs attention"))
        self.list.setAccessibleName(tr(title))
        self.list.opened.connect(lambda line: session.go.open_record(line.record, line.ident))
        sheet = Sheet(padding=1)
        sheet.body.addWidget(self.list)
        line = tr(N_("What is to be reviewed, stopped or printed again stands here."))
        self.empty = EmptyState("checkmark_circle", tr(N_("No material needs attention")), line)
        self.stack = QStackedWidget()
        self.stack.addWidget(sheet)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        session.bus.committed.connect(self._heard)
        self.setFocusProxy(self.list)
        self.read()

    def read(self) -> None:
        """Show what needs attention now."""
        agenda = watched(self._session.office)
        shown = [group for group in agenda.groups if not self._only or group.key == self._only]
        self.model.show_agenda(Agenda(agenda.today, tuple(shown)))
        self.stack.setCurrentIndex(0 if any(group.count for group in shown) else 1)

    def _heard(self, commit: Commit) -> None:
        if _touches(commit, (Material, MaterialVersion, StockMove)):
            self.read()


def _touches(commit: Commit, kinds: Iterable[type]) -> bool:
    return any(commit.touches(kind) for kind in kinds)
