"""The methods of the evaluation in words, each with its source: what a reader needs to check a verdict by hand."""

from __future__ import annotations

from collections.abc import Iterator

from hospcomms.domain.evaluation.board import Board
from hospcomms.domain.locale import Locale
from hospcomms.domain.wording import N_
from hospcomms.reports.cleaning import apart
from hospcomms.reports.document import Block, Bullets, Heading, Span, Words

_SHARE = (
    N_(
        "Interval of a share: the range of true shares that would not be surprising with these answers, in 95 of 100"
        " surveys it holds the true one (Wilson)."
    ),
    "Wilson 1927, J Am Stat Assoc 22:209",
)
_DIFFERENCE = (
    N_(
        "Interval of a difference: made of the intervals of both shares (Newcombe); when the same people answered"
        " twice, of those who changed their answer."
    ),
    "Newcombe 1998, Stat Med 17:873 (10), 17:2635 (10)",
)
_VERDICT = (
    N_(
        "Verdict: improved when the whole interval lies in the wished direction, worsened when it lies in the other;"
        " when it includes 0, no detectable change if it leaves out the change aimed for, and not enough answers if it"
        " holds that too. The rule is the program’s own."
    ),
    "",
)
_GRADE = (
    N_(
        "Confidence: A with a comparison group or a draw by lot, B with an item that was not spoken of and stayed as it"
        " was or with levels of exposure, C before and after, D after only. No grade under 30 answers in a group. The"
        " letters are the program’s own."
    ),
    "Naugle & Hornik 2014, J Health Commun 19:S1",
)
_SEVERAL = (
    N_(
        "Several indicators: the main one declared before the campaign is judged alone, the chance of each other one is"
        " raised for their number (Holm)."
    ),
    "Holm 1979, Scand J Stat 6:65",
)
_BENCHMARK = (
    N_(
        "Effect size phi: the difference measured in the unit in which published campaigns on the same topic are"
        " compared."
    ),
    "Snyder et al. 2004, J Health Commun 9 S1:71",
)
_CHAIN = (
    N_(
        "Stage of the chain: 100 × the change attained ÷ the change aimed for, at most 100; a change the wrong way is 0"
        " with an alarm, and what was not measured has no value."
    ),
    "AMEC Integrated Evaluation Framework; GCS Evaluation Cycle 2024",
)
_COSTS = (
    N_(
        "Cost per extra outcome: amount spent ÷ (people reached × difference), or people concerned where it is not"
        " known how many were reached. It is not given while the interval of the difference includes 0."
    ),
    "",
)
_REAIM = (
    N_(
        "RE-AIM: people reached of those concerned, effect, places that took part of those asked, elements delivered of"
        " those planned, and what is left six months after the last contact."
    ),
    "Glasgow et al. 2006, Health Educ Res 21:688; re-aim.org",
)


def methods(board: Board, locale: Locale) -> list[Block]:
    """The methods used for this board, as a list."""
    items = tuple(_said(text, source, locale) for text, source in _used(board))
    return [Heading(locale.text(N_("Methods and sources"))), Bullets(items)]


def _used(board: Board) -> Iterator[tuple[str, str]]:
    judged = [row for row in board.rows if row.gain.low is not None]
    if judged:
        yield from (_SHARE, _DIFFERENCE)
    yield from (_VERDICT, _GRADE)
    if len(judged) > 1:
        yield _SEVERAL
    if any(row.standing for row in judged):
        yield _BENCHMARK
    yield from (_CHAIN, _COSTS, _REAIM)


def _said(text: str, source: str, locale: Locale) -> Words:
    return (
        Span(locale.text(text)),
        *([Span(f" {apart(source, locale.rtl)}", tone="muted", size=9.0)] if source else []),
    )
