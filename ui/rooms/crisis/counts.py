"""What the desk counts: the four cards at its foot, the steps in their order, and what is said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.incidents import APPROVED, DRAFT, REACHED, RELEASED, TO_CALL, IncidentStep
from hospcomms.domain.scenarios import PHASES, STAND_DOWN
from hospcomms.domain.wording import N_, counted, sentence
from ui.language import say, tr

if TYPE_CHECKING:
    from hospcomms.domain.incident_log import Fault
    from hospcomms.services.incident_desk import Desk

Said = tuple[str, str]
PHASE = {phase.key: phase.label for phase in PHASES}


def phase_words(desk: Desk) -> Said:
    """The phase the incident is in."""
    return tr(PHASE[desk.incident.phase]), "text"


def log_words(fault: Fault | None) -> tuple[str, str, str]:
    """Whether the log is as it was written: shape, words, tone."""
    if fault is not None:
        return "late", say(fault.sentence), "late"
    return "done", tr(N_("whole and verified")), "done"


def of_desk(desk: Desk) -> dict[str, Said]:
    """The words of the four cards and their tone, by the card's key."""
    return {"statements": _statements(desk), "calls": _calls(desk), "rumours": _rumours(desk), "told": _told(desk)}


def _statements(desk: Desk) -> Said:
    out = sum(one.state == RELEASED for one in desk.statements)
    waiting = sum(one.state in (DRAFT, APPROVED) for one in desk.statements)
    if not desk.statements:
        return say(sentence("none yet")), "text2"
    return say(sentence("{out} released, {waiting} waiting", out=out, waiting=waiting)), "text"


def _calls(desk: Desk) -> Said:
    if not desk.calls:
        return say(sentence("no press list")), "text2"
    reached = sum(one.outcome == REACHED for one in desk.calls)
    return say(sentence("Reached: {n} of {all}", n=reached, all=len(desk.calls))), "text"


def _rumours(desk: Desk) -> Said:
    if not desk.rumours:
        return say(sentence("none")), "text2"
    if not desk.open_rumours:
        return say(counted("{n}, verified", "{n}, all verified", len(desk.rumours))), "text"
    return say(counted("{n} open", "{n} open", desk.open_rumours)), "text"


def _told(desk: Desk) -> Said:
    told = sum(one.told_at is not None for one in desk.notices)
    words = say(sentence("Told: {n} of {all}", n=told, all=len(desk.notices)))
    return words, "late" if desk.late_notices else "text"


def in_order(desk: Desk, only: set[int] | None = None) -> list[IncidentStep]:
    """The steps late first, then by hour; what is done or set aside comes last, the newest first.

    ``only`` keeps the steps of some roles. The steps of the stand-down have no hour before it and stay away.
    """
    wanted = [step for step in desk.steps if only is None or step.role in only]
    running = desk.incident.ended_at is None
    still = [step for step in wanted if step.is_open and not (running and step.phase == STAND_DOWN)]
    over = [step for step in wanted if not step.is_open]
    over.sort(key=lambda step: (step.done_at is not None, step.done_at or step.changed_at), reverse=True)
    return still + over


def step_words(desk: Desk) -> list[Said]:
    """How many steps are late, open and done; the late ones in red."""
    open_ones = [step for step in in_order(desk) if step.is_open]
    done = sum(step.done_at is not None for step in desk.steps)
    late = desk.late_steps
    return [
        (say(counted("{n} late", "{n} late", late)), "late" if late else "text2"),
        (say(counted("{n} left", "{n} left", len(open_ones) - late)), "text2"),
        (say(counted("{n} done", "{n} done", done)), "text2"),
    ]


def calls_left(desk: Desk) -> int:
    """How many journalists nobody called yet."""
    return sum(one.outcome == TO_CALL for one in desk.calls)
