"""The guides for the hospital's IT on paper: set by the program's own page engine, Arabic from right to left."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal, cast

from hospcomms import VERSION
from hospcomms.domain.locale import isolated, locale
from hospcomms.reports.document import Block, Break, Bullets, Column, Document, Heading, Span, Table, Text
from hospcomms.reports.pdf import write_pdf
from windows import guides

_SHARES = {2: (28.0, 72.0), 3: (18.0, 41.0, 41.0), 6: (6.0, 8.0, 39.0, 37.0, 5.0, 5.0)}
"""Shares of the width by the number of columns; the table of six is the checklist."""


def write(folder: Path) -> list[Path]:
    """Write the guide of each language as PDF into ``folder``, which is there; returns the files. Raises Refusal."""
    made = []
    for language in guides.LANGUAGES:
        path = folder / f"it-{language}.pdf"
        write_pdf(paper(guides.source(language), language), path, locale(language))
        made.append(path)
    return made


def paper(text: str, language: str) -> Document:
    """A guide as a document of the page engine."""
    title = text.partition("\n")[0].removeprefix("# ")
    return Document(
        title=title,
        language=cast("Literal['ar', 'fr', 'en']", language),
        blocks=tuple(_blocks(text.partition("\n")[2], is_arabic=language == "ar")),
        office=f"HospComms {VERSION}",
        numbered=False,
        contents_from=2,
    )


def _blocks(text: str, *, is_arabic: bool) -> Iterator[Block]:
    for kind, lines in guides.parts(text):
        if kind == "heading":
            yield from _heading(lines[0].split(" ", 1)[1])
        elif kind == "table":
            yield _table(lines, is_arabic=is_arabic)
        elif kind == "code":
            shown = "\n".join(isolated(line) if is_arabic else line for line in lines)
            yield Text(shown, align="end" if is_arabic else "start", size=8.5, tone="muted", after=3.0)
        elif kind in ("ul", "ol"):
            items = tuple(_spans(guides.item_words(line), is_arabic=is_arabic) for line in lines)
            yield Bullets(items, numbered=kind == "ol")
        else:
            yield from (Text(_spans(line, is_arabic=is_arabic), after=4.0) for line in lines)


def _heading(words: str) -> Iterator[Block]:
    if guides.is_checklist(words):
        yield Break()
    yield Heading(words)


def _table(lines: list[str], *, is_arabic: bool) -> Table:
    head, *rows = guides.cells(lines)
    plain = [guides.CODE.sub(r"\1", heading) for heading in head]
    columns = tuple(Column(heading, share=share) for heading, share in zip(plain, _SHARES[len(head)], strict=True))
    return Table(columns, tuple(tuple(_spans(cell, is_arabic=is_arabic) for cell in row) for row in rows))


def _spans(text: str, *, is_arabic: bool) -> tuple[Span, ...]:
    """One line as stretches: bold words, and what stands in code, which runs from the left."""
    found = []
    for number, part in enumerate(guides.CODE.split(text)):
        if number % 2:
            found.append(Span(isolated(part) if is_arabic else part))
            continue
        found += [Span(words, bold=bool(place % 2)) for place, words in enumerate(guides.BOLD.split(part)) if words]
    return tuple(found)
