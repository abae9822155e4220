"""What one does with issues: take up or dismiss what a watch rule proposes, join what belongs to them, move them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hospcomms.domain.changes import Commit
from hospcomms.domain.enquiries import Enquiry
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Record, long_text
from hospcomms.domain.incidents import Rumour
from hospcomms.domain.issue_file import KINDS, IssueFile, Joinable
from hospcomms.domain.monitoring import (
    CLOSED,
    DISMISSED,
    ISSUE_MOVES,
    OPEN,
    WATCHED,
    Clip,
    Development,
    Issue,
    WatchRule,
)
from hospcomms.domain.query import Op, Query
from hospcomms.domain.record_types import record_type
from hospcomms.domain.watching import Proposal, first_day, topic_key
from hospcomms.domain.watching import proposals as proposed
from hospcomms.domain.wording import N_, sentence
from hospcomms.services import records
from hospcomms.services.derived import refresh_wholes

if TYPE_CHECKING:
    from hospcomms.services.office import Office

TAKE_UP, DISMISS, JOIN, LEAVE = N_("Open an issue"), N_("Not an issue"), N_("Join to the issue"), N_("Take out")
WATCH, CLOSE, REOPEN = N_("Only watch"), N_("Close the issue"), N_("Open again")
REVIEW_AFTER = timedelta(days=7)
"""An issue opened from a proposal is looked at again after a week, unless another day is entered."""
MOST_CLIPS = 5_000
"""Unfavourable clips read for the proposals, the newest first."""


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class DismissOrder(Record):
    """What is asked when a proposal is no issue: why."""

    key = "dismiss_order"
    one = N_("Proposal dismissed")
    many = N_("Proposals dismissed")

    reason: str = long_text(N_("Why it is not an issue"), required=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class CloseOrder(Record):
    """What is asked when an issue is closed: how it ended."""

    key = "close_order"
    one = N_("End of an issue")
    many = N_("Ends of issues")

    outcome: str = long_text(N_("How it ended"), required=True)


def proposals(office: Office, rule: int = 0) -> list[Proposal]:
    """What the rules in use (or one of them) propose today, each with the open issue on its topic, if any."""
    rules: list[WatchRule] = records.find(office, Query(WatchRule).where("active", Op.IS, True))
    if not rules:
        return []
    since = min(first_day(one, office.today) for one in rules)
    tones = tuple(str(score) for score in range(-2, max(int(one.tone) for one in rules) + 1))
    asked = Query(Clip).where("on", Op.FROM, since).where("on", Op.TO, office.today).where("tone", Op.AMONG, tones)
    clips = _free(office, records.find(office, asked, MOST_CLIPS))
    standing = _standing(office)
    found = [replace(one, issue=standing.get(topic_key(one.topic), 0)) for one in proposed(rules, clips, office.today)]
    return [one for one in found if rule in (0, one.rule.id)]


def _free(office: Office, clips: Sequence[Clip]) -> list[Clip]:
    """The clips that belong to no issue; one whose issue is in the bin is free again."""
    issues = records.window(office, Issue, sorted({clip.issue for clip in clips if clip.issue}))
    taken = {issue.id for issue in issues if issue.binned_at is None}
    return [clip for clip in clips if clip.issue not in taken]


def _standing(office: Office) -> dict[str, int]:
    """The issues that are open or watched, by the key of each topic; the one opened last wins."""
    asked = Query(Issue).where("state", Op.AMONG, (OPEN, WATCHED))
    issues: list[Issue] = records.find(office, asked)
    return {topic_key(topic): issue.id for issue in reversed(issues) for topic in issue.topics}


def open_issue(office: Office, proposal: Proposal) -> Commit:
    """Open an issue of a proposal with all its clips, as one change.

    Raises Refusal when its clips were joined to an issue meanwhile.
    """
    return _take(office, proposal, TAKE_UP, state=OPEN, review_on=office.today + REVIEW_AFTER)


def dismiss(office: Office, proposal: Proposal, order: DismissOrder) -> Commit:
    """Note that a proposal is no issue, and why; its clips are joined, so that they do not count again.

    Raises Invalid without a reason, Refusal when its clips were joined to an issue meanwhile.
    """
    records.refuse_if_wrong(order)
    return _take(office, proposal, DISMISS, state=DISMISSED, closed_on=office.today, outcome=order.reason)


def _take(office: Office, proposal: Proposal, name: str, **facts: Any) -> Commit:
    clips = _free(office, _in_use(records.window(office, Clip, [clip.id for clip in proposal.clips])))
    if not clips:
        said = sentence("The clips of this proposal belong to an issue already. The proposals were read again.")
        raise Refusal("taken", said)
    issue = Issue(
        title=proposal.topic,
        topics=(proposal.topic,),
        opened_on=office.today,
        owner=office.settings.officer,
        state_since=office.clock(),
        rule=proposal.rule.id,
        **facts,
    )
    with office.store.change(name) as change:
        whole = change.save(issue)
        for clip in clips:
            change.save(replace(clip, issue=whole.id))
        refresh_wholes(change)
    assert change.commit is not None
    return change.commit


def _in_use(found: Sequence[Clip]) -> list[Clip]:
    return [clip for clip in found if clip.binned_at is None]


def join_proposal(office: Office, proposal: Proposal) -> Commit:
    """Join the clips of a proposal to the open issue on its topic. Raises Missing, or Refusal when they are taken."""
    clips = _free(office, _in_use(records.window(office, Clip, [clip.id for clip in proposal.clips])))
    return join(office, records.get(office, Issue, proposal.issue), clips)


def join(office: Office, issue: Issue, items: Sequence[Joinable]) -> Commit:
    """Join clips, enquiries, rumours and developments to an issue, as one change.

    Raises Refusal when one of them belongs to another issue, or all are joined already.
    """
    fresh = [item for item in items if item.issue != issue.id]
    if not fresh:
        raise Refusal("already", sentence("This is joined to the issue already."))
    others = records.window(office, Issue, sorted({item.issue for item in fresh if item.issue}))
    names = {other.id: other.title for other in others if other.binned_at is None}
    for item in fresh:
        if item.issue in names:
            said = sentence(
                "“{title}” belongs to the issue “{issue}”. Take it out there first.",
                title=item.caption,
                issue=names[item.issue],
            )
            raise Refusal("elsewhere", said)
    return records.save_all(office, [replace(item, issue=issue.id) for item in fresh], JOIN)


def leave(office: Office, items: Sequence[Joinable]) -> Commit:
    """Take things out of the issue they are joined to, as one change."""
    return records.save_all(office, [replace(item, issue=0) for item in items], LEAVE)


def joined(office: Office, issue: Issue) -> IssueFile:
    """An issue with everything joined to it, and the names that belong to it."""
    clips, enquiries, rumours, developments = (
        records.find(office, Query(kind).where("issue", Op.IS, issue.id)) for kind in KINDS
    )
    wanted: Collection[int] = {
        issue.scenario,
        issue.rule,
        *(ident for one in (*clips, *enquiries) for ident in (one.outlet, one.person)),
    }
    names = records.titles(office, {ident for ident in wanted if ident})
    return IssueFile(issue, clips, enquiries, rumours, developments, names)


def count_joined(office: Office, issue: Issue) -> int:
    """How many things are joined to an issue."""
    kinds: tuple[type[Record], ...] = (Clip, Enquiry, Rumour, Development)
    return sum(records.count(office, Query(kind).where("issue", Op.IS, issue.id)) for kind in kinds)


def watch(office: Office, issue: Issue) -> Commit:
    """Only watch an issue from now on."""
    return _move(office, issue, WATCHED, WATCH)


def reopen(office: Office, issue: Issue) -> Commit:
    """Open an issue again that was watched, closed, or dismissed."""
    return _move(office, issue, OPEN, REOPEN, closed_on=None)


def close(office: Office, issue: Issue, order: CloseOrder) -> Commit:
    """Close an issue. Raises Invalid when it is not said how it ended."""
    records.refuse_if_wrong(order)
    return _move(office, issue, CLOSED, CLOSE, closed_on=office.today, outcome=order.outcome, review_on=None)


def _move(office: Office, issue: Issue, to: str, name: str, **facts: Any) -> Commit:
    if to not in ISSUE_MOVES.get(issue.state, frozenset()):
        raise Refusal("not-allowed", sentence("This step is not possible from the present state of the issue."))
    return records.save(office, replace(issue, state=to, state_since=office.clock(), **facts), name)


def latest(office: Office) -> Issue:
    """The issue opened last that is open or watched, else any. Raises Refusal when there is none."""
    asked = Query(Issue)
    found: list[Issue] = records.find(office, asked.where("state", Op.AMONG, (OPEN, WATCHED)), 1)
    found = found or records.find(office, asked, 1)
    if not found:
        raise Refusal("nothing-fits", sentence("There is no issue yet. Enter one first."))
    return found[0]
