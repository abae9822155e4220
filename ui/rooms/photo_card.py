"""The card beside a photo: the picture itself, and for each use whether it is allowed today and why not."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from hospcomms.domain.changes import Commit
from hospcomms.domain.consents import Consent, Photo
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.wording import N_
from hospcomms.services import consents, files, records
from ui import theme
from ui.language import say, tr
from ui.session import Session
from ui.widgets.labels import Label
from ui.widgets.marks import Rule, StateLabel
from ui.widgets.sheets import Sheet, scrolled

HIGHEST = 220
"""Height of the picture at 100 %, at most."""
FINEST = 900
"""Pixels of the longer side that are read: enough for the card at 200 %."""


class PhotoCard(Sheet):
    """Stands beside the tabs of a photo and follows every change of it and of the consents."""

    def __init__(self, session: Session, photo: Photo) -> None:
        super().__init__(padding=0)
        self._session, self.photo = session, photo
        self.body.setContentsMargins(1, 1, 1, 1)
        self._area: QWidget | None = None
        self._fill()
        session.bus.committed.connect(self._heard)

    def _heard(self, commit: Commit) -> None:
        if not (commit.touches(Photo, self.photo.id) or commit.touches(Consent)):
            return
        try:
            self.photo = records.get(self._session.office, Photo, self.photo.id)
        except Missing:
            return
        self._fill()

    def _fill(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        column.setSpacing(theme.px(8))
        self.picture = PhotoPicture(self._image())
        self.picture.setAccessibleName(self.photo.title)
        column.addWidget(self.picture)
        column.addWidget(Label(tr(N_("May it be used today?")), role="section"))
        for place, use in enumerate(consents.uses_today(self._session.office, self.photo)):
            if place:
                column.addWidget(Rule())
            shape = "done" if use.why_not is None else "rejected"
            column.addWidget(StateLabel(shape, tr(use.label), bold=True))
            words = tr(N_("Allowed today")) if use.why_not is None else say(use.why_not)
            column.addWidget(Label(words, role="small", tone="text2", wrap=True))
        column.addStretch(1)
        if self._area is not None:
            self.body.removeWidget(self._area)
            self._area.deleteLater()
        self._area = scrolled(page)
        self.body.addWidget(self._area)

    def _image(self) -> QImage:
        """The picture, read no larger than the card needs; an empty one when it cannot be read."""
        if self.photo.picture is None:
            return QImage()
        try:
            path = files.path_of(self._session.office, self.photo.picture)
        except Refusal:
            return QImage()
        reader = QImageReader(str(path))
        reader.setAutoTransform(True)
        size = reader.size()
        if size.isValid() and max(size.width(), size.height()) > FINEST:
            reader.setScaledSize(size.scaled(QSize(FINEST, FINEST), Qt.AspectRatioMode.KeepAspectRatio))
        found = reader.read()
        path.unlink(missing_ok=True)
        path.parent.rmdir()
        return found


class PhotoPicture(QWidget):
    """A picture in its proportions, as wide as there is room; words where it cannot be shown."""

    def __init__(self, image: QImage) -> None:
        super().__init__()
        self.image = image
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self.image.isNull():
            return theme.px(72)
        return min(width * self.image.height() // self.image.width(), theme.px(HIGHEST))

    def sizeHint(self) -> QSize:
        return QSize(theme.px(200), self.heightForWidth(theme.px(200)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        used = theme.current()
        if self.image.isNull():
            painter.fillRect(self.rect(), used.colour("alt"))
            painter.setPen(used.colour("text2"))
            flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
            painter.drawText(QRectF(self.rect()), flags, tr(N_("The picture cannot be shown.")))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self.image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
            painter.drawImage(QRectF(left, top, size.width(), size.height()), self.image)
        painter.end()
