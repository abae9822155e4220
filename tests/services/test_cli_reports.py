"""What the command line says of the reports it makes: their periods, and what could not be shown as it is."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hospcomms.cli import main
from hospcomms.domain.campaigns import Campaign
from hospcomms.reports.pages_as_pictures import Pages
from hospcomms.services import records
from hospcomms.services.office import open_office
from hospcomms.services.sample import make
from hospcomms.services.settings import Settings

Ask = Callable[..., tuple[int, Any, str]]


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample hospital, speaking English, with a campaign whose title no font draws whole."""
    folder = tmp_path_factory.mktemp("sample") / "office"
    make(folder, Settings(language="en"))
    office = open_office(folder)
    records.save(office, Campaign(title="Merci 漢字 💉"))
    office.close()
    return folder


@pytest.fixture
def ask(hospital: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    def asked(*words: object) -> tuple[int, Any, str]:
        code = main(["--data", str(hospital), *map(str, words), "--json"])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else None, said.err.strip()

    return asked


@pytest.mark.parametrize(
    "words", [("export", "campaign", "--columns", "title"), ("report", "list", "--kind", "campaign")]
)
def test_characters_without_a_font_are_told_on_standard_error_and_in_json(
    ask: Ask, tmp_path: Path, words: tuple[str, ...]
) -> None:
    code, shape, said = ask(*words, "--out", tmp_path / "a.pdf")
    assert code == 0
    assert shape["warnings"] == [said]
    assert said == (
        "3 characters have no font here and are printed as names in square brackets: Chinese writing (漢 字),"
        " pictogram (💉), first in the text “Merci 漢字 💉”."
    )


def test_a_report_that_shows_everything_warns_of_nothing(ask: Ask, tmp_path: Path) -> None:
    code, shape, said = ask("report", "weekly-brief", "--out", tmp_path / "a.pdf")
    assert (code, shape["warnings"], said) == (0, [], "")
    assert ask("export", "campaign", "--out", tmp_path / "a.xlsx")[1]["warnings"] == []


def test_typesetting_tells_the_characters_it_cannot_draw(ask: Ask, tmp_path: Path) -> None:
    corpus = tmp_path / "c.json"
    items = [{"id": "a", "text": "漢字 مرحبا", "base": "R"}, {"id": "b", "text": "Bonjour", "base": "L"}]
    corpus.write_text(json.dumps({"items": items}), encoding="utf-8")
    words = "typeset", corpus, "--width", "200", "--out", tmp_path / "c.pdf", "--map", tmp_path / "m.json"
    code, shape, said = ask(*words)
    assert (code, shape["pages"], shape["warnings"]) == (0, 2, [said])
    assert "2 characters have no font here and are left as empty boxes: Chinese writing (漢 字)" in said


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("weekly-brief", "From 1 October 2026 to 31 October 2026"),
        ("year-grid", "Campaigns from 01/10/2026 to 31/10/2026"),
        ("list", ", from 01/10/2026 to 31/10/2026"),
    ],
)
def test_a_report_is_about_the_days_that_were_asked_for(ask: Ask, tmp_path: Path, name: str, words: str) -> None:
    path = tmp_path / "r.pdf"
    code, _, said = ask("report", name, "--from", "2026-10-01", "--to", "2026-10-31", "--language", "en", "--out", path)
    assert (code, said) == (0, "")
    pages = Pages(path.read_bytes())
    found = pages.find(words)
    pages.close()
    assert found


@pytest.mark.parametrize(
    ("name", "days", "kind"),
    [
        ("weekly-brief", ("2026-10-31", "2026-10-01"), "dates-crossed"),
        ("year-grid", ("2026-10-31", "2026-10-01"), "dates-crossed"),
        ("list", ("2026-10-31", "2026-10-01"), "dates-crossed"),
        ("weekly-brief", ("2025-10-31", "2026-10-01"), "period-too-long"),
        ("plan", ("2026-10-01", "2026-10-31"), "no-period"),
        ("plan-brief", ("2026-10-01", "2026-10-31"), "no-period"),
        ("evaluation-brief", ("2026-10-01", "2026-10-31"), "no-period"),
    ],
)
def test_days_a_report_cannot_have_are_refused_in_one_sentence(
    ask: Ask, tmp_path: Path, name: str, days: tuple[str, str], kind: str
) -> None:
    path = tmp_path / "r.pdf"
    code, shape, said = ask("report", name, "--from", days[0], "--to", days[1], "--out", path)
    assert (code, shape) == (1, {"error": {"kind": kind, "sentence": said}})
    assert "\n" not in said
    assert not path.exists()


def test_a_list_without_days_refuses_them(ask: Ask, tmp_path: Path) -> None:
    code, shape, _ = ask("report", "list", "--kind", "audience", "--from", "2026-10-01", "--out", tmp_path / "r.pdf")
    assert (code, shape["error"]["kind"]) == (1, "no-period")


def test_a_day_in_another_shape_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "weekly-brief", "--from", "01/10/2026", "--out", "x.pdf"]) == 2
    assert "'01/10/2026' is not a date: write year-month-day" in capsys.readouterr().err
