"""Who a campaign is for: target audiences with their size, barriers, motives and channels (AUD-1)."""

from __future__ import annotations

from hospcomms.domain.checks import Problem, warning
from hospcomms.domain.fields import Choice, Record, choices, long_text, number, text
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, sentence

CHANNELS = (
    Choice("face_to_face", N_("Face to face")),
    Choice("staff", N_("Caregivers and staff")),
    Choice("radio", N_("Radio")),
    Choice("television", N_("Television")),
    Choice("newspaper", N_("Newspapers")),
    Choice("facebook", N_("Facebook")),
    Choice("other_social", N_("Other social networks")),
    Choice("sms", N_("Text messages")),
    Choice("poster", N_("Posters and leaflets")),
    Choice("mosque", N_("Mosque")),
    Choice("school", N_("School")),
    Choice("association", N_("Associations")),
)
SPOKEN = (
    Choice("ar", N_("Arabic")),
    Choice("darija", N_("Spoken Arabic")),
    Choice("tamazight", N_("Tamazight")),
    Choice("fr", N_("French")),
    Choice("en", N_("English")),
    Choice("other", N_("Another language")),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Audience(Record):
    """A target audience: people who share what matters for a message."""

    key = "audience"
    one = C_("one", "Target audience")
    many = N_("Target audiences")
    title_field = "name"

    name: str = text(N_("Name"), required=True, listed=True)
    description: str = long_text(N_("Description"))
    size: float | None = number(N_("Number of people"), listed=True, low=0, high=1e10)
    size_year: float | None = number(N_("Year of the figure"), listed=True, low=1900, high=2200)
    size_source: str = text(N_("Source of the figure"))
    barriers: str = long_text(N_("Barriers"), help=N_("What keeps these people from the wished behaviour."))
    motives: str = long_text(N_("Motives"), help=N_("What matters to them and could move them."))
    channels: tuple[str, ...] = choices(N_("Trusted channels"), CHANNELS, listed=True)
    languages: tuple[str, ...] = choices(N_("Languages"), SPOKEN, listed=True)
    literacy: str = long_text(N_("Health literacy"))

    def problems(self) -> list[Problem]:
        """A figure without year or source is said, not refused."""
        if self.size is None or (self.size_year and self.size_source):
            return []
        return [
            warning(
                "size_source",
                sentence("The number of people has no year or no source. Add both so that it can be trusted."),
            )
        ]
