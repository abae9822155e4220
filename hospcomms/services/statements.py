"""What the hospital says: begun from a holding template, approved by the incident chief, then released (CRI-7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain.campaigns import NO, YES
from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid
from hospcomms.domain.fields import STAMPS, Texts, fields_of
from hospcomms.domain.hospital_name import with_hospital
from hospcomms.domain.incidents import APPROVED, DRAFT, RELEASED, Incident, Statement, blanks
from hospcomms.domain.scenarios import PARTS, ScenarioStatement
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from hospcomms.services.incident_log import Act, act, done, in_line

if TYPE_CHECKING:
    from hospcomms.services.office import Office

BEGIN, SAVE = N_("Begin a statement"), N_("Save the statement")
APPROVE, RELEASE = N_("Approve the statement"), N_("Release the statement")
NEW_TITLE = Texts(ar="تصريح", fr="Déclaration", en="Statement")
STAFF = "staff"
SPOKEN = ("title", "audience", *PARTS)
"""The words: once they went out they never change."""
JUDGED = (*SPOKEN, "staff_first")
"""What is approved: a change of one of these takes an approval back."""


def begin(office: Office, incident: int, template_id: int = 0) -> Commit:
    """Begin a statement from a holding template of the scenario, or an empty one. Raises Missing."""
    template = records.get(office, ScenarioStatement, template_id) if template_id else None
    with act(office, incident, BEGIN) as made:
        serial = 1 + max((one.serial or 0 for one in made.change.parts(Statement, incident)), default=0)
        fresh = Statement(incident=incident, title=NEW_TITLE, serial=serial, begun_at=made.at)
        if template is not None:
            fresh = replace(
                fresh,
                title=template.title,
                audience=template.audience,
                **with_hospital(template, office.settings.hospital),
            )
        kept = made.save(fresh)
        made.say("statement", sentence("Statement {n} begun: {title}", n=kept.serial, title=_title(made, kept)))
    return done(made)


def save(office: Office, statement: Statement) -> Commit:
    """Keep what was typed. A change of approved words takes the approval back; released ones cannot change.

    Raises Invalid, or Stale when the statement was saved elsewhere meanwhile.
    """
    with act(office, statement.incident, SAVE) as made:
        before = made.change.stored(Statement, statement.id)
        spoken = [name for name in SPOKEN if getattr(before, name) != getattr(statement, name)]
        if before.state == RELEASED and spoken:
            raise Invalid([Problem("", sentence("This statement went out and cannot be changed. Begin a new one."))])
        withdrawn = before.state == APPROVED and _is_other(before, statement)
        kept = _with_marks(statement, before)
        if withdrawn:
            kept = replace(kept, state=DRAFT, approved_by="", approved_at=None)
        kept = made.save(kept)
        if withdrawn:
            made.say("statement", sentence("Statement {n} was changed: it must be approved again.", n=kept.serial))
        elif spoken:
            made.say("statement", sentence("Statement {n} was written on.", n=kept.serial))
    return done(made)


def _is_other(before: Statement, after: Statement) -> bool:
    """True when something of what is approved differs."""
    return any(getattr(before, name) != getattr(after, name) for name in JUDGED)


def _with_marks(statement: Statement, before: Statement) -> Statement:
    """The statement with what only the verbs may set, as it stands on the disk."""
    own = {name: getattr(before, name) for name, field in fields_of(Statement).items() if field.own}
    return replace(statement, incident=before.incident, **{name: own[name] for name in own if name not in STAMPS})


def missing_for_approval(office: Office, statement: Statement) -> list[Problem]:
    """What stands in the way of an approval: blanks left, the first by name; nothing written; the staff."""
    del office  # every verb takes the office; this one needs only the words
    found = []
    left = _blanks_left(statement)
    if left:
        field, first = left[0]
        said = sentence(
            "The statement cannot be approved: blanks are left ({n}). Fill them in, starting with: {blank}.",
            n=len(left),
            blank=first,
        )
        found.append(Problem(field, said))
    if not any(getattr(statement, name).written() for name in PARTS):
        found.append(Problem(PARTS[0], sentence("Nothing is written yet. Write at least one part.")))
    if statement.audience != STAFF and not statement.staff_first:
        found.append(Problem("staff_first", sentence("Say whether the staff must be told first.")))
    if statement.staff_first == NO and not statement.staff_reason:
        found.append(Problem("staff_reason", sentence("Say why staff need not be told first.")))
    return found


def _blanks_left(statement: Statement) -> list[tuple[str, str]]:
    """The part and the name of every blank, one language after another, as the desk goes through them."""
    return [
        (part, blank)
        for language in ("ar", "fr", "en")
        for part in PARTS
        for blank in blanks(getattr(getattr(statement, part), language))
    ]


def approve(office: Office, statement: Statement, by: str) -> Commit:
    """The incident chief approves the words as they stand now. Raises Invalid while something is missing, or Stale."""
    with act(office, statement.incident, APPROVE) as made:
        before = made.change.stored(Statement, statement.id)
        statement = _with_marks(statement, before)
        problems = missing_for_approval(office, statement)
        if before.state != DRAFT:
            problems.append(Problem("state", sentence("This statement is approved already.")))
        if not by.strip():
            problems.append(Problem("approved_by", sentence("Enter the name of the incident chief who approves it.")))
        if problems:
            raise Invalid(problems)
        kept = made.save(replace(statement, state=APPROVED, approved_by=in_line(by)[:200], approved_at=made.at))
        title = _title(made, kept)
        said = sentence("Statement {n} approved by {by}: {title}", n=kept.serial, by=kept.approved_by, title=title)
        made.say("statement", said)
    return done(made)


def missing_for_release(office: Office, statement: Statement) -> list[Problem]:
    """What stands in the way of letting a statement out."""
    found = []
    if statement.state == RELEASED:
        return [Problem("state", sentence("This statement went out already."))]
    if statement.state != APPROVED:
        found.append(Problem("state", sentence("The incident chief has not approved this statement yet.")))
    if statement.audience != STAFF and statement.staff_first == YES:
        incident = records.get(office, Incident, statement.incident)
        if incident.staff_told_at is None:
            found.append(Problem("staff_first", sentence("The staff must be told first. Tell them, then release it.")))
    return found


def release(office: Office, statement: Statement, ways: Sequence[str]) -> Commit:
    """Let an approved statement out; ``ways`` says how, in words. Raises Invalid while something is missing, or Stale.

    The first one to the press or the public is the first statement of the incident; one to the staff tells them.
    """
    if not any(way.strip() for way in ways):
        raise Invalid([Problem("", sentence("Say how the statement goes out."))])
    with act(office, statement.incident, RELEASE) as made:
        before = made.change.stored(Statement, statement.id)
        problems = missing_for_release(office, before)
        if not problems and _is_other(before, statement):
            said = sentence("The words are not those that were approved. Save them and have them approved again.")
            problems.append(Problem("state", said))
        if problems:
            raise Invalid(problems)
        statement = _with_marks(statement, before)
        kept = made.save(replace(statement, state=RELEASED, released_at=made.at))
        incident = made.incident
        if kept.audience in ("press", "public") and incident.first_statement_at is None:
            incident = replace(incident, first_statement_at=made.at)
        if kept.audience == STAFF and incident.staff_told_at is None:
            incident = replace(incident, staff_told_at=made.at)
        made.save(incident)
        how = tuple(in_line(way) for way in ways if way.strip())
        title = _title(made, kept)
        said = sentence("Statement {n} released ({how}): {title}", n=kept.serial, how=how, title=title)
        made.say("statement", said)
    return done(made)


def minutes_to_approval(statement: Statement) -> float | None:
    """Whole minutes from the beginning of a statement to its approval; None before."""
    return statement.settled().approval_minutes


def _title(made: Act, statement: Statement) -> str:
    return statement.title.best(made.incident.language)
