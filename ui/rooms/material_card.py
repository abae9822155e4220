"""One version of a material as a card: language, state, what it looks like, and the steps it may take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from hospcomms.domain.audiences import SPOKEN
from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import isolated
from hospcomms.domain.material_versions import short_code
from hospcomms.domain.materials import DRAFT, MaterialVersion
from hospcomms.domain.wording import N_, Sentence, counted, sentence
from hospcomms.reports.pages_as_pictures import PagePicture
from hospcomms.services.clip_scans import look_at
from ui import theme
from ui.background import UNEXPECTED, Progress
from ui.language import plain, say, tr
from ui.preview.pictures import image
from ui.records.editors.flow import Flow
from ui.records.file_drops import FileDrops
from ui.rooms import material_drop
from ui.rooms.clip_scan_view import Sheet as PictureSheet
from ui.rooms.material_verbs import OF_VERSION
from ui.rooms.room import Verb
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import StateLabel
from ui.widgets.sheets import Sheet

WIDTH = 316
TALL = 132
EDGE = 700
"""Pixels of the longer side of the preview: enough at 200 %."""
EDIT, PUT_IN, OPEN, PAGE = N_("Edit"), N_("Put in a file…"), N_("Open"), N_("Approval page…")


@dataclass(frozen=True)
class Shown:
    """A version with what its card says besides: whether it is older than its source, its stock, forbidden photos."""

    version: MaterialVersion
    today: date
    is_older: bool = False
    stock: float | None = None
    forbidden: tuple[Sentence, ...] = ()


@dataclass(frozen=True)
class Deeds:
    """What the buttons of a card do: a step, the form, the page to be signed."""

    step: Callable[[Verb, MaterialVersion], None]
    edit: Callable[[MaterialVersion], None]
    page: Callable[[MaterialVersion], None]


class VersionCard(Sheet):
    """A draft takes a file that is dropped on it; a press on the picture opens the file."""

    def __init__(self, session: Session, shown: Shown, deeds: Deeds) -> None:
        super().__init__(padding=12)
        self.session, self.shown, self._deeds = session, shown, deeds
        self.version = shown.version
        self.setFixedWidth(theme.px(WIDTH))
        self.body.setSpacing(theme.px(3))
        self.setAccessibleName(plain(self._name()))
        self.body.addWidget(self._head())
        self.picture = PictureSheet()
        self.picture.setMaximumHeight(theme.px(TALL))
        self.picture.pressed.connect(self.open_file)
        self.picture.hide()
        self.body.addWidget(self.picture)
        self.words = Label("", role="small", tone="text2", wrap=True)
        self.body.addWidget(self.words)
        for line in self._lines():
            self.body.addWidget(line)
        self.body.addStretch(1)
        self.body.addWidget(self._buttons())
        if self.version.state == DRAFT:
            self._drops = FileDrops(self, self._take)
        self._look()

    def _name(self) -> str:
        language = _language(self.version)
        return say(sentence("Version {number}, {language}", number=self.version.edition, language=language))

    def _head(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        row.addWidget(Label(_language(self.version), bold=True))
        row.addWidget(Label(isolated(self.version.edition), role="small", tone="text2"))
        row.addStretch(1)
        state = fields_of(MaterialVersion)["state"].choice(self.version.state)
        if state is not None:
            row.addWidget(StateLabel(state.shape, tr(state.label)))
        return holder

    def _lines(self) -> list[QWidget]:
        """The facts below the picture, warnings with their shapes."""
        version, shown = self.version, self.shown
        lines: list[QWidget] = []
        if shown.is_older:
            lines.append(StateLabel("soon", tr(N_("Older than its source")), role="small"))
        lines += [_warning(say(said)) for said in shown.forbidden]
        if version.author:
            lines.append(_small(say(sentence("Author: {name}", name=version.author))))
        if version.issued_on is not None:
            lines.append(_small(say(sentence("Issued on {day}", day=version.issued_on))))
        if version.review_by is not None:
            said = say(sentence("To be reviewed by {day}", day=version.review_by))
            late = version.review_by < shown.today
            lines.append(StateLabel("late", said, role="small") if late else _small(said))
        if shown.stock is not None:
            lines.append(_small(say(counted("{n} copy in stock", "{n} copies in stock", int(shown.stock)))))
        code = short_code(version)
        if code:
            lines.append(_small(say(sentence("Code of the file: {code}", code=isolated(code)))))
        return lines

    def _buttons(self) -> QWidget:
        holder = QWidget()
        flow = Flow(holder, gap=6)
        self.steps: dict[str, Button] = {}
        verbs = [verb for verb in OF_VERSION if verb.when(self.version)]
        for verb in (one for one in verbs if one.usual):
            flow.addWidget(self._step(verb))
        if self.version.state == DRAFT:
            flow.addWidget(self._named(PUT_IN, self.choose, "attach"))
        flow.addWidget(self._named(EDIT, lambda: self._deeds.edit(self.version), "edit"))
        if self.version.content is not None or self.version.location:
            flow.addWidget(self._named(OPEN, self.open_file, "open"))
        flow.addWidget(self._named(PAGE, lambda: self._deeds.page(self.version), "print"))
        for verb in (one for one in verbs if not one.usual):
            flow.addWidget(self._step(verb))
        return holder

    def _named(self, words: str, act: Callable[[], object], icon: str) -> Button:
        """A button that says for the ear which version it is about."""
        button = Button(tr(words), act, icon=icon, kind="row")
        button.setAccessibleName(plain(say(sentence("{action}: {what}", action=tr(words), what=self._name()))))
        return button

    def _step(self, verb: Verb) -> Button:
        """The button of a step; the head of the page has the one that stands out."""
        self.steps[verb.name] = self._named(verb.name, lambda: self._deeds.step(verb, self.version), verb.icon)
        return self.steps[verb.name]

    def choose(self) -> None:
        """Let the officer choose the file of a draft."""
        path, _ = QFileDialog.getOpenFileName(self.window(), tr(PUT_IN))
        if path:
            self._take([Path(path)])

    def _take(self, paths: Sequence[Path]) -> None:
        material_drop.put_in(self.session, self.version, paths[0])

    def open_file(self) -> None:
        """Open the file with the system's program."""
        material_drop.open_version(self.session, self.version)

    def _look(self) -> None:
        """Show the first page or the picture; read beside the window."""
        stored = self.version.content
        if stored is None:
            self._say(self._without_file())
            return
        office = self.session.office

        def read(_progress: Progress) -> object:
            return look_at(office, stored, EDGE)

        self._say(tr(N_("The file is being read.")))
        self.session.background.start(self, read, done=self._came, failed=lambda _error: self._say(tr(UNEXPECTED)))

    def _without_file(self) -> str:
        if self.version.location:
            return say(sentence("Kept at {place}", place=isolated(self.version.location)))
        if self.version.state == DRAFT:
            return tr(N_("No file yet. Drop it here."))
        return tr(N_("No file"))

    def _came(self, found: object) -> None:
        stored = self.version.content
        if isinstance(found, PagePicture):
            self.picture.show_picture(image(found))
            self.picture.setFixedHeight(theme.px(TALL))
            self.picture.setAccessibleName(plain(say(sentence("Open: {file}", file=stored.name if stored else ""))))
            self._say("")
        else:
            self._say(stored.name if stored is not None else "")

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def sizeHint(self) -> QSize:
        """As high as its buttons and words need in this width."""
        inside = self.layout()
        assert inside is not None
        width = theme.px(WIDTH)
        return QSize(width, inside.totalHeightForWidth(width))


def _language(version: MaterialVersion) -> str:
    return next((tr(choice.label) for choice in SPOKEN if choice.key == version.language), version.language)


def _small(words: str) -> Label:
    return Label(words, role="small", tone="text2", wrap=True)


def _warning(words: str) -> QWidget:
    """A sentence that may take several lines, after its shape."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.px(6))
    row.addWidget(StateLabel("rejected", ""))
    row.addWidget(Label(words, role="small", wrap=True), 1)
    return holder
