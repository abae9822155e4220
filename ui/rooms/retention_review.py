"""What is past its time, kind by kind: how many, since when, and why a kind waits; each leads to its records."""

from __future__ import annotations

from hospcomms.domain.agenda import REVIEW, Agenda, Group, Line
from hospcomms.domain.fields import fields_of
from hospcomms.domain.privacy import RetentionRule
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import retention
from hospcomms.services.office import Office
from ui.language import tr
from ui.rooms.agenda_page import AgendaPage
from ui.session import Session
from ui.widgets.sheets import EmptyState

OPEN, PAUSED = "open", "paused"
_HEADS = (
    (OPEN, N_("To decide on"), "soon"),
    (PAUSED, N_("Waiting: nothing is erased now"), "paused"),
)


def reviewed(office: Office) -> Agenda:
    """The rules that propose something, in two groups: those to decide on, and those that wait and why."""
    found = retention.dues(office)
    lines = {
        OPEN: tuple(_line(due, OPEN, office) for due in found if due.paused is None),
        PAUSED: tuple(_line(due, PAUSED, office) for due in found if due.paused is not None),
    }
    groups = (Group(key, title, shape, lines[key], len(lines[key])) for key, title, shape in _HEADS)
    return Agenda(office.today, tuple(groups))


def _line(due: retention.Due, group: str, office: Office) -> Line:
    day = due.oldest or office.today
    many = counted("{n} record past its time", "{n} records past their time", due.count)
    said = sentence("oldest since {day}", day=day)
    kind = fields_of(RetentionRule)["kind"].choice(due.rule.kind)
    title = tr(kind.label) if kind is not None else due.rule.kind
    severity = "soon" if group == OPEN else "note"
    return Line(group, severity, RetentionRule, due.rule.id, title, due.paused or many, said, day, REVIEW)


class Review(AgendaPage):
    """The list; a line opens the rule at the records that are past its time."""

    def __init__(self, session: Session) -> None:
        line = tr(N_("When the time of a record is over, it is proposed here. Nothing is erased by itself."))
        empty = EmptyState("checkmark_circle", tr(N_("No record is past its time")), line)
        super().__init__(session, tr(N_("Records past their time")), empty)
        self.list.opened.disconnect()
        self.list.opened.connect(lambda line: session.go.open_record(line.record, line.ident, "past"))
        self.read()

    def agenda(self) -> Agenda:
        """What is past its time now."""
        return reviewed(self.session.office)
