"""The ministry's own template: looked at first, with what will be filled and what is not known, then filled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from ui import theme
from ui.background import UNEXPECTED, Progress
from ui.exchange.choices import LanguageChoice, PeriodChoice
from ui.exchange.placeholder_list import PlaceholderList
from ui.exchange.rows import TextTable
from ui.exchange.task_page import WORKBOOK_FILE, Order, TaskPage, row_of
from ui.exchange.tasks import Task
from ui.exchange.workbook_page import campaigns_in
from ui.language import say, spoken, tr
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.messages import LoadingBar

if TYPE_CHECKING:
    from hospcomms.reports.template_survey import Survey

NONE_YET = N_("No template is chosen yet.")


class TemplatePage(TaskPage):
    """Template with its survey, period, language, file."""

    def __init__(self, session: Session, task: Task) -> None:
        super().__init__(session, task, N_("Fill and save…"))
        self.template: Path | None = None
        self.survey: Survey | None = None
        self.choose = Button(tr(task.verb), self.ask_template, icon="folder_open")
        self.known = Button(tr(N_("What can stand in a template")), self.show_placeholders, kind="link")
        self.example = Button(tr(N_("Save an example template…")), self.save_example, kind="link")
        self.named = Label(tr(NONE_YET), tone="text2", elide=True)
        self.reading = LoadingBar()
        self.found = SurveyView()
        self.period, self.language = PeriodChoice(session), LanguageChoice(session)
        self.add_step(
            N_("1. Template"),
            row_of(self.choose, self.named),
            self.reading,
            self.found,
            row_of(self.known, self.example),
        )
        self.add_step(N_("2. Period"), self.period)
        self.add_step(N_("3. Language of the document"), self.language)
        self.body.addStretch(1)
        self.primary.setEnabled(False)
        self.setFocusProxy(self.choose)

    def ask_template(self) -> None:
        """Ask for the template and look at it."""
        chosen = self.errand.outside.open(self, self.errand.folder(), tr(WORKBOOK_FILE), ".xlsx")
        if chosen:
            self.take_template(Path(chosen))

    def take_template(self, path: Path) -> None:
        """Look at a template in the background; nothing is written."""
        self.errand.keep_folder(path)
        self.banner.dismiss()
        self.result.hide()
        self.reading.begin()

        def work(_progress: Progress) -> tuple[Path, Survey]:
            # late: the reader is loaded when a template is chosen
            from hospcomms.services.template_fill import read_template

            return path, read_template(path).survey

        self.session.background.start(self, work, done=self._read, failed=self._not_read)

    def _read(self, found: tuple[Path, Survey]) -> None:
        self.template, self.survey = found
        self.reading.end()
        self.named.setText(self.template.name)
        self.named.paint_in("text")
        self.found.show_survey(self.survey)
        self.primary.setEnabled(True)

    def _not_read(self, error: BaseException) -> None:
        self.template = self.survey = None
        self.reading.end()
        self.named.setText(tr(NONE_YET))
        self.named.paint_in("text2")
        self.found.hide()
        self.primary.setEnabled(False)
        said = say(error.sentence) if isinstance(error, Refusal) else tr(UNEXPECTED)
        self.banner.show_message("late", said, (tr(N_("Choose another file…")), self.ask_template))

    def show_placeholders(self) -> None:
        """Show what can stand in a template."""
        PlaceholderList(self.window()).open()

    def save_example(self) -> None:
        """Write a template to start from."""
        document = self.session.office.settings.locale_for(self.language.current())

        def work(path: Path, _progress: Callable[[float], None]) -> None:
            # late: openpyxl takes a quarter of a second
            from hospcomms.services.template_fill import write_example

            write_example(path, document)

        def told(_nothing: Any, path: Path) -> list[Sentence]:
            return [sentence("The template was saved as {file}.", file=path.name)]

        if not self.errand.under_way:
            name = safe_name(tr(N_("Template")))
            self.errand.run(Order(f"{name}.xlsx", WORKBOOK_FILE, work, told))

    def order(self) -> Order | None:
        span, template = self.period.settle(), self.template
        if span is None or template is None:
            return None
        office = self.session.office
        document = office.settings.locale_for(self.language.current())

        def work(path: Path, progress: Callable[[float], None]) -> int:
            # late: as above
            from hospcomms.services import template_fill

            template_fill.refuse_overwriting(template, path)
            whole = template_fill.read_template(template)
            return template_fill.fill(office, whole, span.first, span.last, document, path, progress)

        def told(count: Any, path: Path) -> list[Sentence]:
            return [sentence("The filled template was saved as {file}.", file=path.name), campaigns_in(count)]

        name = f"{template.stem} {span.first.isoformat()} {span.last.isoformat()}"
        return Order(f"{safe_name(name)}.xlsx", WORKBOOK_FILE, work, told)

    def is_ready(self) -> bool:
        return self.template is not None


class SurveyView(QWidget):
    """What is known of a template before anything is saved."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(4))
        heads = (tr(N_("Sheet")), tr(N_("Cell")), tr(N_("Placeholder")))
        self.unknown = TextTable(heads, tr(N_("Placeholders that are not known")), (160, 110))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(self._lines)
        column.addWidget(self.unknown)
        self.said: list[str] = []
        self.hide()

    def show_survey(self, survey: Survey) -> None:
        """Say how much will be filled, what is not known, and what is not kept."""
        while (item := self._lines.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        found = [(shape, say(what)) for shape, what in survey_lines(survey)]
        self.said = [words for _shape, words in found]
        for shape, words in found:
            self._lines.addWidget(row_of(Mark(shape, 16), Label(words, wrap=True)))
        rows = [(item.sheet, spoken().value(item.cell), item.text) for item in survey.unknown]
        self.unknown.setVisible(bool(rows))
        self.show()
        self.unknown.show_rows(rows, most=5)


def survey_lines(survey: Survey) -> list[tuple[str, Sentence]]:
    """What is said of a template: the shape before each line, and the line."""
    found: list[tuple[str, Sentence]] = []
    if survey.placeholders:
        filled = counted("{n} cell will be filled.", "{n} cells will be filled.", survey.filled)
        found.append(("done" if survey.filled else "soon", filled))
    else:
        found.append(("soon", sentence("The template holds no placeholder; it would be saved as it is.")))
    if survey.unknown:
        unknown = counted(
            "{n} placeholder is not known and stays as it is:",
            "{n} placeholders are not known and stay as they are:",
            len(survey.unknown),
        )
    else:
        unknown = None
    found += [("note", loss) for loss in survey.losses]
    return [*found, ("soon", unknown)] if unknown else found
