"""Answers are read from real files in three languages, counted, and entered as results; what is in doubt is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.evaluation.indicators import comparison_of
from hospcomms.domain.evaluation.questionnaire import MIXED
from hospcomms.domain.evaluation.verdicts import judge
from hospcomms.domain.fields import Texts
from hospcomms.domain.objectives import DECREASE, Objective, Result
from hospcomms.domain.query import Query
from hospcomms.domain.questionnaires import INDEPENDENT, PAIRED, Question, Questionnaire
from hospcomms.services import records
from hospcomms.services.answers.columns import QUESTION, Role
from hospcomms.services.answers.marks import Mark, mark_of
from hospcomms.services.answers.reading import (
    DUPLICATES,
    ERROR,
    UNKNOWN,
    WARNING,
    Choices,
    Reading,
    proposed,
    read_answers,
)
from hospcomms.services.answers.sheets import AnswerSheet
from hospcomms.services.files import path_of
from hospcomms.services.office import Office, open_office
from hospcomms.services.questionnaire_results import enter_results, missing_to_enter
from hospcomms.services.questionnaires import change_of, import_answers, preview, propose, questions_of, sheets_in
from tests.hospital import make

GLOVES = Texts(ar="هل يغني لبس القفازين عن غسل اليدين؟", fr="Les gants remplacent-ils le lavage des mains ?")
RUB = Texts(ar="كم تدوم فركة اليدين بالمحلول الكحولي؟", fr="Combien de temps dure une friction hydro-alcoolique ?")


def made(office: Office, pairing: str = PAIRED, **facts: object) -> tuple[Questionnaire, list[Question]]:
    """A questionnaire with two questions the campaign speaks of."""
    whole = Questionnaire(title="نظافة اليدين", pairing=pairing, after_on=date(2026, 11, 2), **facts)  # type: ignore[arg-type]
    kept = records.save(office, whole).saved(Questionnaire)
    for place, (wording, right) in enumerate(((GLOVES, "لا"), (RUB, "20 ثانية")), 1):
        records.save(office, Question(questionnaire=kept.id, place=float(place), wording=wording, right=right))
    return kept, questions_of(office, kept)


def workbook(path: Path, **sheets: Sequence[Sequence[object]]) -> Path:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def read(
    office: Office, whole: Questionnaire, *paths: Path, **changed: object
) -> tuple[Reading, Choices, list[AnswerSheet]]:
    """The preview of some files as they are understood at once, with some choices changed."""
    sheets = sheets_in(paths)
    choices = replace(propose(office, whole, sheets), **changed)  # type: ignore[arg-type]
    return preview(office, whole, sheets, choices), choices, sheets


HEAD = ("الرمز", GLOVES.ar, RUB.ar)
BEFORE = [HEAD, ("A1", "نعم", "20 ثانية"), ("A2", "لا", "5 ثوان"), ("A3", "نعم", None), ("A4", "نعم", "20 ثانية")]
AFTER = [HEAD, ("a4", "لا", "20 ثانية"), ("A2", "لا", "20 ثانية"), ("A1", "لا", "لا أعرف"), ("A9", "لا", "20 ثانية")]


def said(reading: Reading) -> list[str]:
    """Every trouble in English."""
    return [str(trouble.said.text) for trouble in reading.troubles]


@pytest.mark.parametrize(
    ("cell", "right", "mark"),
    [
        ("1", "", Mark.RIGHT),
        ("٠", "", Mark.WRONG),
        ("نعم", "", Mark.RIGHT),
        ("Faux", "", Mark.WRONG),
        ("juste", "20 s", Mark.RIGHT),
        ("No", "non", Mark.RIGHT),
        ("OUI", "لا", Mark.WRONG),
        ("1", "لا", Mark.RIGHT),
        ("je ne sais pas", "oui", Mark.WRONG),
        ("٢٠ ثانية.", "20 ثانيه", Mark.RIGHT),
        ("5 ثوان", "20 ثانية", Mark.WRONG),
        ("  ", "oui", Mark.EMPTY),
        ("peut-être", "", Mark.UNKNOWN),
        ("-", "20 s", Mark.UNKNOWN),
        ("#N/A", "20 s", Mark.UNKNOWN),
        ("x", "oui", Mark.UNKNOWN),
    ],
)
def test_a_cell_is_a_mark_or_the_answer_chosen(cell: str, right: str, mark: Mark) -> None:
    assert mark_of(cell, right) is mark


def test_two_sheets_of_the_same_people_are_paired_by_code_and_imported_as_one_change(
    office: Office, tmp_path: Path
) -> None:
    whole, _questions = made(office)
    path = workbook(tmp_path / "reponses.xlsx", قبل=BEFORE, بعد=AFTER)
    reading, choices, sheets = read(office, whole, path)
    assert (choices.before, choices.after) == (0, 1)
    assert reading.is_ready
    assert [trouble.severity for trouble in reading.troubles] == [WARNING, WARNING]  # A3 before only, A9 after only
    commit = import_answers(office, whole, [path], sheets, choices)
    now = records.get(office, Questionnaire, whole.id)
    gloves, rub = questions_of(office, now)
    assert (now.answers_before, now.answers_after, now.score_before, now.score_after) == (3, 3, 50.0, 83.33)
    assert (gloves.right_before, gloves.right_after, gloves.gained, gloves.lost) == (1, 3, 2, 0)
    assert (rub.answers_before, rub.right_before, rub.right_after, rub.gained, rub.lost) == (3, 2, 2, 1, 1)
    assert now.answers is not None
    assert path_of(office, now.answers).read_bytes() == path.read_bytes()
    assert len(commit.steps) == 3
    records.undo(office)
    assert records.get(office, Questionnaire, whole.id).answers is None
    assert questions_of(office, now)[0].right_before is None


def test_an_arabic_text_table_of_excel_with_a_title_above_and_one_column_for_both_askings(
    office: Office, tmp_path: Path
) -> None:
    whole, _questions = made(office, INDEPENDENT)
    lines = [
        "استبيان نظافة اليدين;;;",
        f"قبل/بعد;س1;{RUB.ar};ملاحظة",
        "قبل;1;0;",
        "قبل;0;1;بحضور الطبيب",
        "بعد;1;;",
        "بعد;نعم;20 ثانية;",
    ]
    path = tmp_path / "اجوبة.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1256"))
    reading, choices, sheets = read(office, whole, path)
    assert sheets[0].rows[1][0] == "استبيان نظافة اليدين"
    assert reading.is_ready, said(reading)
    import_answers(office, whole, [path], sheets, choices)
    gloves, rub = questions_of(office, whole)
    assert (gloves.answers_before, gloves.right_before, gloves.answers_after, gloves.right_after) == (2, 1, 2, 1)
    assert (rub.answers_after, rub.right_after, rub.gained) == (1, 1, None)


def test_french_files_are_told_apart_by_their_names_and_columns_that_name_people_are_not_kept(
    office: Office, tmp_path: Path
) -> None:
    whole, _questions = made(office)
    head = f"Nom et prénom,E-mail,Code,Q1,{RUB.fr}"
    first, second = tmp_path / "avant.csv", tmp_path / "après.csv"
    first.write_text(f"{head}\nHélène Çelik,h@example.org,01,non,juste\n", encoding="cp1252")
    second.write_text(f"{head}\nHélène Çelik,h@example.org,01,non,faux\n", encoding="utf-8-sig")
    reading, choices, sheets = read(office, whole, second, first)
    assert (choices.before, choices.after) == (1, 0)
    assert reading.is_ready, said(reading)
    assert any("name people" in line for line in said(reading))
    import_answers(office, whole, [second, first], sheets, choices)
    kept = records.get(office, Questionnaire, whole.id).answers
    assert kept is not None
    text = path_of(office, kept).read_text(encoding="utf-8-sig")
    assert '"01";"non";"juste"' in text
    assert "Hélène" not in text
    assert "@" not in text


def test_a_code_twice_in_one_asking_is_refused_until_the_first_answer_is_kept(office: Office, tmp_path: Path) -> None:
    whole, _questions = made(office)
    path = workbook(tmp_path / "a.xlsx", before=[*BEFORE, ("A1", "لا", "20 ثانية")], after=AFTER)
    reading, choices, sheets = read(office, whole, path)
    found = next(trouble for trouble in reading.troubles if trouble.remedy == DUPLICATES)
    assert found.severity == ERROR
    assert [place.row for place in found.places] == [2, 6]
    with pytest.raises(Refusal):
        import_answers(office, whole, [path], sheets, choices)
    again = preview(office, whole, sheets, replace(choices, keep_first=True))
    assert again.is_ready
    assert again.tally is not None
    assert again.tally.questions[0].right_before == 1


def test_values_that_are_not_understood_are_named_and_may_count_as_not_answered(office: Office, tmp_path: Path) -> None:
    whole, _questions = made(office, INDEPENDENT)
    path = workbook(
        tmp_path / "a.xlsx", before=[HEAD, ("1", "؟", "20 ثانية"), ("2", "لا", "#N/A")], after=[HEAD, ("3", "لا", "1")]
    )
    reading, choices, sheets = read(office, whole, path)
    found = next(trouble for trouble in reading.troubles if trouble.remedy == UNKNOWN)
    assert [(place.row, place.heading, place.value) for place in found.places] == [
        (2, GLOVES.ar, "؟"),
        (3, RUB.ar, "#N/A"),
    ]
    again = preview(office, whole, sheets, replace(choices, skip_unknown=True))
    assert again.is_ready
    assert again.tally is not None
    assert [counts.answers_before for counts in again.tally.questions] == [1, 1]


def test_the_same_codes_before_and_after_are_never_taken_as_different_people(office: Office, tmp_path: Path) -> None:
    whole, _questions = made(office, INDEPENDENT)
    path = workbook(tmp_path / "a.xlsx", before=BEFORE, after=AFTER)
    reading, _choices, _sheets = read(office, whole, path)
    assert not reading.is_ready
    assert any("the same people" in line for line in said(reading))


def test_the_same_people_need_a_code_and_both_askings(office: Office, tmp_path: Path) -> None:
    whole, _questions = made(office)
    path = workbook(tmp_path / "after.xlsx", بعد=[("س1", "س2"), (1, 0)])
    reading, _choices, _sheets = read(office, whole, path)
    assert sum(trouble.severity == ERROR for trouble in reading.troubles) == 2


def test_a_missing_column_leaves_the_counts_and_one_asking_leaves_the_other(office: Office, tmp_path: Path) -> None:
    whole, questions = made(office, INDEPENDENT)
    records.save(office, replace(questions[1], answers_after=40.0, right_after=10.0))
    path = workbook(tmp_path / "after.xlsx", after=[("Q1",), (1,), (0,), (True,), ("vrai",)])
    reading, choices, sheets = read(office, whole, path)
    assert reading.is_ready, said(reading)
    assert [trouble.severity for trouble in reading.troubles].count(WARNING) == 2
    import_answers(office, whole, [path], sheets, choices)
    gloves, rub = questions_of(office, whole)
    assert (gloves.answers_before, gloves.answers_after) == (None, 4)
    assert (rub.answers_after, rub.right_after) == (40, 10)


def test_a_row_that_does_not_say_before_or_after_is_named(office: Office, tmp_path: Path) -> None:
    whole, _questions = made(office, INDEPENDENT)
    path = workbook(tmp_path / "a.xlsx", Feuil1=[("Phase", "Q1"), ("avant", 1), ("pendant", 1), ("après", 1)])
    reading, _choices, _sheets = read(office, whole, path)
    assert [place.value for trouble in reading.troubles for place in trouble.places] == ["pendant"]


@pytest.mark.parametrize(("name", "content"), [("a.xlsx", b"nothing"), ("a.csv", b""), ("b.csv", b"a;b\0c")])
def test_a_file_that_is_no_table_is_refused_in_a_sentence(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refusal):
        sheets_in([path])


def _campaign(office: Office, **facts: object) -> tuple[Campaign, Objective]:
    campaign = records.save(office, Campaign(title="نظافة اليدين", start=date(2026, 9, 1))).saved(Campaign)
    objective = Objective(campaign=campaign.id, indicator="يعرفون مدة الفرك", target=70.0, **facts)  # type: ignore[arg-type]
    return campaign, records.save(office, objective).saved(Objective)


def _counted(office: Office, objective: Objective, pairing: str = PAIRED) -> Questionnaire:
    whole, questions = made(office, pairing, campaign=objective.campaign, answers_before=40.0, answers_after=40.0)
    counts = replace(questions[1], answers_before=40.0, right_before=16.0, answers_after=40.0, right_after=30.0)
    if pairing == PAIRED:
        counts = replace(counts, gained=16.0, lost=2.0)
    records.save(office, replace(counts, objective=objective.id))
    return whole


def test_a_linked_question_becomes_a_result_with_its_baseline_and_one_undo_takes_it_back(office: Office) -> None:
    campaign, objective = _campaign(office)
    whole = _counted(office, objective)
    assert missing_to_enter(office, whole) == []
    enter_results(office, whole)
    (result,) = records.parts(office, Result, campaign.id)
    assert (result.value, result.answers, result.design, result.gained, result.lost) == (
        75.0,
        40.0,
        "paired",
        16.0,
        2.0,
    )
    now = records.get(office, Objective, objective.id)
    assert (now.baseline, now.baseline_n) == (40.0, 40.0)
    assert len(missing_to_enter(office, whole)) == 1  # entered already
    records.undo(office)
    assert records.parts(office, Result, campaign.id) == []
    assert records.get(office, Objective, objective.id).baseline is None


def test_what_cannot_be_entered_is_said(office: Office) -> None:
    _campaign_of_it, falls = _campaign(office, direction=DECREASE, baseline=90.0)
    bare, _questions = made(office)
    assert [problem.field for problem in missing_to_enter(office, bare)] == ["campaign", "question"]
    with pytest.raises(Invalid):
        enter_results(office, bare)
    assert "should rise" in str(missing_to_enter(office, _counted(office, falls))[0].message.text)
    _other, fixed = _campaign(office, baseline=31.0, baseline_n=300.0)
    assert "baseline" in str(missing_to_enter(office, _counted(office, fixed))[0].message.text)
    assert missing_to_enter(office, _counted(office, fixed, INDEPENDENT)) == []


def test_the_office_judges_with_the_target_of_the_objective(office: Office) -> None:
    _campaign_of_it, objective = _campaign(office, baseline=40.0, baseline_n=40.0)
    whole = _counted(office, objective)
    found = change_of(office, whole)
    rub = found.lines[1]
    assert rub.finding.comparison.aim == pytest.approx(0.3)
    assert rub.stands
    assert found.verdict not in ("not_assessable", MIXED)


CELLS = st.one_of(
    st.none(), st.text(max_size=12), st.integers(-3, 3), st.sampled_from(["قبل", "après", "نعم", "0", "A1", "code"])
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=8), st.sampled_from([PAIRED, INDEPENDENT]), st.booleans())
@settings(max_examples=150)
def test_whatever_people_typed_is_read_or_said_and_never_breaks(
    rows: list[list[object]], pairing: str, flag: bool
) -> None:
    texts = {
        row: {column: str(cell) for column, cell in enumerate(cells) if cell not in (None, "")}
        for row, cells in enumerate(rows, 1)
    }
    filled = {row: cells for row, cells in texts.items() if cells}
    if not filled:
        return
    sheets = [AnswerSheet("a", "قبل", filled), AnswerSheet("a", "بعد", filled)]
    questions = [Question(id=1, wording=GLOVES, right="لا"), Question(id=2, wording=RUB)]
    whole = Questionnaire(id=9, title="T", pairing=pairing)
    choices = replace(proposed(sheets, questions), keep_first=flag, skip_unknown=flag)
    keys = list(choices.roles)
    roles = {**choices.roles, **{key: Role(QUESTION, place) for place, key in enumerate(keys[-2:], 1)}}
    found = read_answers(sheets, replace(choices, roles=roles), whole, questions)
    assert found.is_ready or any(trouble.severity == ERROR for trouble in found.troubles)
    for counts in found.tally.questions if found.tally else ():
        assert (counts.right_before or 0) <= (counts.answers_before or 0)
        if counts.gained is not None and counts.lost is not None:
            assert (counts.right_before or 0) + counts.gained - counts.lost == counts.right_after


def test_the_questionnaire_of_the_sample_can_be_entered_and_is_judged_as_pairs(tmp_path: Path) -> None:
    make(tmp_path / "sample")
    office = open_office(tmp_path / "sample")
    (whole,) = [one for one in records.find(office, Query(Questionnaire)) if not one.session]
    assert missing_to_enter(office, whole) == []
    enter_results(office, whole)
    added = [result for result in records.parts(office, Result, whole.campaign) if result.source == whole.title]
    objective = records.get(office, Objective, added[0].objective)
    finding = judge(comparison_of(objective, added[0]))
    assert (len(added), finding.comparison.design, finding.verdict) == (1, "paired", "improved")
    office.close()


def test_a_right_answer_written_in_another_way_is_not_silently_wrong(office: Office, tmp_path: Path) -> None:
    whole, _questions = made(office)
    worded = [HEAD, ("A1", "نعم", "20"), ("A2", "لا", "20")]
    again = [HEAD, ("A1", "لا", "20"), ("A2", "لا", "30")]
    reading, _, _ = read(office, whole, workbook(tmp_path / "answers.xlsx", قبل=worded, بعد=again))
    (doubt,) = [trouble for trouble in reading.troubles if "Nobody answered" in trouble.said.text]
    assert (doubt.said.values["number"], doubt.said.values["right"]) == (2, "20 ثانية")
    assert reading.is_ready
