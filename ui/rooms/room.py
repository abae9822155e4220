"""What a room is: its record, sections, parts, verbs and reports, as values."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hospcomms.domain.checks import Problem
from hospcomms.domain.fields import Record
from hospcomms.domain.wording import Sentence

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QWidget

    from hospcomms.domain.changes import Commit
    from hospcomms.domain.query import Query, Sort
    from hospcomms.services.office import Office
    from ui.records.form import Form
    from ui.session import Session


def always(_record: Any) -> bool:
    """A verb that is always offered."""
    return True


def nothing(_office: Any, _record: Any) -> list[Problem]:
    """A verb that is never refused beforehand."""
    return []


def no_caution(_office: Any, _record: Any) -> Sentence | None:
    """A verb after which nothing has to be said."""
    return None


def nothing_foreseen(_office: Any, _record: Any) -> Sequence[Sentence]:
    """A verb that does only what its name says."""
    return ()


@dataclass(frozen=True)
class Part:
    """Child records shown as an inline table in a tab; ``columns`` by field name, the listed ones if empty.

    ``keep`` saves a row in a way of its own, for what is told in a log and never undone. ``through`` names the link
    field that leads to the record they belong to, where that is another than the one shown.
    """

    record: type[Record]
    columns: tuple[str, ...] = ()
    keep: Callable[[Office, Any], Commit] | None = None
    through: str = ""

    def whole_of(self, record: Record) -> int:
        """The id of the record whose parts are shown on the page of ``record``; 0 while there is none."""
        ident: int = getattr(record, self.through) if self.through else record.id
        return ident


@dataclass(frozen=True)
class Section:
    """A heading of the form, the fields below it by name, and the parts shown in tables under them."""

    title: str
    fields: tuple[str, ...]
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Verb:
    """Something one can do with a record: a service, offered while ``when`` holds.

    ``name`` is the button, the undo text and the journal line. ``missing`` lists what forbids it now
    (the button stays and opens that list). ``asks`` names a record type whose short form is filled in
    first; ``act`` then gets that record as third argument. ``caution`` is asked before the deed and said after it.
    ``foresees`` lists in that short form what the deed brings with it. ``begins`` is a way of its own to look, ask
    and do, for what takes long; it is given the session, the page and the record. What is ``grave`` comes last.
    """

    name: str
    act: Callable[..., Commit]
    when: Callable[[Any], bool] = always
    missing: Callable[[Any, Any], list[Problem]] = nothing
    asks: type[Record] | None = None
    usual: bool = False
    grave: bool = False
    icon: str = ""
    caution: Callable[[Any, Any], Sentence | None] = no_caution
    foresees: Callable[[Any, Any], Sequence[Sentence]] = nothing_foreseen
    begins: Callable[[Session, QWidget, Any], None] | None = None


@dataclass(frozen=True)
class Tab:
    """A hand-made page of a record, built when first shown; ``count`` gives the number after its title, if any."""

    key: str
    title: str
    build: Callable[[Session, Any], QWidget]
    count: Callable[[Session, Any], Sentence | int] | None = None


@dataclass(frozen=True)
class View:
    """A view of a room's list: hand-made (board, year …) beside the table, or the table itself under ``filters``.

    ``filters`` are (field, how) pairs as in ``Room.opening``; ``sort`` is the order of the rows under them.
    """

    key: str
    title: str
    icon: str
    build: Callable[[Session], QWidget] | None = None
    filters: tuple[tuple[str, str], ...] = ()
    sort: tuple[Sort, ...] = ()


@dataclass(frozen=True)
class Bulk:
    """Something done with the rows chosen in a list, offered in the bar of the selection and the menu of a row.

    ``act`` is given the ids and the list, over which dialogs stand; it tells its change itself.
    """

    name: str
    icon: str
    act: Callable[[Session, Sequence[int], QWidget], None]


@dataclass(frozen=True)
class ListAct:
    """Something done with a whole list as it is asked for, offered in the menu ⋯ of its head."""

    name: str
    icon: str
    act: Callable[[Session, Query, QWidget], None]


@dataclass(frozen=True)
class Notice:
    """What the banner of a record's page says: its kind (``note``, ``soon``, ``late``), sentence and action."""

    kind: str
    words: Sentence
    action: tuple[str, Callable[[], Any]] | None = None


@dataclass(frozen=True)
class Fact:
    """One fact of the strip under a record's title: label, value, and whether it is late."""

    label: str
    value: Sentence | str
    late: bool = False


def calm(_record: Any, _today: date) -> str:
    """A record of which nothing presses."""
    return ""


def no_notice(_session: Any, _record: Any) -> Notice | None:
    """A room whose records need no banner."""
    return None


@dataclass(frozen=True)
class Beside:
    """What stands beside a record's title where no field holds its state: shape and word of a chip, and small words."""

    shape: str
    word: str
    words: Sentence | str = ""


def nothing_beside(_session: Any, _record: Any) -> Beside | None:
    """A room whose state field says what stands beside the title."""
    return None


def left_nowhere(_session: Any) -> str:
    """A room that always opens on its first view."""
    return ""


def no_facts(_session: Any, _record: Any) -> Sequence[Fact]:
    """A room without a fact strip."""
    return ()


@dataclass(frozen=True)
class Room:
    """A room of the sidebar. ``group`` orders the sidebar (``today``, ``planning``, ``office`` …).

    ``reports`` are names of the report service, or of papers for Word; ``tabs`` come after the parts and before
    the history. ``leading`` tabs come first. ``empty`` says what belongs here when the list is empty.
    """

    key: str
    record: type[Record]
    icon: str
    group: str
    sections: tuple[Section, ...]
    empty: str
    title: str = ""  # what the sidebar and the head of its list call it, the many of its records if empty
    parts: tuple[Part, ...] = ()
    leading: tuple[Tab, ...] = ()
    tabs: tuple[Tab, ...] = ()
    views: tuple[View, ...] = ()
    verbs: tuple[Verb, ...] = ()
    bulk: tuple[Bulk, ...] = ()
    acts: tuple[ListAct, ...] = ()
    reports: tuple[str, ...] = ()
    facts: Callable[[Session, Any], Sequence[Fact]] = no_facts
    state: str = ""  # the field that holds the record's state, if any
    form_title: str = ""  # what the form tab is called, "Overview" if empty
    form_count: Callable[[Session, Any], Sentence | int] | None = None  # the number after the form tab's title, if any
    new: Callable[[Session], None] | None = None  # a room's own way to begin a record (templates)
    severity: Callable[[Any, date], str] = calm  # "late" or "soon": the shape after the title in the list
    pressing: Callable[[Session, QObject], Callable[[Any, date], str]] | None = None  # the same, where parts matter
    new_title: str = ""  # the button above the list, "Add …" if empty
    aside: Callable[[Session, Any], QWidget] | None = None  # a card that stands beside all tabs of a record
    notice: Callable[[Session, Any], Notice | None] = no_notice  # what the banner of a record says
    glance: Callable[[Session, Any], Sequence[Fact]] = no_facts  # what the preview beside the list says first
    columns: tuple[str, ...] = ()  # the columns of the list until others are chosen, the listed fields if empty
    density: str = ""  # the height of the rows until another is chosen: "tall" for two lines
    chips: tuple[str, ...] = ()  # the fields whose chips always stand above the list, by their kinds if empty
    above: Callable[[Session], QWidget] | None = None  # what stands above the rows of the list, hidden when empty
    beside: Callable[[Session, Any], Beside | None] = nothing_beside  # the chip and words after the title
    under: str = ""  # the room it belongs to in the sidebar, where it stands while one is in that room or beside it
    first_view: str = ""  # the view its list opens on, the table if empty
    left_on: Callable[[Session], str] = left_nowhere  # the view it was left on, where that is remembered
    fresh: Callable[[Session], Record] | None = None  # a new record with what is known already, an empty one if none
    keep: Callable[[Office, Any], Commit] | None = None  # a room's own way to save its form, for what is never undone
    companion: Callable[[Session, Form], QWidget] | None = None  # stands beside the form and follows what is typed
    drop: Callable[[Session, Sequence[Path]], None] | None = None  # what files dropped on the list become
    opening: tuple[tuple[str, str], ...] = ()  # (field, how) the list is filtered by at first: ("is_template", "no")

    @property
    def name(self) -> str:
        """What the room is called, a marked label."""
        return self.title or self.record.many
