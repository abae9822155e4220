"""The ministry workbook of a period, exported from the window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hospcomms.domain.file_names import safe_name
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from ui.exchange.choices import LanguageChoice, PeriodChoice
from ui.exchange.task_page import WORKBOOK_FILE, Order, TaskPage
from ui.exchange.tasks import Task
from ui.language import plain, tr
from ui.session import Session


class WorkbookPage(TaskPage):
    """Period, language, file."""

    def __init__(self, session: Session, task: Task) -> None:
        super().__init__(session, task, N_("Export and save…"))
        self.period, self.language = PeriodChoice(session), LanguageChoice(session)
        self.add_step(N_("1. Period"), self.period)
        self.add_step(N_("2. Language of the document"), self.language)
        self.body.addStretch(1)
        self.setFocusProxy(self.period.quarter)

    def order(self) -> Order | None:
        span = self.period.settle()
        if span is None:
            return None
        office = self.session.office
        document = office.settings.locale_for(self.language.current())

        def work(path: Path, progress: Callable[[float], None]) -> int:
            # late: openpyxl takes a quarter of a second
            from hospcomms.services import workbook

            return workbook.make(office, span.first, span.last, document, path, progress)

        def told(count: Any, path: Path) -> list[Sentence]:
            return [sentence("The workbook was saved as {file}.", file=path.name), campaigns_in(count)]

        name = f"{plain(tr(self.task.title))} {span.first.isoformat()} {span.last.isoformat()}"
        return Order(f"{safe_name(name)}.xlsx", WORKBOOK_FILE, work, told)


def campaigns_in(count: int) -> Sentence:
    """How many campaigns a workbook holds."""
    return counted("It holds {n} campaign.", "It holds {n} campaigns.", count)
