"""The foot of a score sheet: points out of the items that apply, what is left, the steps, and the end."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from hospcomms.domain.quality.scoring import Share, Tally
from hospcomms.domain.quality.sheets import ScoreSheet
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.domain.wording import Label as Word
from ui import theme
from ui.language import say, spoken, tr
from ui.rooms.score_items import AnswerButton
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.sheets import Sheet


class ScoreFoot(Sheet):
    """Says how far one is; ``back``, ``on`` and ``finish`` are its buttons."""

    def __init__(self, sheet: ScoreSheet) -> None:
        super().__init__(padding=10)
        self._sheet = sheet
        self.points = Label("", bold=True, wrap=True)
        self.open = Label("", role="small", tone="text2", wrap=True)
        self.back = AnswerButton(tr(N_("Item before")), icon="chevron_up", kind="square")
        self.on = AnswerButton(tr(N_("Item after")), icon="chevron_down", kind="square")
        self.finish = Button(tr(N_("Finish")), icon="checkmark", kind="primary")
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.points)
        said.addWidget(self.open)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addLayout(said, 1)
        for button in (self.back, self.on, self.finish):
            row.addWidget(button)
        self.body.addLayout(row)

    def show_steps(self, *, shown: bool) -> None:
        """Show the buttons that go from item to item, or hide them."""
        self.back.setVisible(shown)
        self.on.setVisible(shown)

    def show_tally(self, found: Tally) -> None:
        """Say the points so far and how many items are open."""
        lines = tuple(
            points_said(share, named=len(found.shares) > 1, is_final=found.is_complete) for share in found.shares
        )
        self.points.setText("   ".join(say(line) for line in lines))
        left = counted("{n} item has no answer yet", "{n} items have no answer yet", len(found.missing))
        self.open.setText(say(left if found.missing else self._result(found)))

    def _result(self, found: Tally) -> Sentence:
        """What the complete sheet comes to."""
        limit = spoken().percent(self._sheet.threshold, 0)
        if self._sheet.at_least:
            good = sentence("Good enough: at least {limit} is asked.", limit=limit)
            return good if found.passed else sentence("Not yet good enough: at least {limit} is asked.", limit=limit)
        good = sentence("Good enough: more than {limit} is asked of each.", limit=limit)
        return (
            good if found.passed else sentence("Not yet good enough: more than {limit} is asked of each.", limit=limit)
        )


def points_said(share: Share, *, named: bool, is_final: bool = True) -> Sentence:
    """The points of a domain out of the items that apply, with the percent they are once the sheet is complete."""
    if share.percent is None:
        return sentence("{domain}: no item yet", domain=Word(share.title)) if named else sentence("No item yet")
    if not is_final:
        so_far = {"points": share.points, "possible": share.possible}
        if named:
            return sentence("{domain}: {points} of {possible} so far", domain=Word(share.title), **so_far)
        return sentence("{points} of {possible} so far", **so_far)
    percent = spoken().percent(share.percent, 0 if share.percent == round(share.percent) else 1)
    values = {"points": share.points, "possible": share.possible, "percent": percent}
    if named:
        return sentence("{domain}: {points} of {possible} ({percent})", domain=Word(share.title), **values)
    return sentence("{points} of {possible} ({percent})", **values)
