"""Reputation: the image measurements of the office as series over time, by audience (R17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.reputation import ImageWave
from hospcomms.services import records
from hospcomms.services.workbook import refuse_crossed

if TYPE_CHECKING:
    from hospcomms.domain.evaluation.image import ImageSeries
    from hospcomms.domain.schedule import Span
    from hospcomms.services.office import Office

LIMIT = 2_000
"""Waves that are read, the newest first: decades of quarterly measurements among a dozen audiences."""
EVERYONE = -1
"""Stands for all audiences, those of the waves without one too."""


def series(office: Office, audience: int = EVERYONE, span: Span | None = None) -> tuple[ImageSeries, ...]:
    """The series of one audience (0: of no audience) or of all; only the waves that end within ``span``, if given.

    Raises Refusal when the ends of the span are crossed.
    """
    # late: the statistics are not needed to show the first page
    from hospcomms.domain.evaluation.image import image_series

    query = Query(ImageWave)
    if audience != EVERYONE:
        query = query.where("audience", Op.EMPTY) if audience == 0 else query.where("audience", Op.IS, audience)
    if span is not None:
        refuse_crossed(span.first, span.last)
        query = query.where("end", Op.FROM, span.first).where("end", Op.TO, span.last)
    waves: list[ImageWave] = records.find(
        office, Query(ImageWave, query.conditions, sort=(Sort("end", descending=True),)), LIMIT
    )
    return image_series(waves, records.titles(office, {wave.audience for wave in waves if wave.audience}))


def audiences(office: Office) -> dict[int, str]:
    """The audiences measured at least once, by id; 0 with an empty name when some waves are of no audience."""
    measured = {wave.audience for wave in records.find(office, Query(ImageWave), LIMIT)}
    named = records.titles(office, {ident for ident in measured if ident})
    found = dict(sorted(named.items(), key=lambda item: item[1]))
    return {0: "", **found} if 0 in measured else found
