"""A chart in a window: the same layout as on paper, painted in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from hospcomms.domain.charts import Chart, lay_out, table_of
from hospcomms.domain.charts.drawing import Drawing
from hospcomms.domain.locale import Locale
from ui import theme
from ui.language import spoken
from ui.widgets.chart_paint import measure_at, paint_parts

SCALE = 1.37
"""Pixels for a unit of the layout at 100 %: the letters of a chart are as high as those beside it."""


class ChartView(QWidget):
    """A chart as high as its width asks; what it shows is also its accessible description."""

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing: Drawing | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_chart(chart)

    def show_chart(self, chart: Chart) -> None:
        """Show another chart."""
        self.chart, self._drawing = chart, None
        self.setAccessibleDescription(_described(chart, spoken()))
        self._fit()
        self.update()

    def _fit(self) -> None:
        """Be as high as the width asks: layouts that ask for heights by width share them out among others."""
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):  # not before a layout has given it a width
            self.setFixedHeight(self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def heightForWidth(self, width: int) -> int:
        return round(self.laid_out(width).height * _scale() + 1)

    def sizeHint(self) -> QSize:
        return QSize(400, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(220), 40)

    def laid_out(self, width: int) -> Drawing:
        """The chart as it is painted at a width in pixels."""
        wanted = max(width / _scale(), 100.0)
        if self._drawing is None or abs(self._drawing.width - wanted) > 0.01:
            self._drawing = lay_out(self.chart, wanted, spoken(), measure_at(_scale()))
        return self._drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        parts = self.laid_out(self.width()).parts
        paint_parts(painter, parts, theme.current(), scale=_scale(), room=QRectF(event.rect()))
        painter.end()


def _scale() -> float:
    """Pixels of the screen for one unit of the layout."""
    return SCALE * theme.current().zoom / 100


def _described(chart: Chart, locale: Locale) -> str:
    """The table of the chart in one text."""
    twin = table_of(chart, locale)
    return "\n".join(" · ".join(cell for cell in row if cell) for row in (twin.headings, *twin.rows))
