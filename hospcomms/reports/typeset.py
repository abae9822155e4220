"""Sets a corpus of hard texts, one page for each text and width, so that the order of every line can be
checked.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from hospcomms.domain.locale import locale
from hospcomms.domain.wording import Sentence
from hospcomms.reports.lines import Look, Stretch
from hospcomms.reports.paragraph import Paragraph, Setting, Typesetter
from hospcomms.reports.shaping import shaper
from hospcomms.reports.stand_ins import StandIns

WIDTHS = (60.0, 75.0, 90.0, 110.0, 140.0, 180.0, 230.0, 300.0, 380.0, 500.0)
"""Widths of the text in points when none are given."""

SIZE, LEADING, MARGIN = 11.0, 18.0, 20.0


@dataclass(frozen=True)
class Set:
    """How many pages were set, and which characters no font draws."""

    pages: int
    warnings: tuple[Sentence, ...] = ()


def has_shaper(name: str) -> bool:
    """Whether the shaper called so can be used here; "" is the best one there is."""
    try:
        shaper(name)
    except ValueError:
        return False
    return True


def typeset(corpus: Path, out: Path, out_map: Path, widths: Sequence[float] = WIDTHS, shaper_name: str = "") -> Set:
    """Write the PDF of a corpus and the map of its pages.

    The corpus is JSON: {"items": [{"id", "text", "base": "R" or "L"}]}. The map says for each page which
    item it holds and between which edges. OSError when a file cannot be read or written, ValueError for
    an unknown shaper.
    """
    items = json.loads(corpus.read_text(encoding="utf-8"))["items"]
    setters = {base: Typesetter(base == "R", shaper_name) for base in "LR"}
    setters["L"].fonts = setters["R"].fonts
    lacking = StandIns(locale("en"), setters["R"].fonts)
    canvas = Canvas(str(out))
    pages: list[dict[str, object]] = []
    for item in items:
        lacking.put(item["text"])
        passage = setters[item["base"]].passage((Stretch(item["text"], Look(SIZE)),))
        for width in widths or WIDTHS:
            paragraph = Paragraph(passage, Setting(LEADING))
            height = paragraph.wrap(width, 0)[1]
            canvas.setPageSize((width + 2 * MARGIN, height + 2 * MARGIN))
            paragraph.drawOn(canvas, MARGIN, MARGIN)
            canvas.showPage()
            pages.append({"id": item["id"], "width": width, "x0": MARGIN, "x1": MARGIN + width})
    canvas.save()
    out_map.write_text(json.dumps({"pages": pages}), encoding="utf-8")
    warning = lacking.warning(are_named=False)
    return Set(len(pages), (warning,) if warning else ())
