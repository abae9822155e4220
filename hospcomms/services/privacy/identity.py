"""The identity behind a code: hidden until somebody says why it is needed, and that is written down.

One record is opened, or a whole list; what leaves while a list is open is written down once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.access import IDENTITY, LONGEST
from hospcomms.domain.changes import Commit, Step
from hospcomms.domain.cleaning import cleaned
from hospcomms.domain.fields import Record, text
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import N_
from hospcomms.services import access
from hospcomms.services.records import refuse_if_wrong

if TYPE_CHECKING:
    from hospcomms.services.office import Office

SHOW = N_("Show the identity")
SHOW_ALL = N_("Show identities")
CONTAINS = N_("Contains identities. Delete it when it is no longer needed.")
"""What stands first on a sheet or paper that holds identities."""


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class IdentityOrder(Record):
    """What is asked before an identity is shown: why."""

    key = "identity_order"
    one = N_("Identity shown")
    many = N_("Identities shown")
    title_field = "reason"

    reason: str = text(
        N_("Why the identity is needed"),
        required=True,
        limit=LONGEST,
        help=N_("Name nobody here. This line is kept in the access log."),
    )


def show(office: Office, record: Record, order: IdentityOrder) -> Commit:
    """Note that the identity of a record is shown now, and why; nothing else changes.

    Raises Invalid without a reason, and Refusal when it cannot be noted: it may not be shown then.
    """
    order = cleaned(order)
    refuse_if_wrong(order)
    access.note(office, IDENTITY, record=type(record).key, ident=record.id, why=order.reason)
    return Commit(0, SHOW, office.clock(), office.store.who, (Step(record, record),), "access")


def show_all(office: Office, kind: type[Record], many: int, order: IdentityOrder) -> Commit:
    """Note that the identities of ``many`` records of a list are shown now, and why; raises as ``show``."""
    order = cleaned(order)
    refuse_if_wrong(order)
    note_several(office, kind, many, order.reason)
    return Commit(0, SHOW_ALL, office.clock(), office.store.who, (Step(order, order),), "access")


def note_several(office: Office, kind: type[Record], many: int, why: str, where: str = "") -> None:
    """Note that more of them are shown for the same reason, or leave for ``where``: before it happens.

    Raises Refusal when it cannot be noted, ValueError without a reason.
    """
    if not why.strip():
        raise ValueError(why)
    access.note(office, IDENTITY, record=kind.key, size=many, where=where, why=why)
