"""A campaign's way from draft to evaluated, and what it refuses on that way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hospcomms.domain import campaigns as states
from hospcomms.domain.activities import DONE, Activity, Approval, BudgetLine, Lesson
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import MOVES, STATES, Campaign, InstitutionObjective, KeyMessage, Segment
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.evaluations import SignOrder
from hospcomms.domain.fields import Texts
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.plans import STEPS, missing, steps
from hospcomms.services import campaigns, evaluation, records
from hospcomms.services.office import Office


def made(office: Office, record: Any) -> Any:
    return records.save(office, record).saved(type(record))


def full_plan(office: Office) -> Campaign:
    """A campaign whose five steps are complete."""
    goal = made(office, InstitutionObjective(title="تحسين تغطية التلقيح"))
    audience = made(office, Audience(name="مستخدمو المستشفى"))
    campaign = made(
        office,
        Campaign(
            title="لقاح الأنفلونزا",
            start=date(2026, 10, 1),
            end=date(2026, 12, 31),
            owner="المكلف بالإعلام",
            themes=("تلقيح",),
            institution_objective=goal.id,
            situation="نسبة التلقيح ضعيفة",
            insight="يخافون من الآثار الجانبية",
            strategy="شهادات الزملاء",
            implementation="فرق متنقلة بين المصالح",
            evaluation="استبيان قبلي وبعدي",
        ),
    )
    _add_parts(office, campaign, audience)
    return records.get(office, Campaign, campaign.id)


def _add_parts(office: Office, campaign: Campaign, audience: Audience) -> None:
    own = {"campaign": campaign.id}
    made(
        office,
        Objective(
            **own,
            indicator="نية التلقيح",
            level="intention",
            audience=audience.id,
            baseline=13.1,
            baseline_n=464,
            baseline_date=date(2026, 9, 1),
            baseline_source="استبيان قبلي",
            target=25.0,
            deadline=date(2026, 12, 31),
            method="استبيان بعدي",
        ),
    )
    made(office, Segment(**own, audience=audience.id))
    made(office, KeyMessage(**own, wording=Texts(ar="اللقاح يحميك ويحمي مرضاك")))
    first = made(
        office,
        Activity(**own, title="ملصقات", responsible="المكلف", start=date(2026, 10, 1), end=date(2026, 10, 9)),
    )
    made(
        office,
        Activity(
            **own,
            title="جلسات",
            responsible="الطبيب",
            start=date(2026, 10, 10),
            end=date(2026, 11, 1),
            predecessor=first.id,
        ),
    )
    amounts = {"planned": Decimal(50000), "committed": Decimal(20000), "spent": Decimal(15000)}
    made(office, BudgetLine(**own, title="طباعة", **amounts))


def fresh(office: Office, campaign: Campaign) -> Campaign:
    return records.get(office, Campaign, campaign.id)


APPROVAL = Approval(campaign=1, approver="د. المدير", function="مدير المستشفى")
SIGNATURE = SignOrder(signed_by="د. المدير", note="لا شيء يُذكر سوى تزامن الحملة مع العطلة.")


def test_an_empty_draft_is_refused_with_all_that_is_missing(office: Office) -> None:
    campaign = made(office, Campaign(title="فارغة"))
    with pytest.raises(Invalid) as refused:
        campaigns.submit(office, campaign)
    named = {problem.field for problem in refused.value.problems}
    assert {"objective", "segment", "key_message", "activity", "strategy", "evaluation"} <= named
    assert fresh(office, campaign).state == states.DRAFT


def test_every_step_of_an_empty_plan_lacks_something_and_none_of_a_full_one(office: Office) -> None:
    empty = campaigns.plan_of(office, made(office, Campaign(title="فارغة")))
    assert [step.key for step in steps(empty) if step.missing] == [key for key, _ in STEPS]
    assert missing(campaigns.plan_of(office, full_plan(office))) == []


def test_a_campaign_goes_from_draft_to_evaluated(office: Office) -> None:
    campaign = full_plan(office)
    campaigns.submit(office, campaign)
    campaigns.approve(office, fresh(office, campaign), APPROVAL)
    approval = records.parts(office, Approval, campaign.id)[0]
    assert (approval.approver, approval.given_at is not None) == ("د. المدير", True)
    campaigns.run(office, fresh(office, campaign))
    with pytest.raises(Invalid):
        campaigns.close(office, fresh(office, campaign))
    for activity in records.parts(office, Activity, campaign.id):
        made(office, replace(activity, status=DONE))
    campaigns.close(office, fresh(office, campaign))
    with pytest.raises(Invalid):
        evaluation.sign(office, fresh(office, campaign), SIGNATURE)
    objective = records.parts(office, Objective, campaign.id)[0]
    made(office, Result(campaign=campaign.id, objective=objective.id, indicator="نية التلقيح", value=None))
    evaluation.sign(office, fresh(office, campaign), SIGNATURE)
    assert fresh(office, campaign).state == states.EVALUATED
    assert fresh(office, campaign).progress == 100.0


def test_the_author_cannot_approve_and_a_return_needs_its_note(office: Office) -> None:
    campaign = full_plan(office)
    campaigns.submit(office, campaign)
    own = replace(APPROVAL, approver=office.settings.officer + " ")
    with pytest.raises(Refusal) as refused:
        campaigns.approve(office, fresh(office, campaign), own)
    assert refused.value.kind == "own-plan"
    with pytest.raises(Invalid):
        campaigns.send_back(office, fresh(office, campaign), APPROVAL)
    campaigns.send_back(office, fresh(office, campaign), replace(APPROVAL, note="ينقص مصدر الأرقام"))
    assert fresh(office, campaign).state == states.DRAFT


@pytest.mark.parametrize("state", [choice.key for choice in STATES])
def test_only_moves_of_the_table_are_possible(office: Office, state: str) -> None:
    verbs = {
        states.SUBMITTED: campaigns.submit,
        states.RUNNING: campaigns.run,
        states.PAUSED: campaigns.pause,
    }
    for to, verb in verbs.items():
        campaign = replace(full_plan(office), state=state)
        if to in MOVES[state]:
            assert verb(office, campaign).saved(Campaign).state == to
        else:
            with pytest.raises(Refusal):
                verb(office, campaign)


def test_one_undo_takes_back_an_approval_and_its_state(office: Office) -> None:
    campaign = full_plan(office)
    campaigns.submit(office, campaign)
    campaigns.approve(office, fresh(office, campaign), APPROVAL)
    records.undo(office)
    assert fresh(office, campaign).state == states.SUBMITTED
    assert records.parts(office, Approval, campaign.id) == []


def test_a_copy_has_the_plan_with_days_moved_and_nothing_done(office: Office) -> None:
    campaign = full_plan(office)
    order = campaigns.CopyOrder(title="لقاح 2027", start=date(2027, 10, 1))
    copied = campaigns.copy(office, campaign, order).saved(Campaign)
    plan = campaigns.plan_of(office, fresh(office, copied))
    assert (plan.campaign.state, plan.campaign.start, plan.campaign.end) == (
        states.DRAFT,
        date(2027, 10, 1),
        date(2027, 12, 31),
    )
    posters, sessions = plan.activities
    assert (posters.start, sessions.predecessor) == (date(2027, 10, 1), posters.id)
    assert plan.objectives[0].deadline == date(2027, 12, 31)
    assert plan.objectives[0].baseline is None
    assert (plan.budget[0].spent, plan.budget[0].remaining) == (None, 50000)
    assert plan.campaign.budget == 50000
    records.undo(office)
    assert [found.id for found in records.find(office, records.Query(Campaign))] == [campaign.id]


def test_lessons_of_finished_campaigns_of_the_theme_come_back(office: Office) -> None:
    old = made(office, replace(full_plan(office), state=states.CLOSED))
    made(office, Lesson(campaign=old.id, lesson="الملصقات وحدها لا تكفي", advice="جلسات قصيرة في المصالح"))
    new = made(office, Campaign(title="لقاح جديد", themes=("تلقيح",)))
    assert [lesson.lesson for _, lesson in campaigns.lessons_for(office, new)] == ["الملصقات وحدها لا تكفي"]
    assert campaigns.lessons_for(office, replace(new, themes=("تبرع بالدم",))) == []


def test_a_template_never_runs_but_starts_campaigns(office: Office) -> None:
    template = campaigns.make_template(office, replace(full_plan(office), state=states.CLOSED)).saved(Campaign)
    assert [found.id for found in campaigns.templates(office)] == [template.id]
    with pytest.raises(Refusal):
        campaigns.submit(office, template)
    order = campaigns.CopyOrder(title="من النموذج", start=date(2027, 3, 1))
    started = campaigns.copy(office, fresh(office, template), order).saved(Campaign)
    assert not started.is_template
