"""A press release on paper: its words once, for the PDF, the Word file, the e-mail and the copied text alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal, cast

from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.releases import SETTLED, Release
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.reports.cleaning import paragraphs
from hospcomms.reports.document import (
    APPROVAL,
    Block,
    Break,
    Bullets,
    Document,
    Fact,
    Figures,
    Heading,
    Picture,
    Signature,
    Signatures,
    Span,
    Text,
)
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages

BOX = "☐"
DOTS = "." * 120
PHOTOS = N_("Photos")


@dataclass(frozen=True)
class PressPhoto:
    """A picture that may go to the press, already without hidden details, with its caption and photographer."""

    path: Path
    caption: str
    credit: str = ""


@dataclass(frozen=True)
class ReleasePaper:
    """A release as it leaves: ``notice`` of the embargo it is under ("": none), place and day of the date line.

    ``attached`` are the names of files that go with it; ``edition`` is the number of its approved text, 0 when it has
    none; ``reader`` is the one person this copy is for, "" for everybody.
    """

    release: Release
    notice: str
    place: str
    day: date
    photos: Sequence[PressPhoto] = ()
    attached: Sequence[str] = ()
    edition: int = 0
    reader: str = ""


@dataclass(frozen=True)
class Passage:
    """A headed part of a release and its paragraphs; ``is_list`` when each is an entry of a list."""

    heading: str
    lines: tuple[str, ...]
    is_list: bool = False


@dataclass(frozen=True)
class ReleaseWords:
    """A release in words of its language, in the order in which it is read; "" and () where there is nothing."""

    notice: str
    kicker: str
    title: str
    subtitle: str
    dateline: str
    body: tuple[str, ...]
    end: str
    passages: tuple[Passage, ...]
    captions: tuple[str, ...]
    number: str


def worded(paper: ReleasePaper, locale: Locale) -> ReleaseWords:
    """The words of a release; ``locale`` must speak its language."""
    release = paper.release
    kicker = Release.one if paper.notice else N_("Press release: for immediate release")
    day = locale.long_day(paper.day)
    placed = sentence("{city}, {date}", city=paper.place, date=day) if paper.place else None
    return ReleaseWords(
        notice=paper.notice,
        kicker=locale.text(kicker),
        title=release.title,
        subtitle=release.subtitle,
        dateline=locale.say(placed) if placed is not None else day,
        body=tuple(paragraphs(release.body)),
        end=locale.text(C_("release", "Ends")),
        passages=_passages(paper, locale),
        captions=tuple(_caption(photo, locale) for photo in paper.photos),
        number=locale.say(sentence("Number: {number}", number=release.reference)) if release.reference else "",
    )


def _passages(paper: ReleasePaper, locale: Locale) -> tuple[Passage, ...]:
    """What follows the text: about the establishment, notes, whom to call, what is attached."""
    release, described = paper.release, fields_of(Release)
    found = [
        Passage(locale.text(described[name].label), tuple(paragraphs(getattr(release, name))))
        for name in ("about", "notes")
    ]
    found.append(Passage(locale.text(N_("Contact at the hospital")), _contact(release, locale)))
    found.append(Passage(locale.text(N_("Attached")), tuple(map(isolated, paper.attached)), is_list=True))
    return tuple(passage for passage in found if passage.lines)


def _contact(release: Release, locale: Locale) -> tuple[str, ...]:
    """Whom journalists call; telephone and address stay left to right in an Arabic line."""
    phone, email = isolated(release.contact_phone), isolated(release.contact_email)
    lines = (
        release.contact_name,
        locale.say(sentence("Telephone: {phone}", phone=phone)) if release.contact_phone else "",
        locale.say(sentence("E-mail: {email}", email=email)) if release.contact_email else "",
    )
    return tuple(line for line in lines if line)


def _caption(photo: PressPhoto, locale: Locale) -> str:
    if not photo.credit:
        return photo.caption
    return locale.say(sentence("{caption} (photo: {credit})", caption=photo.caption, credit=photo.credit))


def release_document(paper: ReleasePaper, issuer: Issuer, locale: Locale) -> Document:
    """The release as one sends it: the notice first on every page, the photos on pages of their own."""
    locale = on_pages(locale)
    release, words = paper.release, worded(paper, locale)
    blocks: list[Block] = []
    if words.subtitle:
        blocks.append(Text((Span(words.subtitle, bold=True),), align="center", size=12.0))
    blocks.append(Text(words.dateline, tone="muted"))
    blocks += [Text(line, align="justify") for line in words.body]
    blocks.append(Text((Span(words.end, bold=True),), align="center"))
    for passage in words.passages:
        blocks.append(Heading(passage.heading, level=2))
        blocks += [Bullets(passage.lines)] if passage.is_list else [Text(line) for line in passage.lines]
    if paper.photos:
        blocks += [Break(), Heading(locale.text(PHOTOS))]
        blocks += [
            Picture(photo.path, 120.0, caption, counted=False)
            for photo, caption in zip(paper.photos, words.captions, strict=True)
        ]
    head = issuer.letterhead(locale, paper.day)
    return Document(
        title=release.title,
        language=cast(Literal["ar", "fr", "en"], locale.language),
        blocks=tuple(blocks),
        letterhead=replace(head, reference=(words.number,) if words.number else ()),
        marks=issuer.marks(is_draft=release.state not in SETTLED),
        office=issuer.foot(locale),
        version=_version(paper, locale),
        numbered=False,
        notice=words.notice,
        kicker=words.kicker,
    )


def _version(paper: ReleasePaper, locale: Locale) -> str:
    """The foot: which version it is and, where it matters, whose copy."""
    if paper.reader and paper.edition:
        return locale.say(sentence("Version {n}, copy for {name}", n=paper.edition, name=paper.reader))
    if paper.reader:
        return locale.say(sentence("Copy for {name}", name=paper.reader))
    return locale.say(sentence("Version {n}", n=paper.edition)) if paper.edition else ""


def approval_document(
    paper: ReleasePaper, function: str, issuer: Issuer, locale: Locale, today: date
) -> Document:  # fmt: skip
    """The copy on which a member of the staff decides: who is asked first, the decision and the signature last."""
    locale = on_pages(locale)
    asked = " · ".join(part for part in (paper.reader, function) if part)
    facts = Figures(
        (
            Fact(locale.text(N_("Submitted to")), asked or "…"),
            Fact(locale.text(N_("Submitted on")), locale.long_day(today)),
            Fact(locale.text(N_("Mark of the text")), isolated(paper.release.text_mark) or "…"),
        )
    )
    choices = (
        N_("I approve this text."),
        N_("I approve it with the corrections written on it."),
        N_("I return it for correction."),
    )
    decision: list[Block] = [
        Heading(locale.text(C_("release", "Decision"))),
        *(Text(f"{BOX} {locale.text(choice)}") for choice in choices),
        Text(locale.text(N_("Remarks"))),
        Text(f"{DOTS}\n{DOTS}", tone="muted"),
        Signatures((Signature(asked or locale.text(N_("Approver")), locale.text(N_("Date, signature and stamp"))),)),
    ]
    made = release_document(paper, issuer, locale)
    return replace(made, blocks=(facts, *made.blocks, *decision), marks=(*made.marks, APPROVAL))


def release_text(words: ReleaseWords) -> str:
    """The release as plain text, to be pasted: the notice first and last, so that no part travels without it."""
    groups: list[tuple[str, ...]] = [
        (words.notice,),
        (words.kicker, words.number),
        (words.title,),
        (words.subtitle,),
        (words.dateline,),
        *((line,) for line in words.body),
        (words.end,),
        *((passage.heading, *passage.lines) for passage in words.passages),
        (words.notice,),
    ]
    return "\n\n".join("\n".join(line for line in group if line) for group in groups if any(group)) + "\n"
