"""The public facts sheet: what is known, what is not known yet, what is being done; nothing else is said outside."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from hospcomms.domain.incidents import FACTS, Incident, PublicFact
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.reports.crisis_words import when
from hospcomms.reports.document import Block, Bullets, Document, Heading, Span, Text, VerdictBox, Words
from hospcomms.reports.incident_paper import incident_paper
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

TITLE = N_("Public facts sheet")
SIZE = 12.0


def facts_sheet(
    incident: Incident, facts: Sequence[PublicFact], issuer: Issuer, locale: Locale, at: datetime
) -> Document:
    """The three groups in their order, each fact with who confirmed it and when; the next update first."""
    locale = on_pages(locale)
    said = sentence("Next update due: {moment}", moment=when(incident.next_update_at, locale))
    blocks: list[Block] = []
    if incident.next_update_at is not None and incident.ended_at is None:
        blocks.append(VerdictBox("note", locale.say(said)))
    for group in FACTS:
        found = [fact for fact in facts if fact.group == group.key]
        blocks.append(Heading(locale.text(group.label)))
        if found:
            blocks.append(Bullets(tuple(_fact(fact, locale) for fact in found)))
        else:
            blocks.append(Text(locale.text(N_("Nothing is written yet.")), tone="muted"))
    return incident_paper(incident, TITLE, locale.text(TITLE), blocks, issuer, locale, at)


def _fact(fact: PublicFact, locale: Locale) -> Words:
    source = _source(fact)
    spans = [Span(fact.what, size=SIZE)]
    if source is not None:
        spans.append(Span(f"  ({locale.say(source)})", tone="muted", size=9.0))
    return tuple(spans)


def _source(fact: PublicFact) -> Sentence | None:
    if fact.confirmed_by and fact.at is not None:
        return sentence("confirmed by {by}, {moment}", by=fact.confirmed_by, moment=fact.at)
    if fact.at is not None:
        return sentence("written {moment}", moment=fact.at)
    return sentence("confirmed by {by}", by=fact.confirmed_by) if fact.confirmed_by else None
