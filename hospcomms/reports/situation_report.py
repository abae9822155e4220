"""A situation report: number, period, what is known and done, what is needed, and when the next one comes (CRI-8)."""

from __future__ import annotations

from datetime import datetime

from hospcomms.domain.fields import fields_of
from hospcomms.domain.incidents import Incident, SituationReport
from hospcomms.domain.locale import Locale
from hospcomms.domain.scenarios import LEVELS, PHASES
from hospcomms.domain.wording import N_, Label, sentence
from hospcomms.reports.crisis_words import chosen, when
from hospcomms.reports.document import Block, Document, Fact, Figures, Heading, Text, VerdictBox
from hospcomms.reports.incident_paper import incident_paper
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

SECTIONS = ("situation", "done", "coming", "media", "needs")


def situation_report(
    report: SituationReport, incident: Incident, issuer: Issuer, locale: Locale, at: datetime
) -> Document:
    """The period and the next update first, then the sections that are written; a draft is marked as one."""
    locale = on_pages(locale)
    fields = fields_of(SituationReport)
    blocks: list[Block] = [_facts(report, incident, locale), _next(report, locale)]
    for name in SECTIONS:
        words = getattr(report, name)
        if words or name == "situation":
            nothing = locale.text(N_("Nothing is written yet."))
            blocks += [
                Heading(locale.text(fields[name].label)),
                Text(words or nothing, tone="ink" if words else "muted"),
            ]
    issued = report.issued_at is not None
    if issued:
        said = sentence("Issued by {by}, {moment}.", by=report.issued_by, moment=report.issued_at)
        blocks.append(Text(locale.say(said), size=9.0, tone="muted"))
    blocks.append(issuer.signatures(locale, locale.text(N_("Incident chief"))))
    title = locale.say(sentence("{kind} no. {n}", kind=Label(SituationReport.one), n=int(report.serial or 0)))
    return incident_paper(incident, SituationReport.one, title, blocks, issuer, locale, at, is_draft=not issued)


def _facts(report: SituationReport, incident: Incident, locale: Locale) -> Figures:
    facts = (
        Fact(locale.text(N_("Period from")), when(report.since, locale)),
        Fact(locale.text(N_("Period to")), when(report.until, locale)),
        Fact(locale.text(N_("Level")), chosen(incident.level, LEVELS, locale)),
        Fact(locale.text(N_("Phase")), chosen(incident.phase, PHASES, locale)),
    )
    return Figures(facts)


def _next(report: SituationReport, locale: Locale) -> VerdictBox:
    said = sentence("Next update due: {moment}", moment=when(report.next_due, locale))
    return VerdictBox("note", locale.say(said))
