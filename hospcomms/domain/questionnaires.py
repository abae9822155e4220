"""Questionnaires before and after: their questions and the counts of right answers (AWA-4)."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.checks import Problem, days_in_order, warning
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    Texts,
    choice,
    day,
    file,
    flag,
    link,
    long_text,
    number,
    text,
    texts,
)
from hospcomms.domain.grouping import (
    collected_in_groups,
    doubts_of_groups,
    idle_details,
    likeness_in_group,
    size_of_group,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, sentence

PAIRED, INDEPENDENT = "paired", "independent"
PAIRINGS = (
    Choice(INDEPENDENT, N_("Different people before and after")),
    Choice(PAIRED, N_("The same people, recognised by a code")),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Questionnaire(Record):
    """A questionnaire asked before and after; scores are the mean share of right answers, in percent."""

    key = "questionnaire"
    one = N_("Questionnaire")
    many = N_("Questionnaires")
    order = ("-after_on",)

    title: str = text(N_("Title"), required=True, listed=True)
    campaign: int = link(N_("Campaign"), "campaign", listed=True)
    session: int = link(C_("one", "Session"), "session")
    audience: int = link(N_("Target audience"), "audience", listed=True)
    pairing: str = choice(N_("Who answered"), PAIRINGS, INDEPENDENT, required=True, listed=True)
    before_on: date | None = day(N_("Asked before on"), listed=True)
    after_on: date | None = day(N_("Asked after on"), listed=True)
    answers_before: float | None = number(N_("People who answered before"), listed=True, low=0, high=1e7)
    answers_after: float | None = number(N_("People who answered after"), listed=True, low=0, high=1e7)
    in_groups: bool = collected_in_groups()
    group_size: float | None = size_of_group()
    likeness: float | None = likeness_in_group()
    score_before: float | None = number(N_("Mean score before (percent)"), low=0, high=100)
    spread_before: float | None = number(N_("Standard deviation before"), low=0, high=1000)
    score_after: float | None = number(N_("Mean score after (percent)"), low=0, high=100)
    spread_after: float | None = number(N_("Standard deviation after"), low=0, high=1000)
    change_mean: float | None = number(
        N_("Mean of the changes (points)"), low=-100, high=100, help=N_("For the same people: after minus before.")
    )
    change_spread: float | None = number(N_("Standard deviation of the changes"), low=0, high=1000)
    source: str = text(N_("Who collected the answers"))
    answers: StoredFile | None = file(N_("File of the answers"))
    note: str = long_text(N_("Note"))

    def problems(self) -> list[Problem]:
        """The second asking comes after the first; of the same people not more can answer."""
        found = days_in_order(self, "before_on", "after_on")
        found += doubts_of_groups(self.likeness, in_groups=self.in_groups)
        before, after = self.answers_before, self.answers_after
        if self.pairing == PAIRED and before is not None and after is not None and before != after:
            found.append(
                warning(
                    "answers_after",
                    sentence(
                        "The same people should be as many after ({after}) as before ({before}). Only those who"
                        " answered both times are compared.",
                        before=before,
                        after=after,
                    ),
                )
            )
        return found

    def idle(self) -> frozenset[str]:
        """Groups are asked about only when there are any, changes within people only for the same people."""
        groups = idle_details(in_groups=self.in_groups)
        changes = set() if self.pairing == PAIRED else {"change_mean", "change_spread"}
        return frozenset(groups | changes)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Question(Record):
    """One question with the number of right answers before and after; for the same people, who changed."""

    key = "question"
    one = N_("Question")
    many = N_("Questions")
    title_field = "wording"
    whole = "questionnaire"
    order = ("place", "id")

    questionnaire: int = link(N_("Questionnaire"), "questionnaire", required=True)
    place: float | None = number(C_("question", "Number"), listed=True, low=1, high=1000)
    wording: Texts = texts(N_("Question"), required=True, listed=True)
    right: str = text(N_("Right answer"), listed=True)
    answers_before: float | None = number(N_("Answers before"), listed=True, low=0, high=1e7)
    right_before: float | None = number(N_("Right before"), listed=True, low=0, high=1e7)
    answers_after: float | None = number(N_("Answers after"), listed=True, low=0, high=1e7)
    right_after: float | None = number(N_("Right after"), listed=True, low=0, high=1e7)
    gained: float | None = number(N_("Wrong before, right after"), listed=True, low=0, high=1e7)
    lost: float | None = number(N_("Right before, wrong after"), listed=True, low=0, high=1e7)
    objective: int = link(N_("Objective it measures"), "objective")
    is_untargeted: bool = flag(
        N_("Control item"), help=N_("Something the campaign does not speak of: it should stay as it was.")
    )

    def problems(self) -> list[Problem]:
        """There are not more right answers than answers, and the changes add up."""
        found = [
            Problem(
                right,
                sentence("There are more right answers than answers. Correct one of the numbers."),
            )
            for right, answers in (("right_before", "answers_before"), ("right_after", "answers_after"))
            if _more(getattr(self, right), getattr(self, answers))
        ]
        known = (self.right_before, self.right_after, self.gained, self.lost)
        before, after, gained, lost = (0 if value is None else value for value in known)
        same = self.answers_before is None or self.answers_before == self.answers_after
        if not found and same and None not in known and before + gained - lost != after:
            found.append(
                Problem(
                    "gained",
                    sentence(
                        "The counts do not add up: {before} right before, plus {gained}, minus {lost}, is not {after}."
                        " Correct one of them.",
                        before=before,
                        gained=gained,
                        lost=lost,
                        after=after,
                    ),
                )
            )
        return found


def _more(part: float | None, whole: float | None) -> bool:
    return part is not None and whole is not None and part > whole
