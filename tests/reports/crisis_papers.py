"""An invented scenario and an incident made of it, for the tests of the papers of crises."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.fields import Texts
from hospcomms.domain.incident_log import LogLine, genesis, sealed
from hospcomms.domain.incidents import (
    Incident,
    IncidentStep,
    PublicFact,
    ReviewLesson,
    Rumour,
    SituationReport,
    Statement,
)
from hospcomms.domain.press import Person
from hospcomms.domain.scenarios import (
    PARTS,
    Risk,
    Scenario,
    ScenarioAnswer,
    ScenarioNotice,
    ScenarioQuestion,
    ScenarioRole,
    ScenarioStatement,
    ScenarioStep,
)
from hospcomms.domain.wording import sentence
from hospcomms.reports.aftermath import Aftermath
from hospcomms.reports.crisis_pack_contents import Pack

TODAY = date(2026, 2, 22)
START = datetime(2026, 2, 22, 8, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
WORDS = Texts("اندلع حريق على الساعة [الساعة].", "Un incendie s’est déclaré à [heure].", "A fire broke out at [hour].")


def texts(word: str) -> Texts:
    """A text in the three languages."""
    return Texts(f"{word} بالعربية", f"{word} en français", f"{word} in English")


def pack(journalists: int = 3) -> Pack:
    """A scenario with two roles, one of them empty, eight steps, a statement with a blank, and some journalists."""
    roles = tuple(
        ScenarioRole(id=10 + n, scenario=1, name=texts(name), duty=texts("duty"), person=person, code=code)
        for n, (name, code, person) in enumerate((("Chief", "chief", 7), ("Keeper", "registrar", 0)))
    )
    phases = ("immediate", "intermediate", "extended", "stand_down")
    steps = tuple(
        ScenarioStep(
            id=20 + n, scenario=1, what=texts(f"Step{n}"), phase=phases[n // 2],
            minutes=(20.0, 45, 180, 600, 900, 1440, 4380, 5760)[n], role=10 + n % 2,
        )
        for n in range(8)
    )  # fmt: skip
    written: dict[str, Any] = {name: WORDS if name == "facts" else texts(name) for name in PARTS}
    statement = ScenarioStatement(id=40, scenario=1, title=texts("Holding"), **written)
    people = [
        Person(
            id=100 + n, name=f"صحفي {n}", phone=f"0550 00 00 {n:02}", phone2=f"029 00 40 {n:02}",
            languages=("ar", "fr"), verified_on=TODAY if n else None,
        )
        for n in range(journalists)
    ]  # fmt: skip
    return Pack(
        scenario=Scenario(id=1, title=texts("Fire"), version=3.0, cluster="accidental", summary=texts("summary")),
        today=TODAY,
        changed_at=START,
        questions=(ScenarioQuestion(id=2, scenario=1, question=texts("Smoke"), level="2"),),
        roles=roles,
        notices=(ScenarioNotice(id=3, scenario=1, who=texts("Director"), level="1", minutes=15.0, person=7),),
        steps=steps,
        statements=(statement,),
        answers=(ScenarioAnswer(id=5, scenario=1, question=texts("Why"), answer=WORDS),),
        staff={7: Colleague(id=7, name="ن. رئيس", function="المدير", phone="0500 20 00 10", verified_on=TODAY)},
        people=people,
        gaps=(sentence("Nobody holds the role “{role}”. Choose a member of staff.", role="Keeper"),),
        unverified=(sentence("{name}: never verified", name="صحفي 0"),),
        advised=(texts("advised"),),
        unadvised=(texts("unadvised"),),
    )


def incident(*, is_drill: bool = True) -> Incident:
    """An incident of two hours that is over."""
    return Incident(
        id=9, title="حريق في المستشفى", is_drill=is_drill, state="stood_down", level="2", identity="7c1e",
        started_at=START, ended_at=START + 120 * MINUTE, language="ar",
    )  # fmt: skip


def log_lines(many: int = 4) -> list[LogLine]:
    """A sealed log, its last line a correction of the second; its clock was one hour east of UTC."""
    made: list[LogLine] = []
    before = genesis("7c1e")
    for n in range(1, many + 1):
        last = n == many
        line = LogLine(
            incident=9, line=n, at=START + n * MINUTE, offset=60, elapsed=n * 60_000, run="a", ticks=n * 60_000,
            kind="start" if n == 1 else "correction" if last else "note", words=f"قيد رقم {n}", by="ن.ع",
            corrects=2 if last else 0,
        )  # fmt: skip
        made.append(sealed(before, line))
        before = made[-1].seal
    return made


def statement(state: str = "draft") -> Statement:
    """A statement in three languages; a draft has a blank in each."""
    facts = WORDS if state == "draft" else Texts("اندلع حريق.", "Un incendie s’est déclaré.", "A fire broke out.")
    written: dict[str, Any] = {name: facts if name == "facts" else texts(name) for name in PARTS}
    made = Statement(id=30, incident=9, title=texts("Statement"), serial=1.0, state=state, begun_at=START, **written)
    if state == "draft":
        return made
    approved = replace(made, approved_by="ن. رئيس", approved_at=START + 40 * MINUTE)
    return approved if state == "approved" else replace(approved, released_at=START + 50 * MINUTE)


def situation(*, issued: bool = True) -> SituationReport:
    """The second situation report."""
    return SituationReport(
        id=31, incident=9, serial=2.0, since=START, until=START + 60 * MINUTE, situation="الوضعية تحت السيطرة",
        done="تم الإخلاء", next_due=START + 180 * MINUTE, issued_at=START + 61 * MINUTE if issued else None,
        issued_by="ن.ع" if issued else "",
    )  # fmt: skip


def facts() -> list[PublicFact]:
    """Two facts; nothing is known to be unknown."""
    return [
        PublicFact(id=1, incident=9, group="known", what="لا ضحايا", confirmed_by="الحماية المدنية", at=START),
        PublicFact(id=2, incident=9, group="doing", what="الإخلاء متواصل", at=START),
    ]


def rumours() -> list[Rumour]:
    """One that was answered and one that was not."""
    return [
        Rumour(
            id=1, incident=9, claim="مات مرضى", seen_at=START, channel="فيسبوك", verified="false", answered_at=START
        ),
        Rumour(id=2, incident=9, claim="أغلق المستشفى", seen_at=START),
    ]


def risks() -> list[Risk]:
    """Three risks, two of them in one cell."""
    made = [
        Risk(id=1, title="حريق", likelihood="3", impact="5", owner=7, scenario=1, review_on=TODAY - timedelta(days=1)),
        Risk(id=2, title="انقطاع الأكسجين", likelihood="3", impact="5", signs="انخفاض الضغط"),
        Risk(id=3, title="إضراب", likelihood="2", impact="2"),
    ]
    return [risk.settled() for risk in made]


def aftermath(*, is_drill: bool = True) -> Aftermath:
    """A review: one step in time, one late, one never done; a lesson with its task."""
    steps = [
        IncidentStep(
            id=n, incident=9, what=texts(f"Step{n}"), due_at=START + 20 * n * MINUTE,
            done_at=None if n == 3 else START + (20 * n + 10 * n - 10) * MINUTE,
        )
        for n in (1, 2, 3)
    ]  # fmt: skip
    delays = [(steps[0], 0), (steps[1], 10), (steps[2], None)]
    return Aftermath(
        incident=incident(is_drill=is_drill),
        lines=log_lines(),
        delays=delays,
        statements=(statement("released"),),
        rumours=rumours(),
        reports=(situation(),),
        lessons=(
            ReviewLesson(id=1, incident=9, lesson="رقم خاطئ", task="التحقق", owner=7, due_on=TODAY, in_version=2.0),
        ),
        calls=5,
        reached=3,
        to_first_statement=50,
        to_first_approval=40,
        lasted=120,
        names={7: "ن. رئيس"},
    )
