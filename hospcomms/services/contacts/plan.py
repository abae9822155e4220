"""An import of contacts on its way: what each row becomes as a person, and who is there twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hospcomms.domain.wording import N_
from hospcomms.services.contacts import headings as h
from hospcomms.services.contacts.rows import Contact, ContactReader
from hospcomms.services.contacts.twins import Known, Twin, likely_twins
from hospcomms.services.row_import.plan import Progress, RowPlan, unheard
from hospcomms.services.row_import.source import Source

if TYPE_CHECKING:
    from hospcomms.services.office import Office


class Plan(RowPlan[Contact]):
    """What an import of contacts would do; nothing is written here."""

    vocabulary = h.CONTACTS

    def __init__(self, office: Office, source: Source, table: int | None = None) -> None:
        self.region = office.settings.locale.country.region
        super().__init__(office, source, table)

    @property
    def contacts(self) -> list[Contact]:
        """The rows understood so far."""
        return self.rows

    @property
    def has_names(self) -> bool:
        """True when some column holds names."""
        return bool({h.NAME, h.FIRST, h.LAST} & set(self.roles))

    @property
    def lacking(self) -> str:
        """Names must be told."""
        return "" if self.has_names else N_("Say which column holds the names.")

    @property
    def twins(self) -> Mapping[int, Twin]:
        """People who are there already, by the place of their row."""
        return self._twins

    def reader(self) -> ContactReader:
        """Reads people."""
        return ContactReader(self.table, self.head, self.roles, self.region)

    def forget(self) -> None:
        """Forget what was compared."""
        self._known, self._likely = Known(self.region), dict[int, Twin]()
        self._twins: dict[int, Twin] = {}

    def prepare(self, progress: Progress) -> None:
        """People are compared once all are read."""
        progress(0.0)

    def compare(self, found: list[Contact], progress: Progress) -> None:
        """Compare with the office and within the file."""
        known = Known(self.region)
        known.learn_office(self.office, lambda share: progress(0.4 + 0.1 * share))
        good = [contact for contact in found if not contact.is_refused]
        likely = likely_twins(known, good, self.region, lambda share: progress(0.5 + 0.4 * share))
        known.entries.clear()
        self.rows, self._known, self._likely = found, known, likely
        self._find_twins(progress)

    def compare_again(self, place: int) -> None:
        """A mended row is compared by what is sure."""
        self._likely.pop(place, None)
        self._find_twins(unheard)

    def _find_twins(self, progress: Progress) -> None:
        in_file = Known(self.region)
        self._twins = {}
        for count, contact in enumerate(self.rows):
            if count % 1000 == 0:
                progress(0.9 + 0.1 * count / len(self.rows))
            if contact.is_refused:
                continue
            sure = self._known.twin_of(contact) or in_file.twin_of(contact)
            twin = sure or self._likely.get(contact.place)
            if twin is not None:
                self._twins[contact.place] = twin
            in_file.add(contact.person, contact.keys, place=contact.place)
