"""The signed versions of an evaluation: their names, the band over one that is shown, and what came after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu

from hospcomms.domain.evaluations import Evaluation
from hospcomms.domain.wording import Sentence, counted, sentence
from hospcomms.services import evaluation
from hospcomms.services.office import Office
from ui import theme
from ui.language import say, shown, tr
from ui.widgets.buttons import MenuButton
from ui.widgets.labels import Label
from ui.widgets.marks import Mark
from ui.widgets.sheets import Sheet

MOST = 4
"""So many of the entries made since are named; the others are counted."""


def draft_said(kept: Sequence[Evaluation]) -> Sentence:
    """The name of the evaluation as it stands now, beside its signed versions."""
    return sentence("Draft, version {number}", number=evaluation.next_number(kept))


def version_said(found: Evaluation) -> Sentence:
    """The name of a signed version."""
    number = round(found.version or 0)
    if found.signed_at is None:
        return sentence("Version {number}", number=number)
    day = found.signed_at.astimezone().date()
    return sentence("Version {number}, signed on {day}", number=number, day=day)


class VersionChoice(MenuButton):
    """Which version is shown: the evaluation as it stands now, or a signed one. Not shown while none is signed."""

    def __init__(self, choose: Callable[[Evaluation | None], None]) -> None:
        super().__init__("", icon="history")
        self._choose = choose

    def offer(self, kept: Sequence[Evaluation], shown_now: Evaluation | None) -> None:
        """Offer these versions; None is the evaluation as it stands now."""
        words = say(draft_said(kept) if shown_now is None else version_said(shown_now))
        self.name_it(words)
        self.setAccessibleName(say(sentence("{label}: {text}", label=tr("Version"), text=words)))
        self.setVisible(bool(kept))
        menu = QMenu(self)
        for version, said in ((None, draft_said(kept)), *((one, version_said(one)) for one in kept)):
            action = menu.addAction(shown(say(said)).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, version=version: self._choose(version))
        self.setMenu(menu)


class SignedBand(Sheet):
    """Says of a version that it is signed and stays, what it was signed with, and what was entered since."""

    def __init__(self, office: Office, found: Evaluation) -> None:
        super().__init__("head", padding=10)
        for mark, said in (("approved", _signed(found)), *(("note", line) for line in _since(office, found))):
            line = QHBoxLayout()
            line.setSpacing(theme.px(10))
            line.addWidget(Mark(mark), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Label(said, wrap=True), 1)
            self.body.addLayout(line)


def _signed(found: Evaluation) -> str:
    said = sentence(
        "{version}, by {who}. It is shown as it was signed.", version=version_said(found), who=found.signed_by
    )
    return say(said)


def _since(office: Office, found: Evaluation) -> list[str]:
    lines = []
    if found.note:
        lines.append(say(sentence("What the figures do not say: {note}", note=found.note)))
    later = evaluation.entered_since(office, found)
    if not later:
        return [*lines, tr("Nothing was entered since.")]
    names = tuple(dict.fromkeys(part.indicator for part in later))
    said = counted(
        "{n} objective or result was entered or changed since: {names}",
        "{n} objectives and results were entered or changed since: {names}",
        len(later),
        names=names[:MOST],
    )
    return [*lines, say(said)]
