"""Figures a whole keeps of its parts, renewed in the same change that touches a part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from hospcomms.domain.activities import CANCELLED, Activity, BudgetLine
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Record
from hospcomms.domain.press import Interaction, Person, Role
from hospcomms.services.enquiry_rules import settle_enquiries
from hospcomms.services.evaluation_rules import settle_evaluations
from hospcomms.services.incident_rules import settle_incidents
from hospcomms.services.list_members import settle_members
from hospcomms.services.material_rules import settle_materials
from hospcomms.services.photo_rules import settle_photos
from hospcomms.services.programme_rules import settle_programmes
from hospcomms.services.quality_rules import settle_quality
from hospcomms.services.release_rules import settle_releases

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change


def refresh_wholes(change: Change) -> None:
    """Renew the kept figures of every record that a part written in ``change`` belongs to, or belonged to.

    Raises Invalid when a member of a press list, a release or a line of its log breaks its rules, and Refusal when a
    change that writes no log touches what belongs to an incident.
    """
    settle_members(change)
    settle_releases(change)
    settle_photos(change)
    settle_enquiries(change)
    settle_programmes(change)
    settle_evaluations(change)
    settle_materials(change)
    settle_incidents(change)
    settle_quality(change)
    parts = [part for step in change.steps for part in (step.before, step.after) if type(part) in _DERIVED]
    wholes = {(type(part), getattr(part, part.whole)) for part in parts if part is not None}
    for kind, ident in sorted(wholes, key=lambda pair: (pair[0].key, pair[1])):
        _DERIVED[kind](change, ident)


def _progress(change: Change, ident: int) -> None:
    campaign = change.stored(Campaign, ident)
    counted = [found for found in change.parts(Activity, ident) if found.status != CANCELLED]
    share = sum(found.done_share for found in counted) / len(counted) * 100 if counted else None
    _keep(change, campaign, replace(campaign, progress=None if share is None else round(share, 1)))


def _budget(change: Change, ident: int) -> None:
    campaign = change.stored(Campaign, ident)
    planned = [line.planned for line in change.parts(BudgetLine, ident) if line.planned is not None]
    _keep(change, campaign, replace(campaign, budget=sum(planned, Decimal(0)) if planned else None))


def _workplace(change: Change, ident: int) -> None:
    """Where a person works and as what: the role begun last among those that are not over."""
    person = change.stored(Person, ident)
    roles = [role for role in change.parts(Role, ident) if role.holds(change.at.astimezone().date())]
    now = max(roles, key=lambda role: (role.start or date.min, role.id), default=Role())
    _keep(change, person, replace(person, outlet=now.outlet, function=now.function))


def _last_contact(change: Change, ident: int) -> None:
    person = change.stored(Person, ident)
    days = [found.at.astimezone().date() for found in change.parts(Interaction, ident) if found.at is not None]
    _keep(change, person, replace(person, last_contact=max(days, default=None)))


def _keep(change: Change, before: Record, after: Record) -> None:
    if after != before and not before.binned_at:
        change.save(after)


_DERIVED: dict[type[Record], Callable[[Change, int], None]] = {
    Activity: _progress,
    BudgetLine: _budget,
    Role: _workplace,
    Interaction: _last_contact,
}
