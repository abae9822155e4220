"""Filters are values: they make their demand, say it in words, and come back from the settings as they were."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date
from decimal import Decimal
from pathlib import Path

import pytest

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.fields import Kind, Record, fields_of
from hospcomms.domain.locale import locale
from hospcomms.domain.query import Condition, Op
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.ui.list_stage import TODAY, campaign_office
from ui.records.filters import Asked, Filter, How, filter_of, offered, offered_fields, span, usual_fields, words_of

ENGLISH = locale("en")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    found = campaign_office(tmp_path / "office")
    yield found
    found.close()


def _found(office: Office, *filters: Filter, words: str = "") -> int:
    asked = Asked(Campaign, filters, words)
    return len(records.find(office, asked.query((), TODAY)))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.key)
def test_every_filter_a_record_offers_can_be_asked(office: Office, record: type[Record]) -> None:
    values = {
        How.FROM: TODAY, How.TO: TODAY, How.AT_LEAST: 5.0, How.AT_MOST: 5.0, How.CONTAINS: "لقاح", How.HAS: "x",
    }  # fmt: skip
    for field in offered_fields(record):
        for how in offered(field):
            value = values.get(how)
            if how in (How.AMONG, How.NOT):
                keys = [choice.key for choice in field.choices] or [1]
                value = (keys[0],) if how is How.AMONG else keys[0]
            if field.kind is Kind.LINKS and how is How.HAS:
                value = 1
            if field.kind is Kind.MONEY and value == 5.0:
                value = Decimal(5)
            item = Filter(field.name, how, value)
            asked = Asked(record).with_filter(item)
            records.find(office, asked.query((), TODAY))
            assert filter_of(item.kept(), record) == item
            assert all(words_of(item, record, ENGLISH, {1: "One"}, TODAY))


def test_this_year_moves_with_today() -> None:
    item = Filter("start", How.THIS_YEAR)
    assert item.conditions(Campaign, date(2027, 5, 1)) == (
        Condition("start", Op.FROM, date(2027, 1, 1)),
        Condition("start", Op.TO, date(2027, 12, 31)),
    )
    assert span(How.THIS_MONTH, date(2026, 2, 10)) == (date(2026, 2, 1), date(2026, 2, 28))
    assert span(How.THIS_MONTH, date(2026, 12, 31)) == (date(2026, 12, 1), date(2026, 12, 31))


def test_a_day_asked_of_a_moment_is_the_whole_local_day() -> None:
    low, high = (Filter("created_at", how, TODAY).conditions(Campaign, TODAY)[0].value for how in (How.FROM, How.TO))
    assert low < high  # type: ignore[operator]
    assert low.tzinfo is UTC  # type: ignore[attr-defined]
    assert low.astimezone().date() == high.astimezone().date() == TODAY  # type: ignore[attr-defined]


def test_filters_find_what_they_say(office: Office) -> None:
    assert _found(office, Filter("state", How.AMONG, ("running",))) == 3
    assert _found(office, Filter("state", How.NOT, "running")) == 5
    assert _found(office, Filter("start", How.THIS_YEAR)) == 6
    assert _found(office, Filter("start", How.THIS_MONTH)) == 1
    assert _found(office, Filter("budget", How.EMPTY)) == 1
    assert _found(office, Filter("budget", How.AT_LEAST, Decimal(300_000))) == 2
    assert _found(office, Filter("title", How.CONTAINS, "انفلونزا")) == 1
    assert _found(office, words="الهاتف") == 1
    assert _found(office, words="لا شيء كهذا") == 0


def test_two_ends_of_a_range_stand_together_and_others_replace_each_other() -> None:
    asked = Asked(Campaign)
    for item in (Filter("start", How.FROM, TODAY), Filter("start", How.TO, TODAY)):
        asked = asked.with_filter(item)
    assert len(asked.filters) == 2
    asked = asked.with_filter(Filter("start", How.THIS_YEAR))
    assert [item.how for item in asked.filters] == [How.THIS_YEAR]
    asked = asked.with_filter(Filter("state", How.AMONG, ("draft",)))
    asked = asked.with_filter(Filter("state", How.EMPTY))
    assert [item.how for item in asked.filters] == [How.THIS_YEAR, How.EMPTY]
    assert asked.without(asked.filters[0]).filters == asked.filters[1:]
    assert not asked.cleared().is_narrowed


def test_a_kept_filter_that_no_longer_fits_is_left_out() -> None:
    assert filter_of({"field": "gone", "how": "empty"}, Campaign) is None
    assert filter_of({"field": "start", "how": "from", "value": "soon"}, Campaign) is None
    assert filter_of({"field": "title", "how": "this_year"}, Campaign) is None
    assert filter_of("start", Campaign) is None


def test_contains_is_only_offered_where_the_folded_spelling_is_kept() -> None:
    fields = fields_of(Campaign)
    assert How.CONTAINS in offered(fields["title"])
    assert How.CONTAINS not in offered(fields["situation"])


def test_the_chips_that_always_stand_there_are_the_start_the_kind_and_the_state() -> None:
    assert [field.name for field in usual_fields(Campaign)] == ["start", "kind", "state"]
    assert usual_fields(Audience) == []


def test_private_fields_are_not_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from ui.records import filters as module

    fields = dict(fields_of(Campaign))
    fields["owner"] = replace(fields["owner"], private=True)
    monkeypatch.setattr(module, "fields_of", lambda _record: fields)
    assert "owner" not in {field.name for field in offered_fields(Campaign)}


def test_chips_say_their_filter_in_words() -> None:
    def words(item: Filter) -> tuple[str, str]:
        return words_of(item, Campaign, ENGLISH, {}, TODAY)

    assert words(Filter("start", How.THIS_YEAR)) == ("Year", "2026")
    assert words(Filter("state", How.AMONG, ("draft", "running"))) == ("Status", "Draft, Running")
    assert words(Filter("state", How.NOT, "draft")) == ("Status", "all but Draft")
    assert words(Filter("end", How.THIS_MONTH)) == ("End", "November 2026")
    assert words(Filter("title", How.CONTAINS, "flu")) == ("Title", "contains “flu”")
    assert words(Filter("budget", How.EMPTY)) == ("Planned budget", "Not set")
