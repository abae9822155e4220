"""The attendance of a session: people by sex and age typed as in a spreadsheet, and the sum against all who came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Severity
from hospcomms.domain.sessions import AGES, SEXES, EducationSession
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.services import sessions
from ui.language import tr
from ui.rooms.session_counts import CountsTab
from ui.session import Session
from ui.widgets.count_grid import CountGrid, Place, labels, told

TITLE = N_("Attendance by sex and age")
ALL = (len(AGES) + 1, len(SEXES))
"""The cell of all who came, below the sum of the groups."""
_NAMES: dict[Place, str] = {
    (row, column): f"{sex}_{age}" for row, (age, _) in enumerate(AGES) for column, (sex, _) in enumerate(SEXES)
}


class AttendanceTab(CountsTab):
    """Ages by sexes; while nobody typed another number, all who came are the sum."""

    kept_as = "attendance"

    def __init__(self, session: Session, record: EducationSession) -> None:
        rows = labels([*(name for _, name in AGES), N_("Sum of the groups"), N_("People who came")])
        columns = labels([*(name for _, name in SEXES), N_("Together")])
        self._was: float | None = None
        grid = CountGrid(tr(TITLE), rows, columns, {*_NAMES, ALL}, _sum)
        super().__init__(session, record, grid)
        grid.edited.connect(self._follow_sum)
        self._was = _total(grid)

    def stored(self) -> Mapping[Place, float | None]:
        found: dict[Place, float | None] = {place: getattr(self.record, name) for place, name in _NAMES.items()}
        return {**found, ALL: self.record.attended}

    def _follow_sum(self) -> None:
        before, self._was = self._was, _total(self.grid)
        if self.grid.count(*ALL) == before and before != self._was:
            self.grid.put_quietly(*ALL, self._was)
            self._tell(dirty=True)

    def read(self) -> None:
        super().read()
        self._was = _total(self.grid)

    def _typed(self) -> EducationSession:
        counts = {name: self.grid.count(*place) for place, name in _NAMES.items()}
        return replace(self.record, attended=self.grid.count(*ALL), **counts)  # type: ignore[arg-type]

    def judge_counts(self) -> tuple[str, Sentence]:
        typed = self._typed()
        for problem in typed.problems():
            if problem.field in ("attended", "referred", "answered"):
                return "late" if problem.severity is Severity.ERROR else "soon", problem.message
        if typed.counted is None or typed.attended is None:
            return "note", sentence("Type how many came, by sex and age; nobody is named.")
        said = counted(
            "The groups add up to {n} person: all who came.", "The groups add up to {n} people: all who came.",
            int(typed.counted),
        )  # fmt: skip
        return "done", said

    def write(self) -> Commit:
        typed = self._typed()
        counts = {name: getattr(typed, name) for name in (*_NAMES.values(), "attended")}
        return sessions.keep_attendance(self.session.office, self.record, counts)


def _total(grid: CountGrid) -> float | None:
    known = [value for place in _NAMES if (value := grid.count(*place)) is not None]
    return sum(known) if known else None


def _sum(grid: CountGrid, place: Place) -> str:
    """The sum of a row, of a column, or of all; nothing beside all who came."""
    row, column = place
    if row > len(AGES):
        return ""
    ours = [own for own in _NAMES if row in (own[0], len(AGES)) and column in (own[1], len(SEXES))]
    known = [value for own in ours if (value := grid.count(*own)) is not None]
    return told(sum(known) if known else None)
