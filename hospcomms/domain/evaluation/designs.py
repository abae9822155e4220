"""How a result was measured: the designs a comparison can have (METHODS.md 1.7 and 2.1)."""

from __future__ import annotations

from hospcomms.domain.fields import Choice
from hospcomms.domain.wording import N_

PRE_POST, PAIRED, EXPOSED = "pre_post", "paired", "exposed"
CONTROLLED, DOSE, POST_ONLY = "controlled", "dose", "post_only"

DESIGNS = (
    Choice(PRE_POST, N_("Before and after, different people")),
    Choice(PAIRED, N_("Before and after, the same people")),
    Choice(EXPOSED, N_("Those reached against those not reached")),
    Choice(CONTROLLED, N_("Before and after, with a comparison group")),
    Choice(DOSE, N_("Several levels of exposure")),
    Choice(POST_ONLY, N_("After the campaign only")),
)
"""Naugle and Hornik 2014 accept pre/post, treatment against comparison, and post across exposure levels."""

OUTPUTS_ONLY = "outputs_only"
"""Only what was put out was counted (METHODS.md 1.7, grade D); no choice of a result, which is always measured."""
