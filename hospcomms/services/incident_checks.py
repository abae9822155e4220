"""Whether the logs of all incidents are as they were written, for ``main.py check`` and the page of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.incidents import Incident
from hospcomms.domain.query import Query
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services.incident_log import fault_of

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def faults(office: Office) -> list[tuple[str, Sentence]]:
    """For every log that was touched the place (“incident 12: line 3”) and what is wrong with it, incident by incident.

    Incidents in the bin are read too; a log whose incident was taken out of the data is told as well.
    """
    known: dict[int, Incident] = {
        one.id: one for binned in (False, True) for one in office.store.find(Query(Incident, binned=binned))
    }
    said: list[tuple[str, Sentence]] = []
    for ident in sorted(known):
        fault = fault_of(office, known[ident])
        if fault is not None:
            what = sentence("Incident “{title}”: {fault}", title=known[ident].title, fault=fault.sentence)
            said.append((f"incident {ident}: line {fault.line}", what))
    for ident in office.store.logged_incidents():
        if ident not in known:
            what = sentence("The log of incident number {id} is there, but the incident itself is missing.", id=ident)
            said.append((f"incident {ident}", what))
    return said
