"""The things one can do with documents and workbooks: their names, reasons and icons; no page is loaded here."""

from __future__ import annotations

from dataclasses import dataclass

from hospcomms.domain.wording import N_

PLACE, TITLE, ICON = "exchange", N_("Documents and workbooks"), "document_table"
"""The key of the place, what it is called, and its icon."""


@dataclass(frozen=True)
class Task:
    """One card of the place: its key, title, what it is for, the word on its button, and its icon."""

    key: str
    title: str
    line: str
    verb: str
    icon: str


WORKBOOK = Task(
    "workbook",
    N_("Ministry workbook"),
    N_("The campaigns of a period with their objectives, results, activities and budget, in one Excel workbook."),
    N_("Export the workbook…"),
    "table",
)
TEMPLATE = Task(
    "template",
    N_("Fill the ministry’s own template"),
    N_("The figures of a period are put into the ministry’s workbook, which keeps its look."),
    N_("Choose the template…"),
    "document_table",
)
CONSOLIDATE = Task(
    "consolidate",
    N_("Put workbooks of many hospitals together"),
    N_("The ministry workbooks of several establishments become one, with a list of what did not fit."),
    N_("Choose the workbooks…"),
    "merge",
)
LETTER = Task(
    "letter",
    N_("Letters in Word"),
    N_("A letter, or the brief of a campaign, is made from a template and goes on in Word."),
    N_("Write a letter…"),
    "document_text",
)
CONTACTS = Task(
    "contacts",
    N_("Import press contacts"),
    N_("A list of journalists from Excel, a text table or a telephone is checked row by row and taken over."),
    N_("Import contacts…"),
    "arrow_import",
)
CLIPS = Task(
    "clips",
    N_("Import media clips"),
    N_("A list of clips from Excel or a text table is checked row by row; tones are read as words or numbers."),
    N_("Import clips…"),
    "arrow_import",
)
SESSIONS = Task(
    "sessions",
    N_("Import sessions"),
    N_("A list of health-education sessions, or the workbook the trainers filled in, is checked row by row."),
    N_("Import sessions…"),
    "arrow_import",
)
BRING_HOME = Task(
    "bring-home",
    N_("Bring a crisis home from another folder"),
    N_("A crisis that was run in a separate folder, because this one could not be opened, comes in with its log."),
    N_("Choose the folder…"),
    "home",
)
TASKS = (WORKBOOK, TEMPLATE, CONSOLIDATE, LETTER, CONTACTS, CLIPS, SESSIONS, BRING_HOME)

PAPERS = {"word-brief": N_("Plan brief (Word)"), "word-letter": N_("Letter (Word)")}
"""What the page of a campaign offers beside its reports, by name."""


def view_of(paper: str, ident: int) -> str:
    """The view of this place that makes a paper about a record."""
    return f"{LETTER.key}:{ident}" if paper == "word-brief" else LETTER.key


def task_of(view: str) -> Task | None:
    """The task a view of this place shows, None for the cards."""
    return next((task for task in TASKS if task.key == view.partition(":")[0]), None)


def record_of(view: str) -> int:
    """The record a view is about, 0 for none."""
    ident = view.partition(":")[2]
    return int(ident) if ident.isdigit() else 0


def help_name(view: str) -> str:
    """The help page of a view of this place."""
    task = task_of(view)
    return f"{PLACE}-{task.key}" if task is not None else PLACE
