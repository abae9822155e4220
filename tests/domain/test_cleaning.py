"""Text is made fit to be kept, and what is fit stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospcomms.domain.activities import BudgetLine
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.cleaning import clean_line, clean_text, cleaned
from hospcomms.domain.fields import StoredFile

ANYTHING = st.text(st.characters(codec=None), max_size=80)


@given(ANYTHING)
def test_cleaning_twice_changes_nothing_more_and_can_always_be_written(text: str) -> None:
    for clean in (clean_line, clean_text):
        once = clean(text)
        assert clean(once) == once
        assert "\x00" not in once
        once.encode("utf-8")


@given(ANYTHING)
def test_one_line_is_one_line_without_direction_overrides(text: str) -> None:
    line = clean_line(text)
    assert len(line.splitlines()) <= 1
    assert not set(line) & {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  حملة  ", "حملة"),
        ("a\r\nb\tc\vd\u2028e", "a b c d e"),
        ("e\u0301", "\u00e9"),
        ("\ufeffa\ud800b\x07", "ab"),
        ("invoice\u202efdp.exe", "invoicefdp.exe"),
        ("مي\u200cم \u200fA\u200e", "مي\u200cم \u200fA\u200e"),
        ("👩🏽\u200d⚕\ufe0f", "👩🏽\u200d⚕\ufe0f"),
    ],
)
def test_one_line(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\u2029d", "a\nb\nc\nd"),
        ("\tسطر\n\n", "\tسطر\n\n"),
        ("\u202bيمين\u202c", "\u202bيمين\u202c"),
        ("x\x00\x1f\x85y", "x\ny"),
    ],
)
def test_paragraphs(typed: str, kept: str) -> None:
    assert clean_text(typed) == kept


def test_a_clean_record_is_the_same_object() -> None:
    record = Campaign(title="حملة", situation="سطر\nآخر", themes=("a", "b"))
    assert cleaned(record) is record


def test_every_text_of_a_record_is_cleaned() -> None:
    file = StoredFile("ab", "a\u202e.pdf", 1)
    dirty = Campaign(title=" a\x00", themes=("b ", "b", " "), attachments=(file,), reference=" C\n1")
    assert cleaned(dirty) == Campaign(
        title="a", themes=("b",), attachments=(replace(file, name="a.pdf"),), reference="C 1"
    )
    assert cleaned(dirty, ["title"]) == replace(dirty, title="a")


def test_amounts_are_kept_in_thousandths_and_what_is_no_amount_is_left_to_the_checks() -> None:
    assert cleaned(BudgetLine(planned=Decimal("1.23456"))).planned == Decimal("1.235")
    assert cleaned(BudgetLine(planned=Decimal("Infinity"))).planned == Decimal("Infinity")
    assert str(cleaned(BudgetLine(planned=Decimal("NaN"))).planned) == "NaN"


def test_moments_are_kept_in_utc() -> None:
    local = datetime(2026, 1, 1, 1, tzinfo=timezone(timedelta(hours=1)))
    for given_moment in (local, datetime(2026, 1, 1)):  # noqa: DTZ001 - a moment without a zone is the case
        kept = cleaned(Campaign(state_since=given_moment)).state_since
        assert kept == datetime(2026, 1, 1, tzinfo=UTC)
        assert kept is not None
        assert kept.tzinfo is not None
