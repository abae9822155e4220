"""What each column of a file of answers holds, guessed and changed by the officer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hospcomms.domain.questionnaires import Question
from hospcomms.domain.wording import N_, sentence
from hospcomms.services.answers.columns import CODE, PERSONAL, QUESTION, SKIP, WAVE, Role, head_of, numbers
from hospcomms.services.answers.sheets import AnswerSheet
from ui.importing.column_lines import ColumnLines, Line
from ui.language import say, spoken, tr

EXAMPLES = 3
LONGEST = 60
_FIRST = ((SKIP, N_("Not read")), (CODE, N_("Code of the person")), (WAVE, N_("Before or after")))


class ColumnChoices(ColumnLines):
    """The columns of the sheets of answers; those that name people are neither shown nor read."""

    def show_columns(
        self, sheets: Sequence[AnswerSheet], roles: Mapping[str, Role], questions: Sequence[Question]
    ) -> None:
        """Show the columns of the sheets with the roles they have."""
        options = _options(questions)
        lines = []
        for key, (heading, values) in _columns(sheets, questions).items():
            role = roles.get(key, Role(SKIP))
            if role.kind == PERSONAL:
                instead = tr(N_("Not shown")), tr(N_("Not read: it names people"))
                lines.append(Line(key, heading, instead=instead))
            else:
                lines.append(Line(key, heading, values, options, role))
        self.show_lines(lines)

    def roles(self) -> dict[str, Role]:
        """What the officer chose for each column that can be read."""
        return self.chosen()


def _options(questions: Sequence[Question]) -> list[tuple[str, Role]]:
    found = [(tr(words), Role(kind)) for kind, words in _FIRST]
    for question in questions:
        wording = question.wording.best(spoken().language)
        short = wording if len(wording) <= LONGEST else f"{wording[: LONGEST - 1]}…"
        words = say(sentence("{n}. {question}", n=numbers(questions)[question.id], question=short))
        found.append((words, Role(QUESTION, question.id)))
    return found


def _columns(sheets: Sequence[AnswerSheet], questions: Sequence[Question]) -> dict[str, tuple[str, list[str]]]:
    """The heading of each column by its key, and the first different values below it."""
    found: dict[str, tuple[str, list[str]]] = {}
    for sheet in sheets:
        head = head_of(sheet, questions)
        below = [row for row in sorted(sheet.rows) if row > head.row][:50]
        for key, column in head.places.items():
            values = dict.fromkeys(text for row in below if (text := sheet.rows[row].get(column, "")))
            found.setdefault(key, (head.words[key], list(values)[:EXAMPLES]))
    return found
