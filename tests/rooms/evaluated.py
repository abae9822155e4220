"""A campaign with the published figures of Udine (cases.csv FLU-Udine-*), for the tests of the evaluation's pages."""

from __future__ import annotations

from typing import Any

from hospcomms.domain.campaigns import CLOSED, Campaign
from hospcomms.domain.objectives import DECREASE, Objective, Result
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.rooms.office_at_work import campaign, day


def objective(office: Office, of: Campaign, indicator: str, baseline: float, target: float, **facts: Any) -> Objective:
    """A saved objective with a baseline of 464 answers."""
    facts = {"baseline_n": 464, **facts}
    found = Objective(campaign=of.id, indicator=indicator, baseline=baseline, target=target, **facts)
    return records.save(office, found).saved(Objective)


def result(office: Office, of: Objective, value: float, **facts: Any) -> Result:
    """A saved result of 417 answers."""
    facts = {"answers": 417, "measured_on": day(-2), "source": "استبيان", **facts}
    found = Result(campaign=of.campaign, objective=of.id, indicator=of.indicator, value=value, **facts)
    return records.save(office, found).saved(Result)


def measured(office: Office, **facts: Any) -> Campaign:
    """Intention up, refusal down, vaccination up by two points of a census, one indicator not measured."""
    facts = {"tier": "enhanced", "state": CLOSED, "end": day(-3), **facts}
    whole = campaign(office, "تلقيح المستخدمين ضد الأنفلونزا", **facts)
    intends = objective(office, whole, "ينوون التلقيح", 13.1, 30, is_primary=True)
    refuses = objective(office, whole, "لا يصدقون النجاعة", 34.7, 20, direction=DECREASE)
    vaccinated = objective(office, whole, "تلقوا التلقيح", 5.6, 10, baseline_n=2910, level="behaviour")
    objective(office, whole, "لم يُقَس", 30, 40)
    result(office, intends, 36.6)
    result(office, refuses, 14.9)
    result(office, vaccinated, 7.6, answers=2910)
    reach = Result(campaign=whole.id, stage="outputs", indicator="عرفوا الحملة", planned=80, value=93.8)
    records.save(office, reach)
    return whole


def complete(office: Office) -> Campaign:
    """The same, every objective with a result: it can be signed."""
    whole = measured(office)
    last = next(one for one in records.parts(office, Objective, whole.id) if one.indicator == "لم يُقَس")
    result(office, last, 32)
    return whole
