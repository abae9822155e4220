"""The press: outlets and people apart, their dated roles, every contact with them, and lists (PRE-1 to PRE-7)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from hospcomms.domain.audiences import SPOKEN
from hospcomms.domain.checks import Problem, days_in_order, warning
from hospcomms.domain.fields import (
    Choice,
    Record,
    StoredFile,
    address,
    choice,
    choices,
    day,
    files,
    flag,
    link,
    long_text,
    moment,
    tags,
    text,
)
from hospcomms.domain.privacy import BASES
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import C_, N_, sentence

STALE = timedelta(days=183)
"""A contact not verified for longer than six months stands in the queue (PRE-7)."""


def last_stale_day(today: date) -> date:
    """The last day on which a check is too old today."""
    return today - STALE - timedelta(days=1)


MEDIA = (
    Choice("newspaper", C_("outlet", "Newspaper")),
    Choice("agency", N_("News agency")),
    Choice("radio", N_("Radio")),
    Choice("television", N_("Television")),
    Choice("website", N_("News site")),
    Choice("magazine", N_("Magazine")),
    Choice("social", N_("Page on a social network")),
    Choice("other", C_("outlet", "Other")),
)
WAYS = (
    Choice("call", C_("interaction", "Call")),
    Choice("email", C_("interaction", "E-mail")),
    Choice("message", C_("interaction", "Message")),
    Choice("meeting", C_("interaction", "Meeting")),
    Choice("visit", C_("interaction", "Visit")),
)
PURPOSES = (
    Choice("standing", N_("Standing list")),
    Choice("release", C_("purpose", "Press release")),
    Choice("event", C_("purpose", "Event")),
    Choice("scenario", C_("purpose", "Crisis scenario")),
)
NEW, SENT, FOLLOW_UP = "new", "sent", "follow_up"
POSITIVE, DECLINED, PUBLISHED = "positive", "declined", "published"
PROGRESS = (
    Choice(NEW, C_("member", "New"), "draft"),
    Choice(SENT, C_("member", "Sent"), "running"),
    Choice(FOLLOW_UP, C_("member", "To follow up"), "waiting"),
    Choice(POSITIVE, C_("member", "Positive"), "done"),
    Choice(DECLINED, C_("member", "Declined"), "rejected"),
    Choice(PUBLISHED, C_("member", "Published"), "closed"),
)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Outlet(Record):
    """A newspaper, agency, station or page; the people who work for it are records of their own."""

    key = "outlet"
    one = N_("Media outlet")
    many = N_("Media outlets")
    title_field = "name"
    order = ("name",)

    name: str = text(N_("Name"), required=True, listed=True)
    other_name: str = text(N_("Name in the other script"), listed=True)
    medium: str = choice(N_("Medium"), MEDIA, listed=True)
    languages: tuple[str, ...] = choices(N_("Languages"), SPOKEN, listed=True)
    region: str = text(N_("Region"), listed=True)
    beats: tuple[str, ...] = tags(N_("Beats"), help=N_("What it writes about: health, local news, society."))
    phone: str = address(N_("Telephone"), "phone", listed=True)
    email: str = address(N_("E-mail"), "email", listed=True)
    website: str = address(N_("Web address"), "web")
    postal: str = text(N_("Postal address"))
    verified_on: date | None = day(N_("Last verified"), listed=True)
    note: str = long_text(N_("Note"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Person(Record):
    """A person of the press. Where they work now and when they were last spoken to follow from roles and contacts."""

    key = "person"
    one = N_("Press contact")
    many = N_("Press contacts")
    title_field = "name"
    order = ("name",)

    name: str = text(N_("Name"), required=True, listed=True)
    other_name: str = text(
        N_("Name in the other script"), listed=True, help=N_("The Latin spelling of an Arabic name, or the other way.")
    )
    outlet: int = link(N_("Media outlet"), "outlet", own=True, listed=True)
    function: str = text(N_("Function"), own=True, listed=True)
    phone: str = address(N_("Telephone"), "phone", listed=True)
    phone2: str = address(N_("Second telephone"), "phone", listed=True)
    email: str = address(N_("E-mail"), "email", listed=True)
    email2: str = address(N_("Second e-mail"), "email")
    profile: str = address(N_("Page on a social network"), "web")
    languages: tuple[str, ...] = choices(N_("Languages"), SPOKEN, listed=True)
    beats: tuple[str, ...] = tags(N_("Beats"), listed=True, help=N_("What they write about."))
    region: str = text(N_("Region"), listed=True)
    groups: tuple[str, ...] = tags(N_("Tags"))
    verified_on: date | None = day(N_("Last verified"), listed=True)
    last_contact: date | None = day(N_("Last contact"), own=True, listed=True)
    do_not_contact: bool = flag(
        N_("Do not contact"), help=N_("Asked not to be contacted, or must not be: cannot be put on a list.")
    )
    bad_address: bool = flag(N_("The address does not work"), help=N_("Messages came back."))
    note: str = long_text(N_("Note"))
    attachments: tuple[StoredFile, ...] = files(N_("Files"))
    basis: str = choice(N_("Legal basis"), BASES, "public_task", help=N_("Why this person’s data may be kept."))
    purpose: str = text(N_("Purpose"), help=N_("What the data is kept for; empty: relations with the press."))
    source: str = text(N_("Source of the data"), help=N_("Where the details come from: the person, a card, a list."))
    informed_on: date | None = day(N_("Informed on"), help=N_("When the person was told that their data is kept."))

    @property
    def is_blocked(self) -> bool:
        """True when this person may not be put on a list (PRE-6)."""
        return self.do_not_contact or self.bad_address

    def is_stale(self, today: date) -> bool:
        """True when the details were never verified, or longer ago than six months (PRE-7)."""
        return self.verified_on is None or today - self.verified_on > STALE

    def problems(self) -> list[Problem]:
        """A contact nobody can reach is said, not refused."""
        if self.phone or self.phone2 or self.email or self.email2 or self.profile:
            return []
        return [warning("phone", sentence("No telephone and no e-mail: this contact cannot be reached. Add one."))]


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Role(Record):
    """What a person does or did at an outlet, and from when to when; a move ends one role and begins another."""

    key = "role"
    one = N_("Role")
    many = N_("Roles")
    title_field = "function"
    whole = "person"
    order = ("-start", "-id")

    person: int = link(N_("Press contact"), "person", required=True)
    outlet: int = link(N_("Media outlet"), "outlet", listed=True)
    function: str = text(N_("Function"), listed=True)
    start: date | None = day(N_("Start"), listed=True)
    end: date | None = day(N_("End"), listed=True)

    def problems(self) -> list[Problem]:
        """The end may not come before the start; a role says where or what."""
        found = days_in_order(self, "start", "end")
        if not self.outlet and not self.function:
            found.append(Problem("outlet", sentence("A role names the outlet or the function. Enter one of them.")))
        return found

    def holds(self, today: date) -> bool:
        """True when the role is not over."""
        return self.end is None or self.end >= today


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Interaction(Record):
    """One contact with a person: when, how, who of us, what came of it and what follows (PRE-2)."""

    key = "interaction"
    one = N_("Contact made")
    many = N_("Contacts made")
    title_field = "outcome"
    whole = "person"
    order = ("-at", "-id")

    person: int = link(N_("Press contact"), "person", required=True)
    at: datetime | None = moment(N_("When"), required=True, listed=True)
    way: str = choice(N_("How"), WAYS, "call", required=True, listed=True)
    author: str = text(N_("By"), listed=True)
    outcome: str = text(N_("What came of it"), required=True, listed=True, limit=2000)
    next_step: str = text(N_("Next step"), listed=True)
    next_on: date | None = day(N_("Next step on"), listed=True)
    next_done: bool = flag(N_("The next step is done"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class NotDuplicate(Record):
    """Two people the officer said are not the same; the finder does not offer them again."""

    key = "not_duplicate"
    one = N_("Pair kept apart")
    many = N_("Pairs kept apart")
    title_field = "reason"

    first: int = link(N_("First contact"), "person", required=True, listed=True)
    second: int = link(N_("Second contact"), "person", required=True, listed=True)
    reason: str = text(N_("Reason"), listed=True)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class PressList(Record):
    """A list of people for a release, an event or a scenario (PRE-5)."""

    key = "press_list"
    one = N_("Press list")
    many = N_("Press lists")
    title_field = "name"
    order = ("name",)

    name: str = text(N_("Name"), required=True, listed=True)
    purpose: str = choice(N_("Purpose"), PURPOSES, "standing", required=True, listed=True)
    campaign: int = link(N_("Campaign"), "campaign", listed=True)
    note: str = long_text(N_("Note"))


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ListMember(Record):
    """A person on a list and how far things are with them."""

    key = "list_member"
    one = N_("Person on the list")
    many = N_("People on the list")
    title_field = "note"
    whole = "press_list"
    order = ("id",)

    press_list: int = link(N_("Press list"), "press_list", required=True)
    person: int = link(N_("Press contact"), "person", required=True, listed=True)
    progress: str = choice(N_("Status"), PROGRESS, NEW, required=True, listed=True)
    changed_on: date | None = day(N_("Since"), listed=True)
    note: str = text(N_("Note"), listed=True)
