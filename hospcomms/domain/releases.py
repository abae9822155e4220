"""Press releases: states, language versions, embargo, approvals, and who was given which version (PRE-8, 9)."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from hospcomms.domain.approvals import GivenApproval
from hospcomms.domain.campaigns import NO, YES_NO
from hospcomms.domain.checks import Problem
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    address,
    choice,
    files,
    flag,
    link,
    links,
    long_text,
    moment,
    number,
    tags,
    text,
)
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, sentence

DRAFT, READY, APPROVED, SCHEDULED, PUBLISHED = "draft", "ready", "approved", "scheduled", "published"
STATES = (
    Choice(DRAFT, C_("release", "Draft"), "draft"),
    Choice(READY, C_("release", "Ready"), "waiting"),
    Choice(APPROVED, C_("release", "Approved"), "approved"),
    Choice(SCHEDULED, C_("release", "Scheduled"), "running"),
    Choice(PUBLISHED, C_("release", "Published"), "closed"),
)
MOVES: dict[str, frozenset[str]] = {
    DRAFT: frozenset({READY}),
    READY: frozenset({APPROVED, DRAFT}),
    APPROVED: frozenset({SCHEDULED, PUBLISHED, DRAFT}),
    SCHEDULED: frozenset({PUBLISHED, APPROVED}),
    PUBLISHED: frozenset(),
}
SETTLED = frozenset({APPROVED, SCHEDULED, PUBLISHED})
"""States in which the approved text may not change any more."""
LANGUAGES = (Choice("ar", N_("Arabic")), Choice("fr", N_("French")), Choice("en", N_("English")))
WAYS = (
    Choice("email", C_("delivery", "E-mail draft")),
    Choice("pdf", C_("delivery", "PDF file")),
    Choice("word", C_("delivery", "Word file")),
    Choice("print", C_("delivery", "Printed")),
    Choice("copy", C_("delivery", "Copied text")),
    Choice("file", C_("delivery", "Attached file")),
)
TEXT_FIELDS = ("title", "subtitle", "place", "body", "about", "notes")
"""The words of a release: what approval settles and what a version in another language follows."""


def may_move(state: str, to: str) -> bool:
    """True when the table of moves allows going from ``state`` to ``to``."""
    return to in MOVES[state]


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Release(Record):
    """A press release in one language; a version in another language names the release it follows as its source."""

    key = "release"
    one = N_("Press release")
    many = N_("Press releases")
    order = ("-created_at",)
    spoken = TEXT_FIELDS

    title: str = text(N_("Headline"), required=True, listed=True)
    language: str = choice(N_("Language"), LANGUAGES, "ar", required=True, listed=True)
    state: str = choice(N_("Status"), STATES, DRAFT, listed=True, own=True)
    state_since: datetime | None = moment(N_("In this state since"), own=True, searched=False)
    state_by: str = text(N_("Changed by"), own=True, searched=False)
    embargo_until: datetime | None = moment(
        N_("Embargoed until"),
        listed=True,
        help=N_("Until then nothing leaves the program except to people of the trusted list."),
    )
    subtitle: str = text(N_("Subheading"))
    place: str = text(N_("Place"), help=N_("Where the release is dated from."))
    body: str = long_text(N_("Text"))
    about: str = long_text(N_("About the establishment"))
    notes: str = long_text(N_("Notes to editors"))
    topics: tuple[str, ...] = tags(N_("Topics"))
    contact_name: str = text(N_("Press contact of the hospital"), help=N_("Whom journalists call about it."))
    contact_phone: str = address(N_("Telephone of the press contact"), "phone")
    contact_email: str = address(N_("E-mail of the press contact"), "email")
    campaign: int = link(N_("Campaign"), "campaign", listed=True)
    press_list: int = link(N_("Press list"), "press_list", help=N_("Whom the release goes to."))
    trusted: int = link(
        N_("Trusted list"), "press_list", help=N_("Who may have the release before the embargo is lifted.")
    )
    source: int = link(N_("Translated from"), "release")
    follows: str = text(N_("State of the source it follows"), own=True, searched=False)
    is_older: bool = flag(N_("Older than its source"), own=True)
    staff_first: str = choice(
        N_("Staff must be told first"), YES_NO, help=N_("Staff learn what concerns them before the public does.")
    )
    staff_reason: str = text(N_("Why staff need not be told first"))
    staff_told_at: datetime | None = moment(N_("Staff told at"))
    staff_told_how: str = text(N_("How staff were told"))
    publish_at: datetime | None = moment(N_("To be published at"), listed=True)
    published_at: datetime | None = moment(N_("Published at"), own=True, listed=True)
    photos: tuple[int, ...] = links(N_("Photos"), "photo", help=N_("Only photos whose people agreed to the press."))
    attachments: tuple[StoredFile, ...] = files(N_("Files"))
    text_mark: str = text(N_("Mark of the text"), own=True, searched=False)

    def settled(self) -> Release:
        """With the mark of its words: two releases with the same words carry the same mark (SHA-256, 16 digits)."""
        words = "\x1f".join(getattr(self, name) for name in TEXT_FIELDS)
        return replace(self, text_mark=hashlib.sha256(words.encode()).hexdigest()[:16])

    def problems(self) -> list[Problem]:
        """It cannot be published before its embargo lifts, nor be its own source; staff are told before it goes out."""
        found: list[Problem] = []
        if self.id and self.source == self.id:
            found.append(Problem("source", sentence("A release cannot be translated from itself. Choose another.")))
        if self.publish_at and self.embargo_until and self.publish_at < self.embargo_until:
            said = sentence("The release would go out before its embargo is lifted. Enter a later time.")
            found.append(Problem("publish_at", said))
        if self.staff_first == NO and not self.staff_reason:
            said = sentence("Say why staff need not be told first.")
            found.append(Problem("staff_reason", said))
        return found

    def idle(self) -> frozenset[str]:
        """The reason is asked for when staff need not be told, the time when they must."""
        return frozenset({"staff_told_at", "staff_told_how"} if self.staff_first == NO else {"staff_reason"})


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ReleaseApproval(GivenApproval):
    """Who approved or sent back a release; ``text_mark`` says which words."""

    key = "release_approval"
    one = C_("release", "Approval")
    many = C_("release", "Approvals")
    whole = "release"

    release: int = link(N_("Press release"), "release", required=True)
    text_mark: str = text(N_("Mark of the text"), own=True, searched=False)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Delivery(Record):
    """One line of the distribution log: who was given which version, how and when; the program writes it."""

    key = "delivery"
    one = N_("Line of the distribution log")
    many = N_("Distribution log")
    title_field = "recipient"
    whole = "release"
    order = ("-at", "-id")

    release: int = link(N_("Press release"), "release", required=True)
    person: int = link(N_("Press contact"), "person", listed=True, own=True)
    recipient: str = text(N_("Given to"), required=True, listed=True)
    at: datetime | None = moment(N_("When"), listed=True, own=True)
    way: str = choice(N_("How"), WAYS, "email", listed=True, own=True)
    language: str = choice(N_("Language"), LANGUAGES, listed=True, own=True)
    edition: float | None = number(N_("Version"), listed=True, own=True)
    text_mark: str = text(N_("Mark of the text"), own=True, searched=False)
    under_embargo: bool = flag(N_("Under embargo"), own=True, listed=True)
    by: str = text(N_("By"), own=True, listed=True)
    note: str = text(N_("Note"))
