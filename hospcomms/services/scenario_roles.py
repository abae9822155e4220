"""The people of a scenario's roles, carried over to the other scenarios: one does not fill thirteen lists by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Refusal
from hospcomms.domain.query import Query
from hospcomms.domain.scenarios import Scenario, ScenarioRole
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

SPREAD = N_("Same people in all scenarios")


def spread(office: Office, scenario: Scenario) -> Commit:
    """Give every role of the other scenarios that has the code of one here the same holder and deputy, as one change.

    Only roles of scenarios in use are filled; a role nobody holds here takes nobody's place elsewhere. Raises Refusal
    when there is nobody to carry over, or all have them already.
    """
    own = {role.code: role for role in records.parts(office, ScenarioRole, scenario.id) if role.code and role.person}
    if not own:
        raise Refusal("nobody", sentence("Nobody holds a role of this scenario yet. Choose the people first."))
    in_use = set(records.ids(office, Query(Scenario))) - {scenario.id}
    others: list[ScenarioRole] = records.find(office, Query(ScenarioRole))
    filled = [
        replace(role, person=own[role.code].person, deputy=own[role.code].deputy)
        for role in others
        if role.scenario in in_use and role.code in own
    ]
    changed = [
        new
        for new, old in zip(filled, _among(others, filled), strict=True)
        if (new.person, new.deputy) != (old.person, old.deputy)
    ]
    if not changed:
        raise Refusal("same", sentence("The other scenarios have these people already."))
    return records.save_all(office, changed, SPREAD)


def _among(roles: list[ScenarioRole], wanted: list[ScenarioRole]) -> list[ScenarioRole]:
    by_id = {role.id: role for role in roles}
    return [by_id[role.id] for role in wanted]
