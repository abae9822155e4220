"""What the papers of one incident share: title, marks, foot, and the strip of facts about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from hospcomms.domain.incidents import STATES, Incident
from hospcomms.domain.locale import Locale
from hospcomms.domain.scenarios import LEVELS
from hospcomms.domain.wording import N_, Label, sentence
from hospcomms.reports.crisis_words import chosen, language_of, marks_of, when
from hospcomms.reports.document import Block, Document, Fact, Figures
from hospcomms.reports.issuer import Issuer


def incident_paper(
    incident: Incident, kind: str, title: str, blocks: Sequence[Block], issuer: Issuer, locale: Locale, at: datetime, *,
    is_draft: bool = False, landscape: bool = False,
) -> Document:  # fmt: skip
    """A paper of an incident: ``kind`` is its marked name for the foot, ``title`` what stands over it."""
    return Document(
        title=title,
        language=language_of(locale),
        blocks=tuple(blocks),
        subtitle=incident.title,
        letterhead=issuer.letterhead(locale, local_day(at), incident.reference),
        marks=marks_of(incident, issuer, is_draft=is_draft),
        office=issuer.foot(locale),
        version=locale.say(sentence("{kind}, printed {moment}", kind=Label(kind), moment=at)),
        numbered=False,
        landscape=landscape,
    )


def local_day(at: datetime) -> date:
    """The day of a moment, in local time."""
    return at.astimezone().date()


def incident_facts(incident: Incident, locale: Locale, *more: Fact) -> Figures:
    """Level and hours of an incident, and what else the paper must say first; at most four facts."""
    facts = [
        Fact(locale.text(N_("Started at")), when(incident.started_at, locale)),
        Fact(locale.text(N_("Level")), chosen(incident.level, LEVELS, locale)),
    ]
    if incident.ended_at is not None:
        facts.insert(1, Fact(locale.text(N_("Stood down at")), locale.moment(incident.ended_at)))
    else:
        facts.insert(1, Fact(locale.text(N_("Status")), chosen(incident.state, STATES, locale)))
    return Figures((*facts, *more)[:4])
