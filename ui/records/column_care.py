"""What the officer does to the columns of a list: sorts, moves, widens, chooses; all of it remembered."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QTimer

from hospcomms.domain.query import Sort
from ui.records.column_chooser import ColumnChooser
from ui.records.list_view import ListView
from ui.records.table import CHECK
from ui.records.ways import Ways


class ColumnCare(QObject):
    """Listens to the heading of a list; ``ask`` reads the list anew in its new order."""

    def __init__(self, table: ListView, ways: Ways, ask: Callable[[], None]) -> None:
        super().__init__(table)
        self._table, self._ways, self._ask = table, ways, ask
        header = table.horizontalHeader()
        header.sectionClicked.connect(self._clicked)
        header.sectionMoved.connect(lambda *_places: QTimer.singleShot(0, self, self._moved))
        header.customContextMenuRequested.connect(lambda at: self.choose(header.mapToGlobal(at)))
        table.width_chosen.connect(ways.choose_width)

    def show(self) -> None:
        """Show the columns as they are remembered."""
        model, density = self._table.rows_model(), self._ways.arrangement.density
        with self._table.keeping_place():
            self._table.choose_density(density)
            model.show_columns(self._ways.columns(), is_tall=density == "tall")

    def sort(self, sort: Sort) -> None:
        """Order the list by a field."""
        self._ways.choose_sort(sort)
        self._ask()

    def choose(self, at: QPoint) -> ColumnChooser:
        """Open the sheet of columns at a point of the screen."""
        shown = [column.key for column in self._ways.columns()]
        density = self._ways.arrangement.density
        locale = self._table.rows_model().locale
        chooser = ColumnChooser(self._ways.every_column(), shown, density, locale, self._table)
        chooser.columns_chosen.connect(self._chosen)
        chooser.sort_chosen.connect(self.sort)
        chooser.density_chosen.connect(self._density)
        chooser.reset.connect(self._reset)
        chooser.reset.connect(chooser.close)
        chooser.open_at(at)
        return chooser

    def _chosen(self, keys: tuple[str, ...]) -> None:
        self._ways.choose_columns(keys)
        self.show()
        self._ask()

    def _density(self, density: str) -> None:
        self._ways.choose_density(density)
        self.show()

    def _reset(self) -> None:
        self._ways.reset()
        self.show()
        self._ask()

    def _clicked(self, section: int) -> None:
        model = self._table.rows_model()
        if section == CHECK:
            model.tick_all(on=not model.all_ticked())
        elif section <= len(model.columns):
            name = model.columns[section - 1].field.name
            now = next((sort for sort in model.sort_by[:1] if sort.field == name), None)
            self.sort(Sort(name, descending=now is not None and not now.descending))

    def _moved(self) -> None:
        """A heading was dragged: the model takes over its order, the heading goes back to its own."""
        header, model = self._table.horizontalHeader(), self._table.rows_model()
        places = sorted(range(1, len(model.columns) + 1), key=header.visualIndex)
        keys = tuple(model.columns[place - 1].key for place in places)
        if places == list(range(1, len(model.columns) + 1)):
            return
        header.blockSignals(True)
        for place in range(header.count()):
            header.moveSection(header.visualIndex(place), place)
        header.blockSignals(False)
        self._ways.choose_columns(keys)
        self.show()
