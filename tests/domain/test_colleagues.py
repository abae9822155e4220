"""The staff register: who may speak on a topic, in which order, and on which days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from hospcomms.domain.checks import errors, problems_of
from hospcomms.domain.colleagues import Colleague, who_may_speak

TODAY = date(2026, 11, 22)


def one(name: str, *topics: str, **facts: Any) -> Colleague:
    values = {"function": "طبيب", "phone": "0500 20 00 01", "speaks": True, **facts}
    return Colleague(name=name, topics=topics, **values)


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


@pytest.mark.parametrize(
    ("begins", "ends", "may"),
    [(None, None, True), (0, 0, True), (1, None, False), (None, -1, False), (-10, 10, True)],
)
def test_a_mandate_holds_on_both_of_its_days(begins: int | None, ends: int | None, may: bool) -> None:
    first = None if begins is None else day(begins)
    last = None if ends is None else day(ends)
    assert one("أ", mandate_from=first, mandate_until=last).may_speak(TODAY) is may
    assert not one("أ", speaks=False, mandate_from=first, mandate_until=last).may_speak(TODAY)


def test_those_who_know_the_topic_come_first_then_language_then_training() -> None:
    general = one("عام")
    french = one("فرنسي", "تلقيح", languages=("fr",), trained_on=day(-10))
    arabic = one("عربي", "تلقيح", languages=("ar",), trained_on=day(-900))
    both = one("شامل", "التلقيح", "وباء", languages=("fr",))
    other = one("آخر", "ميزانية")
    found = who_may_speak([general, french, arabic, both, other], ["تلقيح", "وباء"], "ar", TODAY)
    assert [(found_one.name, known) for found_one, known in found] == [
        ("عربي", 1), ("فرنسي", 1), ("شامل", 1), ("عام", 0),
    ]  # fmt: skip


def test_without_topics_everybody_with_a_mandate_may_speak() -> None:
    found = who_may_speak([one("ب", "تلقيح"), one("أ"), one("ج", mandate_until=day(-1))], [], "ar", TODAY)
    assert [colleague.name for colleague, _ in found] == ["أ", "ب"]


def test_nobody_is_their_own_deputy_and_one_without_telephone_is_only_told() -> None:
    from dataclasses import replace

    own = replace(one("أ"), id=7, deputy=7)
    assert [problem.field for problem in errors(problems_of(own))] == ["deputy"]
    silent = one("أ", phone="")
    assert errors(problems_of(silent)) == []
    assert [problem.field for problem in problems_of(silent)] == ["phone"]
