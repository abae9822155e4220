"""The topics of which something published stands to compare with (METHODS.md section 3).

Campaigns give an effect (Snyder 2004); for hand hygiene there is what WHO wishes for and where hospitals started.
"""

from __future__ import annotations

from hospcomms.domain.fields import Choice
from hospcomms.domain.wording import N_

HAND_HYGIENE_TOPIC = "hand_hygiene"
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
    Choice(HAND_HYGIENE_TOPIC, N_("Hand hygiene of the staff")),
)
