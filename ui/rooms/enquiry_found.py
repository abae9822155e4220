"""The two lists beside an enquiry: what was said before, and who may speak on it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from hospcomms.domain.enquiries import Enquiry, Line
from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services.enquiries import Proposal
from hospcomms.services.said_before import Earlier, text_of
from ui import theme
from ui.language import plain, say, shown, tr
from ui.rooms.press_links import PHONE, AddressLink
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label, ShortLabel
from ui.widgets.marks import Picture, Rule, StateLabel

ICONS = {"enquiry": "chat_multiple", "line": "comment_multiple", "service": "heart_pulse"}
MOST_LINES = 3
"""Lines of a text that are shown before it is put into the answer."""
MOST_SPEAKERS = 4
EDGE, GAP = 8, 4


class Found(QWidget):
    """What was said before; Enter or a double click asks for it (``wanted``)."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[FoundRow] = []
        self.hint = Label(
            tr(N_("Type the question: earlier answers, lines to take and services appear here.")),
            role="small",
            tone="text2",
            wrap=True,
        )
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setAccessibleName(tr(N_("What we already said")))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(theme.px(210))
        self.list.itemDoubleClicked.connect(self._take)
        self.list.installEventFilter(self)
        self.use = Label(
            tr(N_("Enter or a double click puts it into the answer.")), role="small", tone="text3", wrap=True
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(GAP))
        for widget in (self.hint, self.list, self.use):
            column.addWidget(widget)
        column.addStretch(0)
        self.setFocusProxy(self.list)
        self._show_parts()

    def show_found(self, earlier: Sequence[Earlier], locale: Locale, language: str) -> None:
        """Show what was found in place of what was shown."""
        self.list.clear()
        self.rows = [FoundRow(one, locale, language) for one in earlier]
        for row in self.rows:
            item = QListWidgetItem()
            item.setData(Qt.ItemDataRole.AccessibleTextRole, row.told)
            self.list.addItem(item)
            self.list.setItemWidget(item, row)
        if self.rows:
            self.list.setCurrentRow(0)
        self._fit()
        self._show_parts()

    def _show_parts(self) -> None:
        self.hint.setVisible(not self.rows)
        self.list.setVisible(bool(self.rows))
        self.use.setVisible(bool(self.rows))

    def _fit(self) -> None:
        """The rows are as high as their words are at this width."""
        width = self.list.viewport().width()
        for place, row in enumerate(self.rows):
            self.list.item(place).setSizeHint(QSize(theme.px(60), row.fit(width)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: object, event: object) -> bool:
        """Enter takes the row; in a form it would otherwise be nobody's key."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.currentItem() is not None:
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]  # as Qt passes them

    def _take(self, item: QListWidgetItem) -> None:
        self.wanted.emit(self.rows[self.list.row(item)].earlier)


class FoundRow(QWidget):
    """One thing said before: what it is, its title, its beginning, and why it must not be used, if so."""

    def __init__(self, earlier: Earlier, locale: Locale, language: str) -> None:
        super().__init__()
        self.earlier = earlier
        record = earlier.record
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        head.addWidget(Picture(ICONS[record.key], 16))
        head.addWidget(Label(record.caption, bold=True, elide=True), 1)
        self._kind = Label(self._what(locale), role="small", tone="text2", elide=True)
        speaking = Locale(language, locale.country)
        self._words = ShortLabel(" ".join(text_of(record, speaking).split()), most=MOST_LINES, role="small")
        column = QVBoxLayout(self)
        column.setContentsMargins(*theme.margins(EDGE, 6, EDGE, 6))
        column.setSpacing(theme.px(2))
        column.addLayout(head)
        column.addWidget(self._kind)
        self._caution: QWidget | None = None
        if earlier.caution is not None:
            self._caution = StateLabel("soon", say(earlier.caution), role="small")
            column.addWidget(self._caution)
        column.addWidget(self._words)
        self.told = plain(say(sentence("{kind}: {title}", kind=self._what(locale), title=record.caption)))

    def _what(self, locale: Locale) -> str:
        """The kind, and when it was said."""
        record = self.earlier.record
        if isinstance(record, Enquiry) and record.answered_at is not None:
            return say(sentence("Answered on {day}", day=record.answered_at.astimezone().date()))
        if isinstance(record, Line) and record.approved_on is not None:
            return say(sentence("Line to take, approved on {day}", day=record.approved_on))
        return say(sentence("{kind}", kind=Word(type(record).one)))

    def fit(self, width: int) -> int:
        """Be as high as needed at that width; returns the height."""
        words = self._words.fit(width - 2 * theme.px(EDGE))
        caution = 0 if self._caution is None else self._caution.sizeHint().height() + theme.px(2)
        return words + caution + theme.px(22) + self._kind.sizeHint().height() + theme.px(6 + 6 + 4)


class Speakers(QWidget):
    """Who may speak, best first, with telephone and deputy; one press chooses (``chosen``)."""

    chosen = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._proposals: Sequence[Proposal] = ()
        self._chosen = 0
        self.buttons: dict[int, Button] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._page: QWidget | None = None
        self._fill()

    def show_proposals(self, proposals: Sequence[Proposal], chosen: int) -> None:
        """Show these people."""
        self._proposals, self._chosen = proposals, chosen
        self._fill()

    def show_chosen(self, chosen: int) -> None:
        """Mark who speaks."""
        self._chosen = chosen
        self._fill()

    def _fill(self) -> None:
        if self._page is not None:
            self._column.removeWidget(self._page)
            self._page.hide()
            self._page.deleteLater()
        self._page = QWidget()
        self.buttons = {}
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        for place, one in enumerate(self._proposals[:MOST_SPEAKERS]):
            if place:
                column.addWidget(Rule())
            column.addWidget(self._speaker(one))
        if not self._proposals:
            words = tr(N_("Nobody of the staff register has a mandate to speak on this."))
            column.addWidget(Label(words, role="small", tone="text2", wrap=True))
        self._column.addWidget(self._page)

    def _speaker(self, one: Proposal) -> QWidget:
        who, holder = one.colleague, QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(1))
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        head.addWidget(Label(who.name, bold=True, elide=True), 1)
        if who.id == self._chosen:
            head.addWidget(StateLabel("done", tr(N_("Chosen")), role="small"))
        else:
            self.buttons[who.id] = Button(tr(N_("Choose")), partial(self.chosen.emit, who.id), kind="row")
            head.addWidget(self.buttons[who.id])
        column.addLayout(head)
        column.addWidget(Label(who.function, role="small", tone="text2", elide=True))
        for phone in (who.phone or who.phone2,):
            if phone:
                column.addWidget(AddressLink(self._session, PHONE, phone), 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(Label(self._facts(one), role="small", tone="text2", wrap=True))
        return holder

    def _facts(self, one: Proposal) -> str:
        """Topics, languages and deputy in one line each."""
        who = one.colleague
        spoken = fields_of(type(who))["languages"]
        languages = tuple(Word(found.label) for key in who.languages if (found := spoken.choice(key)) is not None)
        lines = [
            sentence("Speaks on: {topics}", topics=who.topics) if who.topics else sentence("Speaks on any topic"),
            sentence("Languages: {languages}", languages=languages) if languages else None,
        ]
        if one.deputy is not None:
            phone = one.deputy.phone or one.deputy.phone2
            said = sentence("Deputy: {name}, {phone}", name=one.deputy.name, phone=phone)
            lines.append(said if phone else sentence("Deputy: {name}", name=one.deputy.name))
        return "\n".join(shown(say(line)) for line in lines if line is not None)
