"""One score of a version: what it came to, what to revise, what changed since before, and what a second person said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.errors import Refusal
from hospcomms.domain.materials import QualityScore
from hospcomms.domain.quality.scoring import Tally, scored
from hospcomms.domain.quality.sheets import Item
from hospcomms.domain.wording import C_, N_, Sentence, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services import preview, quality, records
from hospcomms.services.quality_reports import QUALITY_SHEET
from ui import theme
from ui.language import say, spoken, tr
from ui.preview import open_preview
from ui.rooms.score_foot import points_said
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule, StateLabel
from ui.widgets.sheets import Sheet

GOOD, REVISE = N_("Good enough"), N_("To be revised")


class ScoreCard(Sheet):
    """``correct`` carries the score that is to be corrected, ``again`` the key of the sheet to begin anew."""

    correct = Signal(object)
    again = Signal(str)

    def __init__(
        self, session: Session, score: QualityScore, course: quality.Course, second: QualityScore | None
    ) -> None:
        super().__init__()
        self.session, self.score = session, score
        found = scored(score.instrument, score.answers)
        self.body.addLayout(self._head(found))
        if found is not None:
            for share in found.shares:
                said = points_said(share, named=len(found.shares) > 1)
                self.body.addWidget(Label(say(said), role="preview", wrap=True))
        self.body.addWidget(Label(say(_who(score)), role="small", tone="text2", wrap=True))
        self.body.addWidget(Rule())
        self._add_items(quality.to_revise(score))
        earlier = quality.before(course, score)
        if earlier is not None:
            self._add_changes(earlier, course)
        if second is not None:
            self._add_second(second)
        if score.note:
            self.body.addWidget(Label(score.note, wrap=True))
        self.body.addLayout(self._acts())

    def _head(self, found: Tally | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(Label(tr(quality.sheet_of(self.score).title), role="section", elide=True), 1)
        passed = found is not None and found.passed
        row.addWidget(StateLabel("done" if passed else "soon", tr(GOOD if passed else REVISE)))
        return row

    def _add_items(self, items: Sequence[Item]) -> None:
        if not items:
            self.body.addWidget(Label(tr(N_("Every item that applies has its point.")), tone="text2", wrap=True))
            return
        self.body.addWidget(Label(tr(N_("Items to revise")), bold=True))
        for item in items:
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(Label(say(item_said(item)), wrap=True))
            column.addWidget(Label(tr(item.why), role="small", tone="text2", wrap=True))
            self.body.addLayout(column)

    def _add_changes(self, earlier: QualityScore, course: quality.Course) -> None:
        """The items answered differently than in the score before."""
        changes = quality.compared(earlier, self.score)
        said = sentence("Compared with version {number}, scored on {day}", number=course.editions.get(earlier.version),
                        day=earlier.scored_on)  # fmt: skip
        self.body.addWidget(Label(say(said), bold=True, wrap=True))
        if not changes:
            self.body.addWidget(Label(tr(N_("Every item was answered alike.")), role="small", tone="text2"))
        sheet = quality.sheet_of(self.score)
        for change in changes:
            line = sentence(
                "Item {number}: before {before}, now {after}",
                number=change.item.number,
                before=Word(sheet.word(change.before)),
                after=Word(sheet.word(change.after)),
            )
            shown = Label(say(line), role="small", tone="text2", wrap=True)
            shown.setToolTip(tr(change.item.text))
            self.body.addWidget(shown)

    def _add_second(self, second: QualityScore) -> None:
        """How far the newest score by somebody else agrees."""
        found = quality.agreement(self.score, second)
        if found is None:
            return
        said = sentence(
            "{name} scored it too: the same answer on {same} of {items} items ({percent}).",
            name=second.scored_by,
            same=found.same,
            items=found.items,
            percent=spoken().percent(found.percent, 0),
        )
        self.body.addWidget(Label(say(said), bold=True, wrap=True))
        for item in found.apart:
            self.body.addWidget(Label(say(item_said(item)), role="small", tone="text2", wrap=True))

    def _acts(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addStretch(1)
        row.addWidget(Button(tr(N_("Print")), lambda: print_score(self.session, self, self.score), icon="print"))
        if quality.may_be_corrected(self.session.office, self.score):
            row.addWidget(Button(tr(N_("Delete")), self.delete, icon="delete"))
            row.addWidget(Button(tr(C_("act", "Correct")), lambda: self.correct.emit(self.score), icon="edit"))
        again = Button(tr(N_("Score again")), lambda: self.again.emit(self.score.instrument), icon="arrow_sync")
        row.addWidget(again)
        return row

    def delete(self) -> None:
        """Put the score into the bin; undo brings it back."""
        try:
            self.session.go.committed(records.remove(self.session.office, QualityScore, [self.score.id]))
        except Refusal as refusal:
            self.session.go.refuse(refusal.sentence)


class ScoreLine(QWidget):
    """An earlier score in one line, with its sheet to print."""

    def __init__(self, session: Session, score: QualityScore) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        shape, word = ("done", GOOD) if score.has_passed else ("soon", REVISE)
        title = sentence("{sheet}: {score}", sheet=Word(quality.sheet_of(score).title), score=_figures(score))
        row.addWidget(StateLabel(shape, tr(word), role="small"))
        row.addWidget(Label(say(title), elide=True), 2)
        row.addWidget(Label(say(_who(score)), role="small", tone="text2", elide=True), 1)
        act = Button(tr(N_("Print")), lambda: print_score(session, self, score), icon="print", kind="icon")
        row.addWidget(act)


def print_score(session: Session, page: QWidget, score: QualityScore) -> None:
    """Show the filled sheet as a paper in the preview."""
    open_preview(session, page, preview.of_report(session.office, QUALITY_SHEET, score))


def item_said(item: Item) -> Sentence:
    """An item with its number."""
    return sentence("{number}. {text}", number=item.number, text=Word(item.text))


def _who(score: QualityScore) -> Sentence:
    if score.scored_on is None:
        return sentence("Scored by {name}", name=score.scored_by)
    return sentence("Scored by {name} on {day}", name=score.scored_by, day=score.scored_on)


def _figures(score: QualityScore) -> Sentence | str:
    """The percent of a score, both of PEMAT’s."""
    values = [spoken().percent(value) for value in (score.score, score.second) if value is not None]
    if not values:
        return sentence("no score")
    return values[0] if len(values) == 1 else sentence("{one} and {other}", one=values[0], other=values[1])
