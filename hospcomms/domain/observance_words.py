"""The rule of a health day in a sentence."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.checks import errors
from hospcomms.domain.locale import Locale
from hospcomms.domain.observances import (
    FIXED,
    LAST_DAY,
    LAST_WEEKDAY,
    MONTH,
    NTH,
    WEEK,
    Observance,
)
from hospcomms.domain.wording import InWords, Sentence, counted, sentence

LEAP = 2024
"""A year in which every day of every month exists."""


def rule_said(observance: Observance, speaking: Locale) -> Sentence:
    """When a health day is, in a sentence; that the rule lacks something when it does."""
    if errors(observance.problems()):
        return sentence("The rule of its dates is not complete.")
    month = speaking.month(int(observance.month or 1))
    weekday = speaking.weekday(int(observance.weekday or 0))
    if observance.rule in (FIXED, WEEK):
        day = InWords(date(LEAP, int(observance.month or 1), int(observance.day_of_month or 1)))
        if observance.rule == FIXED:
            return sentence("Every year on {day}", day=day)
        length = int(observance.length or 1)
        return counted("{n} day every year from {day}", "{n} days every year from {day}", length, day=day)
    if observance.rule == NTH:
        return sentence(_NTH[int(observance.nth or 1) - 1].text, weekday=weekday, month=month)
    if observance.rule == LAST_WEEKDAY:
        return sentence("The last {weekday} of {month}", weekday=weekday, month=month)
    if observance.rule == LAST_DAY:
        return sentence("The last day of {month}", month=month)
    if observance.rule == MONTH:
        return sentence("The whole month of {month}", month=month)
    return sentence("Its dates are entered by hand.")


_NTH = (
    sentence("The first {weekday} of {month}"),
    sentence("The second {weekday} of {month}"),
    sentence("The third {weekday} of {month}"),
    sentence("The fourth {weekday} of {month}"),
    sentence("The fifth {weekday} of {month}, in the years that have one"),
)
