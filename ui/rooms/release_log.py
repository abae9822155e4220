"""The distribution log of a press release on the screen: the newest line first, nothing in it to be changed."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import isolated
from hospcomms.domain.press import Person
from hospcomms.domain.releases import Delivery, Release
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services import handing_out
from ui import theme
from ui.language import say, shown, tr
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Rule, StateLabel

MOST = 200
"""Lines shown; the printed log has them all."""


class ReleaseLog(QWidget):
    """Who was given which version, how and when; a press on a person opens them."""

    def __init__(self, session: Session, release: Release) -> None:
        super().__init__()
        self._session = session
        self.lines: list[Delivery] = []
        self._page: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.fill(release)

    def fill(self, release: Release) -> None:
        """Show the log as it stands now."""
        self.lines = handing_out.deliveries(self._session.office, release)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for place, line in enumerate(self.lines[:MOST]):
            if place:
                column.addWidget(Rule())
            column.addWidget(self._line(line, release))
        if not self.lines:
            words = tr(N_("Nobody has been given this release yet."))
            column.addWidget(Label(words, tone="text2", wrap=True))
        left = len(self.lines) - MOST
        if left > 0:
            said = counted("{n} more line is on the printed log.", "{n} more lines are on the printed log.", left)
            column.addWidget(Label(say(said), role="small", tone="text2"))
        if self._page is not None:
            self._column.removeWidget(self._page)
            self._page.deleteLater()
        self._page = page
        self._column.addWidget(page)

    def _line(self, line: Delivery, release: Release) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if line.person:
            person = line.person
            opened = Button(
                shown(line.recipient), lambda: self._session.go.open_record(Person, person), kind="link"
            )  # fmt: skip
            column.addWidget(opened)
        else:
            column.addWidget(Label(line.recipient, bold=True, wrap=True))
        column.addWidget(Label(say(self._said(line, release)), role="small", tone="text2", wrap=True))
        if line.under_embargo:
            column.addWidget(StateLabel("soon", tr(N_("Given under embargo")), role="small"))
        return holder

    def _said(self, line: Delivery, release: Release) -> Sentence:
        """When, how, which version, by whom; whether the text is another one now."""
        choice = fields_of(Delivery)["way"].choice(line.way)
        parts: list[Sentence] = []
        if line.at is not None:
            parts.append(sentence("{moment}", moment=isolated(self._session.locale.moment(line.at))))
        if choice is not None:
            parts.append(sentence("{word}", word=Word(choice.label)))
        if line.edition is not None:
            parts.append(sentence("Version {n}", n=line.edition))
        if line.text_mark != release.text_mark:
            parts.append(sentence("the text is another one now"))
        if line.by:
            parts.append(sentence("by {name}", name=line.by))
        if line.note:
            parts.append(sentence("{word}", word=line.note))
        return sentence("{parts}", parts=tuple(parts))
