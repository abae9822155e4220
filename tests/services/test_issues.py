"""Issues in a real store: proposed, taken up or dismissed as one change, joined, moved, and seen on the first page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from hospcomms.domain.enquiries import Enquiry
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.incidents import Rumour
from hospcomms.domain.issue_file import Coverage
from hospcomms.domain.monitoring import CLOSED, DISMISSED, OPEN, WATCHED, Clip, Development, Issue, WatchRule
from hospcomms.domain.press import Outlet
from hospcomms.domain.query import Query
from hospcomms.services import developments, home, issues, records
from hospcomms.services.office import Office
from tests.rooms.office_at_work import NOW, TODAY, at_work, day


@pytest.fixture
def desk(office: Office) -> Office:
    return at_work(office)


def rule(desk: Office, **facts: Any) -> WatchRule:
    facts = {"title": "ثلاث في أسبوع", "tone": "-1", "clips": 3.0, "days": 7.0, "active": True, **facts}
    return records.save(desk, WatchRule(**facts)).saved(WatchRule)


def clip(desk: Office, ahead: int = 0, tone: str = "-1", **facts: Any) -> Clip:
    facts = {"title": "قصاصة", "topics": ("استعجالات",), "coder": "ن", **facts}
    return records.save(desk, Clip(on=day(ahead), tone=tone, **facts)).saved(Clip)


def issue(desk: Office, title: str = "قضية", **facts: Any) -> Issue:
    facts = {"opened_on": TODAY, **facts}
    return records.save(desk, Issue(title=title, **facts)).saved(Issue)


def fresh(desk: Office, one: Any) -> Any:
    return records.get(desk, type(one), one.id)


def waiting(desk: Office, kind: type) -> list[tuple[str, str, str]]:
    """Group, severity and title of the lines about one kind of record."""
    lines = [line for group in home.agenda(desk).groups for line in group.lines]
    return [(line.group, line.severity, line.title) for line in lines if line.record is kind]


def test_without_a_rule_nothing_is_proposed(desk: Office) -> None:
    for _ in range(5):
        clip(desk)
    assert issues.proposals(desk) == []


def test_an_issue_is_opened_with_all_its_clips_in_one_change_and_one_undo_takes_it_back(desk: Office) -> None:
    made, clips = rule(desk), [clip(desk, -ahead) for ahead in range(3)]
    (proposal,) = issues.proposals(desk)
    opened = issues.open_issue(desk, proposal).saved(Issue)
    assert (opened.title, opened.state, opened.rule, opened.topics) == ("استعجالات", OPEN, made.id, ("استعجالات",))
    assert (opened.opened_on, opened.review_on, opened.owner) == (TODAY, day(7), desk.settings.officer)
    assert opened.state_since == NOW
    assert {fresh(desk, one).issue for one in clips} == {opened.id}
    assert issues.proposals(desk) == []
    records.undo(desk)
    assert records.count(desk, Query(Issue)) == 0
    assert {fresh(desk, one).issue for one in clips} == {0}
    assert len(issues.proposals(desk)) == 1


def test_a_proposal_can_be_dismissed_with_a_reason_and_its_clips_do_not_count_again(desk: Office) -> None:
    rule(desk)
    clips = [clip(desk, -ahead) for ahead in range(3)]
    (proposal,) = issues.proposals(desk)
    with pytest.raises(Invalid):
        issues.dismiss(desk, proposal, issues.DismissOrder())
    dismissed = issues.dismiss(desk, proposal, issues.DismissOrder(reason="Same story, told three times")).saved(Issue)
    assert (dismissed.state, dismissed.closed_on, dismissed.outcome) == (
        DISMISSED,
        TODAY,
        "Same story, told three times",
    )
    clip(desk)
    clip(desk)
    assert issues.proposals(desk) == []
    clip(desk)
    assert [len(one.clips) for one in issues.proposals(desk)] == [3]
    assert {fresh(desk, one).issue for one in clips} == {dismissed.id}
    reopened = issues.reopen(desk, dismissed).saved(Issue)
    assert (reopened.state, reopened.closed_on) == (OPEN, None)


def test_clips_of_an_issue_in_the_bin_are_free_again(desk: Office) -> None:
    rule(desk)
    for ahead in range(3):
        clip(desk, -ahead)
    opened = issues.open_issue(desk, issues.proposals(desk)[0]).saved(Issue)
    records.remove(desk, Issue, [opened.id])
    assert [len(one.clips) for one in issues.proposals(desk)] == [3]


def test_clips_in_the_bin_and_clips_of_tomorrow_do_not_count(desk: Office) -> None:
    rule(desk)
    clip(desk)
    clip(desk, 1)
    gone = clip(desk)
    clip(desk, -6)
    records.remove(desk, Clip, [gone.id])
    assert issues.proposals(desk) == []


def test_a_proposal_taken_up_meanwhile_is_refused(desk: Office) -> None:
    rule(desk)
    for _ in range(3):
        clip(desk)
    (proposal,) = issues.proposals(desk)
    issues.open_issue(desk, proposal)
    with pytest.raises(Refusal):
        issues.open_issue(desk, proposal)
    assert records.count(desk, Query(Issue)) == 1


def test_new_clips_on_the_topic_of_an_open_issue_are_offered_to_it(desk: Office) -> None:
    rule(desk)
    standing = issue(desk, topics=("الاستعجالات",))
    issue(desk, "closed", topics=("استعجالات",), state=CLOSED)
    for _ in range(3):
        clip(desk)
    (proposal,) = issues.proposals(desk)
    assert proposal.issue == standing.id
    issues.join_proposal(desk, proposal)
    assert issues.count_joined(desk, standing) == 3


def test_clips_enquiries_rumours_and_developments_are_joined_and_taken_out(desk: Office) -> None:
    outlet = records.save(desk, Outlet(name="جريدة")).saved(Outlet)
    one, other = issue(desk), issue(desk, "other")
    items: list[Any] = [
        clip(desk, -3, "-2", outlet=outlet.id),
        clip(desk, -1, "2", outlet=outlet.id),
        clip(desk, 0, "", coder=""),
        records.save(
            desk, Enquiry(title="سؤال", asker="x", question="?", received_at=datetime(2026, 11, 20, 9, tzinfo=UTC))
        ).saved(Enquiry),
        records.save(desk, Rumour(claim="إشاعة", seen_at=datetime(2026, 11, 21, 9, tzinfo=UTC))).saved(Rumour),
        records.save(desk, Development(title="جديد", noted_on=day(-30))).saved(Development),
    ]
    issues.join(desk, one, items)
    found = issues.joined(desk, one)
    assert [entry.on for entry in found.entries()] == [
        date(2026, 11, 22),
        date(2026, 11, 21),
        date(2026, 11, 21),
        date(2026, 11, 20),
        date(2026, 11, 19),
        day(-30),
    ]
    assert found.coverage() == Coverage(3, 1, 0, 1, 1, 1, day(-3), TODAY)
    assert found.names[outlet.id] == "جريدة"
    with pytest.raises(Refusal, match="already"):
        issues.join(desk, one, [fresh(desk, item) for item in items])
    with pytest.raises(Refusal, match="Take it out"):
        issues.join(desk, other, [fresh(desk, items[0])])
    issues.leave(desk, [fresh(desk, items[0])])
    assert issues.count_joined(desk, one) == 5
    issues.join(desk, other, [fresh(desk, items[0])])
    assert issues.count_joined(desk, other) == 1


def test_an_issue_moves_only_as_its_states_allow_and_closes_with_its_outcome(desk: Office) -> None:
    one = issue(desk, review_on=day(3))
    watched = issues.watch(desk, one).saved(Issue)
    assert (watched.state, watched.state_since) == (WATCHED, NOW)
    with pytest.raises(Refusal):
        issues.watch(desk, watched)
    with pytest.raises(Invalid):
        issues.close(desk, watched, issues.CloseOrder())
    closed = issues.close(desk, watched, issues.CloseOrder(outcome="corrected")).saved(Issue)
    assert (closed.state, closed.closed_on, closed.outcome, closed.review_on) == (CLOSED, TODAY, "corrected", None)
    with pytest.raises(Refusal):
        issues.close(desk, closed, issues.CloseOrder(outcome="again"))
    again = issues.reopen(desk, closed).saved(Issue)
    assert (again.state, again.closed_on) == (OPEN, None)


def test_the_first_page_shows_proposals_and_reviews_that_are_due(desk: Office) -> None:
    watching = rule(desk)
    for _ in range(3):
        clip(desk)
    issue(desk, "late", review_on=day(-1))
    issue(desk, "today", review_on=TODAY)
    issue(desk, "soon", review_on=day(5))
    issue(desk, "far", review_on=day(40))
    issue(desk, "closed", state=CLOSED, review_on=TODAY)
    assert waiting(desk, WatchRule) == [("today", "soon", "استعجالات")]
    assert waiting(desk, Issue) == [
        ("late", "late", "late"),
        ("today", "soon", "today"),
        ("week", "note", "soon"),
    ]
    issues.open_issue(desk, issues.proposals(desk, watching.id)[0])
    assert waiting(desk, WatchRule) == []


def test_a_development_is_decided_once_it_says_why_and_what(desk: Office) -> None:
    noted = records.save(desk, Development(title="قانون", noted_on=day(-13))).saved(Development)
    assert [problem.field for problem in developments.missing_to_decide(desk, noted)] == [
        "relevance",
        "recommendation",
    ]
    assert waiting(desk, Development) == [("week", "note", "قانون")]
    with pytest.raises(Invalid):
        developments.decide(desk, noted, developments.DecideOrder(decision="use"))
    order = developments.DecideOrder(decision="watch", decided_by="المدير", review_on=TODAY)
    decided = developments.decide(desk, noted, order).saved(Development)
    assert (decided.decision, decided.decided_by, decided.decided_on) == ("watch", "المدير", TODAY)
    assert waiting(desk, Development) == [("today", "soon", "قانون")]
    developments.decide(desk, decided, developments.DecideOrder(decision="leave", decided_by="المدير"))
    assert waiting(desk, Development) == []


def test_the_sheet_is_about_the_issue_opened_last_that_goes_on(desk: Office) -> None:
    with pytest.raises(Refusal):
        issues.latest(desk)
    closed = issue(desk, "closed", state=CLOSED)
    assert issues.latest(desk).id == closed.id
    standing = issue(desk, "open", opened_on=day(-9))
    assert issues.latest(desk).id == standing.id
