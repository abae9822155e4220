"""The columns a list may show: what each one reads, how wide it is, and which give way first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from hospcomms.domain.fields import STAMPS, Field, Kind, Record, fields_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Sort
from hospcomms.domain.wording import N_
from ui.records.display import DISPLAYS, heading_text

CHECK_WIDTH = 34
"""Width of the first column, the check boxes, in pixels at 100 %."""
PERIOD = N_("Period")
_RANGES = (("start", "end"), ("start_date", "end_date"), ("starts_at", "ends_at"))
_NARROWEST, _WIDEST = 48, 900

_WIDTHS: dict[Kind, int] = {
    Kind.TEXT: 150,
    Kind.LONG_TEXT: 220,
    Kind.TEXTS: 200,
    Kind.NUMBER: 104,
    Kind.MONEY: 108,
    Kind.PERCENT: 120,
    Kind.DAY: 100,
    Kind.MOMENT: 136,
    Kind.FLAG: 84,
    Kind.CHOICE: 132,
    Kind.CHOICES: 190,
    Kind.LINK: 160,
    Kind.LINKS: 180,
    Kind.FILE: 150,
    Kind.FILES: 150,
    Kind.ADDRESS: 140,
    Kind.TAGS: 150,
}
_RANKS: dict[Kind, int] = {
    Kind.DAY: 2,
    Kind.MOMENT: 4,
    Kind.PERCENT: 3,
    Kind.MONEY: 3,
    Kind.NUMBER: 4,
    Kind.ADDRESS: 4,
    Kind.CHOICE: 5,
    Kind.FLAG: 6,
    Kind.LINK: 5,
    Kind.TEXT: 6,
    Kind.TEXTS: 6,
    Kind.CHOICES: 7,
    Kind.TAGS: 7,
    Kind.LINKS: 7,
    Kind.FILE: 8,
    Kind.FILES: 8,
    Kind.LONG_TEXT: 9,
}


@dataclass(frozen=True)
class Column:
    """One column. ``key`` names it in the settings; ``fields`` is one field, or the two days of a period.

    ``rank`` 0 never gives way when the window is narrow, a higher rank goes first. ``width`` is in pixels
    at 100 %, for columns whose words cannot be measured beforehand, or as it was chosen (``is_chosen``);
    the title takes what is left over.
    """

    key: str
    fields: tuple[Field, ...]
    rank: int
    width: int
    is_title: bool = False
    is_state: bool = False
    is_bar: bool = False
    is_chosen: bool = False

    @property
    def field(self) -> Field:
        """The field the column sorts by."""
        return self.fields[0]

    @property
    def is_period(self) -> bool:
        """True when the column shows two days as a range."""
        return len(self.fields) == 2

    @property
    def is_digits(self) -> bool:
        """True when the values of the column share the edge of their digits."""
        return not self.is_period and not self.is_bar and DISPLAYS[self.field.kind].digits

    def heading(self, locale: Locale) -> str:
        """The heading in the language of the page, with the unit the cells leave out."""
        return locale.text(PERIOD) if self.is_period else heading_text(self.field, locale)


@dataclass(frozen=True)
class Arrangement:
    """What the officer chose for a list: columns in order, widths, sort, height of the rows."""

    shown: tuple[str, ...] = ()
    widths: tuple[tuple[str, int], ...] = ()
    sort: tuple[Sort, ...] = ()
    density: str = "normal"

    def kept(self) -> dict[str, Any]:
        """The arrangement as plain values for the settings."""
        sort = [("-" if item.descending else "") + item.field for item in self.sort]
        return {
            "columns": list(self.shown), "widths": dict(self.widths), "sort": sort, "density": self.density,
        }  # fmt: skip


def arrangement_of(kept: object, record: type[Record]) -> Arrangement:
    """The arrangement read back from the settings; what no longer exists is left out."""
    found = kept if isinstance(kept, dict) else {}
    known = {column.key for column in all_columns(record)}
    fields = fields_of(record)
    names = [str(name) for name in found.get("sort", [])]
    density = found.get("density", "normal")
    return Arrangement(
        shown=tuple(key for key in found.get("columns", []) if key in known),
        widths=tuple(
            (key, min(_WIDEST, max(_NARROWEST, int(width))))
            for key, width in dict(found.get("widths", {})).items()
            if key in known and isinstance(width, int)
        ),
        sort=tuple(Sort(name.lstrip("-"), name.startswith("-")) for name in names if name.lstrip("-") in fields),
        density=density if density in ("compact", "normal", "tall") else "normal",
    )


def all_columns(record: type[Record], state: str = "", *, unlocked: bool = False) -> list[Column]:
    """Every column the list may show, the title first; private fields only when ``unlocked``, and then in clear.

    Two days that begin and end something are one column, a period.
    """
    fields = [
        replace(field, private=False) if field.private else field
        for field in fields_of(record).values()
        if (unlocked or not field.private) and field.name != "binned_at"
    ]
    fields.sort(key=lambda field: field.name != record.title_field)
    names = {field.name: field for field in fields if field.kind in (Kind.DAY, Kind.MOMENT)}
    pair = next((pair for pair in _RANGES if pair[0] in names and pair[1] in names), ("", ""))
    found = []
    for field in fields:
        if field.name == pair[1]:
            continue
        several = (field, names[pair[1]]) if field.name == pair[0] else (field,)
        found.append(_column(record, several, state or _state_field(record)))
    return _with_one_bar(found)


def private_names(record: type[Record]) -> frozenset[str]:
    """The fields that say who somebody is: none of their columns is ever remembered."""
    return frozenset(field.name for field in fields_of(record).values() if field.private)


def _state_field(record: type[Record]) -> str:
    """The first choice whose values carry shapes is the state, unless the room names another."""
    shaped = (field.name for field in fields_of(record).values() if any(choice.shape for choice in field.choices))
    return next(shaped, "")


def _column(record: type[Record], fields: tuple[Field, ...], state: str) -> Column:
    field = fields[0]
    key = "~".join(item.name for item in fields)
    if field.name == record.title_field:
        return Column(key, fields, 0, 200, is_title=True)
    if field.name == state:
        return Column(key, fields, 1, 140, is_state=True)
    if len(fields) == 2:
        return Column(key, fields, 2, 136)
    if fields_of(record)[key].private:
        return Column(key, fields, 1, _WIDTHS[field.kind])  # it was asked for by name: others give way first
    rank = _RANKS[field.kind] + (2 if field.name in (*STAMPS, "reference") else 0)
    return Column(key, fields, rank, _WIDTHS[field.kind])


def _with_one_bar(columns: list[Column]) -> list[Column]:
    """Only one column of a list paints a progress bar: the first share of it."""
    bar = next((column for column in columns if column.field.kind is Kind.PERCENT), None)
    return [replace(column, is_bar=True) if column is bar else column for column in columns]


def default_columns(columns: Sequence[Column]) -> list[Column]:
    """The columns shown until the officer chooses: the title and the listed fields, the period and the
    numbers after the words.
    """
    chosen = [column for column in columns if column.is_title or column.field.listed]
    return sorted(chosen, key=_place)


def _place(column: Column) -> int:
    if column.is_title:
        return 0
    if column.is_state:
        return 2
    if column.field.kind in (Kind.DAY, Kind.MOMENT):
        return 3
    return {Kind.PERCENT: 4, Kind.NUMBER: 5, Kind.MONEY: 5}.get(column.field.kind, 1)


def chosen_columns(columns: Sequence[Column], arrangement: Arrangement) -> list[Column]:
    """The columns to show, in the officer's order and widths; the title is always among them."""
    widths = dict(arrangement.widths)
    by_key = {column.key: column for column in columns}
    found = [by_key[key] for key in arrangement.shown if key in by_key] or default_columns(columns)
    if not any(column.is_title for column in found):
        found = [column for column in columns if column.is_title] + found
    return [
        replace(column, width=widths[column.key], is_chosen=True) if column.key in widths else column
        for column in found
    ]


def fitting(columns: Sequence[Column], room: float, widths: Iterable[float]) -> list[bool]:
    """Which columns fit into ``room`` pixels: dropped by rank, the last of a rank first, never squeezed."""
    wanted = list(widths)
    kept = [True] * len(wanted)
    order = sorted(range(len(wanted)), key=lambda place: (columns[place].rank, place), reverse=True)
    used = sum(wanted)
    for place in order:
        if used <= room or columns[place].rank == 0:
            break
        kept[place] = False
        used -= wanted[place]
    return kept
