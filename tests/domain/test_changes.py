"""How a change counts what it touched."""

from __future__ import annotations

import pytest

from hospcomms.domain.activities import Activity
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.changes import Step, how_many

WHOLE = Campaign(id=1, title="حملة")
PART = Activity(id=2, campaign=1, title="نشاط")


@pytest.mark.parametrize(
    ("steps", "count"),
    [
        ((Step(None, WHOLE),), 1),
        ((Step(PART, PART), Step(WHOLE, WHOLE)), 1),
        ((Step(PART, PART),), 1),
        ((Step(None, PART), Step(None, Activity(id=3, campaign=1, title="ثان"))), 2),
        ((Step(WHOLE, WHOLE), Step(PART, PART), Step(None, Campaign(id=4, title="أخرى"))), 2),
    ],
)
def test_parts_changed_with_their_whole_do_not_count_beside_it(steps: tuple[Step, ...], count: int) -> None:
    assert how_many(steps) == count
