"""The settings of an office: kept whole, and never a reason not to start."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain.fields import Texts
from hospcomms.domain.limits import SETTINGS_BYTES
from hospcomms.services.office import Office, open_office, with_settings
from hospcomms.services.settings import FILE, Settings, from_json, load, write

FULL = Settings(
    language="fr",
    country="SA",
    latin_digits=True,
    theme="contrast",
    zoom=150,
    hospital=Texts("مستشفى", "Hôpital", ""),
    officer="ن. عيّنة",
    hijri_offset=-1,
    is_ready=True,
    views={"campaigns": {"columns": ["title"], "width": 3}},
)


def test_settings_come_back_as_they_were_written(tmp_path: Path) -> None:
    write(tmp_path, FULL)
    assert load(tmp_path) == FULL
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_without_a_file_the_first_values_hold(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()


@pytest.mark.parametrize("content", ["", "{", "[1]", "\x00\x01", '{"zoom": 1', "null", '"x"', "[" * 100_000])
def test_a_broken_file_is_kept_beside_and_the_first_values_hold(tmp_path: Path, content: str) -> None:
    (tmp_path / FILE).write_text(content)
    assert load(tmp_path) == Settings()
    assert (tmp_path / f"{FILE}.bad").read_text() == content
    assert not (tmp_path / FILE).exists()


def test_a_file_cut_at_any_place_never_stops_the_start(tmp_path: Path) -> None:
    write(tmp_path, FULL)
    whole = (tmp_path / FILE).read_bytes()
    for end in range(0, len(whole), 7):
        (tmp_path / FILE).write_bytes(whole[:end])
        load(tmp_path)


def test_a_file_of_bytes_that_are_no_text_or_too_long_is_kept_beside(tmp_path: Path) -> None:
    for content in (b"\xff\xfe\x00", b" " * (SETTINGS_BYTES + 1)):
        (tmp_path / FILE).write_bytes(content)
        assert load(tmp_path) == Settings()
        assert (tmp_path / f"{FILE}.bad").read_bytes() == content


@pytest.mark.parametrize("wrong", [None, 7, "x", [], {}, True, {"ar": 5}])
def test_a_value_of_the_wrong_kind_is_passed_over(wrong: Any) -> None:
    found = from_json({item.name: wrong for item in fields(Settings)})
    for item in fields(Settings):
        assert isinstance(getattr(found, item.name), type(getattr(Settings(), item.name))), item.name


@pytest.mark.parametrize(("zoom", "kept"), [(10, 80), (150, 150), (9000, 200), (-5, 80)])
def test_the_zoom_stays_within_what_the_window_can_show(zoom: int, kept: int) -> None:
    assert from_json({"zoom": zoom}).zoom == kept


def test_a_moon_days_away_and_rows_of_no_height_are_brought_within_bounds() -> None:
    found = from_json({"hijri_offset": 10**30, "row_height": -1})
    assert (found.hijri_offset, found.row_height) == (3, 20)


def test_text_that_cannot_be_written_is_cleaned(tmp_path: Path) -> None:
    write(tmp_path, Settings(officer="ن.\ud800 عيّنة\x00", hospital=Texts(ar="مستشفى\udfff")))
    assert (load(tmp_path).officer, load(tmp_path).hospital.ar) == ("ن. عيّنة", "مستشفى")


def test_unknown_settings_of_another_version_are_passed_over() -> None:
    assert from_json({"colour": "red", "language": "en"}) == Settings(language="en")


def test_an_office_keeps_its_settings_and_who_works_in_it(office: Office) -> None:
    changed = with_settings(office, FULL)
    assert changed.store.who == "ن. عيّنة"
    office.close()
    again = open_office(office.folder)
    assert again.settings == FULL
    again.close()
    assert json.loads((office.folder / FILE).read_text(encoding="utf-8"))["hospital"]["fr"] == "Hôpital"
