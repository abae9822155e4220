"""The sessions of the sample hospital, with the forms, leaflets and questionnaire of some; all of it is invented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hospcomms import RESOURCES
from hospcomms.domain.audiences import Audience
from hospcomms.domain.fields import Kind, Record, Texts, fields_of
from hospcomms.domain.materials import APPROVED, GIVEN, RETURNED, Material, MaterialVersion, StockMove
from hospcomms.domain.programmes import Programme
from hospcomms.domain.query import Op, Query
from hospcomms.domain.questionnaires import PAIRED, Question, Questionnaire
from hospcomms.domain.sessions import ANSWERS, EducationSession, SessionOpinion
from hospcomms.services.derived import refresh_wholes

if TYPE_CHECKING:
    from hospcomms.services.office import Office
    from hospcomms.storage.writer import Change

CONTENT = RESOURCES / "data" / "sample" / "sessions.json"


def add_sessions(office: Office, name: str, kind: str) -> None:
    """Write them into an office that has its programmes and materials, as one change; days count from today."""
    content = json.loads(CONTENT.read_text(encoding="utf-8"))
    with office.store.change(name, kind) as change:
        writing = _Sessions(office, change)
        for row in content["sessions"]:
            writing.add(row)
        refresh_wholes(change)


class _Sessions:
    """What is called by name is looked for in the office."""

    def __init__(self, office: Office, change: Change) -> None:
        self._office, self._change = office, change

    def add(self, row: Mapping[str, Any]) -> None:
        """Write one session and what belongs to it."""
        programme = self._first(Programme, "title", row["programme"])
        linked = programme.id if isinstance(programme, Programme) else 0
        session = self._write(EducationSession, row["values"], programme=linked)
        for statement, counts in row.get("opinions", {}).items():
            given = dict(zip(ANSWERS, map(float, counts), strict=True))
            self._write(SessionOpinion, given, session=session.id, statement=statement)
        if "given" in row:
            self._give(session, row["given"])
        if "questionnaire" in row and isinstance(programme, Programme):
            self._ask(session, programme, row["questionnaire"])

    def _give(self, session: EducationSession, row: Mapping[str, Any]) -> None:
        material = self._first(Material, "reference", row["material"])
        if material is None:
            return
        asked = Query(MaterialVersion).where("material", Op.IS, material.id).where("state", Op.IS, APPROVED)
        version = next(iter(self._office.store.find(asked.where("language", Op.IS, "ar"), 1)), None)
        for movement, copies in ((GIVEN, row["copies"]), (RETURNED, row["back"])):
            self._change.add(
                StockMove(
                    id=self._change.number(),
                    material=material.id,
                    version=version.id if version is not None else 0,
                    movement=movement,
                    copies=float(copies),
                    moved_on=session.held_on,
                    to_whom=session.title,
                    session=session.id,
                )
            )

    def _ask(self, session: EducationSession, programme: Programme, row: Mapping[str, Any]) -> None:
        """The same people asked before and after, on the day of the session."""
        answers = float(row["answers"])
        asked = self._change.add(
            Questionnaire(
                id=self._change.number(),
                title=row["title"],
                campaign=programme.campaign,
                session=session.id,
                audience=session.audience,
                pairing=PAIRED,
                before_on=session.held_on,
                after_on=session.held_on,
                answers_before=answers,
                answers_after=answers,
                source=row["source"],
            )
        )
        for place, one in enumerate(row["questions"], 1):
            self._change.add(
                Question(
                    id=self._change.number(),
                    questionnaire=asked.id,
                    place=float(place),
                    wording=Texts(**one["wording"]),
                    right=one["right"],
                    answers_before=answers,
                    answers_after=answers,
                    right_before=float(one["before"]),
                    right_after=float(one["after"]),
                    gained=float(one["gained"]),
                    lost=float(one["lost"]),
                )
            )

    def _write(self, record: type[Any], row: Mapping[str, Any], **more: Any) -> Any:
        described = fields_of(record)
        values = {name: self._value(described[name].kind, value) for name, value in row.items()}
        return self._change.add(record(id=self._change.number(), **{**values, **more}).settled())

    def _value(self, kind: Kind, value: Any) -> Any:
        if kind is Kind.DAY:
            return self._office.today + timedelta(days=value)
        if kind is Kind.NUMBER:
            return float(value)
        if kind is Kind.LINK:
            audience = self._first(Audience, Audience.title_field, value)
            return audience.id if audience is not None else 0
        return value

    def _first(self, kind: type[Record], field: str, value: str) -> Record | None:
        found: list[Record] = self._office.store.find(Query(kind).where(field, Op.IS, value), 1)
        return next(iter(found), None)
