"""A scenario's next version, begun with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.fields import Record, text
from hospcomms.domain.record_types import record_type
from hospcomms.domain.scenarios import Scenario
from hospcomms.domain.wording import N_
from hospcomms.services import records, scenarios

if TYPE_CHECKING:
    from hospcomms.services.office import Office


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class VersionOrder(Record):
    """What is asked before a new version: why there is one."""

    key = "version_order"
    one = N_("New version of the scenario")
    many = N_("New versions of the scenario")
    title_field = "reason"

    reason: str = text(N_("Why"), required=True, limit=1000)


def begin(office: Office, scenario: Scenario, order: VersionOrder) -> Commit:
    """Give a scenario its next version. Raises Invalid without a reason."""
    records.refuse_if_wrong(order)
    return scenarios.new_version(office, scenario.id, order.reason)
