"""Everything joined to an issue, in the order of its days, and its coverage in numbers (MON-6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from hospcomms.domain.enquiries import Enquiry
from hospcomms.domain.fields import Record
from hospcomms.domain.incidents import Rumour
from hospcomms.domain.monitoring import Clip, Development, Issue

Joinable = Clip | Enquiry | Rumour | Development
KINDS: tuple[type[Joinable], ...] = (Clip, Enquiry, Rumour, Development)
"""What can be joined to an issue; complaints and posts follow with their rooms."""


@dataclass(frozen=True)
class Entry:
    """One thing joined to an issue, and the day it is about; None where none is known."""

    on: date | None
    record: Record


@dataclass(frozen=True)
class Coverage:
    """The clips of an issue in numbers. A clip whose tone nobody judged is counted as such, never as neutral."""

    clips: int
    unfavourable: int
    neutral: int
    favourable: int
    not_judged: int
    outlets: int
    first: date | None
    last: date | None


@dataclass(frozen=True)
class IssueFile:
    """An issue with what was joined to it; ``names`` gives the titles of outlets, people and scenario by id."""

    issue: Issue
    clips: Sequence[Clip] = ()
    enquiries: Sequence[Enquiry] = ()
    rumours: Sequence[Rumour] = ()
    developments: Sequence[Development] = ()
    names: Mapping[int, str] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many things are joined."""
        return len(self.clips) + len(self.enquiries) + len(self.rumours) + len(self.developments)

    def entries(self) -> list[Entry]:
        """Everything by its day, the newest first; what has no day comes last."""
        found = [
            *(Entry(clip.on, clip) for clip in self.clips),
            *(Entry(_day(enquiry.received_at), enquiry) for enquiry in self.enquiries),
            *(Entry(_day(rumour.seen_at), rumour) for rumour in self.rumours),
            *(Entry(development.noted_on, development) for development in self.developments),
        ]
        return sorted(found, key=lambda one: (one.on or date.min, one.record.id), reverse=True)

    def coverage(self) -> Coverage:
        """The clips in numbers."""
        signs = Counter(None if clip.score is None else (clip.score > 0) - (clip.score < 0) for clip in self.clips)
        days = [clip.on for clip in self.clips if clip.on is not None]
        return Coverage(
            clips=len(self.clips),
            unfavourable=signs[-1],
            neutral=signs[0],
            favourable=signs[1],
            not_judged=signs[None],
            outlets=len({clip.outlet for clip in self.clips if clip.outlet}),
            first=min(days, default=None),
            last=max(days, default=None),
        )


def _day(at: datetime | None) -> date | None:
    """The local day of a moment."""
    return None if at is None else at.astimezone().date()
