"""An invented campaign for the tests of reports: three objectives, one of them not measured."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hospcomms.domain.activities import Activity, BudgetLine, Lesson
from hospcomms.domain.campaigns import Campaign, KeyMessage, Segment
from hospcomms.domain.evaluation.board import board_of
from hospcomms.domain.evaluation.findings import findings_of
from hospcomms.domain.fields import Texts
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.plans import Plan
from hospcomms.reports.appraisal import Appraisal
from hospcomms.reports.dossier import Dossier
from hospcomms.reports.issuer import Issuer

TODAY = date(2026, 2, 22)
ISSUER = Issuer(
    hospital=Texts("مستشفى «واحة النخيل»", "Hôpital « Oasis »", "“Oasis” hospital"),
    department=Texts("مكتب الإعلام والاتصال", "Bureau de la communication", "Communication office"),
    is_sample=True,
)
LONG = "لم تتجاوز نسبة الملقحين من مستخدمي المؤسسة 5,6% في الموسم الماضي، وهي من أضعف النسب بين الفئات المعرضة. "


CAMPAIGN = Campaign(
    id=1, reference="041/2026", title="تلقيح المستخدمين (COVID-19)", kind="internal", state="evaluated",
    start=date(2025, 10, 12), end=date(2026, 1, 31), owner="ن. عيّنة", tier="enhanced",
    situation=LONG * 6, insight=LONG * 2, strategy=LONG * 5, evaluation=LONG, limits="عدد الإجابات قليل.",
)  # fmt: skip
OBJECTIVES = (
    Objective(
        id=1, campaign=1, indicator="نية التلقيح", audience=1, baseline=13.1, baseline_n=398, target=30.0,
        baseline_date=date(2025, 10, 1), baseline_source="استبيان", is_primary=True,
    ),
    Objective(id=2, campaign=1, indicator="نسبة الملقحين", audience=1, baseline=5.6, target=12.0),
    Objective(id=3, campaign=1, indicator="أيام الغياب", direction="decrease", unit="count", baseline=212, target=170),
)  # fmt: skip
RESULTS = (
    Result(
        id=1, campaign=1, objective=1, indicator="نية التلقيح", value=36.6, answers=260,
        measured_on=date(2026, 2, 5), source="استبيان بعدي",
    ),
    Result(id=2, campaign=1, objective=2, indicator="نسبة الملقحين", value=0.0, answers=2790),
)  # fmt: skip


def dossier() -> Dossier:
    """A campaign that reached one of three targets; the third was not measured."""
    activities = tuple(
        Activity(
            id=number,
            campaign=1,
            title=f"نشاط {number}",
            responsible="ن. عيّنة",
            status="done",
            start=date(2025, 11, number),
            end=date(2025, 11, number + 1),
        )
        for number in range(1, 13)
    )
    plan = Plan(
        CAMPAIGN,
        OBJECTIVES,
        segments=(Segment(id=1, campaign=1, audience=1, is_primary=True),),
        messages=(KeyMessage(id=1, campaign=1, wording=Texts(ar="التلقيح في خمس دقائق.", fr="En cinq minutes.")),),
        activities=activities,
        budget=(BudgetLine(id=1, campaign=1, title="طباعة", planned=Decimal(180000), spent=Decimal(152500)),),
        results=RESULTS,
    )
    lesson = Lesson(id=1, campaign=1, lesson="=لا تكفي المعرفة", advice="إزالة العوائق")
    return Dossier(plan, (lesson,), {1: "ممرضو الاستعجالات"}, "خفض العدوى")


def appraisal(found: Dossier | None = None) -> Appraisal:
    """The evaluation of a campaign as a draft, judged on ``TODAY``; of ``dossier()`` when none is given."""
    judged = found or dossier()
    board = board_of(findings_of(judged.plan, TODAY), TODAY, dict(judged.audiences))
    return Appraisal(judged, board)
