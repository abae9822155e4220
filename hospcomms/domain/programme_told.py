"""What the page and the paper of a programme say alike: a figure of the problem, a follow-up."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.programmes import NO, PARTLY, STILL, YES, FollowUp, ProblemFigure
from hospcomms.domain.wording import Label, Sentence, sentence

_STILL = {choice.key: choice.label for choice in STILL}
_SHAPES = {YES: "done", PARTLY: "soon", NO: "rejected"}


def figure_said(figure: ProblemFigure) -> tuple[Sentence, Sentence | None]:
    """The indicator with its value, and where, when and by whom it was found; None when nothing of that is known."""
    value: Sentence | None = None
    if figure.value is not None:
        value = sentence("{value}%", value=figure.value) if figure.unit == "%" else _with_unit(figure)
    what = sentence("{indicator}: {value}", indicator=figure.indicator, value=value) if value else None
    known = tuple(part for part in (figure.place, _year(figure), figure.source) if part)
    where = sentence("{parts}", parts=known) if known else None
    return what or sentence("{text}", text=figure.indicator), where


def _with_unit(figure: ProblemFigure) -> Sentence:
    if not figure.unit:
        return sentence("{value}", value=figure.value)
    return sentence("{value} {unit}", value=figure.value, unit=figure.unit)


def _year(figure: ProblemFigure) -> str:
    return str(int(figure.year)) if figure.year is not None else ""


def follow_up_said(one: FollowUp) -> Sentence:
    """“Due on 3 May” or “Done on 5 May: carried on”."""
    if one.done_on is None:
        return sentence("Due on {date}", date=one.due)
    return sentence("{day}: {still}", day=one.done_on, still=Label(_STILL.get(one.still, "")))


def follow_up_shape(one: FollowUp, today: date) -> str:
    """The shape that stands before a follow-up."""
    if one.done_on is not None:
        return _SHAPES.get(one.still, "done")
    if one.due is None or one.due > today:
        return "draft"
    return "late" if one.due < today else "soon"
