"""Counts and percentages as officers type them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospcomms.domain.evaluation.proportions import Group
from hospcomms.domain.evaluation.reading import read_count, read_group, read_share
from hospcomms.domain.evaluation.refusals import Uncountable


@pytest.mark.parametrize(
    ("text", "share", "is_noted"),
    [
        ("35", 0.35, False),
        ("35%", 0.35, False),
        ("35 %", 0.35, False),
        ("35\u202f%", 0.35, False),
        ("%35", 0.35, False),
        ("35,5 %", 0.355, False),
        ("35.5", 0.355, False),
        ("٣٥٫٥٪", 0.355, False),
        ("٪٣٥", 0.35, False),
        ("۳۵٪", 0.35, False),
        ("\u200f35\u200f%", 0.35, False),
        ("35％", 0.35, False),
        ("0.35", 0.35, True),
        ("0,35", 0.35, True),
        ("٠٫٣٥", 0.35, True),
        ("1.0", 1.0, True),
        ("0.35%", 0.0035, False),
        ("1", 0.01, False),
        ("1,5", 0.015, False),
        ("0", 0.0, False),
        ("0.0", 0.0, False),
        ("100", 1.0, False),
    ],
)
def test_a_share_is_read_by_one_rule_and_a_doubtful_one_is_noted(text: str, share: float, is_noted: bool) -> None:
    found = read_share(text)
    assert found is not None
    assert found.share == pytest.approx(share, abs=1e-15)
    assert (found.note is not None) == is_noted


def test_the_note_says_how_the_number_was_read_and_how_to_say_the_other() -> None:
    found = read_share("0,35")
    assert found is not None
    assert str(found.note) == "“0,35” was read as 35.0%. If you mean 0,35%, type the % sign."


@pytest.mark.parametrize("text", ["", "  ", "\u200f"])
def test_nothing_typed_is_nothing(text: str) -> None:
    assert read_share(text) is None
    assert read_count(text) is None
    assert read_group("100", text).group is None
    assert read_group(text, "35%").group is None


@pytest.mark.parametrize(
    "text", ["101", "-3", "120 %", "−1%", "abc", "%", "1e1", "nan", "inf", "3 5 x", "35%%", "9" * 99]
)
def test_what_is_no_share_is_refused_with_what_was_typed(text: str) -> None:
    with pytest.raises(Uncountable) as caught:
        read_share(text)
    assert "“" in str(caught.value)


@pytest.mark.parametrize(
    ("text", "count"),
    [("1200", 1200), ("1 200", 1200), ("1.200", 1200), ("1,200", 1200), ("٣٬٠٥١", 3051), ("3051.0", 3051), ("0", 0)],
)
def test_a_count_is_read_with_its_thousands(text: str, count: float) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize("text", ["12.5", "-4", "35%", "many", "1.20.3"])
def test_what_is_no_count_is_refused(text: str) -> None:
    with pytest.raises(Uncountable):
        read_count(text)


@pytest.mark.parametrize(
    ("answers", "said_so", "group", "is_noted"),
    [
        ("3051", "949", Group(949, 3051), False),
        ("٣٠٥١", "٩٤٩", Group(949, 3051), False),
        ("200", "35%", Group(70, 200), False),
        ("200", "35,5 %", Group(71, 200), False),
        ("200", "0.35", Group(70, 200), True),
        ("200", "35.5", Group(71, 200), True),
        ("200", "35.0", Group(35, 200), False),
        ("200", "1", Group(1, 200), False),
        ("200", "0", Group(0, 200), False),
    ],
)
def test_a_bare_number_is_a_count_and_a_sign_makes_it_a_percentage(
    answers: str, said_so: str, group: Group, is_noted: bool
) -> None:
    found = read_group(answers, said_so)
    assert found.group == group
    assert (found.note is not None) == is_noted


@pytest.mark.parametrize(("answers", "said_so"), [("20", "35"), ("0", "0"), ("20", "-1"), ("20", "120%"), ("x", "1")])
def test_a_group_that_cannot_be_is_refused(answers: str, said_so: str) -> None:
    with pytest.raises(Uncountable):
        read_group(answers, said_so)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_is_read_or_refused(answers: str, said_so: str) -> None:
    for act in (lambda: read_share(said_so), lambda: read_count(answers), lambda: read_group(answers, said_so)):
        with suppress(Uncountable):
            act()


@given(st.floats(0, 100).map(lambda value: round(value, 2)))
def test_a_percentage_is_read_as_the_country_writes_it(percent: float) -> None:
    plain = f"{percent:.2f}"
    arabic = plain.translate(str.maketrans("0123456789.", "٠١٢٣٤٥٦٧٨٩٫"))
    for text in (f"{plain}%", f"{plain.replace('.', ',')} %", f"{arabic}٪"):
        found = read_share(text)
        assert found is not None
        assert found.share == pytest.approx(percent / 100)
        assert found.note is None
