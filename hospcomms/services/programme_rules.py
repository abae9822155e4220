"""A programme and the campaign that carries it are one undertaking, whichever of the two is written (AWA-2).

The campaign is made with the programme. Title and days are the same in both, the state is the campaign's; what was
taken over into the plan follows as long as nobody wrote something else there. Both go to the bin and come back as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from hospcomms.domain.campaigns import NO as STOPPED
from hospcomms.domain.campaigns import YES as KEPT_UP
from hospcomms.domain.campaigns import Campaign, Segment
from hospcomms.domain.catalog import parts_of
from hospcomms.domain.fields import Record
from hospcomms.domain.months import MONTHS, months_later
from hospcomms.domain.programmes import COMMUNITY, NO, YES, FollowUp, Programme
from hospcomms.domain.query import Op, Query

if TYPE_CHECKING:
    from hospcomms.storage.writer import Change

T = TypeVar("T", bound=Record)
SHARED = ("title", "start", "end")
"""Fields that are the same in both."""
TAKEN_OVER = (("problem", "situation"), ("behaviour", "strategy"), ("owner", "owner"), ("themes", "themes"))
"""Fields of the programme and those of the campaign that follow them until something else is written there."""
_MOST = 500
"""Programmes asked for at once."""


def settle_programmes(change: Change) -> None:
    """Make the campaigns of new programmes, hold both to the same title, days, state and place, and note what lasts."""
    programmes = dict(_journeys(change, Programme))
    campaigns = dict(_journeys(change, Campaign))
    for ident, before in programmes.items():
        _carry(change, before, ident)
    known = (campaign for campaign, before in campaigns.items() if before is not None)
    carried = list(_carried(change, known))
    _settle_bin(change, programmes, campaigns, carried)
    also = {programme.id: campaigns.get(programme.campaign) for programme in carried}
    for ident in sorted({*programmes, *also}):
        _hold_together(change, ident, programmes.get(ident), also.get(ident))
    for whole in sorted({part.programme for part in _written(change, FollowUp)}):
        _note_what_lasts(change, whole)


def _journeys(change: Change, kind: type[T]) -> Iterator[tuple[int, T | None]]:
    """The id of each record of a type written in a change, and how it stood before."""
    seen: set[int] = set()
    for step in change.steps:
        if isinstance(step.record, kind) and step.after is not None and step.record.id not in seen:
            seen.add(step.record.id)
            yield step.record.id, step.before if isinstance(step.before, kind) else None


def _written(change: Change, kind: type[T]) -> list[T]:
    return [step.after for step in change.steps if isinstance(step.after, kind)]


def _carried(change: Change, campaigns: Iterable[int]) -> Iterator[Programme]:
    """The programmes, in use or in the bin, that these campaigns carry."""
    wanted = sorted(campaigns)
    for first in range(0, len(wanted), _MOST):
        some = tuple(wanted[first : first + _MOST])
        for binned in (False, True):
            yield from change.find(Query(Programme, binned=binned).where("campaign", Op.AMONG, some))


def _carry(change: Change, before: Programme | None, ident: int) -> None:
    """Give a programme without a campaign one; a copy gets its own."""
    programme = change.stored(Programme, ident)
    if programme.campaign and not (before is None and _is_taken(change, programme)):
        _follow_audience(change, before, programme)
        return
    values: dict[str, Any] = {name: getattr(programme, name) for name in SHARED}
    values |= {theirs: getattr(programme, own) for own, theirs in TAKEN_OVER}
    campaign = change.save(Campaign(kind=_kind(programme), **values))
    change.save(replace(programme, campaign=campaign.id))
    if programme.audience:
        change.save(Segment(campaign=campaign.id, audience=programme.audience, is_primary=True))


def _is_taken(change: Change, programme: Programme) -> bool:
    """True when another programme is carried by the same campaign."""
    found = change.find(Query(Programme).where("campaign", Op.IS, programme.campaign))
    return any(other.id != programme.id for other in found)


def _kind(programme: Programme) -> str:
    return "community" if programme.kind == COMMUNITY else "awareness"


def _follow_audience(change: Change, before: Programme | None, after: Programme) -> None:
    """The main audience of the campaign is that of the programme."""
    if not after.audience or (before is not None and before.audience == after.audience):
        return
    segments = change.parts(Segment, after.campaign)
    if any(segment.audience == after.audience for segment in segments):
        return
    own = next((one for one in segments if before is not None and one.audience == before.audience), None)
    if own is not None:
        change.save(replace(own, audience=after.audience))
    else:
        is_first = not any(segment.is_primary for segment in segments)
        change.save(Segment(campaign=after.campaign, audience=after.audience, is_primary=is_first))


def _settle_bin(
    change: Change,
    programmes: dict[int, Programme | None],
    campaigns: dict[int, Campaign | None],
    carried: list[Programme],
) -> None:
    """What happened to one of a pair happens to the other."""
    for ident, before in programmes.items():
        programme = change.stored(Programme, ident)
        if before is not None and before.binned_at != programme.binned_at and programme.campaign:
            _move(change, Campaign, programme.campaign, programme)
    for programme in carried:
        was = campaigns[programme.campaign]
        campaign = change.stored(Campaign, programme.campaign)
        if was is not None and was.binned_at != campaign.binned_at:
            _move(change, Programme, programme.id, campaign)


def _move(change: Change, kind: type[Record], ident: int, like: Record) -> None:
    """Put a record with its parts into the bin, or take it out with the parts that went there with it."""
    record = change.stored(kind, ident)
    if (record.binned_at is None) == (like.binned_at is None):
        return
    if like.binned_at is not None:
        change.bin(kind, ident)
        for part in parts_of(kind):
            for child in change.parts(part, ident):
                change.bin(part, child.id)
        return
    change.recover(kind, ident)
    for part in parts_of(kind):
        for child in change.find(Query(part, binned=True).where(part.whole, Op.IS, ident)):
            if child.binned_at == record.binned_at:
                change.recover(part, child.id)


def _hold_together(change: Change, ident: int, was: Programme | None, campaign_was: Campaign | None) -> None:
    """Write what was changed in one of a pair to the other; what was changed in both is the programme's."""
    programme = change.stored(Programme, ident)
    if not programme.campaign:
        return
    campaign = change.stored(Campaign, programme.campaign)
    theirs: dict[str, Any] = {}
    own: dict[str, Any] = {"state": campaign.state}
    for name in SHARED:
        mine, other = getattr(programme, name), getattr(campaign, name)
        is_theirs = campaign_was is not None and getattr(campaign_was, name) != other
        if is_theirs and (was is None or getattr(was, name) == mine):
            own[name] = other
        else:
            theirs[name] = mine
    if was is not None:
        theirs |= _still_followed(was, programme, campaign)
    for before, after in ((campaign, replace(campaign, **theirs)), (programme, replace(programme, **own))):
        if after != before:
            change.save(after)


def _still_followed(was: Programme, programme: Programme, campaign: Campaign) -> dict[str, Any]:
    """What the campaign took over and nobody has changed there since."""
    found = {
        theirs: getattr(programme, own)
        for own, theirs in TAKEN_OVER
        if getattr(campaign, theirs) == getattr(was, own) != getattr(programme, own)
    }
    if was.kind != programme.kind and campaign.kind == _kind(was):
        found["kind"] = _kind(programme)
    return found


def _note_what_lasts(change: Change, ident: int) -> None:
    """The last clear answer six months or more after the end says whether the campaign is still carried on (RE-AIM).

    “In part” is neither yes nor no, and leaves what was known.
    """
    programme = change.stored(Programme, ident)
    if not programme.campaign or programme.end is None:
        return
    counts_from = months_later(programme.end, MONTHS)
    clear = [
        (one.done_on, one.id, one.still)
        for one in change.parts(FollowUp, ident)
        if one.done_on is not None and one.done_on >= counts_from and one.still in (YES, NO)
    ]
    campaign = change.stored(Campaign, programme.campaign)
    said = (KEPT_UP if max(clear)[2] == YES else STOPPED) if clear else campaign.kept_up
    if campaign.kept_up != said:
        change.save(replace(campaign, kept_up=said))
