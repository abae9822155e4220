"""What one does at the desk: tick, tell, call, note a rumour or a fact; each writes what it did into the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid, Missing
from hospcomms.domain.incidents import (
    CALL_OUTCOMES,
    FACTS,
    TO_CALL,
    TRUTHS,
    IncidentCall,
    IncidentNotice,
    IncidentStep,
    PublicFact,
    Rumour,
)
from hospcomms.domain.press import Interaction, Person
from hospcomms.domain.wording import N_, Label, Sentence, sentence
from hospcomms.services import records
from hospcomms.services.incident_log import Act, act, done, in_line, line_saying

if TYPE_CHECKING:
    from hospcomms.services.office import Office

TICK, UNTICK, SET_ASIDE = N_("Tick a step"), N_("Untick a step"), N_("Set a step aside")
TELL, CALL = N_("Told"), N_("Call")
RUMOUR, ANSWER, FACT, DROP_FACT = (
    N_("Note a rumour"),
    N_("Answer a rumour"),
    N_("Public fact"),
    N_("Drop a public fact"),
)
_OUTCOME = {choice.key: choice.label for choice in CALL_OUTCOMES}
_FACT = {choice.key: choice.label for choice in FACTS}
_TRUTH = {choice.key: choice.label for choice in TRUTHS}


def tick(office: Office, step_id: int, initials: str = "") -> Commit:
    """A step is done now, by these initials (empty: the officer). Raises Invalid when it is done already."""
    step = records.get(office, IncidentStep, step_id)
    with act(office, step.incident, TICK) as made:
        step = made.change.stored(IncidentStep, step_id)
        if step.done_at is not None:
            raise Invalid([Problem("done_at", sentence("This step is done already: {by}.", by=step.done_by))])
        made.save(replace(step, done_at=made.at, done_by=initials or office.settings.officer, not_needed=""))
        made.say("step", _ticked(made, step), initials)
    return done(made)


def _ticked(made: Act, step: IncidentStep) -> Sentence:
    return sentence("Done: {what}", what=step.what.best(made.incident.language))


def untick(office: Office, step_id: int, why: str) -> Commit:
    """A step ticked by mistake is open again; a new line corrects the first. Raises Invalid without a reason."""
    reason = in_line(why)
    step = records.get(office, IncidentStep, step_id)
    with act(office, step.incident, UNTICK) as made:
        step = made.change.stored(IncidentStep, step_id)
        first = line_saying(office, step.incident, made.locale.say(_ticked(made, step)))
        made.save(replace(step, done_at=None, done_by="", not_needed=""))
        what = step.what.best(made.incident.language)
        made.say("correction", sentence("Open again: {what} {why}", what=what, why=reason), corrects=first)
    return done(made)


def set_aside(office: Office, step_id: int, why: str) -> Commit:
    """A step is not needed in this incident, and why. Raises Invalid without a reason or when it is done."""
    reason = in_line(why)
    step = records.get(office, IncidentStep, step_id)
    with act(office, step.incident, SET_ASIDE) as made:
        step = made.change.stored(IncidentStep, step_id)
        if step.done_at is not None:
            raise Invalid([Problem("done_at", sentence("This step is done already: {by}.", by=step.done_by))])
        made.save(replace(step, not_needed=reason[:500]))
        what = step.what.best(made.incident.language)
        made.say("step", sentence("Not needed: {what} {why}", what=what, why=reason))
    return done(made)


def tell(office: Office, notice_id: int, initials: str = "", note: str = "") -> Commit:
    """Somebody was told now. Told again, the line says so and the first hour stays."""
    notice = records.get(office, IncidentNotice, notice_id)
    with act(office, notice.incident, TELL) as made:
        notice = made.change.stored(IncidentNotice, notice_id)
        who = notice.who.best(made.incident.language)
        said = sentence("Told again: {who}", who=who) if notice.told_at else sentence("Told: {who}", who=who)
        by = notice.told_by or initials or office.settings.officer
        made.save(
            replace(notice, told_at=notice.told_at or made.at, told_by=by, note=in_line(note) if note else notice.note)
        )
        made.say("told", _noted(said, note), initials)
        if notice.group == "staff" and made.incident.staff_told_at is None and _is_all_staff(made, notice):
            made.save(replace(made.incident, staff_told_at=made.at))
    return done(made)


def _is_all_staff(made: Act, notice: IncidentNotice) -> bool:
    """True when nobody of the staff is left to be told at this level."""
    level = made.incident.level
    return all(
        one.told_at is not None
        for one in made.change.parts(IncidentNotice, notice.incident)
        if one.group == "staff" and one.level <= level
    )


def _noted(said: Sentence, note: str) -> Sentence:
    return sentence("{what} ({note})", what=said, note=in_line(note)) if note.strip() else said


def call(
    office: Office,
    call_id: int,
    outcome: str,
    initials: str = "",
    asked: str = "",
    deadline: datetime | None = None,
) -> Commit:
    """Keep what came of calling a journalist: in the call sheet, in their history and in the log, as one change.

    A second outcome corrects the first with a new line; nothing is ever taken back. A drill leaves the history of
    journalists alone: nobody was really called. Raises Invalid for an outcome that is none.
    """
    if outcome not in _OUTCOME or outcome == TO_CALL:
        raise Invalid([Problem("outcome", sentence("Choose what came of the call."))])
    found = records.get(office, IncidentCall, call_id)
    with act(office, found.incident, CALL) as made:
        found = made.change.stored(IncidentCall, call_id)
        said = _called(found, outcome, asked)
        first = 0
        if found.outcome != TO_CALL:
            first = line_saying(office, found.incident, made.locale.say(_called(found, found.outcome, found.asked)))
        by = initials or office.settings.officer
        made.save(
            replace(
                found,
                outcome=outcome,
                called_at=made.at,
                called_by=by,
                asked=asked or found.asked,
                deadline=deadline or found.deadline,
            )
        )
        notes = (said, *_into_history(made, found, said, by, is_again=bool(first)))
        whole = sentence("{parts}", parts=notes) if len(notes) > 1 else said
        made.say("correction" if first else "call", whole, initials, corrects=first)
    return done(made)


def _called(found: IncidentCall, outcome: str, asked: str) -> Sentence:
    name = f"{found.name} ({found.outlet})" if found.outlet else found.name
    if asked:
        return sentence("{name}: {outcome}. Asked: {asked}", name=name, outcome=Label(_OUTCOME[outcome]), asked=asked)
    return sentence("{name}: {outcome}.", name=name, outcome=Label(_OUTCOME[outcome]))


def _into_history(made: Act, found: IncidentCall, said: Sentence, by: str, *, is_again: bool) -> tuple[Sentence, ...]:
    """Write the contact into the history of the journalist; what is to be said of them in the log beside."""
    if made.incident.is_drill or not found.person:
        return ()
    try:
        person = made.change.stored(Person, found.person)
    except Missing:
        return (sentence("{name} is no longer among the press contacts.", name=found.name),)
    if person.binned_at:
        return (sentence("{name} is no longer among the press contacts.", name=found.name),)
    outcome = sentence("Incident “{title}”. {what}", title=made.incident.title, what=said)
    if is_again:
        outcome = sentence("Correction of an earlier call. {what}", what=outcome)
    made.save(Interaction(person=person.id, at=made.at, way="call", author=by, outcome=made.locale.say(outcome)[:2000]))
    if person.is_blocked:
        return (sentence("{name} is marked as not to be contacted.", name=found.name),)
    return ()


def note_rumour(office: Office, incident: int, rumour: Rumour) -> Commit:
    """Keep a rumour of this incident, new or changed. Raises Invalid."""
    with act(office, incident, RUMOUR) as made:
        kept = made.save(replace(rumour, incident=incident, seen_at=rumour.seen_at or made.at))
        where = kept.channel
        if where:
            said = sentence("Rumour on {channel}: {claim}", channel=where, claim=kept.claim)
        else:
            said = sentence("Rumour: {claim}", claim=kept.claim)
        made.say("rumour", said)
    return done(made)


def keep_rumour(office: Office, rumour: Rumour) -> Commit:
    """Keep a rumour as it was filled in anywhere: one of an incident is told in its log. Raises Invalid or Stale."""
    if not rumour.incident:
        return records.save(office, rumour)
    if rumour.answer or rumour.verified != "open":
        return answer_rumour(office, rumour)
    return note_rumour(office, rumour.incident, rumour)


def answer_rumour(office: Office, rumour: Rumour) -> Commit:
    """Keep what was found out about a rumour and what was answered, from the record as it was filled in.

    Raises Invalid when it belongs to no incident or nothing was found out or answered.
    """
    if not rumour.incident:
        raise Invalid([Problem("incident", sentence("This rumour belongs to no incident. Save it in its own room."))])
    if rumour.verified == "open" and not rumour.answer:
        raise Invalid([Problem("answer", sentence("Say whether it is true, or what was answered."))])
    with act(office, rumour.incident, ANSWER) as made:
        answered = rumour.answered_at or (made.at if rumour.answer else None)
        kept = made.save(replace(rumour, answered_at=answered))
        truth = Label(_TRUTH[kept.verified])
        if kept.answer:
            said = sentence(
                "Rumour “{claim}”: {truth}. Answer: {answer}", claim=kept.claim, truth=truth, answer=kept.answer
            )
        else:
            said = sentence("Rumour “{claim}”: {truth}.", claim=kept.claim, truth=truth)
        made.say("rumour", said)
    return done(made)


def note_fact(office: Office, incident: int, fact: PublicFact) -> Commit:
    """Put a line on the public facts sheet, or move or change one. Raises Invalid."""
    with act(office, incident, FACT) as made:
        before = made.change.stored(PublicFact, fact.id) if fact.id else None
        kept = made.save(replace(fact, incident=incident, at=made.at))
        first = 0
        if before is not None:
            first = line_saying(office, incident, made.locale.say(_fact(before)))
        made.say("correction" if first else "fact", _fact(kept), corrects=first)
    return done(made)


def _fact(fact: PublicFact) -> Sentence:
    return sentence("{group}: {what}", group=Label(_FACT[fact.group]), what=fact.what)


def drop_fact(office: Office, fact_id: int) -> Commit:
    """Take a line off the public facts sheet; the log keeps that it stood there."""
    fact = records.get(office, PublicFact, fact_id)
    with act(office, fact.incident, DROP_FACT) as made:
        fact = made.change.bin(PublicFact, fact_id)
        first = line_saying(office, fact.incident, made.locale.say(_fact(fact)))
        made.say("fact", sentence("No longer on the facts sheet: {what}", what=fact.what), corrects=first)
    return done(made)
