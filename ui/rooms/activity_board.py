"""The activities of a campaign as cards by status."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hospcomms.domain.activities import STATUSES, Activity
from hospcomms.domain.schedule import days_late, look
from hospcomms.domain.wording import counted, sentence
from ui.language import say, tr
from ui.rooms.board import Board
from ui.rooms.board_cards import Card, Lane


def when_words(activity: Activity, today: date) -> str:
    """The days of an activity in words, and how late it is."""
    late = days_late(activity, today)
    if late:
        return say(counted("{n} day late", "{n} days late", late))
    if activity.start and activity.end and activity.start != activity.end:
        return say(sentence("from {start} to {end}", start=activity.start, end=activity.end))
    day = activity.start or activity.end
    return say(sentence("on {day}", day=day)) if day else tr("No days set")


def lanes(activities: Sequence[Activity], today: date) -> list[Lane]:
    """A column for each status; cards in the order of their days."""
    found = []
    for status in STATUSES:
        own = [activity for activity in activities if activity.status == status.key]
        cards = tuple(_card(activity, today) for activity in own)
        found.append(Lane(status.key, status.label, status.shape, cards, len(cards)))
    return found


def _card(activity: Activity, today: date) -> Card:
    severity = "late" if look(activity, today) == "late" or activity.should_have_begun(today) else ""
    share = activity.done_share if activity.status == "under_way" else None
    return Card(activity.id, activity.title, when_words(activity, today), severity, share)


class ActivityBoard(Board):
    """Every activity may take every status: only its own column does not take a card again."""

    def __init__(self, activities: Sequence[Activity], today: date) -> None:
        super().__init__(lanes(activities, today), self._may_go)

    def _may_go(self, ident: int, to: str) -> bool:
        return self.boxes[to].list.cards.row_of(ident) < 0
