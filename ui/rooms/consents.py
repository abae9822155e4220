"""The room of consents: who agreed to which uses, until when, and taking a consent back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from hospcomms.domain.consents import Consent, PhotoRecall
from hospcomms.domain.wording import C_, N_, counted, sentence
from hospcomms.domain.wording import Label as Word
from hospcomms.services import consents
from hospcomms.services.consent_reports import CONSENT_FORM, CONSENT_LIST
from hospcomms.services.consents import EXPIRED, EXPIRES_SOON, NOT_YET, STANDING, VALID, WITHDRAWN
from ui.rooms import privacy_acts
from ui.rooms.room import Fact, ListAct, Notice, Room, Section, Tab, Verb, View

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.session import Session


def _severity(consent: Consent, today: date) -> str:
    """The shape of how it stands; a valid one has none."""
    found = consents.standing(consent, today)
    return "" if found == VALID else STANDING[found][1]


def _notice(session: Session, consent: Consent) -> Notice | None:
    found = consents.standing(consent, session.office.today)
    if found == WITHDRAWN:
        waiting = len(consents.open_recalls(session.office, consent))
        if waiting:
            said = counted(
                "This consent was withdrawn on {day}. {n} use is still to be ended.",
                "This consent was withdrawn on {day}. {n} uses are still to be ended.",
                waiting,
                day=consent.withdrawn_on,
            )
            return Notice("late", said)
        return Notice("late", sentence("This consent was withdrawn on {day}.", day=consent.withdrawn_on))
    if found == EXPIRED:
        return Notice("late", sentence("This consent expired on {day}.", day=consent.expires_on))
    if found == EXPIRES_SOON:
        return Notice(
            "soon", sentence("This consent expires on {day}: ask for it again in time.", day=consent.expires_on)
        )
    if found == NOT_YET:
        return Notice("soon", sentence("This consent is not given yet."))
    return None


def _facts(session: Session, consent: Consent) -> Sequence[Fact]:
    """How it stands, and how many photos rest on it."""
    found = consents.standing(consent, session.office.today)
    photos = len(consents.photos_of(session.office, consent))
    return (
        Fact(C_("consent", "Status"), sentence("{word}", word=Word(STANDING[found][0])), found in (EXPIRED, WITHDRAWN)),
        Fact(N_("Photos"), counted("{n} photo", "{n} photos", photos)),
    )


def _uses(session: Session, consent: Consent) -> QWidget:
    # late: the page is read when its tab is first opened
    from ui.rooms.consent_uses import ConsentUses

    return ConsentUses(session, consent)


def _waiting(session: Session, consent: Consent) -> int:
    return len(consents.open_recalls(session.office, consent))


def _print_list(session: Session, _query: Any, page: QWidget) -> None:
    # late: the preview is read when it is first opened
    from ui.records.printing import print_paper

    print_paper(session, page, CONSENT_LIST)


def _print_form(session: Session, _query: Any, page: QWidget) -> None:
    # late: as above
    from ui.records.printing import print_paper

    print_paper(session, page, CONSENT_FORM)


ROOM = Room(
    key="consents",
    record=Consent,
    icon="shield",
    group="relations",
    under="releases",
    empty=N_("No consents yet. Nobody one can recognise is shown without one."),
    form_title=N_("Details"),
    new_title=N_("New consent"),
    sections=(
        Section(N_("The consent"), ("title", "subject", "uses", "given_on", "expires_on", "withdrawn_on")),
        Section(N_("Private: hidden until a reason is given"), ("name", "guardian")),
        Section(N_("Papers"), ("paper", "campaign", "note")),
    ),
    views=(View("withdrawn", C_("consents", "Withdrawn"), "dismiss_circle", filters=(("withdrawn_on", "filled"),)),),
    verbs=(
        Verb(
            consents.WITHDRAW,
            consents.withdraw,
            when=lambda consent: consent.withdrawn_on is None,
            asks=consents.WithdrawOrder,
            foresees=consents.foreseen,
            icon="dismiss_circle",
        ),
        privacy_acts.ERASE,
    ),
    tabs=(Tab(PhotoRecall.key, PhotoRecall.many, _uses, _waiting),),
    acts=(
        ListAct(N_("Print the list of consents"), "print", _print_list),
        ListAct(N_("Print a blank consent form"), "document", _print_form),
    ),
    facts=_facts,
    notice=_notice,
    severity=_severity,
    reports=(CONSENT_FORM, "record-sheet"),
)
