"""The page engine on a corpus of hard texts, for the command line: one page for each text and width."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from hospcomms.domain.errors import Refusal
from hospcomms.domain.wording import sentence
from hospcomms.reports import typeset as engine
from hospcomms.reports.typeset import Set

SHAPERS = ("harfbuzz", "reshaper")


def typeset(corpus: Path, out: Path, out_map: Path, widths: Sequence[float] = (), shaper: str = "") -> Set:
    """Set the corpus and write the PDF and the map of its pages; returns how many, and what was not drawn.

    `widths` are points, none means the usual ten. Refusal when the corpus is unreadable or the shaper is
    not there.
    """
    if not engine.has_shaper(shaper):
        said = sentence("The shaper {shaper} is not installed. Use {others}.", shaper=shaper, others=SHAPERS)
        raise Refusal("no-shaper", said)
    try:
        return engine.typeset(corpus, out, out_map, tuple(widths) or engine.WIDTHS, shaper)
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError) as problem:
        said = sentence("The file {file} is not a list of texts to set. Choose another file.", file=corpus.name)
        raise Refusal("not-a-corpus", said) from problem
    except OSError as problem:
        said = sentence("The file {file} could not be read or written.", file=problem.filename or corpus.name)
        raise Refusal("not-written", said) from problem
