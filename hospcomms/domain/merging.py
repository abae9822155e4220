"""Two records of one person or outlet made one: field by field the officer chooses, and nothing reachable is lost.

Telephones and e-mail addresses of both are kept (the chosen one first, what has no field of its own in the note);
tags, choices and files are united, and both notes kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from hospcomms.domain.checks import is_empty
from hospcomms.domain.contact_keys import email_keys, phone_keys
from hospcomms.domain.fields import Field, Kind, Record, typed
from hospcomms.domain.folding import fold
from hospcomms.domain.press import Outlet, Person

R = TypeVar("R", bound=Person | Outlet)
_UNITED = (Kind.TAGS, Kind.CHOICES, Kind.FILES, Kind.LINKS, Kind.LONG_TEXT)
_CONTACTS = (("phone", "phone2"), ("email", "email2"))
"""Fields that hold several values of one sort, the first first; an outlet has only the first of each."""
SECOND = frozenset(name for _, name in _CONTACTS)


def is_united(field: Field) -> bool:
    """True for a field whose values of both records are kept, so that there is nothing to choose."""
    return field.kind in _UNITED


def shown_fields(first: Record, second: Record) -> list[Field]:
    """The fields worth showing side by side: those that hold something in one of the records."""
    return [
        field
        for field in typed(type(first))
        if not (is_empty(getattr(first, field.name)) and is_empty(getattr(second, field.name)))
        and not (field.kind is Kind.FLAG and not getattr(first, field.name) and not getattr(second, field.name))
    ]


def is_choice(field: Field, first: Record, second: Record) -> bool:
    """True when the two records say different things in a field and one of them must be chosen."""
    return not is_united(field) and getattr(first, field.name) != getattr(second, field.name)


def proposed(first: Record, second: Record) -> frozenset[str]:
    """The fields to take from the second record unless the officer says otherwise.

    What the first leaves empty, a later day of verification, and a request not to be contacted, which outlives both.
    """
    return frozenset(
        field.name
        for field in typed(type(first))
        if is_choice(field, first, second)
        and _is_better(field, getattr(first, field.name), getattr(second, field.name))
    )


def _is_better(field: Field, held: Any, offered: Any) -> bool:
    if field.kind is Kind.FLAG:
        return bool(offered)
    if is_empty(held) or is_empty(offered):
        return is_empty(held)
    return field.name == "verified_on" and bool(offered > held)


def merged(keep: R, drop: R, from_drop: Collection[str]) -> R:
    """``keep`` as it is after the merge; ``from_drop`` names the fields whose value comes from ``drop``."""
    values: dict[str, Any] = {}
    left: list[str] = []
    for field in typed(type(keep)):
        held: Any = getattr(keep, field.name)
        offered: Any = getattr(drop, field.name)
        if field.kind is Kind.LONG_TEXT:
            values[field.name] = _both_texts(held, offered)
        elif is_united(field):
            values[field.name] = tuple(dict.fromkeys((*held, *offered)))
        else:
            values[field.name] = offered if field.name in from_drop else held
    for names in _CONTACTS:
        left += _contacts(keep, drop, names, values)
    left += _other_texts(keep, drop, values)
    values["note"] = "\n".join(line for line in (values["note"], *left) if line)
    return replace(keep, **values)


def _both_texts(held: str, offered: str) -> str:
    if fold(offered).strip() in fold(held):
        return held
    return offered if fold(held).strip() in fold(offered) else f"{held}\n\n{offered}"


def _contacts(keep: Record, drop: Record, names: tuple[str, str], values: dict[str, Any]) -> list[str]:
    """Put the numbers (or addresses) of both into their fields, chosen ones first; returns those left over."""
    fields = [name for name in names if name in values]
    every = [values[name] for name in fields] + [getattr(one, name) for one in (keep, drop) for name in fields]
    different = _different(filter(None, every))
    for place, name in enumerate(fields):
        values[name] = different[place] if place < len(different) else ""
    return different[len(fields) :]


def _different(texts: Iterable[str]) -> list[str]:
    """The texts that are not one number or address with an earlier one."""
    found: list[str] = []
    seen: set[str] = set()
    for text in texts:
        keys = email_keys(text) | phone_keys(text) if "@" in text else phone_keys(text)
        keys = keys or frozenset([fold(text).strip()])
        if not keys <= seen:
            found.append(text)
            seen |= keys
    return found


def _other_texts(keep: Record, drop: Record, values: dict[str, Any]) -> list[str]:
    """A spelling of the name that was not chosen, where there is room, and addresses and references that were not."""
    chosen = {fold(values["name"]), fold(values["other_name"])}
    spellings = [one.name for one in (keep, drop)] + [one.other_name for one in (keep, drop)]  # type: ignore[attr-defined]
    spare = [text for text in dict.fromkeys(spellings) if text and fold(text) not in chosen]
    if spare and not values["other_name"]:
        values["other_name"] = spare.pop(0)
    for name in ("profile", "website", "reference"):
        if name in values:
            spare += [text for one in (keep, drop) if (text := getattr(one, name)) and text != values[name]]
    return [text for text in dict.fromkeys(spare) if text not in values["note"]]
