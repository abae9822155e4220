"""What one does with sessions of health education: hold, cancel, plan again, move; and what many of them add up to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.clock_times import clock_time
from hospcomms.domain.errors import Invalid
from hospcomms.domain.fields import Record, day, number, text
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.questionnaires import Questionnaire
from hospcomms.domain.record_types import record_type
from hospcomms.domain.schedule import Span
from hospcomms.domain.session_figures import SessionFigures, figures_of
from hospcomms.domain.sessions import (
    ANSWERS,
    CANCELLED,
    GROUPS,
    HELD,
    OPINIONS,
    PLANNED,
    EducationSession,
    SessionOpinion,
)
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hospcomms.services.office import Office

HOLD, CANCEL = N_("Mark as held"), N_("Cancel the session")
REOPEN, MOVE = N_("Plan it again"), N_("Move to another day")
COUNT_PEOPLE, ENTER_FORMS = N_("Enter the attendance"), N_("Enter the evaluation forms")


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class HoldOrder(Record):
    """What is asked when a session was held: how many came, and how many were referred."""

    key = "hold_order"
    one = N_("Attendance")
    many = N_("Attendances")

    attended: float | None = number(N_("People who came"), required=True, low=0, high=100_000)
    referred: float | None = number(N_("People referred"), low=0, high=100_000)
    referred_to: str = text(N_("Referred to"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class CancelOrder(Record):
    """What is asked when a session is cancelled: why."""

    key = "cancel_order"
    one = N_("Cancellation of a session")
    many = N_("Cancellations of sessions")

    why: str = text(N_("Why it was cancelled"), required=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class MoveOrder(Record):
    """What is asked when a session is moved: the new day, and other times if they change too."""

    key = "move_order"
    one = N_("Another day")
    many = N_("Other days")

    held_on: date | None = day(N_("New day"), required=True)
    begins: str = clock_time(N_("Begins at"), help=N_("As before when empty."))
    ends: str = clock_time(N_("Ends at"))


def missing_to_hold(office: Office, session: EducationSession) -> list[Problem]:
    """What forbids saying that a session was held: it is still to come."""
    if session.held_on is not None and session.held_on > office.today:
        said = sentence("The session is on {day}. It can be marked as held from that day on.", day=session.held_on)
        return [Problem("held_on", said)]
    return []


def hold(office: Office, session: EducationSession, order: HoldOrder) -> Commit:
    """A session was held, with who came. Raises Invalid when it is to come, or the numbers do not agree."""
    problems = missing_to_hold(office, session)
    if problems:
        raise Invalid(problems)
    held = replace(session, state=HELD, attended=order.attended, why_cancelled="")
    if order.referred is not None:
        held = replace(held, referred=order.referred)
    if order.referred_to:
        held = replace(held, referred_to=order.referred_to)
    return records.save(office, held, HOLD)


def cancel(office: Office, session: EducationSession, order: CancelOrder) -> Commit:
    """A session does not take place; the reason is kept."""
    return records.save(office, replace(session, state=CANCELLED, why_cancelled=order.why), CANCEL)


def reopen(office: Office, session: EducationSession) -> Commit:
    """A session held or cancelled by mistake is planned again; numbers entered stay."""
    return records.save(office, replace(session, state=PLANNED, why_cancelled=""), REOPEN)


def move(office: Office, session: EducationSession, order: MoveOrder) -> Commit:
    """A planned session takes place on another day. Raises Invalid for one that is held or cancelled."""
    if session.state != PLANNED:
        raise Invalid([Problem("state", sentence("Only a planned session is moved."))])
    moved = replace(session, held_on=order.held_on)
    if order.begins or order.ends:
        moved = replace(moved, begins=order.begins or session.begins, ends=order.ends)
    return records.save(office, moved, MOVE)


def missing_to_count(office: Office, session: EducationSession) -> list[Problem]:
    """What forbids entering who came and what they say: the session is to come, or was cancelled."""
    if session.state == CANCELLED:
        return [Problem("state", sentence("The session was cancelled. Plan it again before you count people."))]
    return missing_to_hold(office, session) if session.state == PLANNED else []


def keep_attendance(office: Office, session: EducationSession, counts: Mapping[str, float | None]) -> Commit:
    """Write the people by sex and age, and ``attended`` if it is among them, as one change; people make it held.

    Raises Invalid when they do not add up or nobody can have come, Stale when the session was changed meanwhile.
    """
    session = _counted(office, session)
    known = {name: counts[name] for name in (*GROUPS, "attended") if name in counts}
    return records.save(office, replace(session, **known), COUNT_PEOPLE)  # type: ignore[arg-type]


def _counted(office: Office, session: EducationSession) -> EducationSession:
    """The session as one that was held: somebody counts its people. Raises Invalid when it cannot have been."""
    problems = missing_to_count(office, session)
    if problems:
        raise Invalid(problems)
    return replace(session, state=HELD)


def opinions_of(office: Office, session: EducationSession) -> list[SessionOpinion]:
    """The answers of the evaluation forms of a session, one for each statement that has some."""
    return records.parts(office, SessionOpinion, session.id)


def keep_opinions(
    office: Office, session: EducationSession, counts: Mapping[str, Mapping[str, float | None]], answered: float | None
) -> Commit:
    """Write the answers by statement and the number of forms, as one change.

    Raises Invalid when a statement has more answers than there are forms, or more forms than people.
    """
    known = {one.statement: one for one in opinions_of(office, session)}
    session = _counted(office, session)
    changed: list[Record] = [replace(session, answered=answered)]
    for choice in OPINIONS:
        given = {name: counts.get(choice.key, {}).get(name) for name in ANSWERS}
        total = sum(value or 0.0 for value in given.values())
        if answered is not None and total > answered:
            said = sentence("A statement has more answers than the {all} forms. Correct it.", all=answered)
            raise Invalid([Problem("answered", said)])
        before = known.get(choice.key)
        if before is not None or any(value is not None for value in given.values()):
            one = before or SessionOpinion(session=session.id, statement=choice.key)
            changed.append(replace(one, **given))  # type: ignore[arg-type]
    return records.save_all(office, changed, ENTER_FORMS)


def questionnaires_of(office: Office, session: EducationSession) -> list[Questionnaire]:
    """The questionnaires asked at a session."""
    found: list[Questionnaire] = records.find(office, Query(Questionnaire).where("session", Op.IS, session.id))
    return found


def sessions_of(office: Office, programme: int = 0, span: Span | None = None) -> list[EducationSession]:
    """Sessions of a programme (0: of all), of some days if these are named, the earliest first."""
    asked = Query(EducationSession, sort=(Sort("held_on"), Sort("begins")))
    if programme:
        asked = asked.where("programme", Op.IS, programme)
    if span is not None:
        asked = asked.where("held_on", Op.FROM, span.first).where("held_on", Op.TO, span.last)
    found: list[EducationSession] = records.find(office, asked)
    return found


def figures(office: Office, programme: int = 0, span: Span | None = None) -> SessionFigures:
    """What the sessions of a programme or of some days add up to."""
    return figures_of(sessions_of(office, programme, span))


def all_opinions(office: Office, sessions: Sequence[EducationSession]) -> list[SessionOpinion]:
    """The answers of the evaluation forms of several sessions."""
    wanted = tuple(one.id for one in sessions)
    found: list[SessionOpinion] = records.find(office, Query(SessionOpinion).where("session", Op.AMONG, wanted))
    return found if wanted else []
