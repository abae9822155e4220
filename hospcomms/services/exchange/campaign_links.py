"""Names in a workbook as the records they stand for: rows of the same file, or records of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import InstitutionObjective
from hospcomms.domain.fields import Record
from hospcomms.domain.folding import sort_key
from hospcomms.domain.query import Op, Query
from hospcomms.services.exchange.columns import matching

if TYPE_CHECKING:
    from hospcomms.services.office import Office

_MOST_ALIKE = 200


def by_name(office: Office, record: type[Record], name: str) -> list[Any]:
    """The records in use whose title is spelled like ``name`` once folded."""
    if not name.strip():
        return []
    query = Query(record).where(record.title_field, Op.HAS, sort_key(name))  # as the order key is kept
    return [found for found in office.store.find(query, _MOST_ALIKE) if matching(found.caption) == matching(name)]


class Names:
    """Provisional numbers (-1, -2 …) of the rows of a workbook, and what each name stands for."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._last = 0
        self._named: dict[tuple[type[Record], str], list[int]] = {}
        self.new_objectives: list[InstitutionObjective] = []

    def next_number(self) -> int:
        """A number for one more new record."""
        self._last -= 1
        return self._last

    def add(self, record: type[Record], name: str, number: int) -> None:
        """Note that a row of this name has this number."""
        self._named.setdefault((record, matching(name)), []).append(number)

    def audience_row(self, name: str) -> tuple[int, Audience | None]:
        """The number of an audience the workbook lists, and the audience of the office it already is."""
        there = by_name(self._office, Audience, name)
        number = there[0].id if there else self.next_number()
        self.add(Audience, name, number)
        return number, there[0] if there else None

    def found(self, record: type[Record], name: str) -> list[int]:
        """The numbers a name may stand for: rows of the workbook, else audiences of the office."""
        numbers = self._named.get((record, matching(name)), [])
        if not numbers and record is Audience:
            return [audience.id for audience in by_name(self._office, Audience, name)][:1]
        return numbers

    def institution_objective(self, title: str) -> tuple[int, bool]:
        """The institution objective of this title, and whether it is a new one."""
        there = by_name(self._office, InstitutionObjective, title)
        if there:
            return there[0].id, False
        number = self.next_number()
        self.new_objectives.append(InstitutionObjective(id=number, title=title))
        return number, True
