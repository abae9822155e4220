"""What the search list offers: records grouped by room, then commands; the last records when nothing is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.errors import Refusal
from hospcomms.domain.folding import fold
from hospcomms.services import records, search
from hospcomms.services.office import Office
from ui.language import tr
from ui.remembered import recall, remember

A_ROOM = 5
RECENT = 20


@dataclass(frozen=True)
class Find:
    """One line of the list: words, a second text, an icon, and what happens; a heading has no ``act``.

    ``beside`` is what happens on Ctrl+Enter, where that is something else.
    """

    words: str
    why: str = ""
    icon: str = ""
    act: Callable[[], Any] | None = None
    key: str = ""
    beside: Callable[[], Any] | None = None


@dataclass(frozen=True)
class Command:
    """Something one can do from the search list."""

    words: str
    act: Callable[[], Any]
    icon: str = ""
    key: str = ""


def matching(commands: Iterable[Command], typed: str) -> list[Command]:
    """The commands whose words hold every typed word."""
    wanted = fold(typed).split()
    return [command for command in commands if all(word in fold(command.words) for word in wanted)]


def look_up(office: Office, typed: str) -> list[search.Hit]:
    """The records that fit, or the last ones opened when nothing is typed. Safe in a background thread."""
    if typed.strip():
        return search.search(office, typed, limit=40)
    found = []
    for key, ident in recall(office, "recent").get("records", [])[:RECENT]:
        kind = BY_KEY.get(key)
        try:
            record = records.get(office, kind, ident) if kind is not None else None
        except Refusal:
            continue  # it was deleted for good meanwhile
        if record is not None and kind is not None and not record.binned_at:
            found.append(search.Hit(kind, ident, record.reference, record.caption, ""))
    return found


def keep_recent(office: Office, key: str, ident: int) -> None:
    """Remember a record as the last one opened."""
    before = [list(pair) for pair in recall(office, "recent").get("records", [])]
    after = [[key, ident], *(pair for pair in before if pair != [key, ident])]
    remember(office, "recent", {"records": after[:RECENT]})


def grouped(
    hits: Sequence[search.Hit],
    open_hit: Callable[[search.Hit, bool], Any],
    icon_of: Callable[[search.Hit], str],
    commands: Sequence[Command],
) -> list[Find]:
    """Headings and lines: five of each kind of record, best kind first, then the commands."""
    lines: list[Find] = []
    kinds = list(dict.fromkeys(hit.record for hit in hits))
    for kind in kinds:
        of_kind = [hit for hit in hits if hit.record is kind][:A_ROOM]
        lines.append(Find(tr(kind.many)))
        lines += [
            Find(
                hit.title, hit.why or hit.reference, icon_of(hit),
                partial(open_hit, hit, False), beside=partial(open_hit, hit, True),
            )
            for hit in of_kind
        ]  # fmt: skip
    if commands:
        lines.append(Find(tr("Commands")))
        lines += [Find(command.words, "", command.icon, command.act, command.key) for command in commands]
    return lines
