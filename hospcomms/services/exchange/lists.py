"""A list written as it is shown: its rows, columns and order, a window of rows at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Field, Kind, Record, Texts, fields_of
from hospcomms.domain.limits import SHEET_CELL_TEXT
from hospcomms.domain.locale import Locale
from hospcomms.domain.query import Query
from hospcomms.domain.wording import Label, Sentence, counted, sentence
from hospcomms.reports.csv_file import write_csv
from hospcomms.reports.sheet import Sheet, SheetColumn, write_workbook
from hospcomms.services import access, embargo, records
from hospcomms.services.exchange.columns import NO, YES
from hospcomms.services.exchange.far_places import kind_of_place, reminder
from hospcomms.services.privacy import identity
from hospcomms.storage.places import LOCAL

if TYPE_CHECKING:
    from hospcomms.services.office import Office

ROWS_AT_ONCE = 1000
ENDINGS = (".xlsx", ".csv", ".pdf")


def export(
    office: Office,
    query: Query,
    columns: Sequence[str],
    path: Path,
    speaking: Locale,
    progress: Callable[[float], None] | None = None,
    warn: Callable[[Sentence], object] | None = None,
    why: str = "",
) -> int:
    """Write what a list shows; see ``exchange.export_list``."""
    ending = _ending(path)
    if ending == ".pdf":
        return _print(office, query, columns, path, speaking, warn, why)
    lacking, office = embargo.left_out_of(office, query), embargo.leaving(office, speaking)
    if lacking is not None and warn is not None:
        warn(lacking)
    wanted = records.ids(office, query)
    fields = written_fields(query.record, columns, why)
    kind = kind_of_place(path)
    where = ending if kind == LOCAL else f"{ending} ({kind})"
    names_people = holds_identities(fields)
    if names_people:
        identity.note_several(office, query.record, len(wanted), why, where)
    cut: list[bool] = []
    sheet = Sheet(
        speaking.text(query.record.many),
        tuple(_column(field, speaking) for field in fields),
        _noting(rows(office, query.record, wanted, fields, speaking, progress), cut),
        above=(speaking.text(identity.CONTAINS),) if names_people else (),
    )
    if ending == ".csv":
        write_csv(path, sheet, speaking.language)
    else:
        write_workbook(path, [sheet], speaking.language, {"kind": query.record.key, "version": "1"})
    access.note(office, "export", record=query.record.key, size=len(wanted), where=where)
    _tell_cut(len(cut), warn)
    if warn is not None and (reminded := reminder(query.record, path)) is not None:
        warn(reminded)
    return len(wanted)


def _ending(path: Path) -> str:
    """The ending of a file, in small letters. Raises Refusal for one no list is saved as."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        said = "A list is saved as {endings}. Choose a name with one of these endings."
        raise Refusal("ending", sentence(said, endings=", ".join(ENDINGS)))
    return ending


def _noting(found: Iterator[list[object]], cut: list[bool]) -> Iterator[list[object]]:
    """The rows as they are; the texts no cell of a workbook can hold whole are noted."""
    for row in found:
        cut += [True for value in row if isinstance(value, str) and len(value) > SHEET_CELL_TEXT]
        yield row


def _tell_cut(many: int, warn: Callable[[Sentence], object] | None) -> None:
    if many and warn is not None:
        warn(
            counted(
                "{n} text is longer than a cell of Excel can hold; its end was left out.",
                "{n} texts are longer than a cell of Excel can hold; their ends were left out.",
                many,
            )
        )


def _print(
    office: Office,
    query: Query,
    columns: Sequence[str],
    path: Path,
    speaking: Locale,
    warn: Callable[[Sentence], object] | None,
    why: str,
) -> int:
    # late: the page engine is only needed for this ending
    from hospcomms.services.reports import make_list

    made = make_list(office, query, columns, speaking, path, why=why)
    if warn is not None:
        for warning in made.warnings:
            warn(warning)
    return made.rows


def written_fields(record: type[Record], columns: Sequence[str], why: str = "") -> list[Field]:
    """The described fields of these names, each once; private ones only for a reason ``why`` they are needed."""
    known = fields_of(record)
    names = dict.fromkeys(name for name in columns if name in known)
    return [known[name] for name in names if why.strip() or not known[name].private]


def holds_identities(fields: Sequence[Field]) -> bool:
    """True when one of these fields says who somebody is."""
    return any(field.private for field in fields)


def _column(field: Field, speaking: Locale) -> SheetColumn:
    heading = speaking.text(field.label)
    if field.kind is Kind.MONEY and speaking.currency:
        heading = speaking.say(sentence("{field} ({unit})", field=Label(field.label), unit=speaking.currency))
    return SheetColumn(field.name, heading, field.kind)


def rows(
    office: Office,
    record: type[Record],
    wanted: Sequence[int],
    fields: Sequence[Field],
    speaking: Locale,
    progress: Callable[[float], None] | None = None,
) -> Iterator[list[object]]:
    """The cells of each row in the order of ``wanted``, read a thousand records at a time."""
    linking = [field.name for field in fields if field.kind in (Kind.LINK, Kind.LINKS)]
    for start in range(0, len(wanted), ROWS_AT_ONCE):
        found = records.window(office, record, wanted[start : start + ROWS_AT_ONCE])
        names = records.titles(office, {ident for row in found for name in linking for ident in _ids(row, name)})
        for row in found:
            yield [cell_of(field, getattr(row, field.name), names, speaking) for field in fields]
        if progress is not None:
            progress(min(1.0, (start + ROWS_AT_ONCE) / len(wanted)))


def _ids(row: Record, name: str) -> tuple[int, ...]:
    value = getattr(row, name)
    return value if isinstance(value, tuple) else (value,)


def cell_of(field: Field, value: Any, names: dict[int, str], speaking: Locale) -> object:
    """A value as a cell holds it: numbers and days stay what they are, keys and links become words."""
    if field.kind is Kind.CHOICE:
        chosen = field.choice(value)
        return speaking.text(chosen.label) if chosen else value
    if field.kind is Kind.CHOICES:
        return speaking.listing(speaking.text(chosen.label) for key in value if (chosen := field.choice(key)))
    if field.kind is Kind.LINK:
        return names.get(value, "")
    if field.kind is Kind.LINKS:
        return speaking.listing(names.get(ident, "") for ident in value)
    if field.kind is Kind.FLAG:
        return speaking.text(YES if value else NO)
    if field.kind is Kind.TAGS:
        return speaking.listing(value)
    if isinstance(value, Texts):
        return value.best(speaking.language)
    return value
