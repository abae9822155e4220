"""What an erasure takes out, what it leaves of other records, and what keeps its words because it is evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from hospcomms.domain.activities import Approval
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import Consent
from hospcomms.domain.enquiries import Enquiry
from hospcomms.domain.evaluations import Evaluation
from hospcomms.domain.fields import Record
from hospcomms.domain.incidents import (
    IncidentCall,
    IncidentNotice,
    IncidentRole,
    IncidentStep,
    PublicFact,
    SituationReport,
    Statement,
)
from hospcomms.domain.materials import MaterialApproval, MaterialVersion
from hospcomms.domain.mentions import MARK
from hospcomms.domain.press import Person
from hospcomms.domain.privacy import Breach, Erasure
from hospcomms.domain.releases import Delivery, Release, ReleaseApproval
from hospcomms.domain.scenarios import ScenarioVersion
from hospcomms.services.privacy import mentions
from hospcomms.storage import erasing
from hospcomms.storage.erasing import Order

if TYPE_CHECKING:
    from hospcomms.services.office import Office

KEPT: frozenset[type[Record]] = frozenset(
    {
        Release,
        ReleaseApproval,
        Approval,
        MaterialApproval,
        MaterialVersion,
        Evaluation,
        ScenarioVersion,
        Statement,
        SituationReport,
        PublicFact,
        IncidentStep,
        IncidentNotice,
        Breach,
        Erasure,
    }
)
"""Published, signed, frozen or logged: their words stay as they were, and the certificate says so."""
OWN_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    (Enquiry.key, "person"): {"asker": MARK, "asker_phone": ""},
    (Delivery.key, "person"): {"recipient": MARK},
    (IncidentCall.key, "person"): {"name": MARK, "phone": "", "phone2": ""},
    (IncidentRole.key, "person"): {"holder": "", "phone": ""},
}
"""What a record says of the person it links to, beside the link."""
_NAMED = frozenset((kind.key, name) for kind, names in mentions.NAMES.items() for name in names)
PEOPLE = (Person, Colleague, Consent)


def order_for(office: Office, roots: Mapping[type[Record], Iterable[int]]) -> Order:
    """All that goes with these records. Names that somebody else has too stay in the texts."""
    return office.store.ask(_order, roots)


def _order(connection: Any, roots: Mapping[type[Record], Iterable[int]]) -> Order:
    removed = erasing.closure(connection, roots)
    people = erasing.records_of(connection, {kind: some for kind, some in removed.items() if kind in PEOPLE})
    gone = frozenset(ident for some in removed.values() for ident in some)
    words = mentions.words_of(people, mentions.shared(connection, people, gone))
    return Order(removed, words, KEPT, _NAMED, OWN_WORDS)
