"""When clips on one topic come together: the exact window, the topics, the rules, and what is proposed once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from hospcomms.domain.monitoring import Clip, WatchRule
from hospcomms.domain.watching import counts, first_day, proposals, topic_key

TODAY = date(2026, 11, 22)


def rule(**facts: Any) -> WatchRule:
    facts = {"id": 1, "title": "rule", "tone": "-1", "clips": 3.0, "days": 7.0, "active": True, **facts}
    return WatchRule(**facts)


def clip(ident: int, ahead: int, tone: str = "-1", *topics: str) -> Clip:
    return Clip(
        id=ident, title=f"clip {ident}", on=TODAY + timedelta(days=ahead), tone=tone, topics=topics or ("استعجالات",)
    )


@pytest.mark.parametrize(
    ("days", "ahead", "is_counted"),
    [
        (7, 0, True),
        (7, -6, True),
        (7, -7, False),
        (7, 1, False),
        (1, 0, True),
        (1, -1, False),
        (2, -1, True),
        (366, -365, True),
        (366, -366, False),
    ],
)
def test_a_clip_counts_for_exactly_so_many_days_today_included(days: int, ahead: int, is_counted: bool) -> None:
    assert counts(rule(days=float(days)), clip(1, ahead), TODAY) is is_counted
    assert first_day(rule(days=float(days)), TODAY) == TODAY - timedelta(days=days - 1)


@pytest.mark.parametrize(
    ("most", "tone", "is_counted"),
    [
        ("-1", "-2", True),
        ("-1", "-1", True),
        ("-1", "0", False),
        ("-2", "-1", False),
        ("-2", "-2", True),
        ("0", "0", True),
        ("0", "1", False),
        ("0", "", False),
    ],
)
def test_a_tone_counts_up_to_that_of_the_rule_and_one_nobody_judged_never(
    most: str, tone: str, is_counted: bool
) -> None:
    assert counts(rule(tone=most), clip(1, 0, tone), TODAY) is is_counted


def test_a_clip_without_a_day_does_not_count() -> None:
    assert not counts(rule(), Clip(id=1, title="x", tone="-2"), TODAY)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("الاستعجالات", "استعجالات"),
        ("إستعجالات", "اِستعجالات"),
        ("URGENCES", "urgences"),
        ("Sécurité  des soins", "securite des soins"),
        ("نظافة اليدين", "نظافه اليدين."),
    ],
)
def test_spellings_of_one_topic_are_one(first: str, second: str) -> None:
    assert topic_key(first) == topic_key(second)


def test_topics_that_differ_stay_apart() -> None:
    assert topic_key("انتظار") != topic_key("نظافة")
    assert topic_key("الو") == "الو"


def test_two_clips_are_not_three() -> None:
    assert proposals([rule()], [clip(1, 0), clip(2, -1)], TODAY) == []


def test_three_clips_on_one_topic_are_proposed_the_newest_first() -> None:
    (found,) = proposals([rule()], [clip(1, -6), clip(2, 0), clip(3, -3)], TODAY)
    assert [one.id for one in found.clips] == [2, 3, 1]
    assert (found.topic, found.issue) == ("استعجالات", 0)


def test_clips_on_three_topics_are_no_proposal() -> None:
    clips = [clip(1, 0, "-1", "a"), clip(2, 0, "-1", "b"), clip(3, 0, "-1", "c")]
    assert proposals([rule()], clips, TODAY) == []


def test_a_clip_on_two_topics_counts_for_both_but_once_for_two_spellings_of_one() -> None:
    clips = [clip(number, 0, "-1", "انتظار", "الانتظار", "أدوية") for number in (1, 2, 3)]
    found = proposals([rule()], clips, TODAY)
    assert sorted((one.topic, len(one.clips)) for one in found) == [("أدوية", 3), ("انتظار", 3)]


def test_a_clip_without_a_topic_is_left_out() -> None:
    clips = [Clip(id=number, title="x", on=TODAY, tone="-2", topics=("", " . ")) for number in (1, 2, 3)]
    assert proposals([rule()], clips, TODAY) == []


def test_a_rule_with_topics_sees_only_those_in_any_spelling() -> None:
    clips = [*(clip(number, 0, "-1", "الأدوية") for number in (1, 2, 3)), *(clip(number, 0) for number in (4, 5, 6))]
    (found,) = proposals([rule(topics=("أدوية",))], clips, TODAY)
    assert (found.topic, sorted(found.ids)) == ("الأدوية", [1, 2, 3])


def test_a_rule_out_of_use_proposes_nothing() -> None:
    assert proposals([rule(active=False)], [clip(number, 0) for number in (1, 2, 3)], TODAY) == []


def test_of_two_rules_on_one_topic_the_one_that_finds_more_is_kept() -> None:
    narrow = rule(id=1, clips=2.0, days=2.0)
    wide = rule(id=2, clips=2.0, days=30.0)
    clips = [clip(1, 0), clip(2, -1), clip(3, -20)]
    (found,) = proposals([narrow, wide], clips, TODAY)
    assert (found.rule.id, len(found.clips)) == (2, 3)


def test_the_proposal_with_most_clips_comes_first() -> None:
    clips = [clip(number, 0, "-1", "a") for number in (1, 2, 3)] + [clip(n, 0, "-1", "b") for n in (4, 5, 6, 7)]
    assert [one.topic for one in proposals([rule()], clips, TODAY)] == ["b", "a"]


def test_the_topic_is_spelled_as_most_of_the_clips_spell_it() -> None:
    clips = [clip(1, 0, "-1", "الأدوية"), clip(2, 0, "-1", "أدوية"), clip(3, 0, "-1", "أدوية")]
    assert proposals([rule()], clips, TODAY)[0].topic == "أدوية"
