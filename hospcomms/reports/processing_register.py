"""The register of processing on paper: what is done with which data of whom, why, for how long and how safely."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, cast

from hospcomms.domain.fields import Field, fields_of
from hospcomms.domain.locale import Locale
from hospcomms.domain.privacy import ProcessingActivity
from hospcomms.domain.wording import C_, N_, Label, counted, sentence
from hospcomms.reports.document import Block, Column, Document, Fact, Figures, Heading, Hold, Span, Table, Text
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages
from hospcomms.reports.values import said

TITLE = N_("Register of processing")
_PRINTED = (
    *("purpose", "basis", "legal_text", "people", "data", "is_sensitive", "recipients", "abroad", "kept_for"),
    *("safeguards", "responsible", "reviewed_on", "note"),
)
_NOTE = N_(
    "Kept under law 18-07 as amended by law 25-11. What is marked “to be confirmed” awaits the hospital’s counsel."
)
_NONE = C_("transfers", "None")


def processing_register(found: Sequence[ProcessingActivity], issuer: Issuer, locale: Locale, today: date) -> Document:
    """The whole register: how many activities, how many with sensitive data, then one table for each."""
    locale = on_pages(locale)
    blocks: list[Block] = [_figures(found, locale)]
    if not found:
        blocks.append(Text(locale.text(N_("The register holds no activity yet.")), tone="muted"))
    for activity in found:
        blocks += [Hold(2), Heading(activity.title, activity.reference), _table(activity, locale)]
    blocks.append(Text(locale.text(_NOTE), size=9.0, tone="muted"))
    return Document(
        title=locale.text(TITLE),
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        subtitle=locale.say(counted("{n} processing activity", "{n} processing activities", len(found))),
        letterhead=issuer.letterhead(locale, today),
        marks=issuer.marks(),
        office=issuer.foot(locale),
        version=locale.say(sentence("{kind}, printed {date}", kind=Label(TITLE), date=today)),
        numbered=True,
        contents_from=6,
    )


def _figures(found: Sequence[ProcessingActivity], locale: Locale) -> Figures:
    sensitive = sum(one.is_sensitive for one in found)
    abroad = sum(bool(one.abroad.strip()) for one in found)
    days = [one.reviewed_on for one in found if one.reviewed_on is not None]
    oldest = locale.day(min(days)) if days and len(days) == len(found) else locale.text(N_("Not reviewed yet"))
    return Figures(
        (
            Fact(locale.text(C_("register", "Activities")), locale.number(len(found))),
            Fact(locale.text(N_("With sensitive data")), locale.number(sensitive)),
            Fact(locale.text(N_("With transfers abroad")), locale.number(abroad)),
            Fact(locale.text(N_("Oldest review")), oldest),
        )
    )


def _table(activity: ProcessingActivity, locale: Locale) -> Table:
    described = fields_of(ProcessingActivity)
    rows = []
    for name in _PRINTED:
        text = _value(described[name], activity, locale)
        if text:
            rows.append(((Span(locale.text(described[name].label), tone="muted"),), text))
    return Table((Column("", share=0.27), Column("", share=0.73)), tuple(rows))


def _value(field: Field, activity: ProcessingActivity, locale: Locale) -> str:
    """A value in words; of some fields what their emptiness means."""
    value = getattr(activity, field.name)
    if field.name == "is_sensitive":
        return locale.text(N_("Yes") if value else N_("No"))
    if not value and field.name == "abroad":
        return locale.text(_NONE)
    if not value and field.name == "reviewed_on":
        return locale.text(N_("Not reviewed yet"))
    return said(field, value, locale, {}) if value else ""
