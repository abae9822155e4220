"""Health-education sessions: where, who spoke, who came by sex and age, and what those who came said (AWA-3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hospcomms.domain.checks import Problem, warning
from hospcomms.domain.clock_times import clock_time, tidy_time, times_in_order
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    choice,
    day,
    fields_of,
    files,
    link,
    links,
    long_text,
    number,
    text,
)
from hospcomms.domain.programmes import SETTINGS
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, Label, counted, sentence

PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
STATES = (
    Choice(PLANNED, C_("session", "Planned"), "draft"),
    Choice(HELD, C_("session", "Held"), "closed"),
    Choice(CANCELLED, C_("session", "Cancelled"), "rejected"),
)
SEXES = (("women", N_("Women")), ("men", N_("Men")))
AGES = (
    ("0_14", N_("Under 15")),
    ("15_24", N_("15 to 24")),
    ("25_44", N_("25 to 44")),
    ("45_59", N_("45 to 59")),
    ("60", N_("60 and over")),
    ("unknown", N_("Age not noted")),
)
GROUPS = tuple(f"{sex}_{age}" for age, _name in AGES for sex, _word in SEXES)
"""The fields of the attendance table, row by row."""


def _people(label: str) -> float | None:
    found: float | None = number(label, low=0, high=100_000)
    return found


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class EducationSession(Record):
    """One session of health education; people are counted, never named. ``attended`` is all who came."""

    key = "session"
    one = C_("one", "Session")
    many = N_("Sessions")
    order = ("-held_on", "begins")

    title: str = text(N_("Subject"), required=True, listed=True)
    state: str = choice(N_("Status"), STATES, PLANNED, listed=True, own=True)
    programme: int = link(C_("label", "Programme"), "programme", listed=True)
    held_on: date | None = day(C_("label", "Day"), required=True, listed=True)
    begins: str = clock_time(N_("Begins at"), listed=True)
    ends: str = clock_time(N_("Ends at"))
    place: str = text(N_("Place"), required=True, listed=True)
    setting: str = choice(N_("Kind of place"), SETTINGS, listed=True)
    trainer: str = text(N_("Trainer"), listed=True)
    colleague: int = link(N_("Trainer from the hospital"), "colleague")
    partner: str = text(N_("Partner"), listed=True)
    audience: int = link(N_("Target audience"), "audience")
    capacity: float | None = number(C_("session", "Places"), low=0, high=100_000)
    attended: float | None = number(N_("People who came"), low=0, high=100_000, listed=True)
    women_0_14: float | None = _people(N_("Women and girls under 15"))
    men_0_14: float | None = _people(N_("Men and boys under 15"))
    women_15_24: float | None = _people(N_("Women, 15 to 24"))
    men_15_24: float | None = _people(N_("Men, 15 to 24"))
    women_25_44: float | None = _people(N_("Women, 25 to 44"))
    men_25_44: float | None = _people(N_("Men, 25 to 44"))
    women_45_59: float | None = _people(N_("Women, 45 to 59"))
    men_45_59: float | None = _people(N_("Men, 45 to 59"))
    women_60: float | None = _people(N_("Women, 60 and over"))
    men_60: float | None = _people(N_("Men, 60 and over"))
    women_unknown: float | None = _people(N_("Women, age not noted"))
    men_unknown: float | None = _people(N_("Men, age not noted"))
    referred: float | None = number(N_("People referred"), low=0, high=100_000, listed=True)
    referred_to: str = text(N_("Referred to"))
    photos: tuple[int, ...] = links(N_("Photos"), "photo")
    papers: tuple[StoredFile, ...] = files(N_("Signed sheets"))
    answered: float | None = number(N_("Evaluation forms returned"), low=0, high=100_000)
    learned: str = long_text(N_("What was asked and said"))
    why_cancelled: str = text(N_("Why it was cancelled"), own=True)
    note: str = long_text(N_("Note"))

    def settled(self) -> EducationSession:
        """With its times as they are kept, and all who came added up where only the groups were typed."""
        known = self.counted
        attended = known if self.attended is None and known is not None else self.attended
        return replace(self, begins=tidy_time(self.begins), ends=tidy_time(self.ends), attended=attended)

    @property
    def counted(self) -> float | None:
        """All people in the groups of sex and age; None when no group was typed."""
        typed = [value for name in GROUPS if (value := getattr(self, name)) is not None]
        return sum(typed) if typed else None

    def problems(self) -> list[Problem]:
        """Times in order, whole people, groups that do not exceed all who came, not more referred than came."""
        return [
            *times_in_order(self, "begins", "ends", is_one_day=True),
            *(self._whole_people() or self._sums()),
        ]

    def _whole_people(self) -> list[Problem]:
        described = fields_of(EducationSession)
        return [
            Problem(name, sentence("{field} counts people: type a whole number.", field=Label(described[name].label)))
            for name in (*GROUPS, "attended", "referred", "answered", "capacity")
            if (value := getattr(self, name)) is not None and value % 1 != 0
        ]

    def _sums(self) -> list[Problem]:
        found, known = [], self.counted
        if known is not None and self.attended is not None and known > self.attended:
            said = sentence(
                "The groups add up to {sum}, more than the {all} who came. Correct one of the numbers.",
                sum=known,
                all=self.attended,
            )
            found.append(Problem("attended", said))
        elif known is not None and self.attended is not None and known < self.attended:
            said = counted(
                "{n} person is in no group of sex and age. Add them where the age is not noted.",
                "{n} people are in no group of sex and age. Add them where the age is not noted.",
                int(self.attended - known),
            )
            found.append(warning("attended", said))
        for name in ("referred", "answered"):
            value = getattr(self, name)
            if value is not None and self.attended is not None and value > self.attended:
                said = sentence("There cannot be more than the {all} who came.", all=self.attended)
                found.append(Problem(name, said))
        return found


OPINIONS = (
    Choice("clear", N_("What was said was clear.")),
    Choice("useful", N_("It is useful to me.")),
    Choice("trainer", N_("The trainer answered the questions.")),
    Choice("place", N_("Place and time suited me.")),
    Choice("apply", N_("I shall do what was advised.")),
    Choice("recommend", N_("I would advise others to come.")),
)
"""The statements of the printed evaluation form, in its order."""
ANSWERS = ("agree", "partly", "disagree")
"""Its answers, in its order: fields of ``SessionOpinion``."""


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class SessionOpinion(Record):
    """How many agreed with one statement of the evaluation form; typed back from the sheets."""

    key = "session_opinion"
    one = N_("Answer of the evaluation form")
    many = N_("Answers of the evaluation form")
    title_field = "statement"
    whole = "session"
    order = ("id",)

    session: int = link(C_("one", "Session"), "session", required=True)
    statement: str = choice(N_("Statement of the form"), OPINIONS, required=True, listed=True)
    agree: float | None = number(N_("Agree"), low=0, high=100_000, listed=True)
    partly: float | None = number(N_("Agree in part"), low=0, high=100_000, listed=True)
    disagree: float | None = number(N_("Do not agree"), low=0, high=100_000, listed=True)
