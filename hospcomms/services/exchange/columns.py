"""The campaign workbook as a description: which sheets it has, which columns, and how they are recognised."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from hospcomms.domain.activities import Activity, BudgetLine, Lesson
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, InstitutionObjective, KeyMessage, Segment
from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.fields import Field, Kind, Record, typed
from hospcomms.domain.folding import fold
from hospcomms.domain.locale import LANGUAGES, Locale, locale
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.wording import N_, Label, sentence

KIND, VERSION = "campaign", "1"
YES, NO = N_("Yes"), N_("No")
LANGUAGE_NAMES = {"ar": N_("Arabic"), "fr": N_("French"), "en": N_("English")}
_LEFT_OUT = (Kind.FILE, Kind.FILES, Kind.MOMENT)
"""What a cell cannot hold, or the program sets itself."""
_REFERENCE_WORDS = ("id", "ref", "code", "معرف", "المعرف", "référence", "reference", "المرجع")


@dataclass(frozen=True)
class PlanColumn:
    """One column: a field of a record, or the text of such a field in one ``language``."""

    record: type[Record]
    field: Field
    language: str = ""

    @property
    def key(self) -> str:
        """What the column is known by inside a workbook."""
        return f"{self.field.name}.{self.language}" if self.language else self.field.name

    def heading(self, speaking: Locale) -> str:
        """What people read over the column."""
        if not self.language:
            return speaking.text(self.field.label)
        language = Label(LANGUAGE_NAMES[self.language])
        return speaking.say(sentence("{field} ({language})", field=Label(self.field.label), language=language))


@dataclass(frozen=True)
class PlanSheet:
    """One sheet: ``upright`` has a line for each field and one value; the others a row for each record."""

    key: str
    label: str
    records: tuple[type[Record], ...]
    upright: bool = False

    def title(self, speaking: Locale) -> str:
        """The name on the sheet's tab (Excel allows 31 characters)."""
        return speaking.text(self.label)[:31]

    @property
    def columns(self) -> tuple[PlanColumn, ...]:
        """The columns in order, the reference last."""
        found = [column for record in self.records for column in _columns(record)]
        apart = [column for column in found if column.field.name == "reference"]
        return (*(column for column in found if column.field.name != "reference"), apart[0])

    def column_of(self, record: type[Record], field: str) -> PlanColumn | None:
        """The column in which a field of a record is typed."""
        return next((item for item in self.columns if item.record is record and item.field.name == field), None)


def _columns(record: type[Record]) -> Iterator[PlanColumn]:
    for field in typed(record):
        if field.kind in _LEFT_OUT or field.name in (record.whole, "is_template"):
            continue
        if record is Segment and field.target == Audience.key:
            continue  # the row is the audience itself
        if field.kind is Kind.TEXTS:
            yield from (PlanColumn(record, field, language) for language in LANGUAGES)
        else:
            yield PlanColumn(record, field)


PLAN, OBJECTIVES, AUDIENCES = "plan", "objectives", "audiences"
SHEETS: tuple[PlanSheet, ...] = (
    PlanSheet(PLAN, N_("Plan"), (Campaign,), upright=True),
    PlanSheet(AUDIENCES, Audience.many, (Audience, Segment)),
    PlanSheet(OBJECTIVES, Objective.many, (Objective,)),
    PlanSheet("messages", KeyMessage.many, (KeyMessage,)),
    PlanSheet("activities", Activity.many, (Activity,)),
    PlanSheet("budget", BudgetLine.many, (BudgetLine,)),
    PlanSheet("results", Result.many, (Result,)),
    PlanSheet("lessons", Lesson.many, (Lesson,)),
)
FIELD_HEADING, VALUE_HEADING, HELP_HEADING = N_("Field"), N_("Value"), N_("Explanation")


def sheet_with(record: type[Record]) -> PlanSheet:
    """The sheet whose rows are of this type."""
    return next(sheet for sheet in SHEETS if record in sheet.records)


def linked_by(field: Field) -> str:
    """The field by which a linked record is named in a cell: its title."""
    return BY_KEY[field.target].title_field


def linked_sheet(field: Field) -> PlanSheet | None:
    """The sheet a link names a row of; None when it leads out of the workbook (institution objectives)."""
    target = BY_KEY[field.target]
    return None if target is InstitutionObjective else sheet_with(target)


@cache
def headings(key: str) -> dict[str, PlanColumn]:
    """The columns of a sheet by folded heading, in every language, and by their keys."""
    sheet = next(item for item in SHEETS if item.key == key)
    found: dict[str, PlanColumn] = {}
    for column in sheet.columns:
        words = (*(column.heading(locale(language)) for language in LANGUAGES), column.key)
        if column.field.name == "reference":
            words = (*words, *_REFERENCE_WORDS)
        for word in words:
            found.setdefault(matching(word), column)
    return found


@cache
def titles() -> dict[str, PlanSheet]:
    """The sheets by folded title, in every language, and by key."""
    found: dict[str, PlanSheet] = {}
    for sheet in SHEETS:
        for word in (*(sheet.title(locale(language)) for language in LANGUAGES), sheet.key):
            found.setdefault(matching(word), sheet)
    return found


def matching(text: str) -> str:
    """A heading or name as it is compared: folded, spaces made one."""
    return " ".join(fold(text).replace("*", " ").split())
