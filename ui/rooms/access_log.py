"""The log of access on the screen: who saw, exported, printed or erased what, when and why; it only grows."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from hospcomms.domain.access import WHAT, AccessLine
from hospcomms.domain.errors import Refusal
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.wording import C_, N_, counted, sentence
from hospcomms.services import access, preview
from hospcomms.services.privacy import access_sheet
from hospcomms.services.privacy.papers import ACCESS_LOG, kinds
from ui import theme
from ui.background import Progress
from ui.exchange.rows import TextTable
from ui.file_dialogs import ask_save, documents
from ui.language import say, shown, tr
from ui.records.editors.choices import QuietCombo
from ui.rooms.agenda_page import ReadWhenSeen
from ui.session import Session
from ui.shell.help_pages import HELP
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheets import EmptyState

DAYS = ((7, N_("The last 7 days")), (30, N_("The last 30 days")), (365, N_("The last year")), (0, N_("From the start")))
SHEET = N_("Workbook (.xlsx)")
SHOWN = 1_000
"""Lines on the page; the paper and the command line have more."""
_WIDTHS = (124, 84, 160, 140, 56, 92, 84)


class AccessLog(ReadWhenSeen):
    """The lines of some days and of one kind or all, the newest first; printed and exported as they are shown."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.lines: list[AccessLine] = []
        self.setProperty(HELP, "processing-access")
        self.what, self.days = QuietCombo(), QuietCombo()
        self.what.addItem(shown(tr(C_("access", "Everything"))), "")
        for choice in WHAT:
            self.what.addItem(shown(tr(choice.label)), choice.key)
        for many, words in DAYS:
            self.days.addItem(shown(tr(words)), many)
        self.days.setCurrentIndex(1)
        self.what.setAccessibleName(tr(N_("Kind of access")))
        self.days.setAccessibleName(tr(N_("Days")))
        self.count = Label("", role="small", tone="text2")
        self.print = Button(tr(N_("Print…")), self.show_paper, icon="print")
        self.export = Button(tr(N_("Export…")), self.ask_export, icon="arrow_export")
        heads = [tr(head) for _key, head, _kind in access_sheet.HEADS]
        self.table = TextTable(heads, tr(N_("Access log")), _WIDTHS)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.horizontalHeader().setMinimumSectionSize(theme.px(48))
        line = tr(N_("Exports, papers, identities shown and erasures are noted here by themselves."))
        self.empty = EmptyState("shield", tr(N_("Nothing was noted in these days.")), line)
        self._compose()
        self.what.currentIndexChanged.connect(self.read)
        self.days.currentIndexChanged.connect(self.read)

    def _compose(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(theme.px(8))
        for widget in (self.what, self.days, self.count):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self.print)
        bar.addWidget(self.export)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(12))
        column.setSpacing(theme.px(8))
        column.addLayout(bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)

    def span(self) -> tuple[date | None, date | None]:
        """The first and the last day shown; None is open."""
        many = int(self.days.currentData() or 0)
        return (self.session.office.today - timedelta(days=many - 1) if many else None), None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.read()  # most of what is noted is no change

    def read(self, *_heard: object) -> None:
        """Show the lines as they stand now."""
        office, locale = self.session.office, self.session.locale
        self.lines = access.lines(office, SHOWN, what=str(self.what.currentData() or ""), days=self.span())
        names = kinds()
        rows = [access_sheet.cells(line, names, locale) for line in self.lines]
        self.table.texts.show([[_text(cell, locale) for cell in row] for row in rows])
        self.count.setText(say(counted("{n} line", "{n} lines", len(self.lines))))
        self.table.setVisible(bool(rows))
        self.empty.setVisible(not rows)
        self.export.setEnabled(bool(rows))

    def show_paper(self) -> None:
        """Show the log on paper, for the days that are shown."""
        # late: the preview is read when it is first opened
        from ui.preview import open_preview

        open_preview(self.session, self, preview.of_report(self.session.office, ACCESS_LOG))

    def ask_export(self) -> None:
        """Write what is shown into a workbook, beside the window."""
        proposed = documents() / f"{tr(N_('Access log'))} {self.session.office.today.isoformat()}.xlsx"
        name = ask_save(self, proposed, tr(SHEET))
        if name:
            self.write(Path(name))

    def write(self, path: Path) -> None:
        """Write what is shown to ``path``."""
        office, lines = self.session.office, list(self.lines)
        locale = office.settings.locale_for(self.session.locale.language)

        def work(_progress: Progress) -> int:
            return access_sheet.export(office, lines, locale, path)

        def done(_many: int) -> None:
            self.session.go.say(sentence("The list was saved as {file}.", file=path.name))
            self.read()

        def failed(error: BaseException) -> None:
            if isinstance(error, Refusal):
                self.session.go.refuse(error.sentence)

        self.session.background.start(self, work, done=done, failed=failed)


def _text(cell: object, locale: Locale) -> str:
    """A cell in words: moments and numbers as the page has them."""
    if isinstance(cell, datetime):
        return isolated(locale.moment(cell))
    return locale.number(cell) if isinstance(cell, float) else str(cell or "")
