"""The room of developments: laws, campaigns and trends noted outside, with a recommendation and a decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.fields import fields_of
from hospcomms.domain.monitoring import Development
from hospcomms.domain.query import Sort
from hospcomms.domain.watch_agenda import development_line
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import developments
from ui.rooms.room import Fact, Notice, Room, Section, Verb, View

if TYPE_CHECKING:
    from ui.session import Session


def _is_open(development: Development) -> bool:
    return development.decision == developments.UNDECIDED


def _may_change(development: Development) -> bool:
    return development.decision != developments.UNDECIDED


def _facts(session: Session, development: Development) -> Sequence[Fact]:
    """Who decided, when, and when it is looked at again."""
    described, locale = fields_of(Development), session.locale
    facts = [Fact(described["decided_by"].label, development.decided_by)]
    for name in ("decided_on", "review_on"):
        on = getattr(development, name)
        facts.append(Fact(described[name].label, locale.day(on) if on else ""))
    return [fact for fact in facts if fact.value]


def _severity(development: Development, today: date) -> str:
    line = development_line(development, today)
    return line.severity if line is not None and line.severity != "note" else ""


def _notice(_session: Session, development: Development) -> Notice | None:
    if _is_open(development) and development.recommendation.strip():
        return Notice("note", sentence("The recommendation waits for a decision."))
    return None


ROOM = Room(
    key="developments",
    record=Development,
    icon="lightbulb",
    group="relations",
    under="issues",
    state="decision",
    title=C_("room", "Developments"),
    empty=N_("No developments noted yet. Note a law, a campaign of others or a trend, and recommend what to do."),
    form_title=N_("Details"),
    new_title=N_("New development"),
    columns=("title", "kind", "noted_on", "source", "decision", "decided_by"),
    chips=("decision", "kind"),
    sections=(
        Section(N_("What is new"), ("title", "kind", "noted_on", "source", "web", "attachments")),
        Section(N_("Recommendation"), ("relevance", "recommendation", "review_on", "issue", "campaign")),
    ),
    views=(
        View(
            "to_decide",
            N_("To decide"),
            "checkmark_circle",
            filters=(("decided_on", "empty"),),
            sort=(Sort("noted_on"),),
        ),
    ),
    verbs=(
        Verb(
            developments.DECIDE,
            developments.decide,
            when=_is_open,
            missing=developments.missing_to_decide,
            asks=developments.DecideOrder,
            usual=True,
            icon="checkmark_circle",
        ),
        Verb(
            developments.DECIDE_AGAIN,
            developments.decide,
            when=_may_change,
            asks=developments.DecideOrder,
            icon="arrow_undo",
        ),
    ),
    reports=("record-sheet",),
    facts=_facts,
    notice=_notice,
    severity=_severity,
)
