"""The evaluation forms of a session typed back: how many agreed with each statement, and what share that is."""

from __future__ import annotations

from collections.abc import Mapping

from hospcomms.domain.changes import Commit
from hospcomms.domain.session_opinions import FEW, share_told, statement_figures
from hospcomms.domain.sessions import ANSWERS, OPINIONS, EducationSession, SessionOpinion
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import sessions
from ui.language import say, spoken, tr
from ui.rooms.session_counts import CountsTab
from ui.session import Session
from ui.widgets.count_grid import CountGrid, Place, labels, told

TITLE = N_("Answers of the evaluation form")
COLUMNS = (N_("Agree"), N_("Agree in part"), N_("Do not agree"), N_("Answers"), N_("Share who agree [95% interval]"))
N, SHARE = 3, 4
FORMS = (len(OPINIONS), N)
"""The cell of the forms that came back."""
_OPEN = {(row, column) for row in range(len(OPINIONS)) for column in range(len(ANSWERS))}


class OpinionsTab(CountsTab):
    """Statements by answers; the share of those who agree is told with its interval as one types."""

    kept_as = "opinions"
    widest = 920

    def __init__(self, session: Session, record: EducationSession) -> None:
        rows = labels([*(choice.label for choice in OPINIONS), N_("Evaluation forms returned")])
        super().__init__(session, record, CountGrid(tr(TITLE), rows, labels(COLUMNS), {*_OPEN, FORMS}, _told, SHARE))

    def stored(self) -> Mapping[Place, float | None]:
        known = {one.statement: one for one in sessions.opinions_of(self.session.office, self.record)}
        found: dict[Place, float | None] = {FORMS: self.record.answered}
        for row, column in _OPEN:
            opinion = known.get(OPINIONS[row].key)
            found[row, column] = getattr(opinion, ANSWERS[column]) if opinion is not None else None
        return found

    def is_touched(self, commit: Commit) -> bool:
        return super().is_touched(commit) or commit.touches(SessionOpinion)

    def judge_counts(self) -> tuple[str, Sentence]:
        forms, came = self.grid.count(*FORMS), self.record.attended
        most = max((_answers(self.grid, row) for row in range(len(OPINIONS))), default=0.0)
        if forms is not None and came is not None and forms > came:
            return "late", sentence("There cannot be more than the {all} who came.", all=came)
        if forms is not None and most > forms:
            return "late", sentence("A statement has more answers than the {all} forms. Correct it.", all=forms)
        if not most:
            return "note", sentence("Count the crosses on the forms and type them here; nobody is named.")
        if most < FEW:
            said = counted(
                "{n} form is few: read the shares with care.", "{n} forms are few: read the shares with care.",
                int(forms if forms is not None else most),
            )  # fmt: skip
            return "soon", said
        return "done", sentence("The counts agree with the number of forms.")

    def write(self) -> Commit:
        counts = {
            choice.key: {name: self.grid.count(row, column) for column, name in enumerate(ANSWERS)}
            for row, choice in enumerate(OPINIONS)
        }
        return sessions.keep_opinions(self.session.office, self.record, counts, self.grid.count(*FORMS))


def _answers(grid: CountGrid, row: int) -> float:
    return sum(grid.count(row, column) or 0.0 for column in range(len(ANSWERS)))


def _told(grid: CountGrid, place: Place) -> str:
    """The answers to a statement, and the share that agreed."""
    row, column = place
    if row >= len(OPINIONS):
        return ""
    answers = _answers(grid, row)
    if not answers:
        return ""
    if column == N:
        return told(answers)
    counts = [grid.count(row, place) or 0.0 for place in range(len(ANSWERS))]
    said = share_told(statement_figures(OPINIONS[row].key, *counts), spoken())
    return say(said) if said is not None else ""
