"""A press release as a Word document the press can copy from: the notice of its embargo heads every page."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_
from hospcomms.reports.compositor import VOWELLED_LINE, is_vowelled
from hospcomms.reports.handing_over import write_whole
from hospcomms.reports.issuer import Issuer
from hospcomms.reports.page_locale import on_pages
from hospcomms.reports.release import PHOTOS, ReleasePaper, ReleaseWords, worded
from hospcomms.reports.word import clean_text
from hospcomms.reports.word_directions import set_directions
from hospcomms.reports.word_page import WordPage

PHOTO_WIDTH = 120.0
"""Millimetres."""


def write_release_word(paper: ReleasePaper, issuer: Issuer, locale: Locale, path: Path) -> None:
    """Write the release as .docx, whole or not at all. Raises Refusal when the file cannot be written."""
    document = _built(paper, issuer, on_pages(locale))
    write_whole(path, lambda temporary: document.save(str(temporary)))


def release_word(paper: ReleasePaper, issuer: Issuer, locale: Locale) -> bytes:
    """The bytes of the .docx file."""
    stream = io.BytesIO()
    _built(paper, issuer, on_pages(locale)).save(stream)
    return stream.getvalue()


def _built(paper: ReleasePaper, issuer: Issuer, locale: Locale) -> Any:
    words = worded(paper, locale)
    page = WordPage(locale.language, clean_text(words.title))
    if words.notice:
        page.head(clean_text(words.notice))
    _letterhead(page, paper, issuer, locale, words)
    _text(page, words)
    if paper.photos:
        page.line(locale.text(PHOTOS), size=12, bold=True, heading=True).paragraph_format.page_break_before = True
        for photo, caption in zip(paper.photos, words.captions, strict=True):
            page.picture(photo.path, PHOTO_WIDTH)
            page.line(clean_text(caption), size=9, align="center", after=12)
    set_directions(page.document, rtl=locale.rtl)
    return page.document


def _letterhead(page: WordPage, paper: ReleasePaper, issuer: Issuer, locale: Locale, words: ReleaseWords) -> None:
    head = issuer.letterhead(locale, paper.day)
    for line in head.state:
        page.line(line, size=11, bold=True, align="center")
    for line in head.office:
        page.line(clean_text(line))
    if words.number:
        page.line(clean_text(words.number))
    if issuer.is_sample:
        page.line(locale.text(N_("Sample: invented names and figures")), bold=True, align="center")


def _text(page: WordPage, words: ReleaseWords) -> None:
    page.line(words.kicker, bold=True, align="center", before=8)
    page.line(clean_text(words.title), size=17, bold=True, align="center", before=6, heading=True)
    if words.subtitle:
        page.line(clean_text(words.subtitle), size=12, bold=True, align="center", after=8)
    page.line(clean_text(words.dateline), before=4)
    for line in words.body:
        _spaced(page.line(clean_text(line), align="both", after=6))
    page.line(words.end, bold=True, align="center", before=4, after=10)
    for passage in words.passages:
        page.line(clean_text(passage.heading), bold=True, before=8, heading=True)
        for line in passage.lines:
            shown = f"• {line}" if passage.is_list else line
            _spaced(page.line(clean_text(shown)))


def _spaced(paragraph: Any) -> None:
    """Text with vowel signs has higher lines."""
    if is_vowelled(paragraph.text):
        paragraph.paragraph_format.line_spacing = VOWELLED_LINE
