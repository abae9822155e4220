"""The command that lists who may be in the office twice."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from hospcomms.cli.answers import Answer
from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.wording import sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from hospcomms.services.office import Office

KINDS: dict[str, type[Person | Outlet]] = {"people": Person, "outlets": Outlet}


def duplicates(wanted: argparse.Namespace, office: Office) -> Answer:
    """List the pairs of people or outlets that may be one, the surest first; nothing is merged."""
    # late: only this command compares names
    from hospcomms.services.duplicates import candidates

    kind = KINDS[wanted.kind]
    speaking = office.settings.locale
    twins = candidates(office, kind)
    ids = sorted({ident for twin in twins for ident in (twin.first, twin.second)})
    found = {record.id: record for record in records.window(office, kind, ids)}
    shape: list[dict[str, Any]] = [
        {
            "a": _one(found[twin.first]),
            "b": _one(found[twin.second]),
            "score": twin.score,
            "why": speaking.say(twin.why),
        }
        for twin in twins
    ]
    lines = [
        "\t".join((speaking.number(row["score"], 2), row["a"]["name"], row["b"]["name"], row["why"])) for row in shape
    ]
    if not lines:
        lines = [speaking.say(sentence("No duplicates were found."))]
    return Answer(tuple(lines), shape)


def _one(record: Person | Outlet) -> dict[str, Any]:
    return {"id": record.id, "reference": record.reference, "name": record.name}
