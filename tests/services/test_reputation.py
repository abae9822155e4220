"""The image measurements of an office as series, and the report about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hospcomms.cli import main
from hospcomms.domain.audiences import Audience
from hospcomms.domain.charts.image import share_charts, tone_charts
from hospcomms.domain.charts.image_table import wave_table
from hospcomms.domain.checks import problems_of
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import locale
from hospcomms.domain.query import Query
from hospcomms.domain.reputation import CLIPS, ImageWave
from hospcomms.domain.schedule import Span
from hospcomms.reports.document import Document, Graph, Heading, Table, VerdictBox
from hospcomms.services import records, reports, reputation
from hospcomms.services.office import Office, open_office
from tests.hospital import make

END = date(2026, 5, 31)


def _wave(office: Office, favourable: float, months: int = 0, **facts: Any) -> ImageWave:
    end = END + timedelta(days=30 * months)
    found = {"title": "الثقة في المؤسسة", "end": end, "answers": 200.0, "favourable": favourable, **facts}
    return records.save(office, ImageWave(**found)).saved(ImageWave)


@pytest.fixture
def measured(office: Office) -> Office:
    """An office with two waves among mothers, one among nobody named, and clips of three months."""
    mothers = records.save(office, Audience(name="الحوامل")).saved(Audience)
    _wave(office, 100, audience=mothers.id)
    _wave(office, 130, 1, audience=mothers.id)
    _wave(office, 90)
    for months, (good, bad) in enumerate(((20, 25), (24, 20), (30, 12))):
        _wave(office, good, months, title="النبرة", measure=CLIPS, answers=60.0, unfavourable=float(bad))
    return office


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample hospital, only read."""
    folder = tmp_path_factory.mktemp("sample") / "office"
    make(folder)
    found = open_office(folder)
    yield found
    found.close()


def _document(office: Office, language: str = "en", audience: int | None = None) -> Document:
    return reports.reputation_document(office, office.settings.locale_for(language), audience)


def test_an_office_without_measurements_has_no_series_and_a_report_that_says_so(office: Office) -> None:
    assert reputation.series(office) == ()
    assert reputation.audiences(office) == {}
    assert not [block for block in _document(office).blocks if isinstance(block, VerdictBox)]


def test_the_series_of_an_office_are_named_by_their_audiences(measured: Office) -> None:
    found = reputation.series(measured)
    assert [(one.measure, one.audience, len(one.waves)) for one in found] == [
        ("survey", "الحوامل", 2),
        ("survey", "", 1),
        (CLIPS, "", 3),
    ]
    assert list(reputation.audiences(measured).values()) == ["", "الحوامل"]


def test_one_audience_or_those_of_none_can_be_asked_for(measured: Office) -> None:
    mothers = next(ident for ident in reputation.audiences(measured) if ident)
    assert [one.audience for one in reputation.series(measured, mothers)] == ["الحوامل"]
    assert [len(one.waves) for one in reputation.series(measured, 0)] == [1, 3]
    boxes = [block for block in _document(measured, audience=mothers).blocks if isinstance(block, VerdictBox)]
    assert [box.shape for box in boxes] == ["improved"]


def test_a_period_leaves_out_the_waves_that_end_outside_it(measured: Office) -> None:
    later = Span(END + timedelta(days=1), END + timedelta(days=40))
    assert sum(len(one.waves) for one in reputation.series(measured, span=later)) == 2
    with pytest.raises(Refusal):
        reputation.series(measured, span=Span(later.last, later.first))


def test_a_binned_wave_is_not_compared(measured: Office) -> None:
    last = reputation.series(measured)[0].waves[-1].record
    records.remove(measured, ImageWave, [last.id])
    assert reputation.series(measured)[0].verdict == "not_assessable"


def test_the_charts_carry_an_interval_for_every_wave_and_the_table_says_the_same(measured: Office) -> None:
    mothers, _, clips = reputation.series(measured)
    (chart,) = share_charts([mothers], locale("en"))
    assert chart.series[0].values == (50.0, 65.0)
    assert all(limit is not None for limit in chart.series[0].limits)
    (tone,) = tone_charts([mothers, clips], locale("en"))
    assert tone.holds == (0.0,)
    assert [value for value in tone.series[0].values if value is not None] == pytest.approx([-8.3, 6.7, 30.0])
    table = wave_table(clips, locale("en"))
    assert table.headings[3] == "Net tone"
    assert len(table.rows) == len(table.shapes) == 3
    assert {len(row) for row in table.rows} == {len(table.headings)}


def test_series_measured_on_other_days_have_charts_of_their_own(measured: Office) -> None:
    mothers, nobody, _ = reputation.series(measured)
    assert len(share_charts([mothers, nobody], locale("en"))) == 2
    assert len(share_charts([mothers] * 5, locale("en"))) == 2, "at most four lines in one chart"


def test_the_report_begins_with_the_verdict_and_ends_with_the_method(measured: Office) -> None:
    document = _document(measured)
    kinds = [type(block) for block in document.blocks]
    assert kinds.index(VerdictBox) < kinds.index(Graph) < kinds.index(Table)
    headings = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    assert headings[-1] == "Method"
    assert len(headings) == 3


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_the_command_line_writes_the_report(measured: Office, tmp_path: Path, language: str) -> None:
    out = tmp_path / "r.pdf"
    words = ["--data", str(measured.folder), "report", "reputation", "--language", language, "--out", str(out)]
    measured.close()
    assert main(words) == 0
    assert out.read_bytes().startswith(b"%PDF")


def test_a_period_whose_ends_are_crossed_is_refused(measured: Office, tmp_path: Path) -> None:
    days = (date(2026, 6, 1), date(2026, 5, 1))
    with pytest.raises(Refusal):
        reports.make(measured, "reputation", None, locale("en"), tmp_path / "r.pdf", days=days)


def test_the_sample_hospital_measures_two_audiences_and_its_clips(sample: Office) -> None:
    waves: list[ImageWave] = records.find(sample, Query(ImageWave))
    assert not [problem for wave in waves for problem in problems_of(wave)]
    found = reputation.series(sample)
    assert [len(one.waves) for one in found] == [4, 4, 4]
    assert [one.measure for one in found] == ["survey", "survey", CLIPS]
    assert len({one.audience for one in found}) == 3
    assert {one.verdict for one in found} == {"improved", "no_change"}
