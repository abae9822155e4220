"""The room of legal holds: what may not be erased, why, since when, and how much that is today."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hospcomms.domain.fields import fields_of
from hospcomms.domain.privacy import LegalHold
from hospcomms.domain.wording import C_, N_, Label, Sentence, sentence
from hospcomms.services import legal_holds
from ui.rooms.room import Beside, Fact, Notice, Room, Section, Verb

if TYPE_CHECKING:
    from ui.session import Session

MOST = 4
"""So many kinds are named in the banner of a hold; the fullest first."""


def _beside(session: Session, hold: LegalHold) -> Beside:
    """Whether it stands: from its first day until the day it was lifted."""
    today = session.office.today
    if hold.lifted_on is not None and hold.lifted_on <= today:
        return Beside("closed", C_("hold", "Lifted"))
    if hold.since is not None and hold.since > today:
        return Beside("draft", C_("hold", "Not begun yet"))
    return Beside("paused", C_("hold", "In force"))


def _facts(session: Session, hold: LegalHold) -> Sequence[Fact]:
    """How many records it keeps, since when, by whose decision."""
    held = legal_holds.held(session.office, hold)
    found = [Fact(N_("Records held"), session.locale.number(sum(held.values())))]
    if hold.since is not None:
        found.append(Fact(N_("Since"), session.locale.day(hold.since)))
    if hold.lifted_on is not None:
        found.append(Fact(N_("Lifted on"), session.locale.day(hold.lifted_on)))
    return [*found, Fact(N_("Decided by"), hold.decided_by)]


def _notice(session: Session, hold: LegalHold) -> Notice | None:
    """What it holds now, kind by kind."""
    held = legal_holds.held(session.office, hold)
    full = sorted((kind for kind in held if held[kind]), key=lambda kind: -held[kind])
    if not full:
        return None
    described = fields_of(LegalHold)["kinds"]
    each: list[Sentence] = []
    for kind in full[:MOST]:
        choice = described.choice(kind)
        each.append(sentence("{kind}: {n}", kind=Label(choice.label if choice else kind), n=held[kind]))
    if len(full) > MOST:
        return Notice("note", sentence("It holds {kinds}, and other kinds of record.", kinds=tuple(each)))
    return Notice("note", sentence("It holds {kinds}.", kinds=tuple(each)))


ROOM = Room(
    key="legal-holds",
    record=LegalHold,
    icon="lock_closed",
    group="holdings",
    under="processing",
    title=C_("room", "Legal holds"),
    empty=N_("No legal hold. Enter one when a court, an inquiry or a crisis forbids erasing records."),
    form_title=N_("Details"),
    new_title=N_("New legal hold"),
    columns=("title", "kinds", "since", "lifted_on", "decided_by"),
    chips=("kinds", "since", "lifted_on"),
    sections=(
        Section(N_("The hold"), ("title", "reason", "kinds")),
        Section(N_("Days and decision"), ("since", "lifted_on", "decided_by", "reference")),
    ),
    verbs=(
        Verb(legal_holds.LIFT, legal_holds.lift, when=lambda hold: hold.lifted_on is None, icon="checkmark_circle"),
        Verb(legal_holds.RENEW, legal_holds.renew, when=lambda hold: hold.lifted_on is not None, icon="arrow_reset"),
    ),
    facts=_facts,
    notice=_notice,
    beside=_beside,
    reports=("record-sheet",),
)
