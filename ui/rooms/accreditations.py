"""The room of accreditations: leave for journalists to visit or film, with escort, places and consents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.accreditations import ASKED, GRANTED, REFUSED, Accreditation
from hospcomms.domain.campaigns import YES
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.locale import isolated
from hospcomms.domain.watch_agenda import accreditation_line
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import accreditations, records
from ui.rooms.room import Fact, Notice, Room, Section, Verb

if TYPE_CHECKING:
    from ui.session import Session


def _in_state(*wanted: str) -> Callable[[Accreditation], bool]:
    return lambda accreditation: accreditation.state in wanted


def _facts(session: Session, accreditation: Accreditation) -> Sequence[Fact]:
    """When it is, who goes with them and their telephone, and who decided."""
    facts: list[Fact] = []
    if accreditation.starts_at is not None:
        facts.append(Fact(N_("Start"), session.locale.moment(accreditation.starts_at)))
    escorts = records.window(session.office, Colleague, [accreditation.escort]) if accreditation.escort else []
    for escort in escorts:
        facts.append(Fact(N_("Escort"), escort.name))
        facts.append(Fact(N_("Telephone"), isolated(escort.phone or escort.phone2)))
    if accreditation.decided_by:
        facts.append(Fact(N_("Decided by"), accreditation.decided_by))
    return [fact for fact in facts if fact.value]


def _notice(session: Session, accreditation: Accreditation) -> Notice | None:
    """What is missing of a visit that was granted, why one was refused, or the reminder of the patients' consent."""
    if accreditation.state == REFUSED and accreditation.reason:
        return Notice("note", sentence("Refused: {reason}", reason=accreditation.reason))
    if accreditation.state == GRANTED:
        lacking = accreditations.missing_to_grant(session.office, accreditation)
        if lacking:
            said = tuple(problem.message for problem in lacking)
            return Notice("late", sentence("Granted, but not as it should be. {problems}", problems=said))
    if accreditation.patients == YES and accreditation.state in (ASKED, GRANTED):
        return Notice("soon", accreditations.REMINDER)
    return None


def _severity(accreditation: Accreditation, today: date) -> str:
    line = accreditation_line(accreditation, False, "", today)
    return line.severity if line is not None and line.severity != "note" else ""


ROOM = Room(
    key="accreditations",
    record=Accreditation,
    icon="camera",
    group="relations",
    under="people",
    state="state",
    title=C_("room", "Accreditations"),
    empty=N_("No accreditations yet. Enter who asks to visit or film, when and where, before anybody comes."),
    form_title=N_("Details"),
    new_title=N_("New accreditation"),
    columns=("title", "state", "starts_at", "outlet", "kind", "escort"),
    chips=("state", "kind", "outlet"),
    sections=(
        Section(N_("The visit"), ("title", "kind", "outlet", "person", "crew", "starts_at", "ends_at")),
        Section(N_("Where and with whom"), ("places", "closed_places", "escort")),
        Section(N_("Patients"), ("patients", "consents")),
        Section(N_("Files and notes"), ("paper", "note")),
    ),
    verbs=(
        Verb(
            accreditations.GRANT,
            accreditations.grant,
            when=_in_state(ASKED, REFUSED),
            missing=accreditations.missing_to_grant,
            asks=accreditations.GrantOrder,
            usual=True,
            icon="checkmark_circle",
        ),
        Verb(
            accreditations.REFUSE,
            accreditations.refuse,
            when=_in_state(ASKED, GRANTED),
            asks=accreditations.RefuseOrder,
            icon="dismiss_circle",
        ),
        Verb(
            accreditations.END,
            accreditations.end,
            when=_in_state(GRANTED),
            missing=accreditations.too_early,
            icon="checkmark",
        ),
    ),
    reports=("accreditation", "record-sheet"),
    facts=_facts,
    notice=_notice,
    severity=_severity,
)
