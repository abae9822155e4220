"""The room of press contacts: the list with its queue of details to verify, and the page of a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.agenda import when_said
from hospcomms.domain.checks import Problem
from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import isolated
from hospcomms.domain.press import Interaction, Person, Role
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.wording import C_, N_, Sentence, sentence
from hospcomms.services import press, records
from hospcomms.services.list_members import why_blocked
from ui.exchange.tasks import CONTACTS, PLACE
from ui.rooms import duplicates_views, privacy_acts
from ui.rooms import press_acts as acts
from ui.rooms import press_pages as pages
from ui.rooms.room import Beside, Bulk, Fact, ListAct, Notice, Part, Room, Section, Tab, Verb, View

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from ui.session import Session


def _severity(person: Person, today: date) -> str:
    """Blocked people carry the shape of a refusal, those to verify that of a warning."""
    if person.do_not_contact:
        return "rejected"
    if person.bad_address:
        return "expired"
    return "soon" if person.is_stale(today) else ""


def _notice(_session: Session, person: Person) -> Notice | None:
    if person.do_not_contact:
        return Notice("late", sentence("Do not contact this person: they cannot be put on a list."))
    if person.bad_address:
        return Notice("soon", sentence("Messages to this person came back: correct the address."))
    return None


def _beside(session: Session, person: Person) -> Beside:
    """How far the details can be trusted, and where the person works as what."""
    names = records.titles(session.office, [person.outlet]) if person.outlet else {}
    at = names.get(person.outlet, "")
    works = sentence("{function}, {outlet}", function=person.function, outlet=at) if person.function and at else ""
    words = works or person.function or at
    if person.do_not_contact:
        return Beside("rejected", N_("Do not contact"), words)
    if person.bad_address:
        return Beside("expired", N_("The address does not work"), words)
    if person.is_stale(session.office.today):
        return Beside("soon", N_("To verify"), words)
    return Beside("done", C_("contact", "Verified"), words)


def _lately(office: Office, person: Person) -> Sentence | None:
    """That this person was contacted in the last days already (PRE-6)."""
    return press.lately(person, office.today)


def _blocked(_office: Office, person: Person) -> list[Problem]:
    """Why this person cannot be put on a list."""
    said = why_blocked(person)
    return [] if said is None else [Problem("do_not_contact" if person.do_not_contact else "bad_address", said)]


def _glance(session: Session, person: Person) -> Sequence[Fact]:
    """Where the person works, how to reach them, and how fresh that is."""
    described = fields_of(Person)
    names = records.titles(session.office, [person.outlet])
    today = session.office.today
    when = sentence("Never") if person.verified_on is None else when_said(person.verified_on, today)
    facts = [
        Fact(described["other_name"].label, person.other_name),
        Fact(described["outlet"].label, names.get(person.outlet, "")),
        Fact(described["function"].label, person.function),
        *(Fact(described["phone"].label, isolated(phone)) for phone in (person.phone, person.phone2) if phone),
        Fact(described["email"].label, isolated(person.email) if person.email else ""),
        Fact(described["verified_on"].label, when),
    ]
    return [fact for fact in facts if fact.value]


def _contacts_made(session: Session, person: Person) -> int:
    return records.count(session.office, Query(Interaction).where("person", Op.IS, person.id))


def _lists(session: Session, person: Person) -> int:
    return len(press.lists_of(session.office, person))


def _import(session: Session) -> None:
    session.go.open_room(PLACE, CONTACTS.key)


ROOM = Room(
    key="people",
    record=Person,
    icon="people",
    group="relations",
    title=N_("Press"),
    empty=N_("No press contacts yet. Add the people you call, or import a list of them."),
    form_title=N_("Details"),
    new_title=N_("New contact"),
    density="tall",
    columns=("name", "other_name", "outlet", "phone", "email", "languages", "beats", "verified_on", "last_contact"),
    glance=_glance,
    sections=(
        Section(N_("Name"), ("name", "other_name", "languages", "region", "beats", "groups")),
        Section(
            N_("How to reach them"),
            ("phone", "phone2", "email", "email2", "profile", "verified_on", "do_not_contact", "bad_address"),
        ),
        Section(N_("Where they work"), ("outlet", "function", "last_contact"), (Part(Role),)),
        Section(N_("Notes"), ("note", "attachments")),
        Section(N_("Personal data"), ("basis", "purpose", "source", "informed_on")),
    ),
    leading=(Tab(Interaction.key, Interaction.many, pages.interactions, _contacts_made),),
    tabs=(Tab("lists", N_("Press lists"), pages.lists, _lists), privacy_acts.SUBJECT),
    views=(
        View(
            "to_verify",
            N_("To verify"),
            "checkmark_circle",
            filters=(("verified_on", "stale"),),
            sort=(Sort("verified_on"),),
        ),
        View("not_informed", C_("people", "Not informed"), "info", filters=(("informed_on", "empty"),)),
        duplicates_views.PEOPLE,
    ),
    verbs=(
        Verb(press.VERIFY, press.verify, usual=True, icon="checkmark_circle"),
        Verb(press.MOVE, press.move, asks=press.MoveOrder, icon="building"),
        Verb(
            press.PUT_ON_LIST,
            press.put_on_list,
            missing=_blocked,
            caution=_lately,
            asks=press.ListOrder,
            icon="clipboard_task_list",
        ),
        privacy_acts.ERASE,
    ),
    bulk=(
        Bulk(press.VERIFY, "checkmark_circle", acts.verify),
        Bulk(press.PUT_ON_LIST, "clipboard_task_list", acts.add_to_list),
        Bulk(acts.CALL_SHEET, "print", acts.print_chosen),
    ),
    acts=(
        ListAct(N_("Import contacts…"), "arrow_import", lambda session, _query, _page: _import(session)),
        ListAct(acts.CALL_SHEET, "print", acts.print_asked),
    ),
    chips=("verified_on", "beats", "languages", "region", "groups"),
    aside=pages.identity,
    notice=_notice,
    beside=_beside,
    severity=_severity,
    reports=("record-sheet",),
)
