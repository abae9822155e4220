"""A table of cases judged row by row: the published results, and every row an officer could get wrong.

``tests/data/published_cases.csv`` holds the rows of the project's own list of published campaign results, each with
its source in the column ``source``: all rows with numbers of answers, and some of those without.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from hospcomms.cli import main
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import locale
from hospcomms.services.case_rows import read_row
from hospcomms.services.evaluate_cases import evaluate, judged

PUBLISHED = Path(__file__).parents[1] / "data" / "published_cases.csv"
HEADS = "case_id,n_a,x_a_or_pct_a,n_b,x_b_or_pct_b"
KEYS = [
    "case_id",
    "verdict",
    "difference",
    "ci_low",
    "ci_high",
    "p",
    "odds_ratio",
    "or_low",
    "or_high",
    "risk_ratio",
    "cohen_h",
    "phi",
    "grade",
    "notes",
]
ENGLISH = locale("en")

Table = Callable[..., dict[str, Any]]


@pytest.fixture
def one(tmp_path: Path) -> Table:
    """Judge a table of one row; returns its object."""

    def shape_of(row: str, heads: str = HEADS, encoding: str = "utf-8") -> dict[str, Any]:
        path = tmp_path / "cases.csv"
        path.write_bytes(f"{heads}\n{row}\n".encode(encoding))
        (found,) = evaluate(path)
        return found.as_json(ENGLISH)

    return shape_of


def published() -> dict[str, dict[str, Any]]:
    return {found.row.case_id: found.as_json(ENGLISH) for found in evaluate(PUBLISHED)}


@pytest.mark.parametrize(
    ("case", "verdict", "grade"),
    [
        ("TIPS12-quit", "improved", "C"),
        ("TIPS12-talk", "improved", "C"),
        ("TIPS12-advise", "improved", "C"),
        ("HH-Sahloul", "improved", "C"),
        ("HH-Sfax-know", "no detectable change", "C"),
        ("FLU-Udine-vacc", "improved", "C"),
        ("FLU-Udine-intent", "improved", "C"),
        ("NEWC-a", "improved", "C"),
        ("NEWC-b", "improved", "not assessable"),
        ("NEWC-d", "not enough answers", "not assessable"),
        ("FAGER-diff", "improved", "C"),
        ("TIPS12-reach-smokers", "not assessable", "D"),
        ("TIPS13-quit", "not assessable", "not assessable"),
        ("SALT-intake", "not assessable", "not assessable"),
        ("TIPS12-cost-quit", "not assessable", "D"),
        ("FLU-Barcelona", "not assessable", "D"),
    ],
)
def test_published_results_get_the_published_conclusion(case: str, verdict: str, grade: str) -> None:
    found = published()[case]
    assert (found["verdict"], found["grade"]) == (verdict, grade)
    assert list(found) == KEYS
    assert not any("publication" in note for note in found["notes"])


@pytest.mark.parametrize(
    ("case", "difference", "low", "high"),
    [
        ("NEWC-a", 0.2, 0.0524, 0.3339),
        ("NEWC-b", 0.6, 0.1705, 0.8090),
        ("NEWC-d", 0.0893, -0.0381, 0.1926),
        ("FAGER-diff", 0.1765, 0.019, 0.340),
    ],
)
def test_published_intervals_are_met_to_the_printed_digit(
    case: str, difference: float, low: float, high: float
) -> None:
    found = published()[case]
    digits = 3 if case == "FAGER-diff" else 4
    assert found["difference"] == pytest.approx(difference, abs=5e-5)
    assert (round(found["ci_low"], digits), round(found["ci_high"], digits)) == (low, high)


def test_percentages_without_numbers_of_answers_give_the_difference_but_no_verdict() -> None:
    found = published()["TIPS13-quit"]
    assert found["difference"] == pytest.approx(0.039)
    assert found["risk_ratio"] == pytest.approx(38.8 / 34.9)
    assert found["odds_ratio"] == pytest.approx(1.183, abs=0.001)
    assert (found["ci_low"], found["p"], found["or_low"], found["phi"]) == (None, None, None, None)
    assert "column n_a: The number of answers is missing. Enter it." in found["notes"][0]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("a,100,120,100,50", "x_a_or_pct_a"),
        ("a,100,50,100,120", "x_b_or_pct_b"),
        ("a,0,0,100,50", "n_a"),
        ("a,100,50,0,0", "n_b"),
        ("a,-5,1,100,50", "n_a"),
        ("a,100,-5,100,50", "x_a_or_pct_a"),
        ("a,100,150%,100,50", "x_a_or_pct_a"),
        ("a,100,-3%,100,50", "x_a_or_pct_a"),
        ("a,many,50,100,50", "n_a"),
        ("a,100,half,100,50", "x_a_or_pct_a"),
        ("a,100,,100,50", "x_a_or_pct_a"),
        ("a,,50,100,50", "n_a"),
        ("a,,50%,100,50", "n_a"),
        ("a,1e999,50,100,50", "n_a"),
        ("a,nan,50,100,50", "n_a"),
        ("a,10.5,5,100,50", "n_a"),
        ("a,99999999999999999999,5,100,50", "n_a"),
        ("a,100,9.5 g/d,100,50", "x_a_or_pct_a"),
        ("a,100,999999999999999999999999999999,100,50", "x_a_or_pct_a"),
    ],
)
def test_a_cell_that_cannot_be_is_named_by_row_and_column(one: Table, row: str, column: str) -> None:
    found = one(row)
    assert found["verdict"] == "not assessable"
    assert found["notes"][0].startswith(f"Row 2, column {column}: ")
    assert found["p"] is None


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("direction", "sideways"),
        ("target_change", "a lot"),
        ("target_change", "1e400"),
        ("design_effect", "0.5"),
        ("design_effect", "-1"),
        ("design_effect", "large"),
        ("paired_b", "x"),
        ("paired_c", "-4"),
    ],
)
def test_an_optional_cell_that_cannot_be_is_named_too(one: Table, column: str, cell: str) -> None:
    found = one(f"a,100,40,100,50,{cell}", f"{HEADS},{column}")
    assert found["verdict"] == "not assessable"
    assert found["notes"][0].startswith(f"Row 2, column {column}: ")


def test_a_design_nobody_knows_is_not_judged(one: Table) -> None:
    found = one("a,100,40,100,50,astrology", f"{HEADS},design")
    assert found["verdict"] == "not assessable"
    assert "astrology" in found["notes"][0]


@pytest.mark.parametrize("cell", ["35,5 %", "35.5%", "٣٥٫٥٪", "35.5", "0.355", "%35.5", "٣٥٫٥ ٪"])
def test_a_percentage_is_read_in_every_way_it_is_written(one: Table, cell: str) -> None:
    assert one(f'a,200,"{cell}",200,50%')["difference"] == pytest.approx(0.145)


def test_a_bare_number_with_decimals_is_a_share_and_the_notes_say_so(one: Table) -> None:
    assert any("0.35" in note for note in one("a,200,0.35,200,50%")["notes"])


@pytest.mark.parametrize(
    ("columns", "cells", "verdict"),
    [
        ("direction", "down", "worsened"),
        ("direction", "up", "improved"),
        ("direction", "UP", "improved"),
        ("design_effect", "4", "no detectable change"),
        ("design_effect,target_change", "4,10", "not enough answers"),
        ("design_effect,target_change", "4,30", "no detectable change"),
        ("design", "exposed", "improved"),
        ("design", "paired", "not assessable"),
        ("design", "controlled", "not assessable"),
        ("paired_b", "30", "not assessable"),
        ("paired_b,paired_c", "52,4", "improved"),
        ("paired_b,paired_c", "4,52", "improved"),
        ("paired_b,paired_c", "4,5", "not assessable"),
        ("paired_b,paired_c,design", "52,4,pre_post", "improved"),
    ],
)
def test_the_optional_columns_steer_the_verdict(one: Table, columns: str, cells: str, verdict: str) -> None:
    """180 of 600 then 228 of 600: eight points more."""
    assert one(f"a,600,180,600,228,{cells}", f"{HEADS},{columns}")["verdict"] == verdict


@pytest.mark.parametrize(("direction", "target"), [("down", "10"), ("down", "-10")])
def test_a_wished_fall_may_be_typed_with_or_without_its_sign(one: Table, direction: str, target: str) -> None:
    found = one(f"a,90,25,90,20,{direction},{target}", f"{HEADS},direction,target_change")
    assert found["verdict"] == "not enough answers"


def test_the_same_people_are_judged_as_such_even_when_one_answer_is_missing(one: Table) -> None:
    full = one("a,50,38,50,48,12,2", f"{HEADS},paired_b,paired_c")
    assert one("a,50,38,,,12,2", f"{HEADS},paired_b,paired_c") == full
    assert full["ci_low"] == pytest.approx(0.0569, abs=5e-5)
    assert full["p"] == pytest.approx(0.0129, abs=5e-5)
    assert full["odds_ratio"] is None


def test_a_publication_that_concluded_otherwise_is_told_why(one: Table) -> None:
    heads = f"{HEADS},published_effect,published_ci_low,published_ci_high,published_p"
    assert any("publication found a difference" in note for note in one("a,50,20,50,22,diff,,,<0.05", heads)["notes"])
    assert any("publication found no difference" in note for note in one("a,500,100,500,150,,,,0.19", heads)["notes"])
    assert any("found no difference" in note for note in one("a,500,100,500,150,aOR=1.2,0.9,1.4,", heads)["notes"])
    assert not any("publication" in note for note in one("a,500,100,500,150,diff,0.01,0.2,", heads)["notes"])


CELLS = (
    *("", "0", "1", "30", "45", "100", "200", "1000000000000", "9" * 30, "-1", "0.5", "0,35", "35%", "35,5 %", "٣٥٫٥٪"),
    *("100%", "0%", "101%", "abc", "nan", "inf", "%", "1 200", "1,200", "1.200,5", "½", "²", "\u2066", "1e-320%", "--"),
    *("up", "down", "keep", "paired", "exposed", "controlled", "dose", "post_only", "outputs_only", "<0.05", "diff"),
)
COLUMNS = (
    *HEADS.split(",")[1:],
    *("direction", "target_change", "design_effect", "paired_b", "paired_c", "design", "published_p"),
    *("published_ci_low", "published_ci_high", "published_effect"),
)


def test_no_row_whatever_stands_in_it_raises_or_gives_what_is_no_json() -> None:
    chance = Random(3)
    verdicts = set()
    for _ in range(3000):
        row = dict(zip(COLUMNS, ("100", "30", "100", "40"), strict=False))
        row |= {column: chance.choice(CELLS) for column in COLUMNS if chance.random() < 0.2}
        shape = judged(read_row(2, row)).as_json(ENGLISH)
        assert json.loads(json.dumps(shape, allow_nan=False)) == shape
        verdicts.add(shape["verdict"])
    assert verdicts >= {"improved", "worsened", "no detectable change", "not assessable"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_every_usual_encoding_is_read(one: Table, encoding: str) -> None:
    assert one("نظافة الأيدي,600,180,600,228", encoding=encoding)["case_id"] == "نظافة الأيدي"


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_the_cells_may_stand_apart_by_other_marks(one: Table, delimiter: str) -> None:
    found = one("a,600,30 %,600,228".replace(",", delimiter), HEADS.replace(",", delimiter))
    assert found["verdict"] == "improved"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty-file"),
        (b"  \r\n ", "empty-file"),
        (b"PK\x03\x04\0\0\0", "not-a-table"),
        (b"\xff\xfea", "not-a-table"),
        (b"name,value\n1,2\n", "no-column"),
        (b'case_id,n_a\na,"5\n', "open-quote"),
        (b"\x81\x8d" * 40, "no-column"),
    ],
)
def test_what_is_no_table_of_cases_is_refused_in_one_sentence(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "odd.csv"
    path.write_bytes(content)
    with pytest.raises(Refusal) as refused:
        evaluate(path)
    assert refused.value.kind == kind


def test_a_row_with_another_separator_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text(f"{HEADS}\na,600,180,600,228\nb;600;30 %;600;228\n", encoding="utf-8")
    even, odd = (found.as_json(ENGLISH) for found in evaluate(path))
    said = "This row uses another separator than the table; it was parted by it."
    assert (odd["verdict"], said in odd["notes"], said in even["notes"]) == ("improved", True, False)


def test_heads_alone_are_a_table_without_cases(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text(f"{HEADS}\n,,,,\n\n", encoding="utf-8")
    assert evaluate(path) == []


def test_the_command_answers_people_and_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--data", str(tmp_path / "none")]
    assert main([*place, "evaluate", str(PUBLISHED), "--language", "en"]) == 0
    text = capsys.readouterr().out
    assert "HH-Sahloul" in text
    assert "+7.3 points [+3.3 to +11.2]" in text
    assert main([*place, "evaluate", str(PUBLISHED), "--json", "--language", "fr"]) == 0
    shapes = json.loads(capsys.readouterr().out)
    assert [list(shape) for shape in shapes] == [KEYS] * len(shapes)
    assert shapes[0]["verdict"] == "improved"
    assert main([*place, "evaluate", str(tmp_path / "missing.csv"), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["kind"] == "not-a-file"


COMPARED = f"{HEADS},n_c,x_c_or_pct_c,n_d,x_d_or_pct_d,levels"


def test_a_comparison_group_makes_a_difference_of_differences(one: Table) -> None:
    found = one("a,400,80,400,160,400,84,400,100,", COMPARED)
    assert (found["verdict"], found["grade"]) == ("improved", "A")
    assert found["difference"] == pytest.approx(0.2 - 0.04)


def test_a_comparison_group_with_a_cell_missing_says_so(one: Table) -> None:
    found = one("a,400,80,400,160,400,84,,,", COMPARED)
    assert found["verdict"] == "not assessable"
    assert any("comparison group" in note for note in found["notes"])


def test_levels_of_exposure_are_judged_as_doses(one: Table) -> None:
    found = one('a,,,,,,,,,"0; 200; 40 | 1; 200; 60 | 2; 200; 100"', COMPARED)
    assert found["verdict"] == "improved"
    assert found["difference"] == pytest.approx(0.3)


def test_a_level_that_cannot_be_read_names_row_column_and_level(one: Table) -> None:
    found = one('a,,,,,,,,,"0; 200; 40 | 1; 200"', COMPARED)
    assert found["verdict"] == "not assessable"
    assert any("Row 2, column levels" in note and "1; 200" in note for note in found["notes"])
