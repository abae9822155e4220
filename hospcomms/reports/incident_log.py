"""The log of an incident as a signed-off paper: every line, its seal at the end, and whether it is whole (CRI-6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from hospcomms.domain.incident_log import KINDS, Fault, LogLine, genesis
from hospcomms.domain.incidents import Incident
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.reports.crisis_words import chosen, elapsed
from hospcomms.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Heading,
    Hold,
    Marked,
    Span,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.incident_paper import incident_facts, incident_paper
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

TITLE = N_("Incident log")


def incident_log(
    incident: Incident, lines: Sequence[LogLine], fault: Fault | None, issuer: Issuer, locale: Locale, at: datetime
) -> Document:
    """All lines with number, local time and elapsed time, corrections marked; then seal, check and signatures."""
    locale = on_pages(locale)
    blocks: list[Block] = [
        incident_facts(incident, locale, Fact(locale.text(N_("Lines in the log")), locale.number(len(lines)))),
        *([_check(fault, locale)] if fault is not None else []),
        Heading(locale.text(N_("What happened"))),
        _table(lines, locale) if lines else Text(locale.text(N_("The log has no lines.")), tone="muted"),
        *_sealed(incident, lines, fault, locale),
        issuer.signatures(locale, locale.text(N_("Incident chief"))),
    ]
    return incident_paper(incident, TITLE, locale.text(TITLE), blocks, issuer, locale, at)


def _table(lines: Sequence[LogLine], locale: Locale) -> Table:
    shares = (
        ("", 6),
        (N_("Time"), 12),
        (N_("Elapsed"), 9),
        (N_("Kind"), 14),
        (N_("What happened"), 45),
        (N_("By"), 14),
    )
    columns = tuple(
        Column(locale.text(name), number=place in (0, 2), share=share) for place, (name, share) in enumerate(shares)
    )
    corrected = {line.corrects: line.line for line in lines if line.corrects}
    rows: list[tuple[Cell, ...]] = []
    day = None
    for line in lines:
        local = local_time(line)
        time = locale.time(local)
        rows.append(
            (
                locale.number(line.line),
                time if local.date() == day else f"{locale.day(local.date())}\n{time}",
                elapsed(line.elapsed, locale),
                _kind(line, locale),
                _words(line, corrected.get(line.line, 0), locale),
                line.by,
            )
        )
        day = local.date()
    return Table(columns, tuple(rows))


def local_time(line: LogLine) -> datetime:
    """The time of day as the clock on the wall showed it when the line was written, whatever the zone is now."""
    return (line.at + timedelta(minutes=line.offset)).replace(tzinfo=None)


def _kind(line: LogLine, locale: Locale) -> Cell:
    name = chosen(line.kind, KINDS, locale)
    return Marked("note", name) if line.corrects or line.kind == "clock" else name


def _words(line: LogLine, corrected_by: int, locale: Locale) -> Cell:
    """The words as they were written; a correction names its line, and the corrected line the correction."""
    spans: list[Span] = []
    if line.corrects:
        spans.append(Span(locale.say(sentence("Corrects line {n}.", n=line.corrects)) + " ", bold=True))
    spans.append(Span(" ".join(line.words.split("\n"))))
    if corrected_by:
        spans.append(Span(" " + locale.say(sentence("Corrected in line {n}.", n=corrected_by)), bold=True))
    return tuple(spans)


def _check(fault: Fault | None, locale: Locale) -> VerdictBox:
    """Whether the log is as it was written."""
    if fault is not None:
        warning = locale.text(N_("This log does not prove what happened from this line on."))
        return VerdictBox("late", locale.say(fault.sentence), (warning,))
    return VerdictBox("done", locale.text(N_("The log is whole: every seal was worked out again and found right.")))


def _sealed(incident: Incident, lines: Sequence[LogLine], fault: Fault | None, locale: Locale) -> list[Block]:
    """The identity, the number of lines and the last seal in full, so that this paper vouches for the log."""
    head = lines[-1].seal if lines else genesis(incident.identity)
    facts = (
        (N_("Identity"), isolated(incident.identity)),
        (N_("Lines in the log"), locale.say(counted("{n} line", "{n} lines", len(lines)))),
        (N_("Last seal"), isolated(head)),
    )
    rows = tuple(((Span(locale.text(label), bold=True),), (Span(value, size=8.5),)) for label, value in facts)
    told = N_("A line that is changed, moved or taken away later gives another last seal than the one printed here.")
    return [
        Hold(5),
        Heading(locale.text(N_("Seal of the log"))),
        Table((Column("", share=16), Column("", share=84)), rows),
        Text(locale.text(told), size=9.0, tone="muted"),
        _check(fault, locale),
    ]
