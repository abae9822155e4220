"""Kinds of field, their descriptions, and the record every thing in the office is."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import FrozenInstanceError, dataclass
from datetime import datetime
from enum import Enum, unique
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from hospcomms.domain.limits import LONG_TEXT, SHORT_TEXT
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import N_


@unique
class Kind(Enum):
    """The closed list of what a field can hold; each layer owns one table keyed by it."""

    TEXT = "text"  # one line: str
    LONG_TEXT = "long_text"  # paragraphs: str
    TEXTS = "texts"  # one text per language: Texts
    NUMBER = "number"  # float or None
    MONEY = "money"  # Decimal or None, in the currency of the country profile
    PERCENT = "percent"  # float 0-100 or None
    DAY = "day"  # date or None
    MOMENT = "moment"  # datetime in UTC or None
    FLAG = "flag"  # bool
    CHOICE = "choice"  # key of one Choice, "" when not chosen
    CHOICES = "choices"  # tuple of keys
    LINK = "link"  # id of a record of type ``target``, 0 when none
    LINKS = "links"  # tuple of ids
    FILE = "file"  # StoredFile or None
    FILES = "files"  # tuple of StoredFile
    ADDRESS = "address"  # telephone, e-mail, web or code: Latin text, always left to right
    TAGS = "tags"  # tuple of str

    __hash__ = object.__hash__  # the tables of every layer are keyed by Kind; Enum's own hash is ten times slower


@dataclass(frozen=True)
class Texts:
    """One text in Arabic, French and English; an empty one is not written yet."""

    ar: str = ""
    fr: str = ""
    en: str = ""

    def best(self, language: str) -> str:
        """The text in ``language``, or the first one that is written, Arabic first."""
        return getattr(self, language, "") or self.ar or self.fr or self.en

    def written(self) -> tuple[str, ...]:
        """The texts that are not empty, in the order ar, fr, en."""
        return tuple(text for text in (self.ar, self.fr, self.en) if text)


@dataclass(frozen=True)
class StoredFile:
    """A file kept by its content: ``sha256`` names it in the store, ``name`` is only a label."""

    sha256: str
    name: str
    size: int


@dataclass(frozen=True)
class Choice:
    """One allowed value of a choice field: ``key`` is stored, ``label`` is shown (translated).

    ``shape`` names the painted shape that carries the meaning of a state (see ``shapes``).
    """

    key: str
    label: str
    shape: str = ""


@dataclass(frozen=True, kw_only=True)
class Field:
    """What one field of a record is; never how it looks.

    ``label`` and ``help`` are marked texts; ``low``/``high`` bound numbers; ``limit`` is the longest
    text; ``scheme`` of an address is ``phone``, ``email``, ``web`` or ``code``; ``target`` names the
    record type a link leads to (its ``key``).
    """

    name: str
    kind: Kind
    label: str
    required: bool = False
    listed: bool = False
    searched: bool = True
    private: bool = False
    unit: str = ""
    help: str = ""
    choices: tuple[Choice, ...] = ()
    target: str = ""
    scheme: str = ""
    limit: int = SHORT_TEXT
    low: float | None = None
    high: float | None = None
    own: bool = False  # set by the program (state, stamps): shown, never typed

    def choice(self, key: str) -> Choice | None:
        """The choice with this key, or None."""
        return next((choice for choice in self.choices if choice.key == key), None)


def _field(kind: Kind, label: str, default: object, **facts: Any) -> Any:
    facts = {"label": label, "kind": kind, **facts}
    return dataclasses.field(default=default, metadata={"field": facts})


def text(label: str, **facts: Any) -> Any:
    """One line of text, at most ``limit`` characters (300)."""
    return _field(Kind.TEXT, label, "", **facts)


def long_text(label: str, **facts: Any) -> Any:
    """Paragraphs of text, at most ``limit`` characters (20,000)."""
    return _field(Kind.LONG_TEXT, label, "", **{"limit": LONG_TEXT, **facts})


def texts(label: str, **facts: Any) -> Any:
    """One text per language."""
    return _field(Kind.TEXTS, label, Texts(), **{"limit": LONG_TEXT, **facts})


def number(label: str, **facts: Any) -> Any:
    """A number, or None when it is not known."""
    return _field(Kind.NUMBER, label, None, **facts)


def money(label: str, **facts: Any) -> Any:
    """An amount (Decimal), or None when it is not known; never negative unless ``low`` says so."""
    return _field(Kind.MONEY, label, None, **{"low": 0, **facts})


def percent(label: str, **facts: Any) -> Any:
    """A share in percent, 0 to 100, or None when it is not measured."""
    return _field(Kind.PERCENT, label, None, **{"low": 0, "high": 100, **facts})


def day(label: str, **facts: Any) -> Any:
    """A calendar date, or None."""
    return _field(Kind.DAY, label, None, **facts)


def moment(label: str, **facts: Any) -> Any:
    """A moment in UTC, or None."""
    return _field(Kind.MOMENT, label, None, **facts)


def flag(label: str, **facts: Any) -> Any:
    """Yes or no."""
    return _field(Kind.FLAG, label, False, **facts)


def choice(label: str, choices: Sequence[Choice], default: str = "", **facts: Any) -> Any:
    """One of ``choices``, by key."""
    return _field(Kind.CHOICE, label, default, **{"choices": tuple(choices), **facts})


def choices(label: str, of: Sequence[Choice], **facts: Any) -> Any:
    """Several of the choices ``of``, by key."""
    return _field(Kind.CHOICES, label, (), **{"choices": tuple(of), **facts})


def link(label: str, target: str, **facts: Any) -> Any:
    """The id of a record of type ``target``; 0 when there is none."""
    return _field(Kind.LINK, label, 0, **{"target": target, **facts})


def links(label: str, target: str, **facts: Any) -> Any:
    """The ids of several records of type ``target``."""
    return _field(Kind.LINKS, label, (), **{"target": target, **facts})


def file(label: str, **facts: Any) -> Any:
    """One attached file, or None."""
    return _field(Kind.FILE, label, None, **facts)


def files(label: str, **facts: Any) -> Any:
    """Several attached files."""
    return _field(Kind.FILES, label, (), **facts)


def address(label: str, scheme: str, **facts: Any) -> Any:
    """A telephone, e-mail, web address or code: Latin text."""
    return _field(Kind.ADDRESS, label, "", **{"scheme": scheme, **facts})


def tags(label: str, **facts: Any) -> Any:
    """Free key words."""
    return _field(Kind.TAGS, label, (), **facts)


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class Record:
    """A thing the office keeps. ``id`` 0 is not saved yet; ``revision`` counts its saves.

    Class facts: ``key`` names the type everywhere, ``one``/``many`` are its marked names,
    ``title_field`` names the field that stands for the record, ``whole`` names the link field of a
    part that leads to its whole ("" for a record of its own).
    """

    key: ClassVar[str] = ""
    one: ClassVar[str] = ""
    many: ClassVar[str] = ""
    title_field: ClassVar[str] = "title"
    whole: ClassVar[str] = ""
    order: ClassVar[tuple[str, ...]] = ()  # default sort, field names, "-" in front for descending
    spoken: ClassVar[tuple[str, ...]] = ()  # fields written in the language that the field "language" names

    id: int = 0
    revision: int = 0
    reference: str = address(N_("Reference"), "code", limit=60)
    created_at: datetime | None = moment(N_("Created"), own=True, searched=False)
    changed_at: datetime | None = moment(N_("Changed"), own=True, searched=False)
    binned_at: datetime | None = moment(N_("Deleted"), own=True, searched=False)

    # One of each for all types: see ``record_type``.
    if not TYPE_CHECKING:

        def __init__(self, **values: Any) -> None:
            own, kept = self.__dict__, _defaults(type(self))
            own.update(kept)
            own.update(values)
            if len(own) != len(kept):
                unknown = ", ".join(sorted(own.keys() - kept.keys()))
                raise TypeError(f"{type(self).__name__} has no field {unknown}")

        def __setattr__(self, name: str, _value: object) -> None:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")

        def __delattr__(self, name: str) -> None:
            raise FrozenInstanceError(f"cannot delete field {name!r}")

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash(_values(self))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in zip(_names(type(self)), _values(self), strict=True))
        return f"{type(self).__name__}({shown})"

    @property
    def caption(self) -> str:
        """The text that stands for this record in lists and messages."""
        return self.named("ar")

    def named(self, language: str) -> str:
        """The caption in a language, for a record whose title is written in several."""
        value = getattr(self, type(self).title_field)
        return value.best(language) if isinstance(value, Texts) else str(value)

    def settled(self) -> Self:
        """This record with the figures that follow from its own fields filled in; done before each save."""
        return self

    def idle(self) -> frozenset[str]:
        """Names of the fields that mean nothing with what the others hold; a form hides them while they are empty."""
        return frozenset()

    def problems(self) -> list[Any]:
        """What breaks this record's own rules beyond its fields' (a list of ``checks.Problem``)."""
        return []


T = TypeVar("T")


def per_record(make: Callable[[type[Record]], T]) -> Callable[[type[Record]], T]:
    """Keep what ``make`` returns for each record type (functools.cache loses the types under mypy)."""
    kept: dict[type[Record], T] = {}

    def found(record: type[Record]) -> T:
        if record not in kept:
            kept[record] = make(record)
        return kept[record]

    found.__doc__ = make.__doc__
    return found


@per_record
def _names(record: type[Record]) -> tuple[str, ...]:
    return tuple(item.name for item in dataclasses.fields(record))


@per_record
def _defaults(record: type[Record]) -> dict[str, Any]:
    return {item.name: item.default for item in dataclasses.fields(record)}


@per_record
def _reader(record: type[Record]) -> Callable[[Record], tuple[Any, ...]]:
    return attrgetter(*_names(record))


def _values(record: Record) -> tuple[Any, ...]:
    return _reader(type(record))(record)


STAMPS = ("created_at", "changed_at", "binned_at")


@per_record
def fields_of(record: type[Record]) -> dict[str, Field]:
    """The described fields of a record type by name, in order of declaration, stamps last."""
    found = {
        item.name: Field(name=item.name, **item.metadata["field"])
        for item in dataclasses.fields(record)
        if "field" in item.metadata
    }
    own = [name for name in found if name not in STAMPS and name != "reference"]
    return {name: found[name] for name in (*own, "reference", *STAMPS)}


def listed(record: type[Record]) -> list[Field]:
    """The fields shown as columns unless the officer chooses otherwise."""
    return [field for field in fields_of(record).values() if field.listed]


def typed(record: type[Record]) -> list[Field]:
    """The fields an officer fills in: all but the program's own."""
    return [field for field in fields_of(record).values() if not field.own]


def changed_fields(before: Record, after: Record) -> list[Field]:
    """The described fields whose values differ, stamps left out."""
    return [
        field
        for name, field in fields_of(type(after)).items()
        if name not in STAMPS and getattr(before, name) != getattr(after, name)
    ]
