"""Figures a whole keeps of its parts, renewed in the same change that touches a part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hospcomms.domain.activities import CANCELLED, Activity, BudgetLine
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Record

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change


def refresh_wholes(change: Change) -> None:
    """Renew the kept figures of every record that a part written in ``change`` belongs to, or belonged to."""
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


def _keep(change: Change, before: Campaign, after: Campaign) -> None:
    if after != before and not before.binned_at:
        change.save(after)


_DERIVED: dict[type[Record], Callable[[Change, int], None]] = {Activity: _progress, BudgetLine: _budget}
