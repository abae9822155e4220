"""The shipped scenarios: complete in three languages, and each starts with every role named and every step timed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hospcomms.domain.fields import Record, Texts
from hospcomms.domain.incidents import IncidentNotice, IncidentRole, IncidentStep, Statement, blanks
from hospcomms.domain.press import Outlet, Person, PressList
from hospcomms.domain.query import Op, Query
from hospcomms.domain.scenarios import PARTS, STAND_DOWN, Scenario, ScenarioVersion
from hospcomms.services import incidents, records, scenarios
from hospcomms.services.office import Office
from hospcomms.services.scenario_library import shipped
from tests.services.crisis_stage import CHIEF, DEPUTY, PRESS, Stage, stage

CODES = shipped()
LANGUAGES = ("ar", "fr", "en")


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = stage(tmp_path_factory.mktemp("crisis") / "office")
    yield made
    made.office.close()


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Stage]:
    """A hospital of the test's own, to be changed."""
    made = stage(tmp_path / "office")
    yield made
    made.office.close()


def _scenario(office: Office, code: str) -> int:
    found: list[Scenario] = records.find(office, Query(Scenario).where("code", Op.IS, code))
    return found[0].id


def _is_written(text: Texts) -> bool:
    return all(getattr(text, language).strip() for language in LANGUAGES)


def test_there_are_at_least_twelve() -> None:
    assert len(CODES) >= 12


def test_the_library_is_brought_in_once(ready: Stage) -> None:
    assert scenarios.install(ready.office) == 0
    assert records.count(ready.office, Query(Scenario)) == len(CODES)
    assert records.count(ready.office, Query(ScenarioVersion)) == len(CODES)


def test_a_scenario_in_the_bin_does_not_come_back(own: Stage) -> None:
    records.remove(own.office, Scenario, [own.scenario])
    assert scenarios.install(own.office) == 0


@pytest.mark.parametrize("code", CODES)
def test_a_shipped_scenario_is_written_in_three_languages(ready: Stage, code: str) -> None:
    found = scenarios.contents(ready.office, _scenario(ready.office, code))
    one = found.scenario
    texts = [one.title, one.summary, one.verification, one.cluster_note]
    texts += [text for role in found.roles for text in (role.name, role.duty)]
    texts += [question.question for question in found.questions]
    texts += [notice.who for notice in found.notices]
    texts += [step.what for step in found.steps]
    texts += [text for answer in found.answers for text in (answer.question, answer.answer)]
    texts += [getattr(statement, name) for statement in found.statements for name in ("title", *PARTS)]
    assert all(_is_written(text) for text in texts)
    assert {question.level for question in found.questions} >= {"1", "3"}
    assert one.cluster


@pytest.mark.parametrize("code", CODES)
def test_the_blanks_of_a_shipped_scenario_are_the_same_in_each_language(ready: Stage, code: str) -> None:
    found = scenarios.contents(ready.office, _scenario(ready.office, code))
    for statement in found.statements:
        for name in PARTS:
            text = getattr(statement, name)
            assert len({len(blanks(getattr(text, language))) for language in LANGUAGES}) == 1, (
                statement.title.en,
                name,
            )


@pytest.mark.parametrize("code", CODES)
def test_each_shipped_scenario_starts_with_every_step_timed_and_every_role_named(ready: Stage, code: str) -> None:
    office = ready.office
    found = scenarios.contents(office, _scenario(office, code))
    incident = incidents.start(office, found.scenario.id, drill=True, level="3").incident
    roles = {role.id: role for role in records.parts(office, IncidentRole, incident)}
    steps: list[IncidentStep] = records.parts(office, IncidentStep, incident)
    assert len(roles) == len(found.roles) >= 9
    assert all(_is_written(role.name) for role in roles.values())
    assert len(steps) == len(found.steps) >= 30
    assert all(step.role in roles for step in steps)
    assert all(step.source for step in steps)
    assert all((step.due_at is None) == (step.phase == STAND_DOWN) for step in steps)
    assert all(step.minutes is not None for step in steps)
    notices: list[IncidentNotice] = records.parts(office, IncidentNotice, incident)
    assert len(notices) == len(found.notices)
    assert all(notice.due_at is not None for notice in notices)
    statements: list[Statement] = records.parts(office, Statement, incident)
    assert [one.title for one in statements] == [one.title for one in found.statements]
    chief = next(role for role in roles.values() if role.code == "chief")
    assert (chief.holder, chief.phone, chief.deputy, chief.deputy_phone) == (CHIEF, "0500200010", DEPUTY, "029004013")


def test_the_staff_is_told_before_the_press_and_the_public(ready: Stage) -> None:
    for code in CODES:
        notices = scenarios.contents(ready.office, _scenario(ready.office, code)).notices
        staff = min(notice.minutes or 0 for notice in notices if notice.group == "staff")
        outside = min((notice.minutes or 0 for notice in notices if notice.group in ("press", "public")), default=9e9)
        assert staff < outside, code


def test_the_level_is_the_highest_of_the_questions_answered_with_yes(ready: Stage) -> None:
    questions = scenarios.contents(ready.office, ready.scenario).questions
    assert scenarios.level_of([]) == "1"
    for level in "123":
        assert scenarios.level_of([one for one in questions if one.level <= level]) == level


@pytest.mark.parametrize("cluster", ["victim", "accidental", "preventable"])
def test_each_cluster_has_advice_in_three_languages(cluster: str) -> None:
    advised, unadvised = scenarios.advice(cluster)
    assert len(advised) >= 3
    assert unadvised
    assert all(_is_written(text) for text in (*advised, *unadvised))
    assert scenarios.advice("unknown") == ([], [])


def test_gaps_name_empty_roles_stale_numbers_and_missing_deputies(own: Stage) -> None:
    said = [str(one) for one in scenarios.gaps(own.office, own.scenario)]
    roles = len(scenarios.contents(own.office, own.scenario).roles)
    assert sum("Nobody holds the role" in one for one in said) == roles - 1
    assert not any("press list" in one for one in said)
    other = _scenario(own.office, "strike")
    assert any("No press list" in str(one) for one in scenarios.gaps(own.office, other))
    own.clock.wait(60 * 24 * 400)
    assert any(CHIEF in str(one) and "verified" in str(one) for one in scenarios.gaps(own.office, own.scenario))


def test_the_pack_is_stale_until_it_is_printed_and_again_when_a_number_changes(own: Stage) -> None:
    office = own.office
    assert scenarios.is_pack_stale(office, own.scenario)
    scenarios.note_printed(office, own.scenario)
    assert not scenarios.is_pack_stale(office, own.scenario)
    records.save(office, replace(records.get(office, Person, _person(own)), phone="0555999999"))
    assert scenarios.is_pack_stale(office, own.scenario)
    scenarios.note_printed(office, own.scenario)
    scenarios.new_version(office, own.scenario, "مراجعة")
    assert scenarios.is_pack_stale(office, own.scenario)


def _person(own: Stage) -> int:
    return int(records.find(own.office, Query(Person).where("name", Op.IS, PRESS[0]))[0].id)


@pytest.mark.parametrize(
    ("change", "is_stale"),
    [
        (lambda office, person: replace(person, note="قال كذا", beats=("صحة",)), False),
        (lambda office, person: replace(person, phone2="0661111111"), True),
        (lambda office, person: replace(records.get(office, Outlet, person.outlet), name="إذاعة أخرى"), True),
        (lambda office, person: replace(records.find(office, Query(PressList))[0], name="قائمة أخرى"), True),
    ],
)
def test_the_pack_is_stale_exactly_when_something_on_it_changed(
    own: Stage, change: Callable[[Office, Person], Record], is_stale: bool
) -> None:
    office = own.office
    scenarios.note_printed(office, own.scenario)
    records.save(office, change(office, records.get(office, Person, _person(own))))
    assert scenarios.is_pack_stale(office, own.scenario) is is_stale
