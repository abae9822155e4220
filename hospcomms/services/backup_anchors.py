"""The logs of incidents against what the manifests of backups noted of them: an anchor outside the data itself.

A chain of seals does not notice that it was written anew from the beginning, or cut together with the note beside it.
A backup that was made before remembers how long each log was, and its last seal then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import backup_notes
from hospcomms.services.backup_copies import Copy, copies
from hospcomms.storage import chronicle

if TYPE_CHECKING:
    from hospcomms.services.office import Office


def faults(office: Office) -> list[tuple[str, Sentence]]:
    """The place (“incident 12: line 3”) and what is wrong with every log that a backup remembers otherwise.

    Only backups made since the last restore count: an older one brought back an older log, and rightly.
    """
    restored = backup_notes.moment(backup_notes.read(office.folder).get("restored"))
    anchors: dict[int, tuple[int, str, Copy]] = {}
    for copy in copies(office):
        if copy.identity == office.store.identity and (restored is None or copy.at > restored):
            for incident, lines, head in copy.logs:
                if lines > anchors.get(incident, (0, "", copy))[0]:
                    anchors[incident] = lines, head, copy
    return [
        (f"incident {incident}: line {lines}", _said(incident, copy))
        for incident, (lines, head, copy) in sorted(anchors.items())
        if _seal(office, incident, lines) != head
    ]


def _seal(office: Office, incident: int, number: int) -> str:
    """The seal of a line as it stands now, "" when there is no such line."""
    found = office.store.ask(chronicle.lines, incident, number - 1)
    return found[0].seal if found and found[0].line == number else ""


def _said(incident: int, copy: Copy) -> Sentence:
    return sentence(
        "The log of incident number {id} is not the one that the backup {file} remembers: something in it was taken"
        " away or changed since. Keep that backup, and compare both.",
        id=incident,
        file=copy.path.name,
    )
