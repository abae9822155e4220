"""What a record's fields promise is checked the same way everywhere."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from hospcomms.domain.checks import Problem, Severity, errors, is_empty, problems_of, warning
from hospcomms.domain.fields import (
    Choice,
    Record,
    Texts,
    address,
    choice,
    choices,
    day,
    flag,
    link,
    long_text,
    money,
    number,
    percent,
    tags,
    text,
    texts,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import sentence

SIZES = (Choice("small", "Small"), Choice("large", "Large"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Thing(Record):
    """A record with a field of each kind that is checked."""

    key = "thing"
    one = many = "Thing"

    title: str = text("Title", required=True, limit=10)
    note: str = long_text("Note")
    names: Texts = texts("Names", limit=5)
    amount: float | None = number("Amount", low=1, high=9)
    least: float | None = number("Least", low=1)
    most: float | None = number("Most", high=9)
    price: Decimal | None = money("Price")
    share: float | None = percent("Share")
    when: date | None = day("When")
    size: str = choice("Size", SIZES)
    sizes: tuple[str, ...] = choices("Sizes", SIZES)
    mail: str = address("E-mail", "email")
    phone: str = address("Telephone", "phone")
    kind: int = link("Kind", "thing", required=True)
    words: tuple[str, ...] = tags("Words")
    done: bool = flag("Done")


GOOD: dict[str, Any] = {"title": "a", "kind": 1}


@pytest.mark.parametrize(
    ("values", "fields"),
    [
        ({}, []),
        ({"title": ""}, ["title"]),
        ({"kind": 0}, ["kind"]),
        ({"title": "x" * 10}, []),
        ({"title": "x" * 11}, ["title"]),
        ({"note": "x" * 20_001}, ["note"]),
        ({"names": Texts(fr="123456", en="123456")}, ["names", "names"]),
        ({"amount": 0.99}, ["amount"]),
        ({"amount": 9.01}, ["amount"]),
        ({"amount": 9.0, "least": 1.0, "most": -1e9}, []),
        ({"least": 0.0}, ["least"]),
        ({"most": 10.0}, ["most"]),
        ({"amount": float("nan")}, ["amount"]),
        ({"least": float("inf")}, ["least"]),
        ({"least": 1e16}, ["least"]),
        ({"price": Decimal("-0.01")}, ["price"]),
        ({"price": Decimal("NaN")}, ["price"]),
        ({"share": 100.01}, ["share"]),
        ({"share": 0.0}, []),
        ({"when": date(1899, 12, 31)}, ["when"]),
        ({"when": date(2201, 1, 1)}, ["when"]),
        ({"when": datetime(2026, 1, 1)}, []),  # noqa: DTZ001 - a moment may stand where a day is asked
        ({"size": "huge"}, ["size"]),
        ({"sizes": ("small", "huge", "tiny")}, ["sizes", "sizes"]),
        ({"mail": "a@b"}, ["mail"]),
        ({"mail": "a b@example.org"}, ["mail"]),
        ({"mail": "a.b@example.org"}, []),
        ({"phone": "12"}, ["phone"]),
        ({"phone": "+213 (0) 21-00-00-00"}, []),
        ({"phone": "٠٥٥٥ ١٢ ٣٤"}, []),
    ],
)
def test_each_field_is_held_to_what_it_promises(values: dict[str, Any], fields: list[str]) -> None:
    found = problems_of(Thing(**{**GOOD, **values}))
    assert [problem.field for problem in found] == fields
    assert errors(found) == found
    assert all(str(problem.message).endswith(".") for problem in found)


def test_a_warning_is_said_and_does_not_block() -> None:
    said = warning("title", sentence("Look again."))
    wrong = Problem("title", sentence("Wrong."))
    assert errors([said, wrong]) == [wrong]
    assert said.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("value", "empty"),
    [(None, True), ("", True), ((), True), (Texts(), True), (0.0, False), (False, False), ("0", False)],
)
def test_zero_is_not_nothing(value: object, empty: bool) -> None:
    assert is_empty(value) is empty
