"""What one does with a programme: begin it from a health day, take over attendance, plan its follow-ups (AWA-2, 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hospcomms.domain.activities import BudgetLine
from hospcomms.domain.campaigns import CLOSED, EVALUATED, Campaign, KeyMessage
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Texts
from hospcomms.domain.folding import fold
from hospcomms.domain.limits import LONG_TEXT
from hospcomms.domain.materials import Material
from hospcomms.domain.months import months_later
from hospcomms.domain.objectives import Objective
from hospcomms.domain.planning_models import QUESTIONS
from hospcomms.domain.programmes import FollowUp, ModelAnswer, Programme
from hospcomms.domain.query import Op, Query
from hospcomms.domain.questionnaires import Questionnaire
from hospcomms.domain.session_figures import people_of
from hospcomms.domain.sessions import CANCELLED, HELD, PLANNED, EducationSession
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from hospcomms.services.programme_dues import PROPOSE
from hospcomms.services.records import parts, save_all
from hospcomms.services.sessions import sessions_of

if TYPE_CHECKING:
    from hospcomms.domain.changes import Commit
    from hospcomms.domain.observances import Observance
    from hospcomms.services.office import Office

FOLLOW_UP_MONTHS = (6, 12)
"""When it is asked what is left, in months after the end (METHODS.md 1.4: six months and later)."""
TAKE_OVER = N_("Take over the attendance")
ANSWER = N_("Answer of the planning model")
TO_OBJECTIVE, TO_MESSAGE = N_("Make it an objective"), N_("Make it a key message")
CHOOSE_MODEL, LEAVE_MODEL = N_("Use a planning model"), N_("Leave a planning model")
BEFORE, AFTER = timedelta(days=14), timedelta(days=14)
"""Days of a new programme before and after its health day."""
_NEAR = timedelta(days=45)
"""A follow-up planned so near stands for the one proposed."""
INDICATOR = 300
"""The most letters of an indicator."""


@dataclass(frozen=True)
class Attendance:
    """What the sessions of a programme add up to; ``people`` is None while no session says how many came.

    ``uncounted`` are sessions that were held and do not say it; ``places`` the different places of those held.
    """

    held: int = 0
    planned: int = 0
    cancelled: int = 0
    people: int | None = None
    uncounted: int = 0
    referred: int | None = None
    places: int = 0


def carrier(office: Office, programme: Programme) -> Campaign | None:
    """The campaign that carries a programme, None before it was saved or when it is in the bin."""
    found = records.window(office, Campaign, [programme.campaign]) if programme.campaign else []
    return next((one for one in found if one.binned_at is None), None)


def materials_of(office: Office, programme: Programme) -> list[Material]:
    """The materials made for a programme or for its campaign."""
    found: dict[int, Material] = {}
    for name, ident in (("programmes", programme.id), ("campaigns", programme.campaign)):
        if ident:
            found.update((one.id, one) for one in records.find(office, Query(Material).where(name, Op.HAS, ident)))
    return list(found.values())


def questionnaires_of(office: Office, programme: Programme) -> list[Questionnaire]:
    """The questionnaires of its campaign and of its sessions."""
    found: dict[int, Questionnaire] = {}
    sessions = tuple(one.id for one in sessions_of(office, programme.id))
    for query in (
        Query(Questionnaire).where("campaign", Op.IS, programme.campaign) if programme.campaign else None,
        Query(Questionnaire).where("session", Op.AMONG, sessions) if sessions else None,
    ):
        if query is not None:
            found.update((one.id, one) for one in records.find(office, query))
    return list(found.values())


def attendance(sessions: Sequence[EducationSession]) -> Attendance:
    """What these sessions add up to."""
    held = [one for one in sessions if one.state == HELD]
    counted = [people for one in held if (people := people_of(one)) is not None]
    referred = [one.referred for one in held if one.referred is not None]
    return Attendance(
        held=len(held),
        planned=sum(one.state == PLANNED for one in sessions),
        cancelled=sum(one.state == CANCELLED for one in sessions),
        people=int(sum(counted)) if counted else None,
        uncounted=len(held) - len(counted),
        referred=int(sum(referred)) if referred else None,
        places=len({fold(one.place) for one in held}),
    )


def spent(office: Office, programme: Programme) -> Any:
    """What the budget lines of its campaign say was spent, None while none says it."""
    return records.total(office, Query(BudgetLine).where("campaign", Op.IS, programme.campaign), "spent")


def missing_to_take_over(office: Office, programme: Programme) -> list[Problem]:
    """Attendance is taken over from sessions that were held and counted."""
    if attendance(sessions_of(office, programme.id)).people is None:
        said = sentence("No session of this programme was held and counted yet. Enter who came, then take it over.")
        return [Problem(EducationSession.key, said)]
    return []


def take_over(office: Office, programme: Programme) -> Commit:
    """Write the people who came and the places of the sessions held into the campaign: its reach and adoption.

    Raises Refusal while nothing was counted, Invalid when there are more than the campaign is for.
    """
    campaign, found = carrier(office, programme), attendance(sessions_of(office, programme.id))
    if campaign is None or found.people is None:
        raise Refusal("nothing-counted", sentence("No session of this programme was held and counted yet."))
    reached = replace(campaign, reached=float(found.people), settings_joined=float(found.places))
    if reached.settings_invited is not None and reached.settings_invited < found.places:
        reached = replace(reached, settings_invited=float(found.places))
    return save_all(office, [reached], TAKE_OVER)


def proposed_follow_ups(office: Office, programme: Programme) -> list[FollowUp]:
    """The follow-ups six and twelve months after the end that are not planned yet; none without an end."""
    if programme.end is None:
        return []
    planned = [one.due for one in parts(office, FollowUp, programme.id) if one.due is not None]
    days = (months_later(programme.end, months) for months in FOLLOW_UP_MONTHS)
    return [
        FollowUp(programme=programme.id, due=day)
        for day in days
        if not any(abs(other - day) <= _NEAR for other in planned)
    ]


def missing_to_propose(office: Office, programme: Programme) -> list[Problem]:
    """Follow-ups are counted from the end, and not planned twice."""
    if programme.end is None:
        return [Problem("end", sentence("The programme has no last day. Enter it: follow-ups are counted from it."))]
    if not proposed_follow_ups(office, programme):
        return [Problem(FollowUp.key, sentence("The follow-ups after 6 and 12 months are planned already."))]
    return []


def propose(office: Office, programme: Programme) -> Commit:
    """Plan the follow-ups that are missing. Raises Invalid without an end or when none is missing."""
    lacking = missing_to_propose(office, programme)
    if lacking:
        raise Refusal("no-follow-up", lacking[0].message)
    return save_all(office, proposed_follow_ups(office, programme), PROPOSE)


def is_over(programme: Programme, today: date) -> bool:
    """True when its campaign is closed or its last day has passed."""
    return programme.state in (CLOSED, EVALUATED) or (programme.end is not None and programme.end < today)


def answers_of(office: Office, programme: int) -> dict[tuple[str, str], ModelAnswer]:
    """The answers to the planning questions, by model and question."""
    return {(one.model, one.question): one for one in parts(office, ModelAnswer, programme)}


def answer(office: Office, programme: int, model: str, question: str, words: str) -> Commit | None:
    """Keep the answer to a question; an empty one takes it away. None when nothing changes.

    Raises Invalid for an answer that is too long, or another Refusal; then nothing was written.
    """
    before = answers_of(office, programme).get((model, question))
    words = words.strip()
    if words == (before.answer if before else ""):
        return None
    if not words and before is not None:
        return records.remove(office, ModelAnswer, [before.id], ANSWER)
    fresh = before or ModelAnswer(programme=programme, model=model, question=question)
    return save_all(office, [replace(fresh, answer=words)], ANSWER)


def choose_model(office: Office, programme: Programme, model: str, *, used: bool) -> Commit:
    """Use a planning model, or leave it; what was answered stays."""
    others = tuple(one for one in programme.models if one != model)
    chosen = (*others, model) if used else others
    return save_all(office, [replace(programme, models=chosen)], CHOOSE_MODEL if used else LEAVE_MODEL)


def make_objective(office: Office, programme: Programme, given: ModelAnswer) -> Commit:
    """Begin an objective of the campaign from an answer; its baseline, target and day are still to be filled in."""
    question = QUESTIONS.get((given.model, given.question))
    objective = Objective(
        campaign=programme.campaign,
        indicator=_in_one_line(given.answer, INDICATOR),
        level=question.level if question is not None else "knowledge",
        audience=programme.audience,
        deadline=programme.end,
    )
    return save_all(office, [objective], TO_OBJECTIVE)


def make_message(office: Office, programme: Programme, given: ModelAnswer) -> Commit:
    """Begin a key message of the campaign from an answer, in the language of the office."""
    words: dict[str, str] = {office.settings.language: _in_one_line(given.answer, LONG_TEXT)}
    message = KeyMessage(campaign=programme.campaign, audience=programme.audience, wording=Texts(**words))
    return save_all(office, [message], TO_MESSAGE)


def _in_one_line(words: str, longest: int) -> str:
    line = " ".join(words.split())
    return line if len(line) <= longest else line[: longest - 1].rpartition(" ")[0] + "…"


def new_for(office: Office, observance: Observance) -> Programme:
    """A programme for a health day, not saved: its name, days around the next date, its themes."""
    # late: the first page asks for follow-ups and needs no rules of dates
    from hospcomms.services.observances import next_days

    days = next_days(office, observance)
    return Programme(
        title=observance.title.best(office.settings.language),
        observance=observance.id,
        owner=office.settings.officer,
        themes=observance.themes,
        start=max(office.today, days[0] - BEFORE) if days is not None else None,
        end=days[1] + AFTER if days is not None else None,
    )
