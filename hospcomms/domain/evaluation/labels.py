"""The five verdicts and the grades of confidence: keys, names, shapes; no arithmetic, so that lists load fast."""

from __future__ import annotations

from hospcomms.domain.fields import Choice
from hospcomms.domain.wording import C_, N_

IMPROVED, WORSENED, NO_CHANGE = "improved", "worsened", "no_change"
NOT_ENOUGH, NOT_ASSESSABLE = "not_enough", "not_assessable"
VERDICTS = (
    Choice(IMPROVED, N_("Improved"), "improved"),
    Choice(WORSENED, N_("Worsened"), "worsened"),
    Choice(NO_CHANGE, N_("No detectable change"), "no_change"),
    Choice(NOT_ENOUGH, N_("Not enough answers"), "not_enough"),
    Choice(NOT_ASSESSABLE, N_("Not assessable"), "not_measured"),
)
"""METHODS.md section 8.3 and 8.1."""

A, B, C, D = "A", "B", "C", "D"
UNGRADED = "not_assessable"
GRADES = (
    Choice(A, C_("grade", "A")),
    Choice(B, C_("grade", "B")),
    Choice(C, C_("grade", "C")),
    Choice(D, C_("grade", "D")),
    Choice(UNGRADED, N_("Not assessable")),
)
"""METHODS.md section 1.7."""
