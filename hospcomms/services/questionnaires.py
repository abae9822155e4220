"""What one does with a questionnaire: judge its questions, and import the answers of people from a file."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.evaluation.questionnaire import QuestionnaireChange, questionnaire_change
from hospcomms.domain.fields import Record, StoredFile
from hospcomms.domain.objectives import Objective
from hospcomms.domain.questionnaires import PAIRED, Question, Questionnaire
from hospcomms.domain.wording import N_, sentence
from hospcomms.reports.sheet_cells import guarded
from hospcomms.services import files, records
from hospcomms.services.answers.columns import CODE, PERSONAL, QUESTION, WAVE, head_of
from hospcomms.services.answers.reading import Choices, Reading, proposed, read_answers
from hospcomms.services.answers.sheets import AnswerSheet, read_sheets
from hospcomms.services.answers.tally import QuestionTally, Tally
from hospcomms.services.passing import passing_folder

if TYPE_CHECKING:
    from hospcomms.services.office import Office

IMPORT = N_("Import answers")


def questions_of(office: Office, questionnaire: Questionnaire) -> list[Question]:
    """The questions in their order."""
    return records.parts(office, Question, questionnaire.id)


def change_of(office: Office, questionnaire: Questionnaire) -> QuestionnaireChange:
    """What the counts of a questionnaire say, judged beside the objectives its questions measure."""
    questions = questions_of(office, questionnaire)
    wanted = sorted({question.objective for question in questions if question.objective})
    objectives = {objective.id: objective for objective in records.window(office, Objective, wanted)}
    return questionnaire_change(questionnaire, questions, objectives)


def sheets_in(paths: Sequence[Path]) -> list[AnswerSheet]:
    """The sheets of one or two files of answers. Raises Refusal for a file that cannot be read."""
    return [sheet for path in paths for sheet in read_sheets(path)]


def propose(office: Office, questionnaire: Questionnaire, sheets: Sequence[AnswerSheet]) -> Choices:
    """How the sheets seem to be meant."""
    return proposed(sheets, questions_of(office, questionnaire))


def preview(office: Office, questionnaire: Questionnaire, sheets: Sequence[AnswerSheet], choices: Choices) -> Reading:
    """What an import would write and what stands in its way; nothing is saved."""
    return read_answers(sheets, choices, questionnaire, questions_of(office, questionnaire))


def import_answers(
    office: Office, questionnaire: Questionnaire, paths: Sequence[Path], sheets: Sequence[AnswerSheet], choices: Choices
) -> Commit:
    """Write the counts into the questionnaire and its questions and keep the file, as one change.

    The file is kept as it is, unless it names people or there are two: then only the columns read are kept. Raises
    Refusal while something stands in the way, Invalid or Stale as every saving does.
    """
    current = records.get(office, Questionnaire, questionnaire.id)
    questions = questions_of(office, current)
    reading = read_answers(sheets, choices, current, questions)
    if reading.tally is None or not reading.is_ready:
        raise Refusal("not-ready", sentence("Some answers are in doubt. Settle the problems shown, then import."))
    kept = _kept(office, paths, sheets, choices, questions)
    changed: list[Record] = [replace(with_counts(current, reading.tally), answers=kept)]
    found = {counts.question: counts for counts in reading.tally.questions}
    is_paired = current.pairing == PAIRED
    changed += [
        _question(question, found[question.id], is_paired=is_paired) for question in questions if question.id in found
    ]
    return records.save_all(office, changed, IMPORT)


def with_counts(questionnaire: Questionnaire, counts: Tally) -> Questionnaire:
    """The questionnaire with its people and scores; what the file does not hold stays as it is."""
    found = questionnaire
    if counts.people_before is not None:
        scores = counts.scores_before
        found = replace(
            found,
            answers_before=float(counts.people_before),
            score_before=round(scores.mean, 2) if scores else None,
            spread_before=round(scores.deviation, 2) if scores else None,
        )
    if counts.people_after is not None:
        scores = counts.scores_after
        found = replace(
            found,
            answers_after=float(counts.people_after),
            score_after=round(scores.mean, 2) if scores else None,
            spread_after=round(scores.deviation, 2) if scores else None,
        )
    if counts.changes is not None:
        found = replace(
            found,
            change_mean=round(counts.changes.mean, 2),
            change_spread=round(counts.changes.deviation, 2),
        )
    return found


def _question(question: Question, counts: QuestionTally, *, is_paired: bool) -> Question:
    found = replace(question, gained=_number(counts.gained), lost=_number(counts.lost))
    if counts.answers_before is not None or is_paired:
        found = replace(found, answers_before=_number(counts.answers_before), right_before=_number(counts.right_before))
    if counts.answers_after is not None or is_paired:
        found = replace(found, answers_after=_number(counts.answers_after), right_after=_number(counts.right_after))
    return found


def _number(count: int | None) -> float | None:
    return None if count is None else float(count)


def _kept(
    office: Office,
    paths: Sequence[Path],
    sheets: Sequence[AnswerSheet],
    choices: Choices,
    questions: Sequence[Question],
) -> StoredFile:
    if len(paths) == 1 and not any(role.kind == PERSONAL for role in choices.roles.values()):
        return files.attach(office, paths[0])
    with tempfile.TemporaryDirectory(dir=passing_folder()) as folder:
        path = Path(folder) / f"{paths[0].stem[:80]}.csv"
        _write_read_columns(path, sheets, choices, questions)
        return files.attach(office, path)


def _write_read_columns(
    path: Path, sheets: Sequence[AnswerSheet], choices: Choices, questions: Sequence[Question]
) -> None:
    """The code, the asking and the answers as the sheets have them, without any other column."""
    used = sorted({place for place in (choices.before, choices.after) if place is not None})
    keys = [key for key, role in choices.roles.items() if role.kind in (CODE, WAVE, QUESTION)]
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL)
        for place in used:
            sheet, head = sheets[place], head_of(sheets[place], questions)
            columns = [head.places.get(key, -1) for key in keys]
            for row in sorted(number for number in sheet.rows if number >= head.row):
                cells = (sheet.name, *(sheet.rows[row].get(column, "") for column in columns))
                writer.writerow([guarded(cell) for cell in cells])
