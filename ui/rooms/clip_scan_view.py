"""The scans of a clip beside its form: each as a picture, of a PDF the first page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hospcomms.domain.fields import StoredFile
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.reports.pages_as_pictures import PagePicture
from hospcomms.services.clip_scans import look_at
from ui import theme
from ui.background import UNEXPECTED, Progress
from ui.language import plain, say, tr
from ui.preview.pictures import image
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

EDGE = 1100
"""Pixels of the longer side a scan is read in: sharp enough for the column at 200 %."""
DROP = N_("Drop a picture or a PDF anywhere on this page.")
READING = N_("The scan is being read.")
TALL = 216


class Sheet(QWidget):
    """A picture drawn into the room there is, in its proportions."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.picture: QImage | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(theme.px(120))
        self.setMaximumHeight(theme.px(TALL))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(TALL))

    def show_picture(self, picture: QImage | None) -> None:
        """Show another picture, none while there is none."""
        self.picture = picture
        self.setVisible(picture is not None)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.picture is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self.picture.size().scaled(self.size() - QSize(2, 2), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF((self.width() - size.width()) / 2, 1, size.width(), size.height())
        painter.drawImage(place, self.picture)
        painter.setPen(QPen(theme.current().colour("line"), 1))
        painter.drawRect(place)
        painter.end()


class ScanView(QWidget):
    """Shows one scan of several; a press hands it to ``opened``. What cannot be shown is said in its place."""

    def __init__(self, session: Session, opened: Callable[[StoredFile], object]) -> None:
        super().__init__()
        self._session, self._opened = session, opened
        self.scans: tuple[StoredFile, ...] = ()
        self.place = 0
        self.sheet = Sheet()
        self.sheet.pressed.connect(lambda: self._opened(self.scans[self.place]))
        self.words = Label("", role="small", tone="text2", wrap=True)
        self.name = Label("", role="small", tone="text2", elide=True)
        self.before = Button(tr(N_("Previous scan")), lambda: self._go(-1), icon=_arrow(back=True), kind="icon")
        self.after = Button(tr(N_("Next scan")), lambda: self._go(1), icon=_arrow(back=False), kind="icon")
        self.count = Label("", role="small", tone="text2")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(4))
        column.addWidget(self.sheet, 1)
        column.addWidget(self.words)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        for widget in (self.before, self.count, self.after):
            row.addWidget(widget)
        column.addLayout(row)
        self.show_scans(())

    def show_scans(self, scans: Sequence[StoredFile]) -> None:
        """Show other scans: a new one is shown, else the one shown stays."""
        fresh = [one for one in scans if one not in self.scans]
        shown = self.scans[self.place] if self.place < len(self.scans) else None
        if tuple(scans) == self.scans and self.scans:
            return
        self.scans = tuple(scans)
        wanted = fresh[0] if fresh else shown
        self.place = self.scans.index(wanted) if wanted in self.scans else 0
        self._show()

    def _go(self, step: int) -> None:
        self.place = (self.place + step) % len(self.scans)
        self._show()

    def _show(self) -> None:
        several = len(self.scans) > 1
        for widget in (self.before, self.after, self.count):
            widget.setVisible(several)
        self.name.setVisible(bool(self.scans))
        self.sheet.show_picture(None)
        if not self.scans:
            self._say(tr(DROP))
            return
        stored = self.scans[self.place]
        self.name.setText(stored.name)
        self.count.setText(say(sentence("{n} of {all}", n=self.place + 1, all=len(self.scans))))
        self.sheet.setAccessibleName(plain(say(sentence("Scan: {file}", file=stored.name))))
        self._say(tr(READING))
        office = self._session.office

        def read(_progress: Progress) -> object:
            return look_at(office, stored, EDGE)

        self._session.background.start(self, read, done=lambda found: self._came(stored, found), failed=self._failed)

    def _came(self, stored: StoredFile, found: object) -> None:
        if self.place >= len(self.scans) or self.scans[self.place] != stored:
            return
        if isinstance(found, Sentence):
            self._say(say(found))
            return
        self._say("")
        assert isinstance(found, PagePicture)
        self.sheet.show_picture(image(found))

    def _failed(self, _error: BaseException) -> None:
        self._say(tr(UNEXPECTED))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sheet.update()


def _arrow(*, back: bool) -> str:
    return "chevron_right" if theme.current().rtl == back else "chevron_left"
