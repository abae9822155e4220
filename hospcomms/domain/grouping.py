"""Answers collected in groups: what every record of a survey is asked about it, described once (METHODS.md 2.1)."""

from __future__ import annotations

from typing import Any

from hospcomms.domain.checks import Problem, warning
from hospcomms.domain.fields import flag, number
from hospcomms.domain.wording import N_, Sentence, sentence

_DETAILS = frozenset({"group_size", "likeness"})
PLAUSIBLE_LIKENESS = 0.35
"""Rho above this is rare in surveys of wards, schools and clinics: more often a percentage or a slip was typed."""


def collected_in_groups() -> Any:
    """Whether the answers come from wards, schools or clinics."""
    return flag(
        N_("The answers were collected in groups"), help=N_("Wards, schools, clinics: people of one group resemble.")
    )


def size_of_group() -> Any:
    """The mean number of answers in a group, 1 or more."""
    return number(N_("Mean number of answers in a group"), low=1, high=1e6)


def likeness_in_group() -> Any:
    """How much the answers of one group resemble one another, rho from 0 to 1."""
    return number(
        N_("Likeness within a group (rho)"), low=0, high=1, help=N_("Between 0 and 1; leave it empty if unknown.")
    )


def idle_details(*, in_groups: bool) -> frozenset[str]:
    """The fields that mean nothing while the answers were not collected in groups."""
    return frozenset() if in_groups else _DETAILS


def likeness_said(likeness: float | None) -> Sentence | None:
    """That a likeness is unusually high, which widens every interval; None for a usual one or none."""
    if likeness is None or likeness <= PLAUSIBLE_LIKENESS:
        return None
    return sentence(
        "A likeness of {value} within a group is unusually high: above {most} it is rarely found. Check it; it widens"
        " the confidence intervals.",
        value=likeness,
        most=PLAUSIBLE_LIKENESS,
    )


def doubts_of_groups(likeness: float | None, *, in_groups: bool) -> list[Problem]:
    """The warning about an unusually high likeness, while the answers were collected in groups."""
    said = likeness_said(likeness) if in_groups else None
    return [] if said is None else [warning("likeness", said)]
