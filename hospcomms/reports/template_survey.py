"""What a template is before it is filled: refused when it cannot be, and what will not come through as it
was.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import N_, Label, Sentence, sentence
from hospcomms.reports.template_package import WORKBOOK, Package

_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_PLAIN = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_OTHER_KINDS = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.spreadsheetml\.template|ms-excel\.sheet\.macroEnabled"
    rb"|ms-excel\.template\.macroEnabled)\.main\+xml"
)

HEADER = N_("header or footer")
"""Where a placeholder stands that is in no cell."""


@dataclass(frozen=True)
class Unknown:
    """A placeholder nothing can be put in place of: sheet, cell (or where else it stands), as typed."""

    sheet: str
    cell: str | Label
    text: str

    @property
    def said(self) -> Sentence:
        """Where it stands, for a list."""
        return sentence("{sheet}, {cell}: {text}", sheet=self.sheet, cell=self.cell, text=self.text)


@dataclass(frozen=True)
class Survey:
    """What is known of a template before it is filled; ``losses`` is what will not come through or not be seen."""

    placeholders: int = 0
    unknown: tuple[Unknown, ...] = ()
    losses: tuple[Sentence, ...] = ()

    @property
    def filled(self) -> int:
        """How many cells and texts are filled whole: no placeholder in them is unknown."""
        spoilt = {
            (unknown.sheet, str(unknown.cell))
            for unknown in self.unknown
            # these are never counted as places to fill
            if not unknown.text.startswith("=") and str(unknown.cell) != HEADER
        }
        return max(0, self.placeholders - len(spoilt))

    def sentences(self) -> tuple[Sentence, ...]:
        """Everything to be said before saving."""
        said = list(self.losses)
        if not self.placeholders:
            said.insert(0, sentence("The template holds no placeholder; it would be saved as it is."))
        if self.unknown:
            cells = tuple(unknown.said for unknown in self.unknown)
            said.append(sentence("These placeholders are not known and stay as they are: {cells}", cells=cells))
        return tuple(said)


def refuse_unfit(name: str, package: Package) -> None:
    """Raise Refusal for a template that would be unsafe or could not be kept whole."""
    parts = [part.casefold() for part in package.names]
    if any(part.endswith("vbaproject.bin") or part.startswith("xl/macrosheets/") for part in parts):
        raise Refusal(
            "template-macros",
            sentence(
                "The template {file} contains macros, so it was not filled. Save it in Excel as .xlsx without macros.",
                file=name,
            ),
        )
    if any(part.startswith("xl/externallinks/") for part in parts):
        raise Refusal(
            "template-links",
            sentence(
                "The template {file} takes values from other files, so it was not filled."
                " Break these links in Excel (Data, Edit links) and save it.",
                file=name,
            ),
        )
    if any(part in ("xl/connections.xml", "customui/customui.xml") or "querytable" in part for part in parts):
        raise Refusal(
            "template-connections",
            sentence(
                "The template {file} is connected to a database or a web page, so it was not filled."
                " Delete the connections in Excel and save it.",
                file=name,
            ),
        )
    if _STRICT in package.raw(WORKBOOK):
        raise Refusal(
            "template-strict",
            sentence(
                "The template {file} is saved as “Strict Open XML”. Save it in Excel as an ordinary workbook (.xlsx).",
                file=name,
            ),
        )


def losses(package: Package, repeats: bool) -> tuple[Sentence, ...]:
    """What will not be in the filled workbook, or not as it was; `repeats` when rows will be repeated."""
    parts = [part.casefold() for part in package.names]
    found = []
    if any(part.startswith("_xmlsignatures/") for part in parts):
        found.append(sentence("The digital signature is not kept: a filled template is another document."))
    if any("/pivottables/" in part for part in parts):
        found.append(sentence("Pivot tables are kept and show the new figures once the workbook is opened in Excel."))
    if repeats and any(part.startswith(("xl/ctrlprops/", "xl/activex/")) for part in parts):
        found.append(sentence("Buttons and other controls are kept; the cells they are linked to do not move."))
    if repeats and any("/slicers/" in part or "/timelines/" in part for part in parts):
        found.append(sentence("Slicers are kept where they are; rows below repeated ones may move away from them."))
    return tuple(found)


def made_plain(package: Package) -> None:
    """Make a workbook of a template (.xltx), and take out what would no longer be true."""
    types = package.raw("[Content_Types].xml")
    package.put("[Content_Types].xml", _OTHER_KINDS.sub(_PLAIN, types))
    for part in package.names:
        if part.startswith("_xmlsignatures/") or part == "xl/calcChain.xml":
            package.drop(part)
