"""The commands for the ministry: its workbook, its own template filled, and the workbooks of many hospitals as one."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.cli.answers import Answer
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import Sentence, counted, sentence

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def workbook(wanted: argparse.Namespace, office: Office) -> Answer:
    """Write the ministry workbook of a period, or fill the ministry's own template with it."""
    speaking = office.settings.locale
    document = office.settings.locale_for(wanted.language or office.settings.language)
    shape = {"file": str(wanted.out)}
    if wanted.template is None:
        # late: brings openpyxl
        from hospcomms.services import workbook as ministry

        count = ministry.make(office, wanted.first, wanted.last, document, wanted.out)
        return _written(wanted, speaking, {**shape, "campaigns": count})
    # late: reads and fills other people's workbooks
    from hospcomms.services import template_fill

    template_fill.refuse_overwriting(wanted.template, wanted.out)
    template = template_fill.read_template(wanted.template)
    warnings = [speaking.say(said) for said in template.survey.sentences()]
    for line in warnings:
        # said before anything is saved
        print(line, file=sys.stderr)
    count = template_fill.fill(office, template, wanted.first, wanted.last, document, wanted.out)
    unknown = [
        {"sheet": item.sheet, "cell": speaking.value(item.cell), "text": item.text} for item in template.survey.unknown
    ]
    return _written(wanted, speaking, {**shape, "campaigns": count, "warnings": warnings, "unknown": unknown})


def example(wanted: argparse.Namespace, speaking: Locale) -> Answer:
    """Write a template to start from, with the names of all placeholders; needs no data folder."""
    # late: brings openpyxl
    from hospcomms.services.template_fill import write_example

    write_example(wanted.out, replace(speaking, language=wanted.language or speaking.language))
    return _written(wanted, speaking, {"file": str(wanted.out)})


def consolidate(wanted: argparse.Namespace, speaking: Locale) -> Answer:
    """Put the workbooks of many hospitals together; needs no data folder."""
    # late: brings openpyxl and the readers
    from hospcomms.services.consolidate import consolidate as put_together

    outcome = put_together(wanted.files, wanted.out, speaking)
    said: list[Sentence] = list(outcome.said)
    if outcome.left_out or outcome.refused:
        said.append(sentence("What did not fit is listed in a sheet of its own."))
    said.append(counted("{n} row was taken.", "{n} rows were taken.", outcome.taken))
    lines = [speaking.say(line) for line in said]
    shape = {
        "file": str(wanted.out),
        "files": outcome.files,
        "refused": outcome.refused,
        "rows": outcome.taken,
        "left_out": outcome.left_out,
        "problems": [speaking.say(line) for line in outcome.said],
    }
    return Answer((*lines, *_written(wanted, speaking, shape).lines), shape)


def _written(wanted: argparse.Namespace, speaking: Locale, shape: dict[str, object]) -> Answer:
    return Answer((speaking.say(sentence("The file {file} was written.", file=wanted.out.name)),), shape)
