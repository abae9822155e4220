"""The image of the hospital, measured again and again: survey waves and the tone of clips, by audience (R17)."""

from __future__ import annotations

from datetime import date

from hospcomms.domain.checks import Problem, days_in_order
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    choice,
    day,
    file,
    link,
    long_text,
    number,
    text,
)
from hospcomms.domain.grouping import (
    collected_in_groups,
    doubts_of_groups,
    idle_details,
    likeness_in_group,
    size_of_group,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import N_, sentence

SURVEY, CLIPS = "survey", "clips"
MEASURES = (
    Choice(SURVEY, N_("Image survey")),
    Choice(CLIPS, N_("Tone of press clips")),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ImageWave(Record):
    """One wave: how many of those asked, or of the clips, were favourable; what one asked is its ``title``."""

    key = "image_wave"
    one = N_("Image measurement")
    many = N_("Image measurements")
    order = ("-end",)

    title: str = text(
        N_("What was asked or coded"),
        required=True,
        listed=True,
        help=N_("The same words in each wave: waves with the same words are compared."),
    )
    measure: str = choice(N_("Measure"), MEASURES, SURVEY, required=True, listed=True)
    audience: int = link(N_("Target audience"), "audience", listed=True)
    start: date | None = day(N_("Start"), listed=True)
    end: date | None = day(N_("End"), required=True, listed=True)
    answers: float | None = number(N_("Answers or clips"), required=True, listed=True, low=1, high=1e8)
    favourable: float | None = number(N_("Favourable"), required=True, listed=True, low=0, high=1e8)
    unfavourable: float | None = number(N_("Unfavourable"), listed=True, low=0, high=1e8)
    in_groups: bool = collected_in_groups()
    group_size: float | None = size_of_group()
    likeness: float | None = likeness_in_group()
    source: str = text(N_("Source"))
    proof: StoredFile | None = file(N_("Proof"))
    note: str = long_text(N_("Note"))

    def problems(self) -> list[Problem]:
        """The end may not come before the start; favourable and unfavourable are not more than all."""
        found = days_in_order(self, "start", "end")
        found += doubts_of_groups(self.likeness, in_groups=self.in_groups)
        coded = (self.favourable or 0) + (self.unfavourable or 0)
        if self.answers is not None and coded > self.answers:
            found.append(
                Problem(
                    "favourable",
                    sentence("Favourable and unfavourable together are more than all. Correct the numbers."),
                )
            )
        return found

    def idle(self) -> frozenset[str]:
        """Groups are asked about only when there are any."""
        return idle_details(in_groups=self.in_groups)
