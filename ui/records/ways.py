"""The ways of a list that are remembered: its columns, order, row height and whether the preview is open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain.query import Sort
from ui.records.columns import Arrangement, Column, all_columns, arrangement_of, chosen_columns, private_names
from ui.remembered import page_of, recall, remember

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from ui.rooms.room import Room

_DENSITIES = {28: "compact", 46: "tall"}


class Ways:
    """Reads what was remembered for a list and keeps each change of it; nothing of private columns is kept."""

    def __init__(self, office: Office, room: Room) -> None:
        self._office, self._room = office, room
        kept = recall(office, page_of(room.key))
        self.arrangement = arrangement_of(kept, room.record)
        self.is_open = False
        self._meanwhile: tuple[str, ...] = ()
        self.is_preview_open = kept.get("preview") is not False
        if "density" not in kept:
            usual = room.density or _DENSITIES.get(office.settings.row_height, "normal")
            self.arrangement = replace(self.arrangement, density=usual)

    def every_column(self) -> list[Column]:
        """The columns one may choose from."""
        return all_columns(self._room.record, self._room.state, unlocked=self.is_open)

    def show_private(self, *, shown: bool) -> None:
        """Show the private columns too, behind the first; or hide them and forget all that was chosen of them."""
        private = private_names(self._room.record)
        self.is_open, self._meanwhile = False, ()
        self.arrangement = self._public(self.arrangement)
        if shown:
            first, *others = (column.key for column in self.columns())
            self.is_open = True
            opened = (column.key for column in self.every_column() if column.key in private)
            self._meanwhile = (first, *opened, *others)

    def _public(self, arrangement: Arrangement) -> Arrangement:
        """What may be remembered of it."""
        private = private_names(self._room.record)
        return replace(
            arrangement,
            shown=tuple(key for key in arrangement.shown if key not in private),
            widths=tuple(width for width in arrangement.widths if width[0] not in private),
            sort=tuple(sort for sort in arrangement.sort if sort.field not in private),
        )

    def columns(self) -> list[Column]:
        """The columns to show, in order and width."""
        shown = self._meanwhile or self.arrangement.shown or self._room.columns
        return chosen_columns(self.every_column(), replace(self.arrangement, shown=shown))

    def choose_columns(self, keys: tuple[str, ...]) -> None:
        """Show these columns from now on."""
        self._meanwhile = keys if self.is_open else ()
        self._keep(self._public(replace(self.arrangement, shown=keys)))

    def choose_width(self, key: str, width: int) -> None:
        """Make a column as wide as this, in pixels at 100 %."""
        widths = {**dict(self.arrangement.widths), key: width}
        self._keep(replace(self.arrangement, widths=tuple(widths.items())))

    def choose_sort(self, sort: Sort) -> None:
        """Order by this field."""
        self._keep(replace(self.arrangement, sort=(sort,)))

    def choose_density(self, density: str) -> None:
        """Make the rows this high."""
        self._keep(replace(self.arrangement, density=density))

    def reset(self) -> None:
        """Show the usual columns in their usual widths and order."""
        self._keep(Arrangement(density=self.arrangement.density))
        self.show_private(shown=self.is_open)

    def open_preview(self, *, is_open: bool) -> None:
        """Keep whether the preview stands beside the list."""
        self.is_preview_open = is_open
        self._keep(self.arrangement)

    def _keep(self, arrangement: Arrangement) -> None:
        self.arrangement = arrangement
        page = page_of(self._room.key)
        kept = recall(self._office, page)
        remember(self._office, page, {**kept, **self._public(arrangement).kept(), "preview": self.is_preview_open})
