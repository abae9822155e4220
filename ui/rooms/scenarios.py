"""The room of scenarios: for each kind of crisis all that is needed on the day, and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hospcomms.domain.scenarios import (
    Scenario,
    ScenarioAnswer,
    ScenarioNotice,
    ScenarioQuestion,
    ScenarioRole,
    ScenarioStatement,
    ScenarioStep,
)
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import scenario_roles, scenario_versions, scenarios
from ui.rooms import scenario_pages as pages
from ui.rooms.room import Fact, ListAct, Notice, Part, Room, Section, Tab, Verb

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.query import Query
    from ui.session import Session

LIBRARY = N_("Add the shipped scenarios")


def _missing(session: Session, scenario: Scenario) -> int:
    return len(scenarios.gaps(session.office, scenario.id)) if scenario.id else 0


def _notice(session: Session, scenario: Scenario) -> Notice | None:
    """What would be missing on the day, or that the paper no longer says what the program knows."""
    if not scenario.id:
        return None
    missing = _missing(session, scenario)
    if missing:
        said = counted("{n} thing would be missing on the day.", "{n} things would be missing on the day.", missing)
        return Notice("late", said)
    if scenario.printed_on and scenarios.is_pack_stale(session.office, scenario.id):
        said = sentence(
            "What is on the printed crisis pack of {day} has changed. Print it again.", day=scenario.printed_on
        )
        return Notice("soon", said)
    return None


def _facts(session: Session, scenario: Scenario) -> Sequence[Fact]:
    """Version, and how old the paper is."""
    if not scenario.id:
        return ()
    printed: Sentence | str = (
        sentence("{day}", day=scenario.printed_on) if scenario.printed_on else sentence("Never printed")
    )
    return (
        Fact(N_("Version"), session.locale.number(scenario.version or 1)),
        Fact(N_("Crisis pack"), printed, late=scenario.printed_on is None),
    )


def _install(session: Session, _query: Query, _page: QWidget) -> None:
    """Write the shipped scenarios; those that are there stay as they are."""
    added = scenarios.install(session.office)
    session.go.say(counted("{n} scenario added.", "{n} scenarios added.", added))
    session.go.open_room("scenarios")


ROOM = Room(
    key="scenarios",
    record=Scenario,
    icon="book_open",
    group="emergency",
    under="incidents",
    empty=N_("No scenarios yet. “Add the shipped scenarios” in the menu above brings thirteen, ready to be filled."),
    form_title=N_("Scenario"),
    new_title=N_("New scenario"),
    sections=(
        Section(N_("The scenario"), ("title", "summary", "verification")),
        Section(N_("Responsibility"), ("cluster", "cluster_note")),
        Section(N_("Kept ready"), ("press_list", "review_on", "drill_on", "note")),
    ),
    leading=(Tab("readiness", N_("Readiness"), pages.readiness, _missing),),
    parts=(
        Part(ScenarioRole, ("name", "person", "deputy", "duty")),
        Part(ScenarioStep, ("what", "phase", "minutes", "role")),
        Part(ScenarioNotice, ("who", "group", "level", "minutes", "person", "phone")),
        Part(ScenarioQuestion),
        Part(ScenarioStatement),
        Part(ScenarioAnswer, ("question", "answer")),
    ),
    verbs=(
        Verb(scenarios.NEW_VERSION, scenario_versions.begin, asks=scenario_versions.VersionOrder, icon="branch"),
        Verb(scenario_roles.SPREAD, scenario_roles.spread, icon="people_team"),
    ),
    acts=(ListAct(LIBRARY, "add", _install),),
    notice=_notice,
    facts=_facts,
    columns=("title", "cluster", "version", "press_list", "review_on", "drill_on", "printed_on"),
    reports=("crisis-pack", "record-sheet"),
)
