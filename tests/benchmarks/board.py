"""Opening the evaluation of a campaign with many indicators, from its records to the board painted."""

from __future__ import annotations

import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.objectives import Objective, Result
from hospcomms.services import records
from hospcomms.services.office import Office, create_office
from tests.benchmarks.lists import Alone
from tests.benchmarks.ratio import Ratio, median, taken
from ui.app import application
from ui.background import Background
from ui.bus import Bus
from ui.rooms.evaluation.tab import TABLES, EvaluationTab
from ui.session import Session

INDICATORS = 60
LIMIT_MS = 150.0
ROUNDS = 7


def measure(_folder: Path, _count: int) -> list[Ratio]:
    """The board of a campaign with 60 indicators against the milliseconds it may take."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application()
    with tempfile.TemporaryDirectory() as place:
        office = create_office(Path(place) / "office")
        try:
            campaign = _filled(office)
            _opened(office, campaign)
            pairs = [_opened(office, campaign) for _ in range(ROUNDS)]
        finally:
            office.close()
    what = f"From the records to the board painted, {INDICATORS} indicators, against the milliseconds allowed."
    rest = "All indicators painted and the tables filled besides; no limit."
    return [
        Ratio("opening the board", median(first for first, _ in pairs), LIMIT_MS, 1.0, what),
        Ratio("the whole board", median(whole for _, whole in pairs), LIMIT_MS, None, rest),
    ]


def _filled(office: Office) -> Campaign:
    """A closed campaign whose indicators moved by different amounts."""
    day = date(2026, 5, 1)
    whole = Campaign(title="حملة بمؤشرات كثيرة", state="closed", start=date(2026, 1, 1), end=day)
    campaign = records.save(office, whole).saved(Campaign)
    wanted = [
        Objective(
            campaign=campaign.id,
            indicator=f"نسبة من يعرفون القاعدة رقم {number}",
            baseline=30.0,
            baseline_n=400,
            baseline_date=day,
            target=40.0,
            is_primary=number == 0,
        )
        for number in range(INDICATORS)
    ]
    kept = [step.record for step in records.save_all(office, wanted, "Fill").steps]
    found = [
        Result(
            campaign=campaign.id,
            objective=objective.id,
            indicator="x",
            value=20.0 + number / 2,
            answers=400,
            measured_on=day,
        )
        for number, objective in enumerate(kept)
        if isinstance(objective, Objective)
    ]
    records.save_all(office, found, "Fill")
    return campaign


def _opened(office: Office, campaign: Campaign) -> tuple[float, float]:
    """Milliseconds until the board is painted, and until all of it and its tables are."""
    alone: Any = Alone()
    background = Background(QApplication.instance())
    session = Session(office, office.settings.locale, Bus(background), background, alone)
    made: list[EvaluationTab] = []

    def open_and_paint() -> None:
        made.append(EvaluationTab(session, campaign))
        made[0].resize(1122, 690)
        made[0].show()
        made[0].grab()

    def show_the_rest() -> None:
        assert made[0].page is not None
        made[0].page.indicators.show_all()
        made[0].grab()
        made[0].show_view(TABLES)
        made[0].grab()

    first = taken(open_and_paint)
    rest = taken(show_the_rest)
    background.setParent(made[0])
    made[0].close()
    made[0].deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return first, first + rest
