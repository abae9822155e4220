"""The register of materials on paper, and the list of those to be reviewed (MAT-1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from hospcomms.domain.audiences import SPOKEN
from hospcomms.domain.fields import Choice, fields_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.material_versions import LanguageVersions, is_due, is_low, is_overdue, review_said
from hospcomms.domain.materials import INSTRUMENTS, KINDS, STATES, Material, QualityScore
from hospcomms.domain.wording import C_, N_, Sentence, sentence
from hospcomms.reports.crisis_words import columns_of, language_of
from hospcomms.reports.document import (
    Block,
    Cell,
    Document,
    Fact,
    Figures,
    Heading,
    Marked,
    Span,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

NOTHING = "–"


@dataclass(frozen=True)
class Entry:
    """A material as the register shows it: its versions by language, its scores (the newest first), its audience.

    ``stopped`` says why it must not be handed out, None when it may.
    """

    material: Material
    languages: tuple[LanguageVersions, ...] = ()
    scores: tuple[QualityScore, ...] = ()
    audience: str = ""
    stopped: Sentence | None = None


def material_register(entries: Sequence[Entry], issuer: Issuer, locale: Locale, today: date) -> Document:
    """Figures first, then the materials of each kind with versions, review, scores and stock."""
    locale = on_pages(locale)
    blocks: list[Block] = [_figures(entries, locale, today)]
    order = [choice.key for choice in KINDS]
    placed = sorted(entries, key=lambda one: (order.index(one.material.kind), one.material.review_by or date.max))
    for kind, group in groupby(placed, key=lambda one: one.material.kind):
        found = list(group)
        blocks.append(Heading(_label(KINDS, kind, locale), note=locale.number(len(found))))
        blocks.append(_table(found, locale, today))
    if not entries:
        blocks.append(Text(locale.text(N_("No material is in the register yet.")), tone="muted"))
    return _document(locale.text(N_("Register of materials")), blocks, issuer, locale, today)


def materials_to_review(
    due: Sequence[Entry], stopped: Sequence[Entry], issuer: Issuer, locale: Locale, today: date
) -> Document:
    """What is overdue or due within 90 days, and apart from it what else must not be handed out."""
    locale = on_pages(locale)
    late = sum(is_overdue(one.material, today) for one in due)
    blocks: list[Block] = []
    if late:
        said = N_("Materials past their review date are not handed out until a clinician has reviewed them.")
        blocks.append(VerdictBox("late", locale.text(said)))
    blocks.append(Heading(locale.text(N_("To be reviewed within 90 days"))))
    if due:
        blocks.append(_table(due, locale, today))
    else:
        blocks.append(Text(locale.text(N_("Nothing is to be reviewed within 90 days.")), tone="muted"))
    if stopped:
        blocks += [Heading(locale.text(N_("Not to be distributed"))), _stopped(stopped, locale)]
    return _document(locale.text(N_("Materials to review")), blocks, issuer, locale, today)


def _document(title: str, blocks: Sequence[Block], issuer: Issuer, locale: Locale, today: date) -> Document:
    return Document(
        title=title,
        language=language_of(locale),
        blocks=tuple(blocks),
        letterhead=issuer.letterhead(locale, today),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("Register of materials, printed {date}", date=today)),
        numbered=False,
        landscape=True,
    )


def _figures(entries: Sequence[Entry], locale: Locale, today: date) -> Figures:
    found = [one.material for one in entries]
    shown = (
        (N_("Materials"), len(found)),
        (C_("materials", "In use"), sum(any(one.used for one in entry.languages) for entry in entries)),
        (N_("To be reviewed within 90 days"), sum(is_due(one, today) for one in found)),
        (N_("Not to be distributed"), sum(one.stopped is not None for one in entries)),
    )
    return Figures(tuple(Fact(locale.text(label), locale.number(value)) for label, value in shown))


def _table(entries: Sequence[Entry], locale: Locale, today: date) -> Table:
    shares = (
        (N_("Title"), 25), (N_("Versions in use"), 19), (N_("Status"), 13), (N_("Issued on"), 10),
        (N_("To be reviewed by"), 14), (N_("Score"), 11), (N_("Stock"), 8),
    )  # fmt: skip
    return Table(columns_of(shares, locale), tuple(_row(one, locale, today) for one in entries))


def _row(entry: Entry, locale: Locale, today: date) -> tuple[Cell, ...]:
    material = entry.material
    return (
        _title(entry, locale),
        _versions(entry, locale),
        _state(entry, locale),
        locale.day(material.issued_on) if material.issued_on else NOTHING,
        _review(material, locale, today),
        _score(entry, locale),
        _stock(material, locale),
    )


def _title(entry: Entry, locale: Locale) -> Cell:
    title = Span(entry.material.title.best(locale.language), bold=True)
    if not entry.audience:
        return (title,)
    return (title, Span(f" ({entry.audience})", tone="muted", size=8.5))


def _versions(entry: Entry, locale: Locale) -> str:
    used = [one for one in entry.languages if one.used is not None]
    lines = [
        locale.say(
            sentence("{language}: {number}", language=_label(SPOKEN, one.language, locale), number=one.used.edition)
        )
        for one in used
        if one.used is not None
    ]
    return "\n".join(lines) or NOTHING


def _state(entry: Entry, locale: Locale) -> Cell:
    if entry.material.is_withdrawn:
        return Marked("rejected", locale.text(fields_of(Material)["is_withdrawn"].label))
    state = next(choice for choice in STATES if choice.key == entry.material.state)
    return Marked(state.shape, locale.text(state.label), bold=False)


def _review(material: Material, locale: Locale, today: date) -> Cell:
    if material.review_by is None:
        return NOTHING
    day, said = locale.day(material.review_by), review_said(material, today)
    if not is_due(material, today) or said is None:
        return day
    return Marked("late" if is_overdue(material, today) else "soon", f"{day}\n{locale.say(said)}", bold=False)


def _score(entry: Entry, locale: Locale) -> Cell:
    """The newest finished score, with the sheet it comes from."""
    found = next((one for one in entry.scores if one.score is not None), None)
    if found is None or found.score is None:
        return NOTHING
    sheet = _short_name(found.instrument)
    shape = "done" if found.has_passed else "soon"
    return Marked(shape, f"{locale.percent(found.score)}\n{sheet}", bold=False)


def _short_name(instrument: str) -> str:
    """What the sheet is called among those who use it, the same in every language."""
    known = next((choice for choice in INSTRUMENTS if choice.key == instrument), None)
    return "" if known is None else "PEMAT" if instrument.startswith("pemat") else "CCI"


def _stock(material: Material, locale: Locale) -> Cell:
    if material.stock is None:
        return NOTHING
    copies = locale.number(material.stock)
    return Marked("soon", copies, bold=False) if is_low(material) else copies


def _stopped(entries: Sequence[Entry], locale: Locale) -> Table:
    shares = ((N_("Title"), 30), (N_("Kind"), 14), (N_("Why"), 40), (N_("Copies in stock"), 16))
    rows: list[tuple[Cell, ...]] = [
        (
            _title(one, locale),
            _label(KINDS, one.material.kind, locale),
            locale.say(one.stopped) if one.stopped is not None else NOTHING,
            locale.number(one.material.stock) if one.material.stock is not None else NOTHING,
        )
        for one in entries
    ]
    return Table(columns_of(shares, locale), tuple(rows))


def _label(choices: Sequence[Choice], key: str, locale: Locale) -> str:
    return next((locale.text(choice.label) for choice in choices if choice.key == key), key)
