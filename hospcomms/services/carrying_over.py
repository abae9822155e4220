"""What no restore takes back: lines of the access log and certificates of erasure made after the backup."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hospcomms.domain.privacy import Erasure
from hospcomms.domain.query import Query
from hospcomms.domain.wording import N_
from hospcomms.storage import access_log, carrying, reading
from hospcomms.storage.erasing import GONE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hospcomms.services.office import Office

RESTORE = N_("Restore")


def carry_over(staged: Office, folder: Path) -> None:
    """Add to a staged backup what the same data in ``folder``, which it is to replace, noted since.

    To be called before anything is noted in the stage: the lines keep their numbers. Raises Refusal when the stage
    cannot be written; a folder that cannot be read gives nothing.
    """
    key, last = staged.store.keys.data, staged.store.ask(access_log.last)
    kept = carrying.kept_in(folder, key, last)
    if kept.rows:
        carrying.add_rows(staged.folder, key, kept.rows)
    _add_certificates(staged, kept.certificates)


def _add_certificates(staged: Office, certificates: Iterable[Erasure]) -> None:
    """Those the stage lacks, with their ids, or a new one where the backup gave that to another record."""
    known = {_mark(one) for binned in (False, True) for one in staged.store.find(Query(Erasure, binned=binned))}
    lacking = [one for one in certificates if _mark(one) not in known]
    if not lacking:
        return
    taken = {one.id for one in lacking if staged.store.ask(reading.key_of, one.id) is not None}
    with staged.store.change(RESTORE, kind=GONE) as change:
        # none of their numbers is given again
        change.number(max(0, max(one.id for one in lacking) + 1 - change.number(0)))
        for one in lacking:
            change.add(replace(one, id=change.number()) if one.id in taken else one)


def _mark(certificate: Erasure) -> tuple[object, str]:
    """What tells certificates apart where numbers were given twice: when one was written, and its title."""
    return certificate.created_at, certificate.title
