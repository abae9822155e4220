"""Photos and the consent of those who can be recognised on them: no use without a valid consent (MAT-5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from hospcomms.domain.checks import Problem, days_in_order, warning
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    choice,
    choices,
    day,
    file,
    flag,
    link,
    links,
    long_text,
    number,
    text,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, Sentence, sentence

PRINT, PRESS, WEB, SOCIAL = "print", "press", "web", "social"
USES = (
    Choice(PRINT, C_("use", "Print")),
    Choice(PRESS, C_("use", "Press")),
    Choice(WEB, C_("use", "Website")),
    Choice(SOCIAL, C_("use", "Social networks")),
)
SUBJECTS = (
    Choice("patient", N_("Patient")),
    Choice("staff", N_("Member of staff")),
    Choice("visitor", N_("Visitor")),
    Choice("other", C_("subject", "Other")),
)
_PICTURES = frozenset(
    [".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".tif", ".tiff", ".webp", ".gif", ".bmp", ".heic", ".heif"]
)


def is_picture(name: str) -> bool:
    """True when a file of this name is a picture: it may show somebody, and carry hidden details of a camera."""
    return PurePath(name.rstrip(" .")).suffix.casefold() in _PICTURES


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Consent(Record):
    """What a person, or their guardian, agreed to: which uses, from when to when; ``title`` names no patient."""

    key = "consent"
    one = N_("Consent")
    many = N_("Consents")

    title: str = text(
        N_("Code"), required=True, listed=True, help=N_("A code or description that names nobody, such as P-2026-014.")
    )
    subject: str = choice(N_("Who agrees"), SUBJECTS, "patient", required=True, listed=True)
    name: str = text(N_("Name"), private=True, searched=False)
    guardian: str = text(
        N_("Guardian"),
        private=True,
        searched=False,
        help=N_("Who agrees for a minor, or for a patient who cannot decide."),
    )
    uses: tuple[str, ...] = choices(N_("Uses agreed to"), USES, required=True, listed=True)
    given_on: date | None = day(N_("Given on"), required=True, listed=True)
    expires_on: date | None = day(N_("Last day of validity"), listed=True)
    withdrawn_on: date | None = day(N_("Withdrawn on"), listed=True, own=True)
    paper: StoredFile | None = file(N_("Signed form"))
    campaign: int = link(N_("Campaign"), "campaign")
    note: str = long_text(N_("Note"))

    def problems(self) -> list[Problem]:
        """It ends after it was given and cannot be withdrawn before; somebody gave it: the person or a guardian."""
        found = [*days_in_order(self, "given_on", "expires_on"), *days_in_order(self, "given_on", "withdrawn_on")]
        if not (self.name.strip() or self.guardian.strip() or self.paper):
            said = sentence(
                "Nobody is known to have agreed: enter the name, the guardian’s for a minor or a patient who cannot"
                " decide, or attach the signed form. Names stay hidden until a reason is given, which is noted."
            )
            found.append(warning("name", said))
        return found

    def why_not(self, use: str, on: date) -> Sentence | None:
        """Why a photo may not be used so on a day; None when this consent allows it. The last day still counts."""
        if self.withdrawn_on is not None and self.withdrawn_on <= on:
            return sentence("The consent {code} was withdrawn on {day}.", code=self.title, day=self.withdrawn_on)
        if self.given_on is None or self.given_on > on:
            return sentence("The consent {code} was not given yet on that day.", code=self.title)
        if self.expires_on is not None and self.expires_on < on:
            return sentence("The consent {code} expired on {day}.", code=self.title, day=self.expires_on)
        if use not in self.uses:
            return sentence("The consent {code} does not cover this use.", code=self.title)
        return None


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class PhotoRecall(Record):
    """One thing to do after a consent was withdrawn: a use of a photo to be ended, by whom and until when.

    ``where_key`` and ``where_id`` name the record that uses the photo.
    """

    key = "photo_recall"
    one = N_("Use to be ended")
    many = N_("Uses to be ended")
    whole = "consent"
    order = ("due", "id")

    consent: int = link(N_("Consent"), "consent", required=True)
    title: str = text(N_("What is to be done"), required=True, listed=True)
    photo: int = link(N_("Photo"), "photo", listed=True)
    where_key: str = text(N_("Kind of use"), own=True, searched=False)
    where_id: float | None = number(N_("Number of the use"), own=True, searched=False)
    responsible: str = text(N_("Owner"), listed=True)
    due: date | None = day(N_("Due on"), required=True, listed=True)
    done_on: date | None = day(N_("Done on"), listed=True)
    note: str = text(N_("Note"), listed=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Photo(Record):
    """A picture kept in the office, how many people can be recognised on it, and their consents."""

    key = "photo"
    one = N_("Photo")
    many = N_("Photos")

    title: str = text(N_("Caption"), required=True, listed=True, help=N_("What it shows, without a patient’s name."))
    picture: StoredFile | None = file(N_("Picture"), required=True)
    taken_on: date | None = day(N_("Taken on"), listed=True)
    credit: str = text(N_("Photographer"), listed=True)
    people: float | None = number(
        N_("People one can recognise"), required=True, listed=True, low=0, high=10_000, help=N_("0 when there is none.")
    )
    consents: tuple[int, ...] = links(N_("Consents"), "consent", help=N_("One for each person one can recognise."))
    campaign: int = link(N_("Campaign"), "campaign", listed=True)
    retired: bool = flag(N_("No longer to be used"), listed=True)
    note: str = long_text(N_("Note"))


def why_not(photo: Photo, consents: Sequence[Consent], use: str, on: date) -> Sentence | None:
    """Why a photo may not be used for ``use`` on a day; None when every person one can recognise agreed to it.

    ``consents`` are those the photo names; one in the bin counts as missing.
    """
    if photo.retired:
        return sentence("The photo {title} is marked “No longer to be used”.", title=photo.title)
    valid = [consent for consent in consents if consent.binned_at is None]
    if photo.people is None or len(valid) < photo.people:
        return sentence(
            "The photo {title} lacks the consent of somebody one can recognise. Add it first.", title=photo.title
        )
    return next((said for consent in valid if (said := consent.why_not(use, on)) is not None), None)
