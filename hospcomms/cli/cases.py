"""The command ``evaluate``: a table of cases judged row by row; needs no data folder."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from hospcomms.cli.answers import Answer
from hospcomms.domain.locale import LRI, PDI, Locale
from hospcomms.domain.wording import N_, Sentence, sentence

_HEADS = (N_("Identifier"), N_("Verdict"), N_("Difference"), N_("Confidence grade"))
_WITHOUT_ISOLATES = str.maketrans("", "", LRI + PDI)


def evaluate(wanted: argparse.Namespace, speaking: Locale) -> Answer:
    """Judge the cases of a CSV file; with --json one object for each row."""
    # late: the other commands need no statistics
    from hospcomms.services.evaluate_cases import evaluate as judge_all

    judged = judge_all(wanted.file)
    # late: with the statistics
    from hospcomms.domain.evaluation.labels import GRADES
    from hospcomms.domain.evaluation.told import short
    from hospcomms.domain.evaluation.verdicts import verdict_label

    grades = {choice.key: choice.label for choice in GRADES}
    table = [
        (
            found.row.case_id,
            speaking.text(verdict_label(found.finding.verdict)),
            _said(short(found.finding), speaking),
            speaking.text(grades[found.finding.grade.key]),
        )
        for found in judged
    ]
    heads = tuple(speaking.text(head) for head in _HEADS)
    lines = _aligned([heads, *table])
    said = [lines[0]]
    for line, found in zip(lines[1:], judged, strict=True):
        said += [line, *(f"    {_said(note, speaking)}" for note in found.notes)]
    if not judged:
        said = [speaking.say(sentence("The file {file} holds no cases.", file=wanted.file.name))]
    return Answer(tuple(said), [found.as_json(speaking) for found in judged])


def _said(what: Sentence | None, speaking: Locale) -> str:
    """A sentence for a terminal, which draws no isolates."""
    return "" if what is None else speaking.say(what).translate(_WITHOUT_ISOLATES)


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
