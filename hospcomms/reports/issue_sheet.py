"""An issue on one sheet for the director: what it is, our position, the coverage in numbers, what we do (MON-6)."""

from __future__ import annotations

from datetime import date
from typing import Literal, cast

from hospcomms.domain.enquiries import Enquiry
from hospcomms.domain.fields import Choice, Record, fields_of
from hospcomms.domain.incidents import Rumour
from hospcomms.domain.issue_file import Entry, IssueFile
from hospcomms.domain.locale import Locale
from hospcomms.domain.monitoring import CLOSED, DISMISSED, TONES, Clip, Development, Issue
from hospcomms.domain.wording import N_, counted, sentence
from hospcomms.reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Fact,
    Figures,
    Heading,
    Marked,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.dossier import shortened
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

MOST_ENTRIES = 8
"""How many of the joined things one sheet names, the newest first; how many more there are is said."""
_TEXT = 700


def issue_sheet(found: IssueFile, issuer: Issuer, locale: Locale, today: date) -> Document:
    """The subject and its state, the texts the officer wrote, the coverage by tone, and what happened last."""
    locale, issue = on_pages(locale), found.issue
    blocks: list[Block] = [_facts(found, locale), *_without_position(issue, locale)]
    for title, text in (
        (N_("What it is about"), issue.what),
        (N_("Who is concerned"), issue.concerned),
        (N_("Our position"), issue.position),
        (N_("What we do"), issue.plan),
    ):
        blocks += _section(locale.text(title), text)
    blocks += _coverage(found, locale)
    blocks += _entries(found, locale)
    blocks += _section(locale.text(N_("How it ended")), issue.outcome)
    return Document(
        title=locale.say(sentence("Issue: “{title}”", title=issue.title)),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=" · ".join(issue.topics),
        letterhead=issuer.letterhead(
            locale, today, issue.reference, locale.text(N_("the director of the establishment"))
        ),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Issue sheet, {date}", date=today)),
        numbered=False,
        most_pages=1,
    )


def _facts(found: IssueFile, locale: Locale) -> Figures:
    issue = found.issue
    state = fields_of(Issue)["state"].choice(issue.state)
    not_set = locale.text(N_("Not set"))
    facts = [
        Fact(locale.text(N_("Status")), locale.text(state.label) if state else not_set),
        Fact(locale.text(N_("Opened on")), locale.day(issue.opened_on) if issue.opened_on else not_set),
        Fact(locale.text(N_("Owner")), issue.owner or not_set),
    ]
    if issue.closed_on is not None:
        facts.append(Fact(locale.text(N_("Closed on")), locale.day(issue.closed_on)))
    else:
        facts.append(Fact(locale.text(N_("Next review")), locale.day(issue.review_on) if issue.review_on else not_set))
    return Figures(tuple(facts))


def _without_position(issue: Issue, locale: Locale) -> list[Block]:
    """An issue that goes on and on which nothing can be said yet: the reader must know."""
    if issue.position.strip() or issue.state in (CLOSED, DISMISSED):
        return []
    said = locale.text(N_("The establishment has no written position on this issue yet."))
    return [VerdictBox("soon", said)]


def _section(title: str, text: str) -> list[Block]:
    return [Heading(title), Text(shortened(text, _TEXT))] if text.strip() else []


def _coverage(found: IssueFile, locale: Locale) -> list[Block]:
    """The clips by tone; a tone nobody judged stays apart, and there is no value in money anywhere."""
    numbers = found.coverage()
    title = locale.text(N_("Coverage in numbers"))
    if not numbers.clips:
        return [Heading(title), Text(locale.text(N_("No clip is joined to this issue.")))]
    rows = [_tone(choice, found, locale) for choice in reversed(TONES)]
    if numbers.not_judged:
        rows.append(
            (Marked("draft", locale.text(N_("Tone not judged")), bold=False), locale.number(numbers.not_judged))
        )
    total = (locale.text(N_("All clips")), locale.number(numbers.clips))
    columns = (Column(locale.text(N_("Tone"))), Column(locale.text(N_("Media clips")), number=True))
    note = locale.say(counted("in {n} outlet", "in {n} outlets", numbers.outlets)) if numbers.outlets else ""
    return [Heading(title, note), Table(columns, tuple(row for row in rows if row), total)]


def _tone(choice: Choice, found: IssueFile, locale: Locale) -> tuple[Cell, ...]:
    n = sum(clip.tone == choice.key for clip in found.clips)
    return (Marked(choice.shape, locale.text(choice.label), bold=False), locale.number(n)) if n else ()


def _entries(found: IssueFile, locale: Locale) -> list[Block]:
    """What happened last: clips, enquiries, rumours and developments in one table."""
    entries = found.entries()
    if not entries:
        return []
    left = len(entries) - MOST_ENTRIES
    note = locale.say(counted("and {n} earlier", "and {n} earlier", left)) if left > 0 else ""
    names = (N_("Date"), N_("Kind"), N_("Subject"), N_("Who"))
    rows = tuple(_row(entry, found, locale) for entry in entries[:MOST_ENTRIES])
    return [Heading(locale.text(N_("What happened")), note), Table(tuple(Column(locale.text(n)) for n in names), rows)]


def _row(entry: Entry, found: IssueFile, locale: Locale) -> tuple[Cell, ...]:
    record = entry.record
    title = shortened(record.caption, 110)
    return (
        locale.day(entry.on) if entry.on else "",
        locale.text(type(record).one),
        _marked(record, title),
        _who(record, found),
    )


def _marked(record: Record, title: str) -> Cell:
    """A clip carries the shape of its tone."""
    tone = fields_of(Clip)["tone"].choice(record.tone) if isinstance(record, Clip) and record.tone else None
    return Marked(tone.shape, title, bold=False) if tone else title


def _who(record: Record, found: IssueFile) -> str:
    if isinstance(record, Clip):
        return found.names.get(record.outlet, "")
    if isinstance(record, Enquiry):
        return found.names.get(record.outlet, "") or found.names.get(record.person, "") or record.asker
    if isinstance(record, Rumour):
        return record.channel
    return record.source if isinstance(record, Development) else ""
