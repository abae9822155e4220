"""What is asked before somebody is erased from the page of their record, and what is said beforehand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hospcomms.domain.changes import Commit
from hospcomms.domain.checks import Problem
from hospcomms.domain.cleaning import cleaned
from hospcomms.domain.fields import Record, choice, day, text
from hospcomms.domain.folding import fold
from hospcomms.domain.press import Person
from hospcomms.domain.privacy import GROUNDS
from hospcomms.domain.record_types import record_type
from hospcomms.domain.wording import N_, Label, Sentence, counted, sentence
from hospcomms.services import duplicates
from hospcomms.services.privacy import erasure
from hospcomms.services.records import refuse_if_wrong

if TYPE_CHECKING:
    from hospcomms.services.office import Office

CONFIRMED = frozenset(fold(word) for word in ("erase", "effacer", "محو"))
"""The word that is typed, in the language of the page or another one."""
_NOT_CONFIRMED = N_("Type the word “erase” here. Nothing was erased.")


@record_type(frozen=True, kw_only=True, eq=False, repr=False)
class ErasureOrder(Record):
    """Why somebody is erased, who decided, when it was asked for, and the word that confirms it."""

    key = "erasure_order"
    one = N_("Erasure")
    many = N_("Erasures")
    title_field = "decided_by"

    ground: str = choice(N_("Ground"), GROUNDS, "request", required=True)
    asked_on: date | None = day(N_("Asked on"))
    decided_by: str = text(N_("Decided by"), required=True)
    confirm: str = text(N_("To confirm, type the word “erase”"), required=True)

    def problems(self) -> list[Problem]:
        """The word is typed."""
        if not self.confirm.strip() or fold(self.confirm.strip()) in CONFIRMED:
            return []
        return [Problem("confirm", sentence(_NOT_CONFIRMED))]


def alike(office: Office, record: Record) -> tuple[Sentence, ...]:
    """Who else seems to be this person, for the eyes of the officer alone: it stands on no certificate. Slow."""
    others = duplicates.alike(office, [record]) if isinstance(record, Person) else []
    return tuple(
        sentence(
            "Another contact, “{name}”, looks like the same person. Look at both before you erase.", name=one.caption
        )
        for one in others
    )


def foretold(found: erasure.Foreseen) -> tuple[Sentence, ...]:
    """What goes, what is blanked, what remains, and that there is no way back."""
    gone = sum(many for _, many in found.removed)
    said = [
        counted("{n} record will be erased for good.", "{n} records will be erased for good.", gone),
        sentence("They are: {list}.", list=tuple(_counted(found.removed))),
    ]
    if found.blanked:
        said.append(sentence("These stay without the name: {list}.", list=tuple(_counted(found.blanked))))
    last = sentence("Neither undo nor the bin brings it back. A certificate without names is kept.")
    return (*said, *found.remains, last)


def _counted(counts: erasure.Counts) -> list[Sentence]:
    return [sentence("{kind}: {n}", kind=Label(kind.many), n=many) for kind, many in counts]


def carry_out(office: Office, record: Record, order: ErasureOrder) -> erasure.Erased:
    """Erase a record on request. Raises Invalid and Refusal as ``erasure.erase``; nothing was erased then."""
    order = cleaned(order)
    refuse_if_wrong(order)
    return erasure.erase(
        office, record.key, [record.id], ground=order.ground, decided_by=order.decided_by, asked_on=order.asked_on
    )


def carried_out(office: Office, record: Record, order: ErasureOrder) -> Commit:
    """The same, as the change it made."""
    return carry_out(office, record, order).commit
