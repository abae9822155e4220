"""The dates of health days by their rules: against dates worked out otherwise, and against published ones."""

from __future__ import annotations

from calendar import monthcalendar, monthrange
from datetime import date, timedelta

from hospcomms.domain.locale import Locale
from hospcomms.domain.observance_rules import days_of
from hospcomms.domain.observance_words import rule_said
from hospcomms.domain.observances import RULES, Observance, ObservanceDay
from hospcomms.services.observances import record_of, seasons, shipped

YEARS = range(2024, 2041)
MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)

FIXED = {
    "ntd": "01-30", "tb": "03-24", "health-day": "04-07", "chagas": "04-14", "malaria": "04-25", "no-tobacco": "05-31",
    "blood-donor": "06-14", "hepatitis": "07-28", "patient-safety": "09-17", "prematurity": "11-15",
    "cervical-cancer": "11-17", "aids": "12-01", "cancer": "02-04", "childhood-cancer": "02-15", "hearing": "03-03",
    "obesity": "03-04", "women": "03-08", "disability-dz": "03-14", "oral-health": "03-20", "down-syndrome": "03-21",
    "maghreb-blood": "03-30", "autism": "04-02", "parkinson": "04-11", "haemophilia": "04-17", "work-safety": "04-28",
    "hand-hygiene": "05-05", "midwives": "05-05", "thalassaemia": "05-08", "red-crescent": "05-08", "nurses": "05-12",
    "hypertension": "05-17", "food-safety": "06-07", "sickle-cell": "06-19", "drugs": "06-26", "population": "07-11",
    "drowning": "07-25", "suicide": "09-10", "sepsis": "09-13", "alzheimer": "09-21", "pharmacists": "09-25",
    "rabies": "09-28", "heart": "09-29", "older-persons": "10-01", "mental-health": "10-10", "handwashing": "10-15",
    "food": "10-16", "organ-donation": "10-17", "osteoporosis": "10-20", "polio": "10-24", "blood-donors-dz": "10-25",
    "stroke": "10-29", "pneumonia": "11-12", "diabetes": "11-14", "children": "11-20", "violence-women": "11-25",
    "disability": "12-03", "coverage": "12-12", "epidemics": "12-27",
}  # fmt: skip
WEEKS = {"immunization": ("04-24", "04-30"), "breastfeeding": ("08-01", "08-07"), "amr": ("11-18", "11-24")}
MONTHS = {"blue-march": 3, "pink-october": 10, "lung-cancer": 11, "movember": 11}
COUNTED = {
    "epilepsy": (2, MONDAY, 2),
    "kidney": (3, THURSDAY, 2),
    "asthma": (5, TUESDAY, 1),
    "sight": (10, THURSDAY, 2),
    "copd": (11, WEDNESDAY, 3),
    "leprosy": (1, SUNDAY, -1),
}
"""Month, weekday and which one of its month; -1 is the last."""
PUBLISHED = {
    "kidney": ("2024-03-14", "2025-03-13", "2026-03-12"),
    "asthma": ("2024-05-07", "2025-05-06", "2026-05-05"),
    "sight": ("2024-10-10", "2025-10-09", "2026-10-08"),
    "copd": ("2024-11-20", "2025-11-19", "2026-11-18"),
    "leprosy": ("2024-01-28", "2025-01-26", "2026-01-25"),
    "epilepsy": ("2024-02-12", "2025-02-10", "2026-02-09"),
    "rare-diseases": ("2024-02-29", "2025-02-28", "2026-02-28"),
}
"""As the organisers announced them."""


def expected(code: str, year: int) -> tuple[date, date]:
    """The days of a shipped health day, worked out from the weeks of the month and not by our arithmetic."""
    if code in FIXED:
        day = date.fromisoformat(f"{year}-{FIXED[code]}")
        return day, day
    if code in WEEKS:
        first, last = (date.fromisoformat(f"{year}-{day}") for day in WEEKS[code])
        return first, last
    if code in MONTHS:
        return date(year, MONTHS[code], 1), date(year, MONTHS[code], monthrange(year, MONTHS[code])[1])
    if code == "rare-diseases":
        last = date(year, 3, 1) - timedelta(days=1)
        return last, last
    month, weekday, which = COUNTED[code]
    days = [week[weekday] for week in monthcalendar(year, month) if week[weekday]]
    found = date(year, month, days[which if which < 0 else which - 1])
    return found, found


def test_every_shipped_rule_gives_the_days_of_2024_to_2040() -> None:
    rows = shipped()
    by_rule = {code for code, row in rows.items() if row["rule"] != "by_hand"}
    assert by_rule == {*FIXED, *WEEKS, *MONTHS, *COUNTED, "rare-diseases"}
    wrong = {
        (code, year): found
        for code in by_rule
        for year in YEARS
        if (found := days_of(record_of(rows[code]), [], year)) != [expected(code, year)]
    }
    assert wrong == {}
    for code, days in PUBLISHED.items():
        observance = record_of(rows[code])
        assert [days_of(observance, [], 2024 + n)[0][0].isoformat() for n in range(3)] == list(days), code


def test_days_some_years_lack_are_moved_or_left_out() -> None:
    leap = Observance(rule="fixed", month=2, day_of_month=29)
    assert [days_of(leap, [], year)[0][0] for year in (2024, 2025)] == [date(2024, 2, 29), date(2025, 2, 28)]
    assert days_of(Observance(rule="fixed", month=4, day_of_month=31), [], 2026) == []
    fifth = Observance(rule="nth_weekday", month=2, weekday="3", nth=5)
    assert [year for year in range(2024, 2053) if days_of(fifth, [], year)] == [2024, 2052]
    over = Observance(rule="week", month=12, day_of_month=29, length=7)
    assert days_of(over, [], 2026) == [(date(2026, 12, 29), date(2027, 1, 4))]
    assert days_of(over, [], 9999) == [(date(9999, 12, 29), date.max)]
    assert days_of(Observance(rule="last_day", month=2), [], 0) == []
    for rule in RULES:
        assert days_of(Observance(rule=rule.key), [], 2026) == [], rule.key


def test_dates_entered_by_hand_stand_in_place_of_the_rule_in_their_year() -> None:
    eid = Observance(rule="by_hand")
    entered = [
        ObservanceDay(first=date(2039, 12, 27), last=date(2039, 12, 29)),
        ObservanceDay(first=date(2039, 1, 6)),
        ObservanceDay(),
    ]
    assert days_of(eid, entered, 2038) == []
    assert days_of(eid, entered, 2039) == [
        (date(2039, 1, 6), date(2039, 1, 6)),
        (date(2039, 12, 27), date(2039, 12, 29)),
    ]
    moved = Observance(rule="fixed", month=11, day_of_month=14)
    assert days_of(moved, [ObservanceDay(first=date(2027, 11, 16))], 2027) == [(date(2027, 11, 16), date(2027, 11, 16))]
    assert days_of(moved, [ObservanceDay(first=date(2027, 11, 16))], 2028) == [(date(2028, 11, 14), date(2028, 11, 14))]


def test_the_seasons_of_the_islamic_year_are_those_of_the_umm_al_qura_table() -> None:
    """Ramadan and Eid al-Adha as the Umm al-Qura calendar has them."""
    ramadan = {2024: "2024-03-11", 2025: "2025-03-01", 2026: "2026-02-18", 2027: "2027-02-08", 2028: "2028-01-28"}
    eid = {2024: "2024-06-16", 2025: "2025-06-06", 2026: "2026-05-27", 2027: "2027-05-16", 2028: "2028-05-05"}
    for year, begins in ramadan.items():
        (fast,), (feast,), (hajj,) = (
            seasons(code, year) for code in ("ramadan-diabetes", "eid-hydatid", "hajj-vaccination")
        )
        assert (fast[0].isoformat(), feast[0].isoformat()) == (begins, eid[year])
        assert (fast[1] - fast[0]).days in (28, 29)
        assert (hajj[0] - fast[1]).days in (30, 31)
        assert hajj[1] == feast[0] - timedelta(days=3)
    assert len(seasons("ramadan-diabetes", 2030)) == 2
    assert seasons("ramadan-diabetes", 2026, offset=1)[0][0] == date(2026, 2, 17)
    assert seasons("ramadan-diabetes", 1900) == seasons("ramadan-diabetes", 2100) == seasons("diabetes", 2026) == []


def test_every_shipped_day_has_its_names_and_a_rule_that_can_be_said() -> None:
    speaking = Locale("en")
    said = {}
    for code, row in shipped().items():
        observance = record_of(row)
        assert len(observance.title.written()) == 3, code
        assert not observance.problems(), code
        assert observance.themes, code
        assert observance.lead_days, code
        said[code] = speaking.say(rule_said(observance, speaking))
    assert said["kidney"] == "The second Thursday of March"
    assert said["leprosy"] == "The last Sunday of January"
    assert said["rare-diseases"] == "The last day of February"
    assert said["immunization"] == "7 days every year from 24 April"
    assert said["pink-october"] == "The whole month of October"
    assert said["diabetes"] == "Every year on 14 November"
    assert said["ramadan-diabetes"] == "Its dates are entered by hand."
    assert speaking.say(rule_said(Observance(rule="nth_weekday"), speaking)) == "The rule of its dates is not complete."
