"""Values are shown in words of the page, never as an empty cell or a false zero."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from hospcomms.domain.activities import BudgetLine
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, KeyMessage
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.fields import Choice, Field, Kind, Record, StoredFile, Texts, fields_of
from hospcomms.domain.locale import LRI, PDI, locale
from ui.records import display
from ui.records.columns import all_columns, default_columns, fitting
from ui.records.filters import OFFERED

ENGLISH, ARABIC, FRENCH = locale("en"), locale("ar"), locale("fr")
EMPTY: dict[Kind, Any] = {
    Kind.TEXTS: Texts(), Kind.NUMBER: None, Kind.MONEY: None, Kind.PERCENT: None, Kind.DAY: None,
    Kind.MOMENT: None, Kind.CHOICES: (), Kind.LINK: 0, Kind.LINKS: (), Kind.FILE: None, Kind.FILES: (), Kind.TAGS: (),
}  # fmt: skip
CHOICES = (Choice("a", "Awareness"), Choice("b", "Internal"))
VALUES: dict[Kind, tuple[Any, str]] = {
    Kind.TEXT: ("Flu", "Flu"),
    Kind.LONG_TEXT: ("One\nTwo", "One Two"),
    Kind.TEXTS: (Texts(fr="Grippe"), "Grippe"),
    Kind.NUMBER: (1250.5, "1,250.5"),
    Kind.MONEY: (Decimal(320000), "320,000"),
    Kind.PERCENT: (38.0, "38%"),
    Kind.DAY: (date(2026, 2, 3), "03/02/2026"),
    Kind.MOMENT: (datetime(2026, 2, 3, 12, 0), "03/02/2026 12:00"),  # noqa: DTZ001 - local time, as it is shown
    Kind.FLAG: (True, "Yes"),
    Kind.CHOICE: ("a", "Awareness"),
    Kind.CHOICES: (("a", "b"), "Awareness, Internal"),
    Kind.LINK: (7, "Mothers"),
    Kind.LINKS: ((7, 8), "Mothers, Fathers"),
    Kind.FILE: (StoredFile("0" * 64, "scan.pdf", 3), "scan.pdf"),
    Kind.FILES: ((StoredFile("0" * 64, "a.pdf", 3), StoredFile("1" * 64, "b.pdf", 3)), "a.pdf, b.pdf"),
    Kind.ADDRESS: ("021 23 45 67", "021 23 45 67"),
    Kind.TAGS: (("flu", "staff"), "flu, staff"),
}
TITLES = {7: "Mothers", 8: "Fathers"}


def _field(kind: Kind, **facts: Any) -> Field:
    choices = CHOICES if kind in (Kind.CHOICE, Kind.CHOICES) else ()
    return Field(name="x", kind=kind, label="X", choices=choices, **facts)


def test_every_kind_has_its_display_and_its_filters() -> None:
    assert set(display.DISPLAYS) == set(Kind)
    assert set(OFFERED) == set(Kind)


@pytest.mark.parametrize("kind", Kind, ids=lambda kind: kind.value)
def test_a_value_of_every_kind_is_worded(kind: Kind) -> None:
    value, words = VALUES[kind]
    assert display.cell(_field(kind), value, ENGLISH, TITLES) == words


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.FLAG], ids=lambda kind: kind.value)
@pytest.mark.parametrize("speech", [ARABIC, FRENCH, ENGLISH], ids=lambda speech: speech.language)
def test_what_is_unknown_is_a_word_and_never_empty_or_zero(kind: Kind, speech: Any) -> None:
    words = display.cell(_field(kind), EMPTY.get(kind, ""), speech)
    assert words.strip()
    assert not any(letter.isdigit() for letter in words)


def test_zero_is_a_value_of_a_number() -> None:
    assert display.cell(_field(Kind.NUMBER), 0.0, ENGLISH) == "0"
    assert display.cell(_field(Kind.MONEY), Decimal(0), ENGLISH) == "0"
    assert display.cell(_field(Kind.PERCENT), 0.0, ENGLISH) == "0%"


def test_a_year_is_never_grouped() -> None:
    year = fields_of(Audience)["size_year"]
    assert display.cell(year, 2026.0, FRENCH) == "2026"
    assert display.cell(fields_of(Audience)["size"], 2026.0, ENGLISH) == "2,026"


def test_the_unit_stands_in_the_heading_and_in_a_value_that_stands_alone() -> None:
    planned = fields_of(BudgetLine)["planned"]
    assert display.heading_text(planned, ENGLISH) == "Planned amount (DZD)"
    assert display.cell(planned, Decimal(5), ENGLISH) == "5"
    assert display.shown(planned, Decimal(5), ENGLISH) == "DZD 5.00"


def test_a_link_to_a_record_that_is_gone_says_so() -> None:
    assert display.shown(_field(Kind.LINK), 9, ENGLISH, TITLES) == "Deleted record"


def test_a_text_in_several_languages_shows_the_best_one() -> None:
    wording = fields_of(KeyMessage)["wording"]
    texts = Texts(ar="لقاح", fr="Vaccin")
    assert display.shown(wording, texts, FRENCH) == "Vaccin"
    assert display.shown(wording, texts, ENGLISH) == "لقاح"


def test_text_keeps_its_own_direction_in_a_page_of_the_other() -> None:
    assert display.drawn("+213 21 23", ARABIC) == f"{LRI}+213 21 23{PDI}"
    assert display.drawn("لقاح COVID-19", ARABIC) == "لقاح COVID-19"
    assert display.drawn("لقاح", FRENCH) == f"\u2067لقاح{PDI}"
    assert display.drawn("Vaccin", FRENCH) == "Vaccin"
    assert "\u202f" not in display.drawn("1\u202f250", ARABIC)


def test_a_period_is_two_days_each_in_its_own_order() -> None:
    today = date(2026, 11, 21)
    start, end = date(2026, 10, 18), date(2026, 12, 31)
    assert display.period(start, end, ARABIC, today) == f"{LRI}18/10{PDI} – {LRI}31/12{PDI}"
    assert "2025" in display.period(date(2025, 1, 1), date(2025, 2, 1), ARABIC, today)
    assert display.period(start, end, ARABIC).count("2026") == 2
    assert display.period(None, None, ENGLISH, today) == "Not set"
    assert display.period(start, None, ENGLISH, today).endswith("…")


def test_a_long_text_is_cut_to_one_line() -> None:
    line = display.cell(_field(Kind.LONG_TEXT), "word\n" * 200, ENGLISH)
    assert "\n" not in line
    assert len(line) <= display.CELL_LIMIT


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.key)
def test_every_record_has_columns_with_its_title_first(record: type[Record]) -> None:
    columns = all_columns(record)
    assert columns[0].is_title
    assert default_columns(columns)[0].is_title
    assert len({column.key for column in columns}) == len(columns)
    assert sum(column.is_bar for column in columns) <= 1


def test_private_fields_are_not_offered_unless_unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from ui.records import columns as module

    fields = dict(fields_of(Campaign))
    fields["owner"] = replace(fields["owner"], private=True)
    monkeypatch.setattr(module, "fields_of", lambda _record: fields)
    assert "owner" not in {column.key for column in all_columns(Campaign)}
    assert "owner" in {column.key for column in all_columns(Campaign, unlocked=True)}


def test_a_campaigns_columns_stand_in_the_order_of_the_look() -> None:
    shown = [column.key for column in default_columns(all_columns(Campaign, "state"))]
    assert shown == ["title", "kind", "state", "start~end", "progress", "budget"]


def test_columns_give_way_by_rank_and_are_never_squeezed() -> None:
    columns = default_columns(all_columns(Campaign, "state"))
    widths = [150.0, 100.0, 140.0, 110.0, 120.0, 110.0]
    assert fitting(columns, 800, widths) == [True] * 6
    assert fitting(columns, 700, widths) == [True, False, True, True, True, True]
    assert fitting(columns, 100, widths) == [True] + [False] * 5


def test_moments_are_shown_in_local_time() -> None:
    local = datetime(2026, 2, 3, 12, 0).astimezone()
    assert display.cell(_field(Kind.MOMENT), local.astimezone(UTC), ENGLISH) == "03/02/2026 12:00"
