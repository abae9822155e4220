"""What needs attention among the materials: not to be handed out, to be reviewed, waiting for approval, running out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hospcomms.domain.agenda import OPEN, REVIEW, Agenda, Group, Line
from hospcomms.domain.changes import Commit
from hospcomms.domain.material_versions import review_said, why_stopped
from hospcomms.domain.materials import Material, MaterialVersion, StockMove
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import material_dues
from hospcomms.services.office import Office
from ui.language import tr
from ui.rooms.agenda_page import AgendaPage
from ui.session import Session
from ui.widgets.sheets import EmptyState

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


class Watch(AgendaPage):
    """The list of all four groups; ``only`` shows one of them."""

    def __init__(self, session: Session, only: str = "") -> None:
        line = tr(N_("What is to be reviewed, stopped or printed again stands here."))
        title = next((title for key, title, _shape in _HEADS if key == only), N_("Needs attention"))
        empty = EmptyState("checkmark_circle", tr(N_("No material needs attention")), line)
        super().__init__(session, tr(title), empty)
        self._only = only
        self.read()

    def agenda(self) -> Agenda:
        """What needs attention now."""
        found = watched(self.session.office)
        return replace(found, groups=tuple(one for one in found.groups if not self._only or one.key == self._only))

    def is_touched(self, commit: Commit) -> bool:
        """Materials, their versions and their stock are told of."""
        return any(commit.touches(kind) for kind in (Material, MaterialVersion, StockMove))
