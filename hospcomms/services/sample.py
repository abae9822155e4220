"""The sample hospital: a year of an invented hospital's work, its days set around today, and data for speed trials."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hospcomms import RESOURCES
from hospcomms.domain.activities import Activity, Approval, BudgetLine, Lesson
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import EVALUATED, Campaign, InstitutionObjective, KeyMessage, Segment
from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.evaluations import ACCEPTED, REJECTED, Recommendation, SignOrder
from hospcomms.domain.fields import Field, Kind, Record, Texts, fields_of
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.query import Op, Query
from hospcomms.domain.questionnaires import Question, Questionnaire
from hospcomms.domain.reputation import ImageWave
from hospcomms.domain.wording import N_
from hospcomms.services import observances
from hospcomms.services import settings as settings_file
from hospcomms.services.derived import refresh_wholes
from hospcomms.services.exchange.campaign_import import add, records_in
from hospcomms.services.office import Office, create_office
from hospcomms.services.sample_appointments import add_appointments
from hospcomms.services.sample_consents import add_consents
from hospcomms.services.sample_crisis import add_crises
from hospcomms.services.sample_desk import add_desk
from hospcomms.services.sample_materials import add_materials
from hospcomms.services.sample_media import add_media
from hospcomms.services.sample_press import add_press
from hospcomms.services.sample_privacy import add_privacy
from hospcomms.services.sample_programmes import add_programmes
from hospcomms.services.sample_quality import add_quality
from hospcomms.services.sample_releases import add_releases
from hospcomms.services.sample_sessions import add_sessions
from hospcomms.services.sample_watch import add_watch
from hospcomms.services.settings import Settings
from hospcomms.storage.store import utc_now

if TYPE_CHECKING:
    from hospcomms.domain.evaluation.board import AdviceLine
    from hospcomms.storage.writer import Change

MAKE = N_("Make the sample hospital")
KIND = "start"
"""The kind of the sample's changes: they are history, but undo does not take the hospital away."""

PUBLISHED = RESOURCES / "data" / "sample" / "campaign-udine-ar.xlsx"
"""The published campaign as a workbook, made by ``sample_udine``."""

CONTENT = RESOURCES / "data" / "sample" / "hospital.json"
PARTS: tuple[tuple[str, type[Record]], ...] = (
    ("segments", Segment),
    ("objectives", Objective),
    ("messages", KeyMessage),
    ("activities", Activity),
    ("budget", BudgetLine),
    ("results", Result),
    ("approvals", Approval),
    ("lessons", Lesson),
)
ASKED = "questionnaires"
"""The questionnaires of a campaign, each with its questions."""
_NUMBER_OF_YEAR = {"this": 0, "last": -1}


def make(
    folder: Path, settings: Settings | None = None, scale: int = 0, clock: Callable[[], datetime] = utc_now
) -> None:
    """Make the sample hospital in a new folder; ``scale`` adds that many audiences, campaigns, activities and people.

    Of ``settings`` the language, country and looks are kept. Raises Refusal when the folder is taken.
    """
    office = create_office(folder, sample_settings(settings), clock)
    try:
        with office.store.change(MAKE, KIND) as change:
            _Hospital(change, office.today).add_all(_content())
            refresh_wholes(change)
        _add_published(office)
        _sign(office)
        add_press(office, MAKE, KIND)
        add_desk(office, MAKE, KIND)
        add_media(office, MAKE, KIND)
        add_watch(office, MAKE, KIND)
        add_releases(office, MAKE, KIND)
        add_consents(office, MAKE, KIND)
        add_crises(office, MAKE, KIND)
        observances.bring_in(office, KIND)
        add_programmes(office, MAKE, KIND)
        add_materials(office, MAKE, KIND)
        add_quality(office, MAKE, KIND)
        add_sessions(office, MAKE, KIND)
        add_appointments(office, MAKE, KIND)
        add_privacy(office, MAKE, KIND)
        if scale:
            # late: only speed trials need it
            from hospcomms.services.sample_scale import add_many

            add_many(office, scale)
    finally:
        office.close()


def sample_settings(given: Settings | None = None) -> Settings:
    """The invented hospital's settings, in the language and country of ``given``."""
    invented = settings_file.from_json(_content()["settings"])
    invented = replace(invented, is_sample=True, is_ready=True)
    if given is None:
        return invented
    return replace(
        invented,
        language=given.language,
        country=given.country,
        latin_digits=given.latin_digits,
        theme=given.theme,
        zoom=given.zoom,
    )


def _content() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(CONTENT.read_text(encoding="utf-8"))
    return content


def _add_published(office: Office) -> None:
    """The published vaccination campaign, imported as an officer would and marked as evaluated."""
    records = records_in(office, PUBLISHED)
    evaluated = datetime(2014, 3, 31, 9, tzinfo=UTC)
    with office.store.change(MAKE, KIND) as change:
        moved = [
            replace(record, state=EVALUATED, state_since=evaluated) if isinstance(record, Campaign) else record
            for record in records
        ]
        add(change, moved)
        refresh_wholes(change)


SIGNED = "2026/041"
"""The reference of the campaign whose evaluation is signed."""
OBSERVATION = (
    "ذكر عدد من الأمهات أن الثلاجات الصغيرة لا تتسع لقدر كامل، فالعائق في البيت لا في المعرفة."
    " وتزامنت الحملة مع موجة حر وتغطية إذاعية محلية."
)


def _sign(office: Office) -> None:
    """One evaluation signed as its officer and director would have done, its first recommendations decided."""
    # late: only the making of a sample needs the statistics here
    from hospcomms.services import evaluation

    found: list[Campaign] = office.store.find(Query(Campaign).where("reference", Op.IS, SIGNED), 1)
    officer = office.settings.officer
    for campaign in found:
        order = SignOrder(signed_by=officer, function="المكلف بالإعلام والاتصال", note=OBSERVATION)
        decided = _decisions(office, campaign, evaluation.board(office, campaign).advice)
        signed = evaluation.next_version(office, campaign, order)
        with office.store.change(MAKE, KIND) as change:
            for record in (signed, *decided):
                change.save(record)


def _decisions(office: Office, campaign: Campaign, advice: Sequence[AdviceLine]) -> list[Recommendation]:
    """The first recommendation accepted, the second rejected with a reason; the others wait."""
    # late: only the making of a sample needs the statistics here
    from hospcomms.services import evaluation

    proposed = [evaluation.proposed(office, campaign, line) for line in advice[:2]]
    due = office.today + timedelta(days=45)
    reason = "لم تسجل أوراق الاستبيان اسم العيادة، فلا يمكن تدوين المجموعات لهذه الحملة؛ يُعمل به في الاستبيان القادم."
    taken = [replace(one, decision=ACCEPTED, due=due) for one in proposed[:1]]
    return [*taken, *(replace(one, decision=REJECTED, responsible="", reason=reason) for one in proposed[1:])]


class _Hospital:
    """The invented hospital being written: what is called by name gets its number, days count from today."""

    def __init__(self, change: Change, today: date) -> None:
        self._change, self._today = change, today
        self._numbers: dict[tuple[str, str], int] = {}
        self._officer = ""

    def add_all(self, content: Mapping[str, Any]) -> None:
        """Write institution objectives, audiences and image measurements, then each campaign with its parts."""
        self._officer = content["settings"]["officer"]
        for row in content["institution_objectives"]:
            self._add(InstitutionObjective, row)
        for row in content["audiences"]:
            self._add(Audience, row)
        for row in content["image_waves"]:
            self._add(ImageWave, row)
        for row in content["campaigns"]:
            self._add_campaign(row)

    def _add_campaign(self, row: Mapping[str, Any]) -> None:
        own = {name: value for name, value in row.items() if name not in {*dict(PARTS), ASKED}}
        campaign = self._add(Campaign, own, state_by=self._officer if "state_since" in own else "")
        self._numbers = {key: ident for key, ident in self._numbers.items() if not BY_KEY[key[0]].whole}
        for name, part in PARTS:
            rows = row.get(name, [])
            first = self._change.number(len(rows)) if rows else 0
            for number, line in enumerate(rows, first):
                title = line.get(part.title_field)
                if isinstance(title, str):
                    self._numbers[part.key, title] = number
            for number, line in enumerate(rows, first):
                values = {"campaign": campaign.id, **line}
                self._change.add(self._record(part, values, number).settled())
        for asked in row.get(ASKED, []):
            self._add_questionnaire({"campaign": campaign.id, **asked})

    def _add_questionnaire(self, row: Mapping[str, Any]) -> None:
        whole = self._add(Questionnaire, {name: value for name, value in row.items() if name != "questions"})
        for line in row["questions"]:
            self._add(Question, {"questionnaire": whole.id, **line})

    def _add(self, record: type[Record], row: Mapping[str, Any], **own: Any) -> Record:
        number = self._change.number()
        made = self._change.add(replace(self._record(record, row, number), **own))
        self._numbers[record.key, made.caption] = number
        return made

    def _record(self, record: type[Record], row: Mapping[str, Any], number: int) -> Record:
        described = fields_of(record)
        values = {name: self._value(described[name], value) for name, value in row.items()}
        if record is Campaign:
            planned = row["start"] if not row.get("is_template") else -200
            values["created_at"] = self._moment(min(planned, row.get("state_since", planned), 0) - 20)
        return record(id=number, **values)

    def _value(self, field: Field, value: Any) -> Any:
        """A value of the content file as the field holds it."""
        if field.kind is Kind.DAY:
            return self._today + timedelta(days=value)
        if field.kind is Kind.MOMENT:
            return self._moment(value)
        if field.kind is Kind.LINK and isinstance(value, str):
            return self._numbers[field.target, value]
        if field.kind is Kind.TEXTS:
            return Texts(**value)
        if field.kind is Kind.MONEY:
            return Decimal(value)
        if field.kind in (Kind.CHOICES, Kind.TAGS):
            return tuple(value)
        if value in _NUMBER_OF_YEAR:
            return float(self._today.year + _NUMBER_OF_YEAR[value])
        return value

    def _moment(self, days: int) -> datetime:
        local = datetime.combine(self._today + timedelta(days=days), time(9, 30))
        # the wall clock of this computer, as an officer would have done it in the morning
        return local.astimezone().astimezone(UTC)
