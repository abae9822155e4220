"""The room of health-education sessions: planned, held with who came, and what was given out and learnt there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.agenda import IN_WORDS, when_said
from hospcomms.domain.query import Sort
from hospcomms.domain.session_figures import people_of
from hospcomms.domain.sessions import CANCELLED, HELD, PLANNED, EducationSession
from hospcomms.domain.wording import C_, N_, Sentence, counted, sentence
from hospcomms.services import photo_guard, sessions, stock
from hospcomms.services.session_reports import ATTENDANCE_SHEET, EVALUATION_FORM, SESSION_REPORT
from ui.rooms import session_acts as acts
from ui.rooms import session_pages as pages
from ui.rooms.room import Fact, ListAct, Notice, Room, Section, Tab, Verb, View

if TYPE_CHECKING:
    from ui.session import Session

A_DAY = timedelta(days=1)


def _in_state(*wanted: str) -> Callable[[EducationSession], bool]:
    return lambda record: record.state in wanted


def _severity(record: EducationSession, today: date) -> str:
    """A planned session whose day is over, and a held one nobody counted, are late."""
    if record.held_on is None or record.held_on >= today:
        return ""
    if record.state == PLANNED:
        return "late"
    is_uncounted = record.state == HELD and people_of(record) is None and record.held_on < today - A_DAY
    return "late" if is_uncounted else ""


def _notice(session: Session, record: EducationSession) -> Notice | None:
    """The most serious thing there is to say of it."""
    unfit = photo_guard.problems_of_record(session.office, record)
    if unfit:
        return Notice("late", unfit[0].message)
    if record.state == CANCELLED:
        said = sentence("Cancelled: {reason}", reason=record.why_cancelled) if record.why_cancelled else None
        return Notice("note", said) if said is not None else None
    if _severity(record, session.office.today):
        if record.state == HELD:
            return Notice("soon", sentence("Nobody entered yet how many came. Type it under “Attendance”."))
        return Notice("soon", sentence("The day of the session is over. Mark it as held, move it or cancel it."))
    return None


def _day_said(day: date, today: date) -> Sentence:
    """A near day as seen from today, another one by its name."""
    return when_said(day, today) if abs((day - today).days) <= IN_WORDS else sentence("{day}", day=day)


def _facts(session: Session, record: EducationSession) -> Sequence[Fact]:
    """When and where, who came and who was referred, how many forms came back."""
    found: list[Fact] = []
    if record.held_on is not None:
        day = _day_said(record.held_on, session.office.today)
        if record.begins:
            day = sentence("{day}, {time}", day=day, time=session.locale.digits(record.begins))
        is_past = record.state == PLANNED and record.held_on < session.office.today
        found.append(Fact(C_("label", "Day"), day, late=is_past))
    found.append(Fact(N_("Place"), record.place))
    people = people_of(record)
    if record.state == HELD:
        came = counted("{n} person", "{n} people", int(people)) if people is not None else sentence("Not counted yet")
        found.append(Fact(N_("People who came"), came, late=people is None))
    elif record.capacity is not None:
        found.append(Fact(C_("session", "Places"), session.locale.number(record.capacity, 0)))
    if record.referred:
        found.append(Fact(N_("People referred"), session.locale.number(record.referred, 0)))
    return found


def _forms(_session: Session, record: EducationSession) -> int:
    return int(record.answered or 0)


def _came(_session: Session, record: EducationSession) -> int:
    return int(people_of(record) or 0)


def _given(session: Session, record: EducationSession) -> int:
    return int(stock.given_at(stock.moves_at(session.office, record)))


def _asked(session: Session, record: EducationSession) -> int:
    return len(sessions.questionnaires_of(session.office, record))


ROOM = Room(
    key="sessions",
    record=EducationSession,
    icon="people_community",
    group="field",
    under="programmes",
    state="state",
    empty=N_("No sessions yet. Plan one, or import the list the trainers have kept."),
    form_title=N_("Details"),
    new_title=N_("New session"),
    columns=("title", "state", "held_on", "begins", "place", "programme", "trainer", "attended", "referred"),
    chips=("state", "held_on", "programme", "setting", "trainer"),
    sections=(
        Section(N_("The session"), ("title", "programme", "held_on", "begins", "ends", "audience", "reference")),
        Section(N_("Where and with whom"), ("place", "setting", "trainer", "colleague", "partner", "capacity")),
        Section(N_("What came of it"), ("attended", "referred", "referred_to", "answered", "learned")),
        Section(N_("Photos, signed sheets and note"), ("photos", "papers", "note")),
    ),
    tabs=(
        Tab(pages.ATTENDANCE, N_("Attendance"), pages.attendance, _came),
        Tab(pages.OPINIONS, N_("Evaluation form"), pages.opinions, _forms),
        Tab(pages.MATERIALS, N_("Materials given"), pages.materials, _given),
        Tab(pages.QUESTIONNAIRES, N_("Questionnaires"), pages.questionnaires, _asked),
    ),
    views=(
        View(PLANNED, C_("sessions", "Planned"), "calendar_day", filters=(("state", "among=planned"),),
             sort=(Sort("held_on"), Sort("begins"))),
        View(HELD, C_("sessions", "Held"), "checkmark_circle", filters=(("state", "among=held"),),
             sort=(Sort("held_on", descending=True),)),
        View("month", N_("This month"), "calendar_month", filters=(("held_on", "this_month"),),
             sort=(Sort("held_on"), Sort("begins"))),
    ),
    verbs=(
        Verb(
            sessions.HOLD,
            sessions.hold,
            when=_in_state(PLANNED),
            missing=sessions.missing_to_hold,
            asks=sessions.HoldOrder,
            usual=True,
            icon="checkmark_circle",
        ),
        Verb(sessions.MOVE, sessions.move, when=_in_state(PLANNED), asks=sessions.MoveOrder, icon="calendar_day"),
        Verb(
            sessions.CANCEL, sessions.cancel, when=_in_state(PLANNED), asks=sessions.CancelOrder, icon="dismiss_circle"
        ),
        Verb(sessions.REOPEN, sessions.reopen, when=_in_state(HELD, CANCELLED), icon="arrow_undo"),
    ),
    acts=(
        ListAct(N_("Sessions of a period…"), "document_pdf", acts.report_period),
        ListAct(N_("Import sessions…"), "arrow_import", acts.bring),
        ListAct(N_("Blank workbook for trainers…"), "document_table", acts.blank_workbook),
        ListAct(N_("Workbook of these sessions…"), "table", acts.workbook),
    ),
    reports=(SESSION_REPORT, ATTENDANCE_SHEET, EVALUATION_FORM, "record-sheet"),
    fresh=acts.fresh,
    facts=_facts,
    notice=_notice,
    severity=_severity,
)  # fmt: skip
