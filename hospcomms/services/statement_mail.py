"""An approved statement as an e-mail draft: its words in the letter, its paper attached (CRI-7)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.checks import Problem
from hospcomms.domain.errors import Invalid
from hospcomms.domain.incidents import RELEASED, Incident, Statement
from hospcomms.domain.scenarios import PARTS
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import access, incident_papers, mail_draft, records, statements
from hospcomms.services.incidents import DRILL_WORDS

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def write_statement_draft(office: Office, statement: Statement, language: str = "", folder: Path | None = None) -> Path:
    """Write the draft in a language (that of the incident) and return its path; nothing is sent.

    A drill says so before anything else, in the subject too. Raises Refusal before the approval, Invalid before the
    staff were told where they come first, and Refusal when the file cannot be written.
    """
    # late: reports bring the page engine
    from hospcomms.reports.pdf import pdf_bytes
    from hospcomms.reports.statement import shown_language

    statement = records.get(office, Statement, statement.id)
    incident_papers.refuse_unapproved(statement)
    problems = statements.missing_for_release(office, statement) if statement.state != RELEASED else []
    if problems:
        raise Invalid(problems, sentence("The statement may not go out yet. {problems}", problems=_said(problems)))
    incident = records.get(office, Incident, statement.incident)
    speaking = office.settings.locale_for(shown_language(statement, language or incident.language))
    title, words = statement.title.best(speaking.language), _words(statement, speaking.language)
    if incident.is_drill:
        drill = speaking.text(DRILL_WORDS)
        title, words = f"{drill}: {title}", f"{drill}\n\n{words}"
    content = pdf_bytes(incident_papers.statement(office, statement, speaking), speaking)
    path = mail_draft.write_draft(title, f"{title}.pdf", content, speaking, folder, words)
    access.note(office, "mail", record=Statement.key, ident=statement.id, where=path.suffix)
    return path


def _said(problems: Sequence[Problem]) -> tuple[Sentence, ...]:
    return tuple(problem.message for problem in problems)


def _words(statement: Statement, language: str) -> str:
    """The parts that are written in this language, each a paragraph."""
    return "\n\n".join(words for part in PARTS if (words := getattr(getattr(statement, part), language)))
