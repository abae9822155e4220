"""The room of retention periods: how long each kind of record is kept, and the list of what is past its time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hospcomms.domain.fields import fields_of
from hospcomms.domain.privacy import RetentionRule
from hospcomms.domain.wording import C_, N_, Sentence, counted, sentence
from hospcomms.services import retention
from ui.rooms.room import Fact, ListAct, Notice, Room, Section, Tab, View
from ui.rooms.shipped import bring_in

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.query import Query
    from ui.session import Session


def _past(session: Session, rule: RetentionRule) -> QWidget:
    """The records past the time of a rule, to be decided on."""
    from ui.rooms.retention_list import PastRecords  # late: built when it is first shown

    return PastRecords(session, rule)


def _how_many(session: Session, rule: RetentionRule) -> Sentence | int:
    return retention.due_of(session.office, rule).count


def _review(session: Session) -> QWidget:
    """What is past its time, kind by kind."""
    from ui.rooms.retention_review import Review  # late: as above

    return Review(session)


def install(session: Session) -> None:
    """Bring in those shipped rules that are not there."""
    bring_in(
        session,
        retention.bring_in,
        lambda added: counted("{n} retention period added.", "{n} retention periods added.", len(added)),
    )


def _install(session: Session, _query: Query, _page: QWidget) -> None:
    install(session)


def _facts(session: Session, rule: RetentionRule) -> Sequence[Fact]:
    """How many records are past the time, since when the oldest is, and what is proposed."""
    due = retention.due_of(session.office, rule)
    found = [Fact(N_("Past their time"), session.locale.number(due.count))]
    if due.oldest is not None:
        found.append(Fact(N_("The oldest since"), session.locale.day(due.oldest)))
    then = fields_of(RetentionRule)["afterwards"].choice(rule.afterwards)
    if then is not None:
        found.append(Fact(N_("Afterwards"), session.locale.text(then.label)))
    return found


def _notice(session: Session, rule: RetentionRule) -> Notice | None:
    """Why nothing is proposed now, or that two rules speak of the same kind."""
    paused = retention.why_paused(session.office, rule.kind)
    if paused is not None:
        return Notice("note", paused)
    same = [one for one in retention.rules(session.office) if one.kind == rule.kind and one.id != rule.id]
    if same:
        return Notice("soon", sentence("Another period is set for this kind of record. Keep one of the two."))
    return None


ROOM = Room(
    key="retention",
    record=RetentionRule,
    icon="clock",
    group="holdings",
    under="processing",
    title=C_("room", "Retention periods"),
    empty=N_("No retention period yet. “Bring in the usual retention periods” in the menu above proposes them."),
    form_title=N_("The rule"),
    new_title=N_("New retention period"),
    columns=("kind", "months", "counted_from", "afterwards", "legal_text"),
    chips=("afterwards", "counted_from"),
    sections=(
        Section("", ("kind", "months", "counted_from", "afterwards")),
        Section(N_("Source and note"), ("legal_text", "note")),
    ),
    tabs=(Tab("past", N_("Past their time"), _past, _how_many),),
    views=(View("review", N_("To decide on"), "task_list_square", _review),),
    acts=(ListAct(retention.INSTALL, "add", _install),),
    facts=_facts,
    notice=_notice,
    reports=("record-sheet",),
)
