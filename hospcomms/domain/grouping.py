"""Answers collected in groups: what every record of a survey is asked about it, described once (METHODS.md 2.1)."""

from __future__ import annotations

from typing import Any

from hospcomms.domain.fields import flag, number
from hospcomms.domain.wording import N_

_DETAILS = frozenset({"group_size", "likeness"})


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
