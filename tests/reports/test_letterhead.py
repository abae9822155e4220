"""The head of page one keeps to its columns, whatever the hospital is called."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from hospcomms.domain.fields import Texts
from hospcomms.domain.locale import locale
from hospcomms.reports.compositor import Compositor
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.letterhead import LOGO, MOST_LINES, LetterheadPiece

WIDTH = 504.6
"""The text width of an upright A4 page in points."""

SHORT = Texts("مستشفى الواحة", "Hôpital Oasis", "Oasis Hospital")
LONG = Texts(
    "المؤسسة العمومية الاستشفائية المتخصصة في طب الأطفال وجراحة القلب والأوعية «المجاهد عبد القادر التلمساني»",
    "Établissement hospitalier spécialisé en pédiatrie et chirurgie cardio-vasculaire « Abdelkader Tlemçani »",
    "Specialised hospital for paediatrics and cardiovascular surgery “Abdelkader Tlemcani” in the north",
)
ENDLESS = Texts(*(" ".join([name] * 4) for name in (LONG.ar, LONG.fr, LONG.en)))
ONE_WORD = Texts("ا" * 300, "H" * 300, "H" * 300)


def _piece(hospital: Texts, language: str, logo: Path | None, addressee: str = "") -> LetterheadPiece:
    issuer = Issuer(hospital=hospital, department=Texts("م", "b", "o"), hijri=(1448, 6, 12), logo=logo)
    speaking = locale(language)
    head = issuer.letterhead(speaking, date(2026, 11, 22), "041/2026", addressee or hospital.best(language))
    piece = LetterheadPiece(Compositor(speaking), head)
    piece.wrap(WIDTH, 0)
    return piece


@pytest.fixture(params=["logo", "no logo"])
def logo(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    if request.param == "no logo":
        return None
    Image.new("RGB", (40, 40), "#0B5868").save(tmp_path / "logo.png")
    return tmp_path / "logo.png"


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
@pytest.mark.parametrize("hospital", [SHORT, LONG, ENDLESS, ONE_WORD], ids=["short", "long", "endless", "one word"])
def test_no_line_takes_more_than_two_and_no_column_reaches_the_other(
    hospital: Texts, language: str, logo: Path | None
) -> None:
    piece = _piece(hospital, language, logo)
    for lines, width in ((piece._office, piece._wide), (piece._reference, piece._narrow)):
        for line in lines:
            line.wrap(width, 0)
            assert len(line.lines) <= MOST_LINES
    assert piece._wide + piece._narrow < WIDTH
    if logo:
        assert max(piece._wide, piece._narrow) < (WIDTH - LOGO) / 2


@pytest.mark.parametrize("language", ["ar", "fr", "en"])
def test_dates_of_both_calendars_stay_on_one_line(language: str, logo: Path | None) -> None:
    piece = _piece(LONG, language, logo, addressee="x")
    for line in piece._reference:
        line.wrap(piece._narrow, 0)
        assert len(line.lines) == 1


def test_a_short_name_is_printed_in_full_size() -> None:
    piece = _piece(SHORT, "fr", None)
    assert {line.passage.look.size for line in piece._reference} == {10.0}
