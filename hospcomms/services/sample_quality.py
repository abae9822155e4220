"""Quality scores and pretests of the materials of the sample hospital; everything is invented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hospcomms import RESOURCES
from hospcomms.domain.materials import Material, MaterialVersion, Pretest, QualityScore
from hospcomms.domain.quality.scoring import SHEETS, settled
from hospcomms.domain.quality.sheets import NA, NO, YES, written_answers
from hospcomms.domain.query import Op, Query
from hospcomms.services.derived import refresh_wholes

if TYPE_CHECKING:
    from hospcomms.services.office import Office

CONTENT = RESOURCES / "data" / "sample" / "quality.json"


def add_quality(office: Office, name: str, kind: str) -> None:
    """Score the materials written before, as one change of that name and kind; days count from today."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    with office.store.change(name, kind) as change:
        for row in content["scores"]:
            values = {**_placed(office, row, "scored_on"), "answers": _answers(row)}
            change.add(QualityScore(id=change.number(), **values).settled())
        for row in content["pretests"]:
            change.add(Pretest(id=change.number(), **_placed(office, row, "done_on")))
        refresh_wholes(change)


def _placed(office: Office, row: Mapping[str, Any], day: str) -> dict[str, Any]:
    """The values of a row with its material, version and day."""
    own = {name: value for name, value in row.items() if name not in ("material", "edition", "no", "na")}
    query = Query(Material).where("reference", Op.IS, row["material"])
    (material,) = office.store.find(query, 1)
    versions: list[MaterialVersion] = office.store.find(Query(MaterialVersion).where("material", Op.IS, material.id))
    version = next(one.id for one in versions if one.edition == row["edition"])
    own[day] = office.today + timedelta(days=row[day])
    return {**own, "material": material.id, "version": version}


def _answers(row: Mapping[str, Any]) -> str:
    """Every item has its point but those named; item 17 of the index is turned round."""
    sheet = SHEETS[row["instrument"]]
    answers = {item.number: NO if item.reversed_item else YES for item in sheet.items}
    answers |= dict.fromkeys(row["no"], NO) | dict.fromkeys(row["na"], NA)
    return written_answers(settled(sheet, answers))
