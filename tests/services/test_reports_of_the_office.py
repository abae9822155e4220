"""The reports that are about the whole office, made from a sample hospital."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hospcomms.domain.activities import Activity
from hospcomms.domain.campaigns import Campaign
from hospcomms.services import records, reports
from hospcomms.services.office import Office
from hospcomms.services.periods import campaigns_of_year, past_week


@pytest.mark.parametrize("name", [reports.WEEKLY_BRIEF, reports.YEAR_GRID])
def test_an_empty_office_has_its_brief_and_its_year(office: Office, name: str, tmp_path: Path) -> None:
    speaking = office.settings.locale_for("fr")
    assert reports.make(office, name, None, speaking, tmp_path / "a.pdf") is None
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_the_week_and_the_year_hold_what_lies_in_them(office: Office) -> None:
    today = office.today
    running = Campaign(title="حملة", state="running", start=today - timedelta(days=9), end=today + timedelta(days=20))
    template = replace(running, title="نموذج", is_template=True)
    old = replace(running, title="قديمة", state="closed", start=today.replace(year=2001), end=today.replace(year=2002))
    saved = records.save_all(office, [running, template, old], "x").saved(Campaign)
    days = (3, 30)
    done = [
        Activity(
            campaign=saved.id,
            title=f"a{n}",
            status="done",
            start=today - timedelta(days=n),
            end=today - timedelta(days=n),
        )
        for n in days
    ]
    records.save_all(office, done, "x")
    week = past_week(office)
    assert [one.title for one in week.finished] == ["a3"]
    assert week.titles == {saved.id: "حملة"}
    assert [one.title for one in week.running] == ["حملة"]
    assert "قديمة" not in [one.title for one in campaigns_of_year(office, today.year)]
    assert [one.title for one in campaigns_of_year(office, 2002)] == ["قديمة"]
