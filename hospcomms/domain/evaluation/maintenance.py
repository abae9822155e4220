"""Whether an effect lasted: what is left of the change six months or more after the last contact.

RE-AIM, METHODS.md 1.4: maintenance is the outcome kept at least six months after the last contact, and the
programme still running. 1% Or Less and Change4Life show why it is asked (METHODS.md 8.6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hospcomms.domain.checks import Problem
from hospcomms.domain.evaluation.phrases import is_usable, points, share
from hospcomms.domain.months import MONTHS, months_between, months_later
from hospcomms.domain.wording import Sentence, counted, sentence


@dataclass(frozen=True)
class Kept:
    """``share`` is the part of the change still there (0 to 1), None when it cannot be told; why is in ``said``.

    ``months`` are whole calendar months from the last contact to the follow-up; ``due`` is the first day a
    follow-up counts, None when the last contact is not known; ``is_due`` when that day came and none was made.
    """

    share: float | None
    said: Sentence
    months: int | None = None
    due: date | None = None
    is_due: bool = False
    problems: tuple[Problem, ...] = ()


def kept(
    change: float | None,
    kept_change: float | None,
    last_contact: date | None,
    followed_on: date | None,
    today: date,
) -> Kept:
    """What is left of ``change`` (a fraction, plus in the wished direction) at the follow-up.

    Never raises. Source: METHODS.md 1.4, maintenance.
    """
    if last_contact is None:
        return Kept(None, sentence("Not known: the day of the last contact with the audience is missing."))
    due = months_later(last_contact, MONTHS)
    if kept_change is None or followed_on is None:
        return _not_yet(last_contact, due, today, kept_change, followed_on)
    fault = _fault(kept_change, last_contact, followed_on, today)
    if fault is not None:
        return Kept(None, fault.message, due=due, problems=(fault,))
    months = months_between(last_contact, followed_on)
    if followed_on < due:
        said = counted(
            "Measured {n} month after the last contact: too early to count. Measure again from {due}.",
            "Measured {n} months after the last contact: too early to count. Measure again from {due}.",
            months,
            due=due,
        )
        return Kept(None, said, months, due, is_due=today >= due)
    return _kept(change, kept_change, months, due)


def _not_yet(last_contact: date, due: date, today: date, kept_change: float | None, followed_on: date | None) -> Kept:
    """No follow-up: when it becomes due, or since when it is; one that cannot be used (METHODS.md 8.6)."""
    if followed_on is not None:
        said = sentence("There is a follow-up, but it was not compared as the result was: what is left is not known.")
        return Kept(None, said, due=due)
    if kept_change is not None:
        said = sentence("The day of the follow-up is missing. Enter it.")
        problem = Problem("followed_on", said)
        return Kept(None, said, due=due, problems=(problem,))
    if today < due:
        said = sentence(
            "Not due yet: the last contact was on {last}; measure again from {due}, six months later.",
            last=last_contact,
            due=due,
        )
        return Kept(None, said, due=due)
    said = sentence("Not measured: a follow-up has been due since {due}, six months after the last contact.", due=due)
    return Kept(None, said, due=due, is_due=True)


def _fault(kept_change: float, last_contact: date, followed_on: date, today: date) -> Problem | None:
    if followed_on < last_contact:
        message = sentence(
            "The follow-up ({day}) is before the last contact ({last}). Correct one of them.",
            day=followed_on,
            last=last_contact,
        )
        return Problem("followed_on", message)
    if followed_on > today:
        return Problem(
            "followed_on", sentence("The follow-up ({day}) lies in the future. Correct it.", day=followed_on)
        )
    if not is_usable(kept_change) or abs(kept_change) > 1:
        message = sentence("The change at the follow-up is larger than {points}. Correct it.", points=points(1))
        return Problem("kept_change", message)
    return None


def _kept(change: float | None, kept_change: float, months: int, due: date) -> Kept:
    """The change at the follow-up over the change at the end; more than all counts as all (METHODS.md 1.4)."""
    if change is None or not is_usable(change):
        said = sentence("The change at the end of the campaign is not known, so none can be kept.")
        return Kept(None, said, months, due)
    if change <= 0:
        said = sentence("There was no change in the wished direction to keep.")
        return Kept(None, said, months, due)
    left = min(max(kept_change / change, 0.0), 1.0)
    said = counted(
        "{n} month after the last contact {share} of the change is left (of {change}).",
        "{n} months after the last contact {share} of the change is left (of {change}).",
        months,
        share=share(left),
        change=points(change),
    )
    return Kept(left, said, months, due)


def running_said(is_running: bool | None) -> Sentence:
    """Maintenance at the level of the setting: whether the programme still runs (METHODS.md 1.4)."""
    if is_running is None:
        return sentence("Not known: whether the programme is still running.")
    return sentence("The programme is still running.") if is_running else sentence("The programme has ended.")
