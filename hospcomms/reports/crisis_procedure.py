"""The procedure of a scenario on paper: steps by phase to tick off, and a card for each role."""

from __future__ import annotations

from collections.abc import Sequence

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.locale import Locale, isolated
from hospcomms.domain.scenarios import PHASES, STAND_DOWN, ScenarioRole, ScenarioStep
from hospcomms.domain.wording import C_, N_, counted
from hospcomms.reports.crisis_pack_contents import Pack
from hospcomms.reports.crisis_words import columns_of, due, tick
from hospcomms.reports.document import Block, Cell, Heading, Hold, Marked, Span, Table, Text

ROW = 25.0


def procedure(pack: Pack, locale: Locale) -> list[Block]:
    """The steps by phase, with their hour after activation, their role, and room for time and initials."""
    blocks: list[Block] = [
        Heading(locale.text(N_("Procedure")), locale.text(N_("Write time and initials by each step")))
    ]
    names = {role.id: role.name.best(locale.language) for role in pack.roles}
    for phase in PHASES:
        steps = sorted(
            (one for one in pack.steps if one.phase == phase.key), key=lambda one: (one.minutes or 0, one.id)
        )
        if steps:
            note = locale.text(N_("counted from the stand-down")) if phase.key == STAND_DOWN else ""
            blocks += [Heading(locale.text(phase.label), note, level=2), _steps(steps, names, pack, locale)]
    return blocks


def _steps(steps: Sequence[ScenarioStep], names: dict[int, str], pack: Pack, locale: Locale) -> Table:
    shares = (
        ("", 5),
        (N_("Due"), 10),
        (N_("What to do"), 44),
        (C_("crisis", "Role"), 20),
        (N_("Time"), 10),
        (N_("Initials"), 11),
    )
    rows = tuple(
        (tick(), _due(one, pack, locale), one.what.best(locale.language), names.get(one.role, ""), "", "")
        for one in steps
    )
    return Table(columns_of(shares, locale), rows, row_height=ROW)


def _due(step: ScenarioStep, pack: Pack, locale: Locale) -> str:
    """Minutes after activation; those of the stand-down count from it."""
    minutes = step.minutes or 0
    return due(max(0, minutes - pack.before_lift) if step.phase == STAND_DOWN else minutes, locale)


def role_cards(pack: Pack, locale: Locale) -> list[Block]:
    """One card for each role, to be handed out: none is split across pages unless it is longer than one."""
    blocks: list[Block] = [
        Heading(locale.text(N_("Role cards")), locale.say(counted("{n} role", "{n} roles", len(pack.roles))))
    ]
    for role in pack.roles:
        card = _card(role, pack, locale)
        blocks += [Hold(len(card)), *card, Text(" ", size=6.0)]
    return blocks


def _card(role: ScenarioRole, pack: Pack, locale: Locale) -> list[Block]:
    language = locale.language
    card: list[Block] = [
        Heading(role.name.best(language), level=2),
        Text(role.duty.best(language)),
        _people(role, pack, locale),
    ]
    steps = sorted((one for one in pack.steps if one.role == role.id), key=lambda one: (one.minutes or 0, one.id))
    if steps:
        shares = (("", 5), (N_("Due"), 14), (N_("What to do"), 59), (N_("Time"), 11), (N_("Initials"), 11))
        columns = columns_of(shares, locale)
        rows = tuple((tick(), _phased(one, pack, locale), one.what.best(language), "", "") for one in steps)
        card.append(Table(columns, rows, row_height=ROW, before=9.0))
    return card


def _phased(step: ScenarioStep, pack: Pack, locale: Locale) -> str:
    said = _due(step, pack, locale)
    return f"{said}\n{locale.text(N_('after the stand-down'))}" if step.phase == STAND_DOWN else said


def _people(role: ScenarioRole, pack: Pack, locale: Locale) -> Table:
    """Who holds the role and who stands in, with their telephones; empty places are marked and can be written in."""
    names = (("", 15), (N_("Name"), 37), (N_("Telephone"), 30), (N_("Last verified"), 18))
    rows = tuple(
        ((Span(locale.text(label), bold=True),), *_person(person, pack, locale))
        for label, person in ((N_("Held by"), pack.holder(role)), (N_("Deputy"), pack.deputy(role)))
    )
    return Table(columns_of(names, locale), rows, row_height=ROW)


def _person(person: Colleague | None, pack: Pack, locale: Locale) -> tuple[Cell, Cell, Cell]:
    if person is None:
        return Marked("late", locale.text(N_("Nobody yet")), bold=False), "", ""
    name = "\n".join(part for part in (person.name, person.function) if part)
    return name, phones(person.phone, person.phone2, locale), verified(person, pack, locale)


def phones(first: str, second: str, locale: Locale) -> Cell:
    """One or two telephones below each other, or that there is none."""
    found = "\n".join(isolated(phone) for phone in (first, second) if phone)
    return found or Marked("late", locale.text(N_("No telephone")), bold=False)


def verified(person: Colleague, pack: Pack, locale: Locale) -> Cell:
    """When the details were verified, marked when that is too long ago."""
    if person.verified_on is None:
        return Marked("soon", locale.text(N_("Never")), bold=False)
    day = locale.day(person.verified_on)
    return Marked("soon", day, bold=False) if person.is_stale(pack.today) else day
