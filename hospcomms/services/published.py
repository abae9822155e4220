"""Whether a publication came to another conclusion than its counts, and what to say of it (METHODS.md section 3)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hospcomms.domain.evaluation.cautions import ALPHA
from hospcomms.domain.evaluation.verdicts import IMPROVED, NOT_ASSESSABLE, WORSENED, Finding
from hospcomms.domain.wording import Sentence, sentence

_P = re.compile(r"[<≤=]?\s*(\d*[.,]\d+)")


def disagreement(values: Mapping[str, str], finding: Finding) -> Sentence | None:
    """The note that the publication concluded otherwise; None when it agrees, says nothing or nothing was judged.

    Published intervals and p values are often adjusted for weights, clusters or other facts about the people, which
    plain counts do not show (METHODS.md section 0, fact 4).
    """
    if finding.verdict == NOT_ASSESSABLE:
        return None
    published = found_difference(values)
    own = finding.verdict in (IMPROVED, WORSENED)
    if published is None or published == own:
        return None
    if published:
        return sentence(
            "The publication found a difference that these counts alone do not show: it may have adjusted for weights,"
            " groups or other facts about the people."
        )
    return sentence(
        "The publication found no difference where these counts alone show one: it may have allowed for weights,"
        " groups or other facts about the people."
    )


def found_difference(values: Mapping[str, str]) -> bool | None:
    """Whether a publication found a difference, by its interval, else its p; None when it gives neither.

    The limits of a ratio are held against 1, those of a difference against 0. A p is one-sided or two-sided as printed.
    """
    low, high = _number(values.get("published_ci_low", "")), _number(values.get("published_ci_high", ""))
    effect = values.get("published_effect", "").casefold()
    if low is not None and high is not None and ("diff" in effect or "or=" in effect):
        none = 0.0 if "diff" in effect else 1.0
        return not low <= none <= high
    said = values.get("published_p", "").strip().casefold()
    if said in ("significant", "not significant"):
        return said == "significant"
    found = _P.fullmatch(said)
    if found is None:
        return None
    return float(found[1].replace(",", ".")) < ALPHA + (1e-9 if said.startswith("<") else 0.0)


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None
