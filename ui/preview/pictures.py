"""The pictures of the pages: painted beside the window, one after the other, the last one asked for first."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from hospcomms.reports.pages_as_pictures import PagePicture, Pages
    from ui.background import Background, Progress, Task


def image(painted: PagePicture) -> QImage:
    """A painted page as a picture of Qt that owns its pixels."""
    shape = QImage.Format.Format_RGBX8888
    return QImage(painted.pixels, painted.width, painted.height, painted.stride, shape).copy()


class PagePictures(QObject):
    """Gives the picture of a page at a scale (pixels a point), or what there is until it is painted.

    ``arrived`` carries the number of a page whose picture is there now.
    """

    arrived = Signal(int)

    def __init__(self, background: Background, pages: Pages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background, self._pages = background, pages
        self._painted: dict[int, tuple[float, QImage]] = {}
        self._asked: dict[int, float] = {}
        self._task: Task | None = None

    def picture(self, page: int, scale: float) -> QImage | None:
        """The picture of a page; one of another scale, or None, while the right one is painted."""
        there = self._painted.get(page)
        if there is None or there[0] != scale:
            self._asked.pop(page, None)
            self._asked[page] = scale
            self._go_on()
        return there[1] if there is not None else None

    def keep(self, pages: Collection[int]) -> None:
        """Forget the pictures and wishes of all other pages."""
        for kept in (self._painted, self._asked):
            for page in [page for page in kept if page not in pages]:
                del kept[page]

    def stop(self) -> None:
        """Paint nothing more."""
        self._asked.clear()
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @property
    def is_busy(self) -> bool:
        """True while a page is being painted."""
        return self._task is not None

    def _go_on(self) -> None:
        if self._task is not None or not self._asked:
            return
        page, scale = self._asked.popitem()
        self._task = self._background.start(
            self, self._work(page, scale), done=lambda found: self._came(page, scale, found), failed=self._failed
        )

    def _work(self, page: int, scale: float) -> Callable[[Progress], PagePicture | None]:
        pages = self._pages

        def work(progress: Progress) -> PagePicture | None:
            progress.report(0.0)
            return pages.render(page, scale)

        return work

    def _came(self, page: int, scale: float, found: PagePicture | None) -> None:
        self._task = None
        if found is not None:
            self._painted[page] = scale, image(found)
            self.arrived.emit(page)
        self._go_on()

    def _failed(self, _error: BaseException) -> None:
        self._task = None
