"""A photo of the register looked at large in the window, and its only way out: a copy for one use it is agreed to."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from hospcomms.domain.consents import Photo
from hospcomms.domain.errors import Refusal
from hospcomms.domain.file_names import safe_name
from hospcomms.domain.wording import N_, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services import consents, photo_guard
from ui import theme
from ui.language import as_title, direction, harmless, plain, say, shown, tr, unmarked
from ui.session import Session
from ui.widgets import picture_file
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

SAVE_COPY = N_("Save a copy for a use")
LARGE = 1600
"""Pixels of the longer side that are read to show a picture large."""


def image_of(session: Session, photo: Photo, finest: int) -> QImage:
    """The picture right way up, read no larger than ``finest`` pixels; an empty one when it cannot be read."""
    try:
        content = photo_guard.shown(session.office, photo)
    except Refusal:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    return picture_file.read(buffer, finest)


class PhotoPicture(QWidget):
    """A picture in its proportions, as wide as there is room and no higher than ``highest`` (0: as there is room)."""

    def __init__(self, image: QImage, highest: int = 0) -> None:
        super().__init__()
        self.image, self._highest = image, highest
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(bool(highest))
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return bool(self._highest)

    def heightForWidth(self, width: int) -> int:
        if self.image.isNull():
            return theme.px(72)
        return min(width * self.image.height() // self.image.width(), theme.px(self._highest))

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


class PhotoView(QDialog):
    """The picture as large as the window allows, to count who can be recognised; it is shown here and goes nowhere."""

    def __init__(self, session: Session, photo: Photo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(direction())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(as_title(photo.title))
        over = parent.window().size() if parent is not None else self.screen().availableSize()
        self.resize(over.width() * 9 // 10, over.height() * 9 // 10)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12))
        column.setSpacing(theme.px(8))
        self.picture = PhotoPicture(image_of(session, photo, LARGE))
        self.picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.picture.setAccessibleName(plain(photo.title))
        column.addWidget(self.picture, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(8))
        foot.addWidget(Label(photo.title, elide=True, tone="text2"), 1)
        close = Button(tr(N_("Close")), self.accept)
        close.setDefault(True)
        foot.addWidget(close)
        column.addLayout(foot)


def look_at(session: Session, photo: Photo, parent: QWidget) -> None:
    """Show the picture large."""
    PhotoView(session, photo, parent.window()).open()


def copy_for(session: Session, photo: Photo, use: str, parent: QWidget) -> None:
    """Save a copy for one use where the officer says, without hidden details; what forbids it is said."""
    try:
        photo_guard.refuse_photos(session.office, [photo.id], use)
        ending = photo_guard.picture(session.office, photo, use).ending
        target, _ = QFileDialog.getSaveFileName(
            parent.window(), tr(SAVE_COPY), safe_name(f"{photo.title[:60].strip()}{ending}")
        )
        if not target:
            return
        made = photo_guard.save_copy(session.office, photo, use, Path(target))
    except Refusal as refusal:
        session.go.refuse(refusal.sentence)
        return
    said = sentence(
        "The copy was saved as {file}. The place, the time and the camera are not in it any more.", file=made.name
    )
    session.go.say(said)


def choose_use(session: Session, photo: Photo, parent: QWidget, at: QPoint) -> QMenu:
    """Offer a copy for each use that is allowed today; what is not allowed is there to be read, with its reason."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setToolTipsVisible(True)
    for use in consents.uses_today(session.office, photo):
        said = say(sentence("Save a copy for: {use}", use=Word(use.label)))
        action = menu.addAction(unmarked(shown(said)), partial(copy_for, session, photo, use.key, parent))
        action.setEnabled(use.why_not is None)
        if use.why_not is not None:
            action.setToolTip(harmless(plain(say(use.why_not))))
    menu.popup(at)
    return menu
