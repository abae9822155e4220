"""Every number the help prints about scores and readability is worked out again, in all three languages."""

from __future__ import annotations

import re

from hospcomms import RESOURCES
from hospcomms.domain.evaluation.proportions import Group, wilson
from hospcomms.domain.locale import LANGUAGES, locale
from hospcomms.domain.quality import readability as told
from hospcomms.domain.quality import scoring
from hospcomms.domain.quality.clear_communication import EXCELLENT, FULL_SHEET, SHORT_SHEET
from hospcomms.domain.quality.pemat import ENOUGH, FILM_SHEET, PRINT_SHEET
from hospcomms.domain.quality.sheets import NA, NO, YES

_ROW = re.compile(
    r"^\| (?P<text>[^|]+\.) \| (?P<words>\d+) \| (?P<sentences>\d+) \| (?P<name>[\w-]+) (?P<value>[\d.,]+) \|$"
)
_KEYS = {"LIX": (told.LIX, "ar"), "Kandel-Moles": (told.KANDEL_MOLES, "fr"), "Flesch": (told.FLESCH, "en")}


def _page(name: str, language: str) -> str:
    return (RESOURCES / "help" / language / f"{name}.md").read_text(encoding="utf-8")


def test_the_examples_of_readability_come_out_as_printed() -> None:
    for language in LANGUAGES:
        rows = [row for line in _page("materials-readability", language).splitlines() if (row := _ROW.match(line))]
        assert len(rows) == 3
        for row in rows:
            key, of = _KEYS[row["name"]]
            found = told.readability(row["text"], of)
            assert found is not None
            assert (found.words, found.sentences) == (int(row["words"]), int(row["sentences"]))
            value = found.value(key)
            assert value is not None
            assert f"{value:.1f}".removesuffix(".0") == row["value"].replace(",", ".")
    assert (told.LONG_SENTENCE, told.LONG_LETTERS, told.FEWEST_WORDS) == (20, 6, 30)
    assert (told.band_of(90), told.band_of(29.9)) == ("very easy", "very hard")


def test_the_numbers_of_the_page_about_scores_come_out_as_printed() -> None:
    answers = {**dict.fromkeys(range(1, 21), YES), 8: NO, 11: NO, 15: NA, 20: NA}
    (share,) = scoring.tally(FULL_SHEET, answers).shares
    assert (share.points, share.possible, share.percent) == (14, 16, 87.5)
    sizes = [tuple(sum(item.part in parts for item in sheet.items) for _, parts in sheet.domains)
             for sheet in (FULL_SHEET, SHORT_SHEET, PRINT_SHEET, FILM_SHEET)]  # fmt: skip
    assert sizes == [(20,), (13,), (17, 7), (13, 4)]
    assert (EXCELLENT, ENOUGH) == (90, 70)
    group = Group(19, 24)
    around = wilson(group)
    shares = [round(100 * value, 1) for value in (group.share, around.low, around.high)]
    for language in LANGUAGES:
        said = locale(language, "DZ")
        page = _page("materials-quality", language)
        for value in (87.5, *shares):
            assert said.percent(value) in page, (language, value)
