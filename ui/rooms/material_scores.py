"""The quality of a material: the scores of one version over time, what to revise, and the sheets to score it with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.charts.quality import scores_chart
from hospcomms.domain.materials import Material, MaterialVersion, QualityScore
from hospcomms.domain.quality.scoring import SHEETS
from hospcomms.domain.wording import N_, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services import preview, quality, records
from hospcomms.services.quality_reports import BLANKS
from ui import theme
from ui.language import say, spoken, tr
from ui.preview import open_preview
from ui.rooms.score_card import ScoreCard, ScoreLine
from ui.rooms.score_sheet import ScoreSheetPage
from ui.rooms.version_choice import VersionChoice
from ui.session import Session
from ui.shell.help_pages import HELP
from ui.widgets.buttons import Button, MenuButton
from ui.widgets.chart import ChartView
from ui.widgets.labels import Label
from ui.widgets.marks import StateLabel
from ui.widgets.sheets import EmptyState, Sheet, scrolled

_SHOWS = (QualityScore, MaterialVersion, Material)


class MaterialScores(QStackedWidget):
    """The scores of the chosen version; a sheet that is filled in stands in their place until it is left."""

    def __init__(self, session: Session, material: Material) -> None:
        super().__init__()
        self.session = session
        self.setProperty(HELP, "materials-quality")
        self.version = VersionChoice(session, material.id)
        self.version.activated.connect(lambda _index: self.fill())
        self.score = MenuButton(tr(N_("Score with…")), self._ask_sheet, icon="clipboard_task_list", kind="primary")
        self.blank = MenuButton(tr(N_("Blank sheet")), self._ask_blank, icon="print")
        self.cards: dict[int, ScoreCard] = {}
        self.page: ScoreSheetPage | None = None
        self._body = QStackedWidget()
        self.addWidget(self._overview())
        session.bus.committed.connect(self._heard)
        self.fill()

    def _overview(self) -> QWidget:
        tools = QHBoxLayout()
        tools.setSpacing(theme.px(8))
        tools.addWidget(self.version, 1)
        tools.addWidget(self.blank)
        tools.addWidget(self.score)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(tools)
        column.addWidget(self._body, 1)
        return holder

    def show_record(self, _material: Material) -> None:
        """Show the material as it stands now."""
        self._read()

    def select(self, ident: int) -> None:
        """Show the version a score belongs to."""
        for score in records.window(self.session.office, QualityScore, [ident]):
            self.version.choose(score.version)

    def _heard(self, commit: Commit) -> None:
        if any(commit.touches(kind) for kind in _SHOWS):
            self._read()

    def _read(self) -> None:
        self.version.read()
        self.fill()

    def fill(self) -> None:
        """Show the scores of the chosen version as they stand now."""
        old = self._body.currentWidget()
        self.cards = {}
        version = self.version.version()
        for tool in (self.version, self.score):
            tool.setEnabled(version is not None)
        self._body.setCurrentIndex(self._body.addWidget(self._page(version)))
        if old is not None:
            self._body.removeWidget(old)
            old.deleteLater()

    def _page(self, version: MaterialVersion | None) -> QWidget:
        if version is None:
            line = tr(N_("Add its first version in the tab “Versions”; then it can be scored."))
            return EmptyState("clipboard_task_list", tr(N_("No version to score yet")), line)
        found = quality.course(self.session.office, version)
        own = quality.scores_of(self.session.office, version)
        halves = quality.half_filled(self.session.office, version)
        if not found.scores and not halves:
            begin = (tr(SHEETS["cci"].title), partial(self.begin, "cci"))
            line = tr(N_("A score sheet shows what to revise before readers see the material."))
            return EmptyState("clipboard_task_list", tr(N_("Not scored yet")), line, begin)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, theme.px(12))
        column.setSpacing(theme.px(12))
        if halves:
            column.addWidget(self._halves(halves))
        self._add_scores(column, own, found)
        if len(found.scores) > 1:
            column.addWidget(self._history(found))
        column.addStretch(1)
        return scrolled(page)

    def _halves(self, halves: Sequence[str]) -> Sheet:
        """The sheets that were begun and not finished."""
        card = Sheet(padding=10)
        for key in halves:
            said = sentence("Begun and not finished: {sheet}", sheet=Word(SHEETS[key].title))
            row = QHBoxLayout()
            row.addWidget(StateLabel("soon", say(said)), 0)
            row.addStretch(1)
            row.addWidget(Button(tr(N_("Go on")), partial(self.begin, key), kind="row", icon="edit"))
            card.body.addLayout(row)
        return card

    def _add_scores(self, column: QVBoxLayout, own: Sequence[QualityScore], found: quality.Course) -> None:
        """The newest score of each sheet in full, the older ones a line each."""
        older, seen = [], set()
        for score in own:
            if score.instrument in seen:
                older.append(score)
                continue
            seen.add(score.instrument)
            card = ScoreCard(self.session, score, found, quality.second_scorer(own, score))
            card.correct.connect(self.correct)
            card.again.connect(self.begin)
            self.cards[score.id] = card
            column.addWidget(card)
        if not own:
            column.addWidget(Label(tr(N_("This version has no score yet.")), tone="text2"))
        if older:
            lines = Sheet()
            lines.body.addWidget(Label(tr(N_("Earlier scores of this version")), role="section"))
            for score in older:
                lines.body.addWidget(ScoreLine(self.session, score))
            column.addWidget(lines)

    def _history(self, found: quality.Course) -> Sheet:
        """All scores of the versions in this language, from the oldest to the newest."""
        card = Sheet()
        card.body.addWidget(Label(tr(N_("Scores over time, all versions in this language")), role="section"))
        chart = ChartView(scores_chart(found.scores, found.editions, spoken()))
        chart.setAccessibleName(tr(N_("Scores over time, all versions in this language")))
        card.body.addWidget(chart)
        return card

    # what is done

    def sheets_menu(self) -> QMenu:
        """The score sheets one can fill in."""
        menu = QMenu(self)
        for key, sheet in SHEETS.items():
            menu.addAction(tr(sheet.title)).triggered.connect(partial(self._begin, key))
        return menu

    def _ask_sheet(self) -> None:
        self.sheets_menu().exec(self.score.mapToGlobal(self.score.rect().bottomLeft()))

    def _ask_blank(self) -> None:
        menu = QMenu(self)
        for key, name in BLANKS.items():
            menu.addAction(tr(SHEETS[key].title)).triggered.connect(partial(self._print_blank, name))
        menu.exec(self.blank.mapToGlobal(self.blank.rect().bottomLeft()))

    def _print_blank(self, name: str, _checked: bool = False) -> None:
        open_preview(self.session, self, preview.of_report(self.session.office, name, self.version.version()))

    def _begin(self, key: str, _checked: bool = False) -> None:
        self.begin(key)

    def begin(self, key: str) -> None:
        """Fill in a sheet for the chosen version, from where it was left."""
        version = self.version.version()
        if version is not None:
            self._open(*quality.begun(self.session.office, version, key))

    def correct(self, score: QualityScore) -> None:
        """Open a kept score to correct it; the version is not approved yet."""
        self._open(score, quality.answers_of(score))

    def _open(self, score: QualityScore, answers: dict[int, str]) -> None:
        self._close()
        self.page = ScoreSheetPage(self.session, score, answers)
        self.page.left.connect(self._left)
        self.setCurrentIndex(self.addWidget(self.page))
        self.page.setFocus()

    def _left(self) -> None:
        self._close()
        self.fill()
        self.score.setFocus()

    def _close(self) -> None:
        if self.page is not None:
            page, self.page = self.page, None
            self.removeWidget(page)
            page.deleteLater()
