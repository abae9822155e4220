"""Everything that is kept on one person, gathered for their right to know it: records, history, logs and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from hospcomms.domain.access import VIEW
from hospcomms.domain.catalog import RECORDS
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import Consent
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Kind, Record, StoredFile, fields_of
from hospcomms.domain.folding import fold
from hospcomms.domain.incidents import Incident
from hospcomms.domain.locale import Locale
from hospcomms.domain.mentions import pattern_of
from hospcomms.domain.press import Person
from hospcomms.domain.query import Query
from hospcomms.domain.subject_files import Mention, SubjectFile
from hospcomms.domain.wording import sentence
from hospcomms.services import access, duplicates, embargo
from hospcomms.services.privacy import mentions
from hospcomms.services.privacy.papers import SUBJECT_PAPER
from hospcomms.storage import erasing

if TYPE_CHECKING:
    import re

    from hospcomms.services.office import Office

PEOPLE = (Person, Colleague, Consent)
_LINES_OF_ACCESS = 500


def of_record(office: Office, record: Record, speaking: Locale) -> SubjectFile:
    """The file on the person a record is about; that it was looked at is noted. Slow: it reads everything."""
    return _gathered(office, [record], mentions.words_of([record]), mentions.names_of(record), speaking)


def of_name(office: Office, name: str, speaking: Locale) -> SubjectFile:
    """The file on whoever bears a name, an e-mail address or a telephone number, in any spelling.

    Raises Refusal ``not-telling`` for a single word, which stands inside many others.
    """
    words, wanted = pattern_of([name]), fold(" ".join(name.split()))
    own = [one for one in _people(office) if _bears(one, wanted, words)]
    if words is None and not own:
        said = "This is too little to find somebody by. Enter the whole name, an e-mail address or a telephone number."
        raise Refusal("not-telling", sentence(said))
    found = mentions.words_of(own) if own else words
    return _gathered(office, own, found, (" ".join(name.split()),), speaking)


def _people(office: Office) -> Iterator[Record]:
    for kind in PEOPLE:
        for binned in (False, True):
            yield from office.store.find(Query(kind, binned=binned))


def _bears(person: Record, wanted: str, words: re.Pattern[str] | None) -> bool:
    told = (*mentions.names_of(person), *mentions.addresses_of(person))
    return any(fold(one) == wanted or (words is not None and words.fullmatch(one.strip())) for one in told)


def _gathered(
    office: Office, own: Sequence[Record], words: re.Pattern[str] | None, names: tuple[str, ...], speaking: Locale
) -> SubjectFile:
    outside = embargo.leaving(office, speaking)
    known = {one.id for one in own}
    links = office.store.ask(_linking, own)
    linked, lacking = _leaving(outside, {kind: ids - known for kind, ids in links.items()})
    seen = known | {one.id for one in linked}
    others: dict[type[Record], set[int]] = {}
    for one in mentions.records_naming(office, words):
        if one.id not in seen and not isinstance(one, PEOPLE):
            others.setdefault(type(one), set()).add(one.id)
    naming, hidden = _leaving(outside, others)
    linking = [getattr(one, name) for one in (*own, *linked) for name in _links_of(type(one))]
    found = SubjectFile(
        names=names,
        at=office.clock(),
        own=tuple(own),
        linked=tuple(linked),
        named=tuple(_mentions(naming, words)),
        log_lines=tuple(mentions.log_lines_naming(office, words)),
        history=tuple((one, line) for one in own for line in office.store.history(one.id)),
        access=tuple(line for ident in sorted(known) for line in access.lines(office, _LINES_OF_ACCESS, ident=ident)),
        titles=outside.store.titles(_flat(linking), speaking.language),
        withheld=lacking + hidden,
        alike=tuple(duplicates.alike(office, [one for one in own if isinstance(one, Person)])),
    )
    places = len(own) + len(linked) + len(found.named) + len(found.log_lines)
    access.note(office, VIEW, record=SUBJECT_PAPER, ident=own[0].id if own else 0, size=places)
    return found


def _linking(connection: Any, own: Iterable[Record]) -> dict[type[Record], set[int]]:
    targets: dict[type[Record], frozenset[int]] = {}
    for one in own:
        targets[type(one)] = targets.get(type(one), frozenset()) | {one.id}
    found: dict[type[Record], set[int]] = {}
    for kind, _field, ident in erasing.linking_to(connection, targets):
        found.setdefault(kind, set()).add(ident)
    return found


def _leaving(outside: Office, wanted: dict[type[Record], set[int]]) -> tuple[list[Record], int]:
    """These records as they may leave, in the order of the catalogue, and how many may not."""
    found: list[Record] = []
    for kind in RECORDS:
        found += outside.store.window(kind, sorted(wanted.get(kind, ())))
    return found, sum(map(len, wanted.values())) - len(found)


def _links_of(kind: type[Record]) -> list[str]:
    return [field.name for field in fields_of(kind).values() if field.kind in (Kind.LINK, Kind.LINKS)]


def _flat(values: Iterable[Any]) -> list[int]:
    return [ident for value in values for ident in (value if isinstance(value, tuple) else (value,))]


def _mentions(found: Iterable[Record], words: re.Pattern[str] | None) -> Iterator[Mention]:
    for record in found:
        for field in fields_of(type(record)).values():
            texts = _texts(getattr(record, field.name))
            for paragraph in (line.strip() for text in texts for line in text.splitlines()):
                if words is not None and words.search(paragraph):
                    yield Mention(record, field, paragraph)


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, StoredFile):
        return (value.name,)
    if isinstance(value, tuple):
        return tuple(text for one in value for text in _texts(one))
    return value.written() if hasattr(value, "written") else ()


def incident_titles(office: Office, found: SubjectFile) -> dict[int, str]:
    """The titles of the incidents whose log names the person, by id."""
    wanted = sorted({line.incident for line in found.log_lines})
    return {one.id: one.title for one in office.store.window(Incident, wanted)}
