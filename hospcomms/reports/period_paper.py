"""The frame every report on some days to the director has: title, the days, letterhead, marks and foot."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, cast

from hospcomms.domain.locale import Locale
from hospcomms.domain.schedule import Span
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.reports.document import Block, Document
from hospcomms.reports.issuer import Issuer


def period_paper(
    title: str, version: Sentence, blocks: Sequence[Block], span: Span,
    issuer: Issuer, locale: Locale, today: date, *, numbered: bool = True,
) -> Document:  # fmt: skip
    """A report on the days of ``span``: ``title`` is marked, ``version`` stands in the foot."""
    days = sentence("From {start} to {end}", start=locale.long_day(span.first), end=locale.long_day(span.last))
    return Document(
        title=locale.text(title),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=locale.say(days),
        letterhead=issuer.letterhead(locale, today, addressee=locale.text(N_("the director of the establishment"))),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(version),
        numbered=numbered,
    )
