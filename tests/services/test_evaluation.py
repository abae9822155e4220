"""An evaluation is judged from its records, signed once and for all, and its recommendations come back as work."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from hospcomms.domain.activities import Lesson
from hospcomms.domain.campaigns import CLOSED, EVALUATED, Campaign
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.evaluation.frozen import is_still
from hospcomms.domain.evaluations import ACCEPTED, EDITED, REJECTED, Evaluation, Recommendation, SignOrder
from hospcomms.domain.fields import Texts
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.query import Op, Query
from hospcomms.reports.appraisal import Appraisal
from hospcomms.services import evaluation, home, records
from hospcomms.services.dossiers import appraisal_of
from hospcomms.services.office import Office

ORDER = SignOrder(signed_by="مدير المؤسسة", note="ذكر عدة مستخدمين أن وقت التلقيح لا يناسب المناوبة الليلية.")


def test_the_published_campaign_tells_its_published_story(sample: Office, udine: Campaign) -> None:
    board = evaluation.board(sample, udine)
    assert (board.verdict, board.grade) == ("improved", "C")
    behaviour, intention, refusal = board.rows
    assert behaviour.is_main
    assert (round(behaviour.actual.value or 0, 1), round(intention.actual.value or 0, 1)) == (7.6, 36.6)
    assert intention.verdict == "improved"
    assert refusal.verdict == "not_assessable"
    assert "flat_behaviour" in [line.rule for line in board.advice]
    assert all(cost.amount is None for cost in board.costs)


def test_a_signed_version_stays_whatever_is_entered_later(sample: Office, udine: Campaign) -> None:
    before = evaluation.board(sample, udine)
    evaluation.sign(sample, udine, ORDER)
    (first,) = evaluation.versions(sample, udine.id)
    assert evaluation.frozen(sample, first) == before
    result = next(found for found in records.parts(sample, Result, udine.id) if found.stage == "outcomes")
    records.save(sample, replace(result, value=1.0))
    assert evaluation.board(sample, udine).verdict == "worsened"
    assert evaluation.frozen(sample, first) == before
    evaluation.sign(sample, records.get(sample, Campaign, udine.id), ORDER)
    second, kept = evaluation.versions(sample, udine.id)
    assert (second.version, kept.version) == (2, 1)
    assert (second.verdict, kept.verdict) == ("worsened", "improved")


def test_a_signed_version_goes_to_the_bin_on_no_path(sample: Office, udine: Campaign) -> None:
    evaluation.sign(sample, udine, ORDER)
    (kept,) = evaluation.versions(sample, udine.id)
    with pytest.raises(Refusal, match="cannot be deleted"):
        records.remove(sample, Evaluation, [kept.id])
    with pytest.raises(Refusal, match="cannot be deleted"):
        records.save_all(sample, [replace(kept, binned_at=sample.clock())], "Save")
    assert evaluation.versions(sample, udine.id) == [kept]


def test_limits_and_lessons_are_frozen_with_the_signature(sample: Office, udine: Campaign) -> None:
    before = records.get(sample, Campaign, udine.id).limits
    evaluation.sign(sample, udine, ORDER)
    (kept,) = evaluation.versions(sample, udine.id)
    taught = [one.lesson for one in records.parts(sample, Lesson, udine.id)]
    records.save(sample, replace(records.get(sample, Campaign, udine.id), limits="حدود جديدة"))
    records.save(sample, Lesson(campaign=udine.id, lesson="درس جديد"))
    signed = appraisal_of(sample, kept)
    assert signed.keeps_words
    assert (signed.limits, [lesson for lesson, _ in signed.lessons]) == (before, taught)
    today = appraisal_of(sample, records.get(sample, Campaign, udine.id))
    assert today.signed is None
    assert (today.limits, today.lessons[-1][0]) == ("حدود جديدة", "درس جديد")


def test_a_version_signed_before_words_were_kept_shows_those_of_today_and_still_stands(
    sample: Office, udine: Campaign
) -> None:
    evaluation.sign(sample, udine, ORDER)
    (kept,) = evaluation.versions(sample, udine.id)
    board = evaluation.frozen(sample, kept)
    rows = tuple(replace(row, beside=()) for row in board.rows)
    older = replace(board, limits=None, lessons=None, rows=rows)
    assert is_still(older, board)
    assert not is_still(older, replace(board, grade="A"))
    assert not is_still(board, replace(board, limits="حدود جديدة"))
    said = Appraisal(appraisal_of(sample, kept).dossier, older, signed=kept)
    assert not said.keeps_words
    assert said.limits == records.get(sample, Campaign, udine.id).limits


def test_people_for_one_more_outcome_are_told_only_where_the_interval_leaves_out_none(
    sample: Office, udine: Campaign
) -> None:
    behaviour, intention, refusal = evaluation.board(sample, udine).rows
    assert [str(one) for one in behaviour.beside] == [
        "52 people must be exposed for one more outcome (confidence interval: from 31 to 147)."
    ]
    assert intention.beside
    assert not refusal.beside


def test_hand_hygiene_stands_beside_what_who_wishes_for(sample: Office, udine: Campaign) -> None:
    objective = records.parts(sample, Objective, udine.id)[0]
    records.save(sample, replace(objective, topic="hand_hygiene"))
    row = next(row for row in evaluation.board(sample, udine).rows if row.objective == objective.id)
    assert "80" in str(row.beside[-1])
    assert "18.6" in str(row.beside[-1])
    assert row.standing is None


def test_signing_a_closed_campaign_marks_it_as_evaluated_in_one_step_back(sample: Office, udine: Campaign) -> None:
    records.save(sample, replace(udine, state=CLOSED))
    evaluation.sign(sample, records.get(sample, Campaign, udine.id), ORDER)
    assert records.get(sample, Campaign, udine.id).state == EVALUATED
    records.undo(sample)
    assert records.get(sample, Campaign, udine.id).state == CLOSED
    assert evaluation.versions(sample, udine.id) == []


@pytest.mark.parametrize("order", [SignOrder(note="x"), SignOrder(signed_by="x"), SignOrder()])
def test_a_signature_has_a_name_and_an_observation_in_words(sample: Office, udine: Campaign, order: SignOrder) -> None:
    with pytest.raises(Invalid):
        evaluation.sign(sample, udine, order)
    assert evaluation.versions(sample, udine.id) == []


def test_a_running_campaign_is_not_signed(sample: Office, udine: Campaign) -> None:
    running = records.find(sample, Query(Campaign).where("state", Op.IS, "running"))[0]
    with pytest.raises(Refusal) as refused:
        evaluation.sign(sample, running, ORDER)
    assert refused.value.kind == "not-allowed"


def test_a_frozen_file_that_was_altered_is_not_shown(sample: Office, udine: Campaign) -> None:
    evaluation.sign(sample, udine, ORDER)
    (signed,) = evaluation.versions(sample, udine.id)
    assert signed.frozen is not None
    (place,) = (sample.folder / "attachments").rglob(signed.frozen.sha256)
    content = sample.store.attachments.content(signed.frozen)
    assert b'"improved"' in content
    place.write_bytes(content.replace(b'"improved"', b'"worsened"', 1))  # as plain as older versions kept it
    with pytest.raises(Refusal) as refused:
        evaluation.frozen(sample, signed)
    assert refused.value.kind == "file-missing"
    with pytest.raises(Refusal):
        evaluation.frozen(sample, Evaluation())


def test_an_accepted_recommendation_waits_on_the_first_page_until_it_is_done(sample: Office, udine: Campaign) -> None:
    line = next(line for line in evaluation.board(sample, udine).advice if line.rule == "flat_behaviour")
    offered = evaluation.proposed(sample, udine, line)
    assert all((offered.advice.ar, offered.advice.fr, offered.advice.en, offered.because.ar))
    commit = evaluation.decide(sample, replace(offered, due=sample.today - timedelta(days=1)), ACCEPTED)
    kept = commit.saved(Recommendation)
    late = home.agenda(sample).group("late").lines
    assert kept.id in [waiting.ident for waiting in late if waiting.record is Recommendation]
    records.save(sample, replace(kept, done_on=sample.today))
    assert kept.id not in [waiting.ident for waiting in home.agenda(sample).group("late").lines]


def test_a_decision_is_taken_again_and_never_kept_twice(sample: Office, udine: Campaign) -> None:
    line = evaluation.board(sample, udine).advice[0]
    offered = evaluation.proposed(sample, udine, line)
    evaluation.decide(sample, offered, ACCEPTED)
    changed = replace(offered, advice=Texts(ar="تلقيح في مصالح المناوبة"), reason="أقرب إلى الواقع")
    evaluation.decide(sample, changed, EDITED)
    (kept,) = records.parts(sample, Recommendation, udine.id)
    assert (kept.decision, kept.advice.ar) == (EDITED, "تلقيح في مصالح المناوبة")


def test_a_rejection_without_a_reason_is_refused(sample: Office, udine: Campaign) -> None:
    offered = evaluation.proposed(sample, udine, evaluation.board(sample, udine).advice[0])
    with pytest.raises(Invalid) as refused:
        evaluation.decide(sample, offered, REJECTED)
    assert [problem.field for problem in refused.value.problems] == ["reason"]
    assert records.parts(sample, Recommendation, udine.id) == []


def test_what_was_accepted_comes_back_in_a_plan_on_the_same_theme(sample: Office, udine: Campaign) -> None:
    offered = evaluation.proposed(sample, udine, evaluation.board(sample, udine).advice[0])
    evaluation.decide(sample, offered, ACCEPTED)
    fresh = records.save(sample, Campaign(title="تلقيح 2027", themes=udine.themes[:1])).saved(Campaign)
    assert udine.id in [campaign.id for campaign, _ in evaluation.advice_for(sample, fresh)]
    other = records.save(sample, Campaign(title="نظافة الأيدي", themes=("غسل",))).saved(Campaign)
    assert udine.id not in [campaign.id for campaign, _ in evaluation.advice_for(sample, other)]


def test_the_score_is_there_only_when_it_is_asked_for(sample: Office, udine: Campaign) -> None:
    assert evaluation.board(sample, udine).score is None
    evaluation.weigh(sample, udine, {"out_takes": 1.0, "outcomes": 3.0, "activities": 1.0})
    weighed = records.get(sample, Campaign, udine.id)
    assert evaluation.board(sample, weighed).score is not None
    with pytest.raises(Invalid):
        evaluation.weigh(sample, weighed, dict.fromkeys(("inputs", "outputs"), -1.0))
    evaluation.weigh(sample, weighed, {})
    assert evaluation.board(sample, records.get(sample, Campaign, udine.id)).score is None


def test_results_in_other_units_are_shown_and_not_judged(sample: Office, udine: Campaign) -> None:
    objective = records.save(
        sample, Objective(campaign=udine.id, indicator="عدد المتصلين", unit="people", baseline=10, target=20)
    ).saved(Objective)
    records.save(
        sample,
        Result(campaign=udine.id, objective=objective.id, indicator="عدد المتصلين", unit="people", value=15),
    )
    row = next(row for row in evaluation.board(sample, udine).rows if row.objective == objective.id)
    assert (row.verdict, row.actual.value, len(row.figures)) == ("not_assessable", 15, 1)


def test_the_answers_needed_of_an_indicator_count_its_own_groups(office: Office) -> None:
    campaign = records.save(office, Campaign(title="فحص", state=CLOSED)).saved(Campaign)
    count = Objective(campaign=campaign.id, indicator="عدد", unit="people", baseline=410, target=600, is_primary=True)
    records.save(office, count)
    knows = records.save(
        office, Objective(campaign=campaign.id, indicator="نسبة", baseline=48, baseline_n=250, target=60)
    ).saved(Objective)
    grouped = Result(
        campaign=campaign.id,
        objective=knows.id,
        indicator="نسبة",
        value=57,
        answers=410,
        in_groups=True,
        group_size=41,
        likeness=0.02,
    )
    records.save(office, grouped)
    advice = {line.rule: line for line in evaluation.board(office, campaign).advice}
    assert "grouped_answers" not in advice
    (said,) = (str(line.because) for rule, line in advice.items() if rule == "not_enough_answers")
    assert "486" in said


def test_a_campaign_is_printed_as_signed_until_something_changes(sample: Office, udine: Campaign) -> None:
    assert evaluation.standing_version(sample, udine) is None
    evaluation.sign(sample, udine, ORDER)
    signed = evaluation.standing_version(sample, udine)
    assert signed is not None
    assert appraisal_of(sample, udine).signed == signed
    result = next(found for found in records.parts(sample, Result, udine.id) if found.stage == "outcomes")
    records.save(sample, replace(result, value=9.9))
    assert evaluation.standing_version(sample, udine) is None
    assert appraisal_of(sample, udine).signed is None
