"""The topics of which published campaigns give an effect to compare with (METHODS.md section 3, Snyder 2004)."""

from __future__ import annotations

from hospcomms.domain.fields import Choice
from hospcomms.domain.wording import N_

TOPICS = (
    Choice("seat_belts", N_("Seat belts")),
    Choice("oral_health", N_("Oral health")),
    Choice("alcohol", N_("Alcohol")),
    Choice("heart_disease", N_("Prevention of heart disease")),
    Choice("smoking", N_("Smoking")),
    Choice("screening", N_("Breast and cervical screening")),
    Choice("sexual_behaviour", N_("Sexual behaviour")),
    Choice("adoption", N_("Another behaviour to take up")),
    Choice("prevention", N_("Another behaviour to prevent")),
    Choice("cessation", N_("Another behaviour to give up")),
)
