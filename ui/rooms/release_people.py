"""The people a press release could go to, each with a box to tick, or with the reason why they cannot have it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hospcomms.domain.releases import Release
from hospcomms.domain.wording import N_, Sentence, counted
from hospcomms.services import handing_out
from ui import theme
from ui.language import say, shown, tr
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Mark

NOBODY = N_("Nobody to hand it to yet: choose a press list in the text of the release.")
MOST = 400
"""Lines shown; a list is rarely longer, and more boxes would make the page slow."""


class ReleasePeople(QWidget):
    """Those who may have it first; ``changed`` tells that a tick was set or taken."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.boxes: dict[int, QCheckBox] = {}
        self.reasons: dict[int, Sentence] = {}
        self._grid: QWidget | None = None
        self.counted = Label("", role="small", tone="text2")
        self.all = Button(tr(N_("Tick everybody who may have it")), self.tick_all, kind="link")
        self.none = Button(tr(N_("Untick all")), self.untick, kind="link")
        head = QHBoxLayout()
        head.addWidget(Label(tr(N_("Who gets it")), role="section"))
        head.addSpacing(theme.px(8))
        head.addWidget(self.counted)
        head.addStretch(1)
        head.addWidget(self.all)
        head.addWidget(self.none)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addLayout(head)

    def ticked(self) -> list[int]:
        """The ids of the people ticked."""
        return [ident for ident, box in self.boxes.items() if box.isChecked()]

    def tick_all(self) -> None:
        """Tick everybody who may have it."""
        for box in self.boxes.values():
            box.setChecked(box.isEnabled())

    def untick(self) -> None:
        """Take all ticks away."""
        for box in self.boxes.values():
            box.setChecked(False)

    def fill(self, release: Release, way: str) -> None:
        """Show the people as things stand now for a way; ticks of those who still may have it stay."""
        kept = set(self.ticked())
        office = self._session.office
        told = [(person, why) for person, _may, why in handing_out.recipients(office, release, way)]
        told.sort(key=lambda pair: pair[1] is not None)
        self.boxes, self.reasons = {}, {}
        page = QWidget()
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(2, 1)
        for row, (person, why) in enumerate(told[:MOST]):
            box = QCheckBox(shown(person.name).replace("&", "&&"))
            box.setEnabled(why is None)
            box.setChecked(person.id in kept and why is None)
            box.toggled.connect(lambda _on: self._tell())
            self.boxes[person.id] = box
            grid.addWidget(box, row, 0)
            if why is not None:
                self.reasons[person.id] = why
                grid.addWidget(Mark("rejected"), row, 1)
                grid.addWidget(Label(say(why), role="small", tone="text2", wrap=True), row, 2)
        if not told:
            grid.addWidget(Label(tr(NOBODY), tone="text2", wrap=True), 0, 0, 1, 3)
        self._replace(page)
        self.all.setVisible(bool(told))
        self.none.setVisible(bool(told))
        self._tell()

    def _replace(self, page: QWidget) -> None:
        if self._grid is not None:
            self._column.removeWidget(self._grid)
            self._grid.deleteLater()
        self._grid = page
        self._column.addWidget(page)

    def _tell(self) -> None:
        may = sum(box.isEnabled() for box in self.boxes.values())
        words = counted(
            "{ticked} ticked of {n} who may have it", "{ticked} ticked of {n} who may have it", may,
            ticked=len(self.ticked()),
        )  # fmt: skip
        self.counted.setText(say(words) if self.boxes else "")
        self.changed.emit()
