"""The sample hospital: complete, without problems, and always with something to do today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hospcomms.domain.activities import Activity, Lesson
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import DRAFT, STATES, Campaign, InstitutionObjective, KeyMessage
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.checks import problems_of
from hospcomms.domain.errors import Refusal
from hospcomms.domain.objectives import Result
from hospcomms.domain.plans import missing, missing_to_close, missing_to_run
from hospcomms.domain.press import Person
from hospcomms.domain.query import Op, Query
from hospcomms.services import records
from hospcomms.services.campaigns import plan_of
from hospcomms.services.office import Office, open_office
from hospcomms.services.sample import make
from hospcomms.services.settings import Settings


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample hospital, only read."""
    folder = tmp_path_factory.mktemp("sample") / "office"
    make(folder)
    found = open_office(folder)
    yield found
    found.close()


def own(office: Office) -> list[Campaign]:
    """The campaigns of the invented hospital itself."""
    return [found for found in records.find(office, Query(Campaign)) if not found.is_template]


def test_it_says_of_itself_that_it_is_invented(sample: Office) -> None:
    assert sample.settings.is_sample
    assert sample.settings.country == "DZ"
    assert all((sample.settings.hospital.ar, sample.settings.hospital.fr, sample.settings.hospital.en))


def test_no_record_of_it_has_a_problem(sample: Office) -> None:
    found = [
        (record.caption, str(problem.message))
        for kind in RECORDS
        for record in records.find(sample, Query(kind))
        for problem in problems_of(record)
    ]
    assert found == []


def test_there_are_campaigns_in_every_state_and_all_kinds_of_records(sample: Office) -> None:
    states = Counter(campaign.state for campaign in own(sample))
    assert set(states) == {choice.key for choice in STATES}
    assert len(own(sample)) >= 13
    assert sum(campaign.is_template for campaign in records.find(sample, Query(Campaign))) == 3
    assert records.count(sample, Query(InstitutionObjective)) == 4
    assert records.count(sample, Query(Audience)) >= 10
    assert records.count(sample, Query(Lesson)) >= 4
    assert all(records.count(sample, Query(record)) for record in RECORDS)


def test_each_campaign_could_have_come_to_its_state_by_the_rules(sample: Office) -> None:
    for campaign in own(sample):
        plan = plan_of(sample, campaign)
        if campaign.reference == "UDINE-2013":
            continue  # a published campaign: what its source does not say stays empty
        if campaign.state != DRAFT:
            assert missing(plan) == [], campaign.title
            assert missing_to_run(plan) == []
        if campaign.state in ("closed", "evaluated"):
            assert missing_to_close(plan) == [], campaign.title


def test_something_is_late_due_today_and_due_soon(sample: Office) -> None:
    today = sample.today
    activities: list[Activity] = records.find(sample, Query(Activity))
    assert any(activity.is_late(today) for activity in activities)
    assert any(activity.is_open and activity.end == today for activity in activities)
    soon = today + timedelta(days=7)
    assert any(activity.is_open and activity.start and today < activity.start <= soon for activity in activities)


def test_some_results_are_not_measured_and_messages_speak_two_languages(sample: Office) -> None:
    assert records.find(sample, Query(Result).where("value", Op.EMPTY))
    messages: list[KeyMessage] = records.find(sample, Query(KeyMessage))
    assert all(message.wording.ar and message.wording.fr for message in messages)


def test_the_same_day_makes_the_same_hospital(tmp_path: Path) -> None:
    at = datetime(2026, 3, 1, 9, tzinfo=UTC)
    said = []
    for name in ("a", "b"):
        make(tmp_path / name, clock=lambda: at)
        office = open_office(tmp_path / name)
        said.append([record for kind in RECORDS for record in records.find(office, Query(kind))])
        office.close()
    assert said[0] == said[1]


def test_undo_does_not_take_the_hospital_away(sample: Office) -> None:
    assert records.undoable(sample) is None


def test_it_speaks_the_language_chosen_at_the_first_start(tmp_path: Path) -> None:
    make(tmp_path / "fr", Settings(language="fr", theme="dark"))
    office = open_office(tmp_path / "fr")
    assert (office.settings.language, office.settings.theme, office.settings.is_sample) == ("fr", "dark", True)
    office.close()


def test_a_folder_that_holds_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Refusal):
        make(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]


def test_a_scale_adds_that_many_of_each_large_kind(sample: Office, tmp_path: Path) -> None:
    make(tmp_path / "many", scale=120)
    office = open_office(tmp_path / "many")
    for kind in (Audience, Campaign, Activity, Person):
        assert records.count(office, Query(kind)) == records.count(sample, Query(kind)) + 120
    last: Activity = records.find(office, Query(Activity).where("id", Op.FROM, 1), limit=1)[0]
    assert records.get(office, Campaign, last.campaign)
    office.close()
