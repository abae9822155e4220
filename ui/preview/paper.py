"""The sheets of paper on the sunken ground: scrolled, zoomed, and marked where words were found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from hospcomms.domain.wording import N_, sentence
from ui import theme
from ui.language import plain, say, tr
from ui.preview.layout import LARGEST, SMALLEST, WIDTH, Column, fitted, stepped
from ui.preview.painting import paint_found, paint_sheet
from ui.preview.pictures import PagePictures

if TYPE_CHECKING:
    from hospcomms.reports.pages_as_pictures import Hit, Rectangle

EDGE = 16


class Paper(QAbstractScrollArea):
    """``page_changed`` carries the page at the top of what is seen, ``zoomed`` the zoom in percent."""

    page_changed = Signal(int)
    zoomed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr(N_("Pages")))
        self._pictures: PagePictures | None = None
        self._sizes: Sequence[tuple[float, float]] = ()
        self._hits: Sequence[Hit] = ()
        self._hit = -1
        self.zoom = ""
        """``WIDTH``, ``PAGE`` or "" for a fixed zoom."""
        self.percent = 100
        self.page = 0
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # what is shown

    def show_pages(self, sizes: Sequence[tuple[float, float]], pictures: PagePictures) -> None:
        """Show the pages of another file, as far down as before."""
        is_first = not self._sizes
        self._pictures, self._sizes, self._hits, self._hit = pictures, sizes, (), -1
        pictures.arrived.connect(lambda _page: self.viewport().update())
        if is_first and fitted(sizes, self._room(), self._edge, WIDTH) < 100:
            self.zoom = WIDTH
        self._lay_out()
        self._scrolled()

    @property
    def _edge(self) -> int:
        return theme.px(EDGE)

    @property
    def column(self) -> Column:
        """Where the pages lie at the present zoom."""
        return Column(self._sizes, self.percent, self._edge)

    def _room(self) -> QSize:
        """The room for pages, the scroll bar always taken off so that nothing jumps."""
        return QSize(self.width() - self.verticalScrollBar().sizeHint().width(), self.height())

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Mark what was found."""
        self._hits, self._hit = hits, -1
        self.viewport().update()

    def show_hit(self, number: int) -> None:
        """Go to one of the places found."""
        self._hit = number
        hit = self._hits[number]
        self._go_to(self._on_ground(hit.page, hit.places[0]))
        self.viewport().update()

    # keys, wheel and paint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._sizes) - 1
        bar = self.verticalScrollBar()
        steps: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Home: lambda: self.go_to_page(0),
            Qt.Key.Key_End: lambda: bar.setValue(bar.maximum()),
            Qt.Key.Key_Space: lambda: bar.setValue(bar.value() + bar.pageStep()),
        }
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = {
                Qt.Key.Key_PageUp: lambda: self.go_to_page(max(0, self.page - 1)),
                Qt.Key.Key_PageDown: lambda: self.go_to_page(min(last, self.page + 1)),
                Qt.Key.Key_Home: lambda: self.go_to_page(0),
                Qt.Key.Key_End: lambda: self.go_to_page(last),
            }
        if (act := steps.get(event.key())) is not None:
            act()
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self.percent
        self._lay_out()
        if self.percent != before:
            self.zoomed.emit(self.percent)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        used, view = theme.current(), self.viewport()
        painter = QPainter(view)
        painter.fillRect(view.rect(), used.colour("sunken"))
        top = self.verticalScrollBar().value()
        seen = self.column.touched(top, top + view.height())
        if self._pictures is not None:
            self._pictures.keep(range(seen[0] - 1, seen[-1] + 2) if seen else ())
        for page in seen:
            self._paint_page(painter, page)
        if self.hasFocus():
            painter.setPen(QPen(used.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(view.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_page(self, painter: QPainter, page: int) -> None:
        place = self.column.place(page, self.viewport().width()).translated(self._shift())
        assert self._pictures is not None
        paint_sheet(painter, place, self._pictures.picture(page, self.column.scale * self.devicePixelRatioF()))
        for number, hit in enumerate(self._hits):
            if hit.page == page:
                found = [self._on_ground(page, one).translated(self._shift()) for one in hit.places]
                paint_found(painter, found, shown=number == self._hit)

    # zoom and place

    def set_zoom(self, zoom: str, percent: int = 100) -> None:
        """Zoom to ``WIDTH``, ``PAGE`` or a percentage; what is in the middle stays there."""
        bar = self.verticalScrollBar()
        share = (bar.value() + self.viewport().height() / 2) / max(1, self.column.size.height())
        self.zoom, self.percent = zoom, min(max(percent, SMALLEST), LARGEST)
        self._lay_out()
        bar.setValue(round(share * self.column.size.height() - self.viewport().height() / 2))
        self.zoomed.emit(self.percent)
        self.viewport().update()

    def step_zoom(self, step: int) -> None:
        """One step larger or smaller."""
        self.set_zoom("", stepped(self.percent, step))

    def go_to_page(self, page: int) -> None:
        """Bring the head of a page into view."""
        if 0 <= page < len(self._sizes):
            top = self.column.place(page, self.viewport().width()).top()
            self.verticalScrollBar().setValue(round(top) - self._edge)
            self._tell_page(page)

    def _lay_out(self) -> None:
        if self.zoom:
            self.percent = fitted(self._sizes, self._room(), self._edge, self.zoom)
        ground, room = self.column.size, self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), ground.width(), room.width()),
            (self.verticalScrollBar(), ground.height(), room.height()),
        ):
            bar.setRange(0, max(0, whole - part))
            bar.setPageStep(part)
            bar.setSingleStep(theme.px(40))

    def _scrolled(self) -> None:
        """The page that fills the upper third is the page one is on."""
        top = self.verticalScrollBar().value()
        seen = self.column.touched(top + self.viewport().height() / 3, top + self.viewport().height() / 3)
        touched = seen or self.column.touched(top, top + self.viewport().height())
        if touched:
            self._tell_page(touched[0])

    def _tell_page(self, page: int) -> None:
        self.page = page
        place = sentence("Page {page} of {pages}", page=page + 1, pages=len(self._sizes))
        self.setAccessibleDescription(plain(say(place)))
        self.page_changed.emit(page)

    def _shift(self) -> QPointF:
        """From the ground to the screen; Qt counts the horizontal bar of a right-to-left page from the right."""
        bar = self.horizontalScrollBar()
        left = bar.maximum() - bar.value() if self.isRightToLeft() else bar.value()
        return QPointF(-left, -self.verticalScrollBar().value())

    def _on_ground(self, page: int, place: Rectangle) -> QRectF:
        corner = self.column.place(page, self.viewport().width()).topLeft()
        scale = self.column.scale
        found = QRectF(place.left * scale, place.top * scale, place.width * scale, place.height * scale)
        return found.translated(corner)

    def _go_to(self, place: QRectF) -> None:
        """Scroll until the place is well in view."""
        seen = place.translated(self._shift())
        room = QRectF(self.viewport().rect()).adjusted(0, self._edge, 0, -self._edge)
        if not room.contains(seen):
            self.verticalScrollBar().setValue(round(place.center().y() - self.viewport().height() / 3))
            middle = round(place.center().x() - self.viewport().width() / 2)
            bar = self.horizontalScrollBar()
            bar.setValue(bar.maximum() - middle if self.isRightToLeft() else middle)
