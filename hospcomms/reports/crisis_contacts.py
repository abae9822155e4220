"""The people of a crisis pack: who must be told, and the press to be called, with room for time and outcome."""

from __future__ import annotations

from hospcomms.domain.audiences import SPOKEN
from hospcomms.domain.locale import Locale
from hospcomms.domain.press import Person
from hospcomms.domain.scenarios import GROUPS, LEVELS
from hospcomms.domain.wording import N_, counted
from hospcomms.reports.crisis_pack_contents import Pack
from hospcomms.reports.crisis_procedure import phones
from hospcomms.reports.crisis_words import chosen, columns_of, due, quoted, tick
from hospcomms.reports.document import Block, Cell, Heading, Marked, Table, Text

ROW = 25.0


def told(pack: Pack, locale: Locale) -> list[Block]:
    """Who must be told from which level on, within how many minutes, on which number."""
    if not pack.notices:
        return []
    shares = (
        ("", 5),
        (N_("Who must be told"), 24),
        (N_("From level"), 11),
        (N_("Within"), 10),
        (N_("Name and telephone"), 30),
        (N_("Time"), 10),
        (N_("Initials"), 10),
    )
    notices = sorted(pack.notices, key=lambda one: (one.level, one.minutes or 0, one.id))
    rows = tuple(
        (
            tick(),
            f"{one.who.best(locale.language)}\n{chosen(one.group, GROUPS, locale)}",
            chosen(one.level, LEVELS, locale),
            due(one.minutes, locale),
            _reached(pack, one.person, one.phone, locale),
            "",
            "",
        )
        for one in notices
    )
    note = locale.text(N_("staff before the press and the public"))
    columns = columns_of(shares, locale)
    return [Heading(locale.text(N_("Who must be told")), note), Table(columns, rows, row_height=ROW)]


def _reached(pack: Pack, person: int, phone: str, locale: Locale) -> Cell:
    """Name and telephones; a number that is missing leaves room to write it."""
    colleague = pack.staff.get(person)
    numbers = [phone] if phone else []
    if colleague is not None:
        numbers += [one for one in (colleague.phone, colleague.phone2) if one and one not in numbers]
    if not numbers and colleague is None:
        return "_" * 22
    found = phones(numbers[0] if numbers else "", numbers[1] if len(numbers) > 1 else "", locale)
    name = colleague.name if colleague is not None else ""
    return "\n".join(part for part in (name, found) if part) if isinstance(found, str) else Marked(
        "late", f"{name}: {locale.text(N_('No telephone'))}", bold=False
    )  # fmt: skip


def calls(pack: Pack, locale: Locale) -> list[Block]:
    """The press to be called, with room for what came of it."""
    note = locale.say(counted("{n} person", "{n} people", len(pack.people))) if pack.people else ""
    title = locale.text(N_("Press call sheet"))
    blocks: list[Block] = [Heading(title, " · ".join(part for part in (quoted(pack.press_list, locale), note) if part))]
    if not pack.people:
        return [*blocks, Text(locale.text(N_("There is nobody on this sheet.")), tone="muted")]
    shares = (
        ("", 5),
        (N_("Name"), 21),
        (N_("Media outlet"), 18),
        (N_("Telephone"), 17),
        (N_("Language"), 12),
        (N_("Last verified"), 16),
        (N_("Time, outcome"), 12),
    )
    columns = columns_of(shares, locale)
    return [*blocks, Table(columns, tuple(_call(person, pack, locale) for person in pack.people), row_height=ROW)]


def _call(person: Person, pack: Pack, locale: Locale) -> tuple[Cell, ...]:
    if person.verified_on is None:
        checked: Cell = Marked("soon", locale.text(N_("Never")), bold=False)
    else:
        day = locale.day(person.verified_on)
        checked = Marked("soon", day, bold=False) if person.is_stale(pack.today) else day
    return (
        tick(),
        "\n".join(part for part in (person.name, person.other_name) if part),
        "\n".join(part for part in (pack.outlets.get(person.outlet, ""), person.function) if part),
        phones(person.phone, person.phone2, locale),
        locale.listing(chosen(key, SPOKEN, locale) for key in person.languages),
        checked,
        "",
    )
