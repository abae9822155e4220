"""The room of health days: when each comes, by which rule, and what the hospital plans for it (AWA-1)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.health_day_agenda import preparation_said
from hospcomms.domain.observance_words import rule_said
from hospcomms.domain.observances import Observance, ObservanceDay
from hospcomms.domain.wording import C_, N_, InWords, Sentence, counted, sentence
from hospcomms.services import observances
from hospcomms.services.calendars import hijri
from ui.rooms import observance_pages as pages
from ui.rooms.room import Fact, ListAct, Notice, Part, Room, Section, Tab, Verb, View
from ui.rooms.shipped import bring_in

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.query import Query
    from ui.session import Session


PRINT = N_("Print the health days ahead")


def _facts(session: Session, observance: Observance) -> Sequence[Fact]:
    """Its rule, its next date in both calendars, and how far off it is."""
    if not observance.id:
        return ()
    office, locale = session.office, session.locale
    found = [Fact(N_("When it is"), rule_said(observance, locale))]
    days = observances.next_days(office, observance)
    if days is None:
        return [*found, Fact(N_("Next date"), sentence("not known yet"), late=True)]
    first, last = days
    found.append(Fact(N_("Next date"), _span(first, last)))
    moon = hijri(first, office.settings.hijri_offset)
    if moon is not None:
        year, month, day = moon
        found.append(Fact(N_("Hijri date"), locale.digits(f"{day} {locale.hijri_month(month)} {year}")))
    return [*found, Fact(N_("Time left"), _left((first - office.today).days))]


def _span(first: date, last: date) -> Sentence:
    """One day, or the first and the last of several."""
    if first == last:
        return sentence("{day}", day=InWords(first, with_year=True))
    return sentence("{first} to {last}", first=InWords(first), last=InWords(last, with_year=True))


def _left(days: int) -> Sentence:
    if days <= 0:
        return sentence("under way")
    return counted("{n} day", "{n} days", days)


def _notice(session: Session, observance: Observance) -> Notice | None:
    """That its preparation has begun and nothing is planned, or that a date is only expected."""
    if not observance.id:
        return None
    found = pages.preparation_of(session.office, observance)
    today = session.office.today
    if found is not None and observance.is_followed and not found.planned and found.begins <= today:
        start = (pages.START, lambda: pages.start_programme(session, observance))
        return Notice("soon", preparation_said(found.begins, today), start)
    if observances.is_season(observance) and found is None:
        return Notice("soon", sentence("No date of the coming year is entered."))
    return None


def _install(session: Session, _query: Query, _page: QWidget) -> None:
    """Bring in those shipped health days that are not there."""

    def told(added: Sequence[object]) -> Sentence:
        days = sum(isinstance(record, Observance) for record in added)
        return counted("{n} health day added.", "{n} health days added.", days)

    bring_in(session, observances.bring_in, told)


def _print(session: Session, _query: Query, page: QWidget) -> None:
    """Show the paper of the coming health days."""
    # late: the preview is read when it is first opened
    from hospcomms.services import preview
    from hospcomms.services.health_day_papers import HEALTH_DAYS_AHEAD
    from ui.preview import open_preview

    open_preview(session, page, preview.of_report(session.office, HEALTH_DAYS_AHEAD))


ROOM = Room(
    key="observances",
    record=Observance,
    icon="heart_pulse",
    group="today",
    under="calendar",
    title=C_("room", "Health days"),
    empty=N_("No health days yet. “Bring in the list of health days” in the menu above brings those of the year."),
    form_title=N_("Health day"),
    new_title=N_("New health day"),
    columns=("title", "rule", "month", "day_of_month", "kind", "is_followed", "lead_days"),
    chips=("kind", "is_followed"),
    sections=(
        Section(N_("Health day"), ("title", "kind", "is_followed", "lead_days", "themes")),
        Section(
            N_("When it is"),
            ("rule", "month", "day_of_month", "weekday", "nth", "length", "country"),
            (Part(ObservanceDay),),
        ),
        Section(N_("Source and note"), ("source", "note")),
    ),
    tabs=(Tab("planned", N_("What is planned"), pages.planned, pages.how_many_planned),),
    views=(
        View("ahead", N_("Coming up"), "timeline", pages.ahead),
        View("marked", N_("Those the hospital marks"), "flag", filters=(("is_followed", "yes"),)),
    ),
    first_view="ahead",
    verbs=(
        Verb(observances.FOLLOW, observances.follow, when=lambda one: not one.is_followed, usual=True, icon="flag"),
        Verb(
            observances.ENTER_EXPECTED,
            observances.enter_expected,
            when=observances.is_season,
            missing=observances.missing_to_expect,
            icon="calendar_day",
        ),
        Verb(observances.LEAVE, observances.leave, when=lambda one: one.is_followed, icon="dismiss_circle"),
    ),
    acts=(
        ListAct(PRINT, "print", _print),
        ListAct(observances.INSTALL, "add", _install),
    ),
    facts=_facts,
    notice=_notice,
    reports=("record-sheet",),
)
