"""How hard a version's text is to read: indicative figures, its long sentences and words, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QTextEdit, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.materials import Material, MaterialVersion
from hospcomms.domain.quality.passages import Passage
from hospcomms.domain.quality.readability import LABELS, LONG_LETTERS, LONG_SENTENCE, MEANING, Measure, Readability
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.services import quality
from ui import theme
from ui.language import say, shown, spoken, tr
from ui.records.editors.flow import Flow
from ui.records.editors.lines import DirectedText
from ui.rooms.version_choice import VersionChoice
from ui.session import Session
from ui.shell.help_pages import HELP
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import StateLabel
from ui.widgets.sheets import EmptyState, Sheet, scrolled

INDICATIVE = N_("Indicative only: no formula was tried on readers of leaflets. A pretest tells more.")
RIGHT_TO_LEFT = ("ar", "darija")
_TEXT_HEIGHT = 220


class MaterialReadability(QWidget):
    """Figures over the long places; a press on one shows it in the text below."""

    def __init__(self, session: Session, material: Material) -> None:
        super().__init__()
        self.session = session
        self.found: Readability | None = None
        self.text: DirectedText | None = None
        self.setProperty(HELP, "materials-readability")
        self.version = VersionChoice(session, material.id)
        self.version.activated.connect(lambda _index: self.fill())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(8))
        self._column.addWidget(self.version)
        self._shown = QWidget()
        self._column.addWidget(self._shown, 1)
        session.bus.committed.connect(self._heard)
        self.fill()

    def show_record(self, _material: Material) -> None:
        """Show the material as it stands now."""
        self._read()

    def _heard(self, commit: Commit) -> None:
        if commit.touches(MaterialVersion):
            self._read()

    def _read(self) -> None:
        self.version.read()
        self.fill()

    def fill(self) -> None:
        """Measure the text of the chosen version."""
        version = self.version.version()
        self.version.setVisible(version is not None)
        self.found = quality.readability_of(version) if version is not None else None
        self.text = None
        page = self._page(version, self.found) if version is not None and self.found is not None else _nothing()
        self._column.replaceWidget(self._shown, page)
        self._shown.deleteLater()
        self._shown = page

    def _page(self, version: MaterialVersion, found: Readability) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, theme.px(12))
        column.setSpacing(theme.px(12))
        column.addWidget(_figures(found))
        sentences = counted("Sentences of more than {n} word", "Sentences of more than {n} words", LONG_SENTENCE)
        words = counted("Words of more than {n} letter", "Words of more than {n} letters", LONG_LETTERS)
        column.addWidget(self._places(say(sentences), found.long_sentences, by_word=False))
        column.addWidget(self._places(say(words), found.long_words, by_word=True))
        column.addWidget(self._whole(version))
        column.addStretch(1)
        return scrolled(page)

    def _places(self, title: str, places: Sequence[Passage], *, by_word: bool) -> Sheet:
        """The long places, the longest first, each with its size."""
        card = Sheet()
        card.body.addWidget(Label(title, role="section"))
        if not places:
            card.body.addWidget(StateLabel("done", tr(N_("Nothing is too long."))))
            return card
        holder = QWidget()
        flow = Flow(holder, 12)
        for place in places:
            one = (
                counted("{n} letter", "{n} letters", place.size)
                if by_word
                else counted("{n} word", "{n} words", place.size)
            )
            text = place.text if by_word else _begin(place.text)
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(theme.px(4))
            row.addWidget(Button(shown(text), partial(self.show_place, place), kind="link"))
            row.addWidget(Label(say(one), role="small", tone="text2"))
            flow.addWidget(line)
        card.body.addWidget(holder)
        return card

    def _whole(self, version: MaterialVersion) -> Sheet:
        """The text itself, in its own direction; it cannot be changed here."""
        card = Sheet()
        card.body.addWidget(Label(tr(N_("Text")), role="section"))
        rtl = version.language in RIGHT_TO_LEFT
        self.text = DirectedText(rtl=rtl, page_rtl=self.session.locale.rtl)
        self.text.set_text(version.wording)
        self.text.setReadOnly(True)
        self.text.set_rtl(rtl)
        self.text.setAccessibleName(tr(N_("Text")))
        self.text.setFixedHeight(theme.px(_TEXT_HEIGHT))
        card.body.addWidget(self.text)
        return card

    def show_place(self, place: Passage) -> None:
        """Mark a place in the text and bring it into sight."""
        if self.text is None:
            return
        whole = self.text.text()
        start, end = _units(whole, place.start), _units(whole, place.end)
        cursor = QTextCursor(self.text.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        mark = QTextEdit.ExtraSelection()
        mark.cursor = cursor
        form = QTextCharFormat()
        form.setBackground(theme.current().colour("sel"))
        form.setForeground(theme.current().colour("on_sel"))
        mark.format = form
        self.text.setExtraSelections([mark])
        at = QTextCursor(cursor)
        at.setPosition(start)
        self.text.setTextCursor(at)
        self.text.setFocus()
        self.text.ensureCursorVisible()


def _units(text: str, place: int) -> int:
    """A place counted as Qt counts: in UTF-16 units."""
    return len(text[:place].encode("utf-16-le")) // 2


def _begin(text: str, most: int = 60) -> str:
    """The first words of a sentence."""
    if len(text) <= most:
        return text
    return f"{text[:most].rsplit(' ', 1)[0]} …"


def _nothing() -> QWidget:
    line = tr(N_("Type or paste the text of a version in the tab “Versions”; its readability is measured on it."))
    return EmptyState("text_description", tr(N_("No text to measure yet")), line)


def _figures(found: Readability) -> Sheet:
    card = Sheet()
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.px(16))
    grid.setVerticalSpacing(theme.px(4))
    grid.setColumnStretch(2, 1)
    for row, measure in enumerate(found.measures):
        grid.addWidget(Label(tr(LABELS[measure.key])), row, 0)
        grid.addWidget(Label(_value(measure), bold=True), row, 1)
        meaning = tr(MEANING[measure.key])
        if measure.band:
            meaning = say(sentence("{band} ({meaning})", band=tr(measure.band), meaning=meaning))
        grid.addWidget(Label(meaning, role="small", tone="text2", wrap=True), row, 2)
    size = sentence(
        "{words} in {sentences}",
        words=counted("{n} word", "{n} words", found.words),
        sentences=counted("{n} sentence", "{n} sentences", found.sentences),
    )
    card.body.addWidget(Label(say(size), role="section"))
    card.body.addLayout(grid)
    card.body.addWidget(Label(tr(INDICATIVE), role="small", tone="text2", wrap=True))
    if found.is_short:
        short = tr(N_("The text is very short: each word changes the figures much."))
        card.body.addWidget(Label(short, role="small", tone="text2", wrap=True))
    return card


def _value(measure: Measure) -> str:
    return spoken().percent(measure.value, 0) if measure.is_percent else spoken().number(measure.value, 1)
