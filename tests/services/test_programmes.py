"""Programmes: one undertaking with their campaign, questions answered, attendance taken over, what lasts, the brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain.activities import BudgetLine
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import CLOSED, RUNNING, Campaign, KeyMessage, Segment
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, Texts
from hospcomms.domain.materials import Material, MaterialVersion, QualityScore
from hospcomms.domain.months import months_later
from hospcomms.domain.objectives import Objective
from hospcomms.domain.observances import NTH, Observance
from hospcomms.domain.planning_models import MESSAGE, OBJECTIVE, PURPOSES, QUESTIONS, questions_of
from hospcomms.domain.programme_told import follow_up_shape
from hospcomms.domain.programmes import COMMUNITY, MODELS, FollowUp, ModelAnswer, ProblemFigure, Programme
from hospcomms.domain.quality.clear_communication import FULL_SHEET
from hospcomms.domain.quality.sheets import NO, YES, written_answers
from hospcomms.domain.query import Op, Query
from hospcomms.domain.sessions import HELD, EducationSession
from hospcomms.services import evaluation, home, programmes, records, reports
from hospcomms.services.derived import refresh_wholes
from hospcomms.services.office import Office, open_office
from hospcomms.services.programme_reports import PROGRAMME_BRIEF
from tests import hospital

DAY = timedelta(days=1)


def _programme(office: Office, **values: Any) -> Programme:
    today = office.today
    known: dict[str, Any] = {"title": "السكري", "start": today - 30 * DAY, "end": today + 30 * DAY}
    return records.save(office, Programme(**{**known, **values})).saved(Programme)


def _campaign(office: Office, programme: Programme) -> Campaign:
    return records.get(office, Campaign, records.get(office, Programme, programme.id).campaign)


def _again(office: Office, programme: Programme) -> Programme:
    return records.get(office, Programme, programme.id)


def test_a_programme_brings_its_campaign_in_the_same_change_and_both_are_undone(office: Office) -> None:
    audience = records.save(office, Audience(name="الكبار")).saved(Audience)
    commit = records.save(
        office, Programme(title="حي نظيف", kind=COMMUNITY, audience=audience.id, problem="م", behaviour="س", owner="ن")
    )
    programme = commit.saved(Programme)
    campaign = _campaign(office, programme)
    assert (campaign.title, campaign.kind, campaign.situation, campaign.strategy, campaign.owner) == (
        *("حي نظيف", "community", "م", "س", "ن"),
    )
    (segment,) = records.parts(office, Segment, campaign.id)
    assert (segment.audience, segment.is_primary) == (audience.id, True)
    records.undo(office)
    assert records.count(office, Query(Campaign)) == records.count(office, Query(Programme)) == 0
    records.redo(office)
    assert _campaign(office, programme).title == "حي نظيف"


def test_title_days_and_state_are_the_same_whichever_of_the_two_is_written(office: Office) -> None:
    programme = _programme(office, problem="أولا", themes=("سكري",))
    records.save(office, replace(_campaign(office, programme), title="من الحملة", end=office.today))
    assert (_again(office, programme).title, _again(office, programme).end) == ("من الحملة", office.today)
    records.save(office, replace(_again(office, programme), title="من البرنامج", start=None, themes=("قلب",)))
    campaign = _campaign(office, programme)
    assert (campaign.title, campaign.start, campaign.themes) == ("من البرنامج", None, ("قلب",))
    records.save(office, replace(campaign, situation="كتبت في الحملة"))
    records.save(office, replace(_again(office, programme), problem="ثانيا", kind=COMMUNITY))
    campaign = _campaign(office, programme)
    assert (campaign.situation, campaign.kind) == ("كتبت في الحملة", "community")
    with office.store.change("x") as change:
        change.save(replace(campaign, state=RUNNING))
        refresh_wholes(change)
    assert _again(office, programme).state == RUNNING
    both = [replace(_again(office, programme), title="أ"), replace(_campaign(office, programme), title="ب")]
    records.save_all(office, both, "x")
    assert _again(office, programme).title == _campaign(office, programme).title == "أ"


def test_the_main_audience_of_the_campaign_follows_and_a_copy_gets_a_campaign_of_its_own(office: Office) -> None:
    first, second = (records.save(office, Audience(name=name)).saved(Audience) for name in "اب")
    programme = _programme(office, audience=first.id)
    records.save(office, replace(_again(office, programme), audience=second.id))
    (segment,) = records.parts(office, Segment, _campaign(office, programme).id)
    assert segment.audience == second.id
    fresh: dict[str, Any] = {item.name: item.default for item in fields(Record)}
    copy = records.save(office, replace(_again(office, programme), **fresh)).saved(Programme)
    assert _again(office, copy).campaign not in (0, _again(office, programme).campaign)


@pytest.mark.parametrize("kind", [Programme, Campaign])
def test_both_go_to_the_bin_and_come_back_with_their_parts(office: Office, kind: type[Record]) -> None:
    programme = _programme(office)
    campaign = _campaign(office, programme)
    records.save(office, Objective(campaign=campaign.id, indicator="م"))
    records.save(office, ProblemFigure(programme=programme.id, indicator="ش", value=3, year=2025, source="م"))
    one = programme if kind is Programme else campaign

    def used() -> list[int]:
        return [records.count(office, Query(part)) for part in (Programme, Campaign, Objective, ProblemFigure)]

    records.remove(office, kind, [one.id])
    assert used() == [0, 0, 0, 0]
    records.recover(office, kind, [one.id])
    assert used() == [1, 1, 1, 1]
    records.undo(office)
    assert used() == [0, 0, 0, 0]
    records.undo(office)
    assert used() == [1, 1, 1, 1]


def test_follow_ups_are_planned_once_asked_for_when_due_and_say_what_is_kept_up(office: Office) -> None:
    end = months_later(office.today, 0) - 200 * DAY
    programme = _programme(office, start=end - 30 * DAY, end=end)
    with office.store.change("x") as change:
        change.save(replace(_campaign(office, programme), state=CLOSED))
        change.save(replace(_again(office, programme), state=CLOSED))

    def asked() -> list[str]:
        lines = (line for group in home.agenda(office).groups for line in group.lines)
        return [line.record.key for line in lines if line.record in (FollowUp, Programme)]

    assert asked() == ["programme"]
    programmes.propose(office, _again(office, programme))
    follow_ups = records.parts(office, FollowUp, programme.id)
    assert [one.due for one in follow_ups] == [months_later(end, 6), months_later(end, 12)]
    assert asked() == ["follow_up"]
    with pytest.raises(Refusal):
        programmes.propose(office, _again(office, programme))
    cases = ((30, "yes", ""), (190, "yes", "yes"), (195, "no", "no"), (198, "partly", "no"))
    for days, still, kept in cases:
        found = FollowUp(programme=programme.id, due=office.today, done_on=end + days * DAY, still=still)
        records.save(office, found)
        assert _campaign(office, programme).kept_up == kept, (days, still)
    assert evaluation.findings(office, _campaign(office, programme)).reaim.running_said.text
    assert [follow_up_shape(one, office.today) for one in follow_ups] == ["late", "draft"]
    with pytest.raises(Refusal):
        programmes.propose(office, _programme(office, end=None))


def test_the_attendance_of_the_sessions_becomes_the_reach_of_the_campaign(office: Office) -> None:
    programme = _programme(office)
    with pytest.raises(Refusal):
        programmes.take_over(office, programme)
    rows = (("عيادة 1", 40, HELD), ("عيادة 1 ", 30, HELD), ("مسجد", None, HELD), ("مدرسة", 99, "planned"))
    for place, came, state in rows:
        one = EducationSession(title="ج", place=place, held_on=office.today, attended=came, programme=programme.id)
        records.save(office, replace(one, state=state))
    sums = programmes.attendance(programmes.sessions_of(office, programme.id))
    assert (sums.held, sums.planned, sums.people, sums.uncounted, sums.places) == (3, 1, 70, 1, 2)
    records.save(office, replace(_campaign(office, programme), eligible=200.0, settings_invited=1.0))
    programmes.take_over(office, _again(office, programme))
    campaign = _campaign(office, programme)
    assert (campaign.reached, campaign.settings_joined, campaign.settings_invited) == (70, 2, 2)
    assert evaluation.findings(office, campaign).reaim["reach"].share == pytest.approx(0.35)


def test_the_planning_models_ask_what_their_authors_ask(office: Office) -> None:
    asked = Counter(model for model, _key in QUESTIONS)
    assert asked == {"hbm": 6, "stages": 4, "four_p": 12, "precede": 10, "p_process": 5}
    assert set(asked) == {choice.key for choice in MODELS} == set(PURPOSES)
    for (model, key), question in QUESTIONS.items():
        assert question.title.endswith("?"), key
        assert len(key) <= 60
        assert set(question.leads) <= {OBJECTIVE, MESSAGE}
        assert question in questions_of(model)
        Objective(campaign=1, indicator="x", level=question.level)
    led = {lead for question in QUESTIONS.values() for lead in question.leads}
    assert led == {OBJECTIVE, MESSAGE}
    assert questions_of("nothing") == []


def test_an_answer_is_kept_changed_taken_away_and_becomes_an_objective_or_a_message(office: Office) -> None:
    programme = _programme(office)
    programmes.choose_model(office, programme, "hbm", used=True)
    assert _again(office, programme).models == ("hbm",)
    programmes.answer(office, programme.id, "hbm", "barriers", " الفحص\n صباح الثلاثاء ")
    assert programmes.answer(office, programme.id, "hbm", "barriers", "الفحص\n صباح الثلاثاء") is None
    (given,) = records.parts(office, ModelAnswer, programme.id)
    programmes.make_objective(office, _again(office, programme), given)
    programmes.make_message(office, _again(office, programme), replace(given, answer="كلمة " * 200))
    (objective,) = records.parts(office, Objective, _campaign(office, programme).id)
    assert (objective.indicator, objective.level, objective.deadline) == (
        *("الفحص صباح الثلاثاء", "attitude", programme.end),
    )
    (message,) = records.parts(office, KeyMessage, _campaign(office, programme).id)
    assert message.wording.best(office.settings.language).startswith("كلمة كلمة")
    programmes.answer(office, programme.id, "hbm", "barriers", "غيره")
    assert programmes.answers_of(office, programme.id)["hbm", "barriers"].answer == "غيره"
    programmes.answer(office, programme.id, "hbm", "barriers", "  ")
    assert programmes.answers_of(office, programme.id) == {}
    programmes.choose_model(office, _again(office, programme), "hbm", used=False)
    assert _again(office, programme).models == ()


def test_a_health_day_begins_a_programme_around_its_next_date(office: Office) -> None:
    one = Observance(title=Texts(ar="يوم الكلى"), rule=NTH, month=3, weekday="3", nth=2, themes=("الكلى",))
    begun = programmes.new_for(office, records.save(office, one).saved(Observance))
    year = office.today.year
    days = (date(each, 3, day) for each in (year, year + 1) for day in range(8, 15))
    thursday = next(day for day in days if day.weekday() == 3 and day >= office.today)
    assert (begun.title, begun.themes, begun.end) == ("يوم الكلى", ("الكلى",), thursday + 14 * DAY)
    assert begun.start == max(office.today, thursday - 14 * DAY)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample hospital; nothing here changes it."""
    folder = tmp_path_factory.mktemp("programmes") / "office"
    hospital.make(folder)
    office = open_office(folder)
    yield office
    office.close()


def test_the_sample_has_a_programme_that_runs_one_to_follow_up_and_an_initiative_that_lasts(sample: Office) -> None:
    found = {one.title: one for one in records.find(sample, Query(Programme))}
    diabetes, pressure, village = (
        found[name] for name in ("اليوم العالمي للسكري", "أسبوع قياس الضغط", "قصور بلا عقارب")
    )
    assert (diabetes.state, pressure.state, village.state, village.kind) == (RUNNING, CLOSED, CLOSED, COMMUNITY)
    first, _second = records.parts(sample, FollowUp, pressure.id)
    assert first.due == sample.today
    campaign = records.get(sample, Campaign, village.campaign)
    assert campaign.kept_up == "yes"
    assert evaluation.findings(sample, campaign).reaim["maintenance"].share is not None
    assert records.count(sample, Query(BudgetLine).where("campaign", Op.IS, diabetes.campaign)) == 2


@pytest.mark.parametrize("speech", ["ar", "fr", "en"])
def test_the_brief_says_everything_known_in_each_language(sample: Office, tmp_path: Path, speech: str) -> None:
    speaking = sample.settings.locale_for(speech)
    village = records.find(sample, Query(Programme).where("kind", Op.IS, COMMUNITY))[0]
    _record, document = reports.report_document(sample, PROGRAMME_BRIEF, village.id, speaking)
    said = repr(document)
    for words in (
        village.problem[:40],
        village.need[:30],
        village.lasting[:30],
        "118",
        "جمعية القصر القديم",
        "اللجان قائمة",
    ):
        assert words in said
    assert "RE-AIM" in said
    path = tmp_path / "brief.pdf"
    reports.make(sample, PROGRAMME_BRIEF, None, speaking, path)
    assert path.read_bytes().startswith(b"%PDF")


def test_the_brief_praises_no_material_that_is_not_to_be_handed_out(office: Office) -> None:
    programme = records.save(office, Programme(title="السكري", start=office.today)).saved(Programme)
    leaflet = records.save(office, Material(title=Texts("مطوية"), programmes=(programme.id,))).saved(Material)
    for edition, state, score in (("1", "obsolete", 96.0), ("2", "draft", None)):
        version = MaterialVersion(
            material=leaflet.id, edition=edition, state=state, review_by=office.today - timedelta(days=1)
        )
        kept = records.save(office, version).saved(MaterialVersion)
        if score is not None:
            answers = {number: NO if number == 17 else YES for number in FULL_SHEET.numbers()}
            facts = {"answers": written_answers(answers), "scored_by": "x", "scored_on": office.today}
            records.save(office, QualityScore(material=leaflet.id, version=kept.id, **facts))  # type: ignore[arg-type]
    _record, made = reports.report_document(office, PROGRAMME_BRIEF, programme.id, office.settings.locale_for("en"))
    said = repr(made)
    assert "Do not distribute" in said, "its review date has passed"
    assert "Clear Communication Index" not in said, "only a replaced version was scored"
