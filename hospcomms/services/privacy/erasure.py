"""Erasing for good what is kept on a person, or what is past its time, with a certificate that names nobody.

First ``foresee`` says what would go, what is blanked and what remains; ``erase`` does it in one change that no undo
takes back, between two backups, and reads everything again before it certifies anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain import held_files
from hospcomms.domain.access import ERASURE, EXPORT, MAIL, PRINT, SUBJECT_FILE
from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.changes import Commit
from hospcomms.domain.errors import Missing, Refusal
from hospcomms.domain.fields import Record
from hospcomms.domain.incidents import RUNNING, Incident
from hospcomms.domain.privacy import GROUNDS, KINDS, Erasure, LegalHold
from hospcomms.domain.query import Query
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence
from hospcomms.services import access, backups
from hospcomms.services.backups import Copy
from hospcomms.services.privacy import leftovers, mentions, tombstones
from hospcomms.services.privacy.orders import KEPT, order_for
from hospcomms.storage import erasing
from hospcomms.storage.erasing import Order

if TYPE_CHECKING:
    from hospcomms.services.office import Office

ERASE = N_("Erase for good")
_OUT = (EXPORT, PRINT, MAIL, SUBJECT_FILE)
Counts = tuple[tuple[type[Record], int], ...]


@dataclass(frozen=True)
class Foreseen:
    """What an erasure would do: records that go, others that lose a link or a name, and what remains, by type.

    ``refused`` says why it may not be done now; nothing when it may.
    """

    removed: Counts
    blanked: Counts
    remains: tuple[Sentence, ...]
    refused: tuple[Sentence, ...]


@dataclass(frozen=True)
class Erased:
    """What was done: the certificate, the change for the pages, and the older backups that still hold everything."""

    certificate: Erasure
    commit: Commit
    older: tuple[Copy, ...]


def foresee(office: Office, kind: str, idents: Sequence[int]) -> Foreseen:
    """What erasing these records of one type (by key) would do. Slow: it reads everything. Raises Missing."""
    order = _order(office, kind, idents)
    blanked = office.store.ask(erasing.blanked, order)
    removed = Counter({one: len(some) for one, some in order.removed.items()})
    touched = Counter(type(record) for record in blanked)
    refused = (*_held(office, {*removed, *touched}), *_running(office, order, blanked))
    return Foreseen(_counts(removed), _counts(touched), _remains(office, order), refused)


def _order(office: Office, kind: str, idents: Sequence[int]) -> Order:
    if kind not in {choice.key for choice in KINDS}:
        raise ValueError(kind)
    record = BY_KEY[kind]
    found = {one.id for one in office.store.window(record, idents)}
    for ident in idents:
        if ident not in found:
            raise Missing(record.one, ident)
    return order_for(office, {record: idents})


def _counts(counter: Counter[type[Record]]) -> Counts:
    return tuple((kind, counter[kind]) for kind in BY_KEY.values() if counter[kind])


def _held(office: Office, kinds: Iterable[type[Record]]) -> list[Sentence]:
    """Why a legal hold forbids it: nothing of what it holds is taken away or changed."""
    keys, today = {kind.key for kind in kinds}, office.today
    holds: list[LegalHold] = office.store.find(Query(LegalHold))
    return [
        sentence(
            "The legal hold “{hold}” keeps this. Nothing was erased. Lift the hold first, or wait.", hold=one.title
        )
        for one in holds
        if any(one.holds(key, today) for key in keys)
    ]


def _running(office: Office, order: Order, blanked: Iterable[Record]) -> list[Sentence]:
    """Why a crisis forbids it: who is called while it runs stays, and an incident’s file belongs to its log."""
    if Incident in order.removed:
        said = "The log of an incident is evidence and its file belongs to it. Nothing was erased. Keep them together."
        return [sentence(said)]
    owners = {getattr(record, "incident", 0) for record in blanked} - {0}
    return [
        sentence(
            "The incident “{incident}” still runs and needs this. Nothing was erased. Stand it down first.",
            incident=incident.title,
        )
        for incident in office.store.window(Incident, sorted(owners))
        if incident.state == RUNNING
    ]


def _remains(office: Office, order: Order) -> tuple[Sentence, ...]:
    """What is not erased, and why."""
    said = []
    if order.words is not None:
        evidence = sum(type(one) in KEPT for one in office.store.ask(_naming, order))
        lines = sum(1 for _ in mentions.log_lines_naming(office, order.words))
        said += [*_evidence(evidence), *_log_lines(lines)]
    out = sum(line.what in _OUT for ident in sorted(order.idents) for line in access.lines(office, ident=ident))
    said += [*_handed_out(out), *_aside(office)]
    return (*said, sentence("The access log keeps numbers, never names: it shows who did what."))


def _evidence(many: int) -> list[Sentence]:
    said = counted(
        "{n} published, signed or frozen paper names the person and stays as it is.",
        "{n} published, signed or frozen papers name the person and stay as they are.",
        many,
    )
    return [said] if many else []


def _log_lines(many: int) -> list[Sentence]:
    said = counted(
        "{n} line in the log of an incident names the person; it is evidence and stays.",
        "{n} lines in the logs of incidents name the person; they are evidence and stay.",
        many,
    )
    return [said] if many else []


def _handed_out(many: int) -> list[Sentence]:
    said = counted(
        "{n} paper or file left the program before; it cannot be called back from here.",
        "{n} papers or files left the program before; they cannot be called back from here.",
        many,
    )
    return [said] if many else []


def _aside(office: Office) -> list[Sentence]:
    """Data that a restore put aside, or found damaged, is a whole copy nobody looks after."""
    many = sum(path.is_dir() for name in ("damaged-*", "replaced-*") for path in office.folder.glob(name))
    said = counted(
        "{n} folder with data put aside by a restore lies in the data folder and still holds it. Delete it by hand.",
        "{n} folders with data put aside by a restore lie in the data folder and still hold it. Delete them by hand.",
        many,
    )
    return [said] if many else []


def _naming(connection: object, order: Order) -> list[Record]:
    return list(erasing.naming(connection, order))


def erase(
    office: Office,
    kind: str,
    idents: Sequence[int],
    *,
    ground: str,
    decided_by: str,
    asked_on: date | None = None,
) -> Erased:
    """Erase records of one type (a key of ``privacy.KINDS``) with all that belongs to them, for good.

    A backup is made before and another after. Raises Missing, and Refusal ``held`` when a legal hold or a running
    incident forbids it, ``undecided`` without somebody who decided, and when no backup or change could be written;
    nothing was erased then.
    """
    if ground not in {choice.key for choice in GROUNDS}:
        raise ValueError(ground)
    if not decided_by.strip():
        raise Refusal("undecided", sentence("Nobody is named who decided. Nothing was erased. Enter who decides."))
    foreseen = foresee(office, kind, idents)
    if foreseen.refused:
        raise Refusal("held", foreseen.refused[0])
    backups.make(office, "erasure")
    order = _order(office, kind, idents)
    given = replace(_described(office, foreseen), ground=ground, asked_on=asked_on, decided_by=decided_by.strip())
    access.note(office, ERASURE, record=kind, ident=idents[0] if len(idents) == 1 else 0, size=len(order.idents))
    with office.store.change(ERASE, kind=erasing.GONE) as change:
        certificate = change.save(replace(given, done_at=change.at))
        outcome = change.erase(order, certificate.id)
    assert change.commit is not None
    commit = replace(change.commit, steps=(*change.commit.steps, *outcome.steps))
    is_swept = _swept(office, outcome, order)
    certificate = _certified(office, certificate, order, is_swept=is_swept)
    return Erased(certificate, commit, _copied(office, certificate))


def _described(office: Office, foreseen: Foreseen) -> Erasure:
    """The certificate as far as it follows from what is erased, in the language of the office."""
    return Erasure(
        title=_number(office),
        carried_out_by=office.settings.officer,
        contents=_listed(office, foreseen.removed),
        remains="\n".join(office.settings.locale.say(said) for said in foreseen.remains),
    )


def _number(office: Office) -> str:
    """The next number of a certificate: its year and its place among all there are."""
    many = sum(office.store.count(Query(Erasure, binned=binned)) for binned in (False, True))
    return f"{office.today.year}-{many + 1:03}"


def _listed(office: Office, counts: Counts) -> str:
    speaking = office.settings.locale
    said = (sentence("{kind}: {n}", kind=Label(kind.many), n=many) for kind, many in counts)
    return "\n".join(speaking.say(one) for one in said)


def _swept(office: Office, outcome: erasing.Outcome, order: Order) -> bool:
    """Clear away what lies outside the records; what the disk refuses now is told in the certificate."""
    with suppress(Refusal):
        tombstones.keep(office)
        return leftovers.sweep(office, outcome.unused, order.words)
    return False


def _certified(office: Office, certificate: Erasure, order: Order, *, is_swept: bool) -> Erasure:
    """The certificate with what was found when everything was read again."""
    # late: brings SQLAlchemy
    from hospcomms.storage.erased_search import is_in_search

    said = [
        sentence("No record, no line of history and no draft of what was erased is left.")
        if not office.store.ask(erasing.left_over, order)
        else sentence("Something of what was erased was found again. Erase it once more."),
        sentence("The search finds nothing of it.")
        if not office.store.ask(is_in_search, order.idents)
        else sentence("The search still finds something of it. Erase it once more."),
        sentence("The data file was written anew, so that nothing can be read in its free space.")
        if is_swept
        else sentence("The data file could not be written anew yet. Close the program and check the disk."),
    ]
    speaking = office.settings.locale
    text = "\n".join(speaking.say(one) for one in said)
    with office.store.change(ERASE, kind=erasing.GONE) as change:
        return change.save(replace(certificate, checked=text))


def _copied(office: Office, certificate: Erasure) -> tuple[Copy, ...]:
    """Make the backup that no longer holds what was erased; the older ones are given back."""
    with suppress(Refusal):
        backups.make(office, "erasure")
    return older(office, certificate)


def older(office: Office, certificate: Erasure) -> tuple[Copy, ...]:
    """The backups made before an erasure: restored, what was erased is erased again at once."""
    done = certificate.done_at
    return tuple(copy for copy in backups.copies(office) if done is not None and copy.at <= done)


def delete_copies(office: Office, copies: Iterable[Copy]) -> int:
    """Delete these backups; returns how many. The newest that is verified always stays. Raises Refusal."""
    newest = next((copy.path for copy in backups.copies(office) if copy.is_verified), None)
    gone = 0
    for copy in copies:
        if copy.path == newest:
            continue
        try:
            held_files.remove(copy.path)
        except OSError as problem:
            said = sentence("The backup {file} could not be deleted. The others are gone.", file=copy.path.name)
            raise Refusal("not-deleted", said) from problem
        gone += 1
    return gone
