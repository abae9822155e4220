"""A real campaign as a sample: the staff influenza vaccination campaign of a hospital in Udine, published figures only.

Source: Human Vaccines & Immunotherapeutics 2016, doi 10.1080/21645515.2016.1186319 (abstract). What the
source does not give (targets, budget, exact days) is left empty or said in a note; nothing is invented.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hospcomms.domain.activities import DONE, Activity, Lesson
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, KeyMessage, Segment
from hospcomms.domain.fields import Texts
from hospcomms.domain.locale import locale
from hospcomms.domain.objectives import DECREASE, Objective, Result
from hospcomms.services.exchange.template import Filling, write_template
from hospcomms.services.sample import PUBLISHED

PATH = PUBLISHED
SOURCE = "Hum Vaccin Immunother 2016، doi:10.1080/21645515.2016.1186319 (الملخص)"
BEFORE, AFTER = date(2012, 12, 31), date(2013, 12, 31)
NO_DAY = "يذكر المصدر الموسم أو السنة دون اليوم؛ سُجل آخر يوم من السنة."

STAFF = Audience(
    id=1,
    name="مستخدمو المستشفى (كل الأسلاك)",
    description="مستخدمو مستشفى بشمال شرق إيطاليا.",
    size=2910,
    size_year=2013,
    size_source=SOURCE,
    barriers="الاعتقاد بأن اللقاح غير ناجع: 34,7% من الرافضين قبل الحملة.",
    channels=("staff",),
)
CAMPAIGN = Campaign(
    id=2,
    reference="UDINE-2013",
    title="تلقيح مستخدمي المستشفى ضد الأنفلونزا الموسمية (أوديني، 2013)",
    kind="internal",
    start=date(2013, 1, 1),
    end=AFTER,
    owner="مديرية المستشفى (حسب المصدر)",
    themes=("تلقيح", "أنفلونزا", "مستخدمون"),
    situation=(
        "لم يتلق لقاح الأنفلونزا في موسم 2012-2013 سوى 164 مستخدما من 2910، أي 5,6%. "
        "وأجاب 13,1% فقط من 464 مستخدما بأنهم ينوون التلقيح في الموسم القادم.\n"
        f"المصدر: {SOURCE}. الفترة المذكورة في المصدر هي سنة 2013 دون يوم البداية والنهاية."
    ),
    insight="34,7% من رافضي التلقيح لا يعتقدون أن اللقاح ناجع؛ فالعائق اعتقاد قبل أن يكون نقصا في الوسائل.",
    strategy=(
        "حملة متعددة الوسائط موجهة إلى المستخدمين أنفسهم، تجيب عن الاعتقاد بعدم نجاعة اللقاح، "
        "مع قياس قبلي وبعدي بالاستبيان وتتبع التلقيح الفعلي لدى كل المستخدمين."
    ),
    implementation="مقاطع إعلامية قصيرة موجهة إلى المستخدمين خلال الموسم، ثم استبيان بعدي.",
    evaluation=(
        "استبيان قبلي (464 إجابة) واستبيان بعدي (417 إجابة)، وعدد الملقحين فعليا من مجموع المستخدمين (2910) "
        "في موسمي 2012-2013 و2013-2014."
    ),
    tier="enhanced",
    eligible=2910,
    limits=(
        "لم ينشر المصدر قيما مستهدفة ولا ميزانية، فبقيت فارغة. القياس قبلي وبعدي بلا مجموعة مقارنة. "
        "عدد الرافضين الذي حُسبت منه نسبتا سبب الرفض غير منشور. التواريخ المسجلة هي آخر يوم من السنة المذكورة."
    ),
)
SEGMENT = Segment(
    id=3,
    campaign=2,
    audience=1,
    insight="يخالطون المرضى يوميا، ونسبة تلقيحهم 5,6% فقط.",
    is_primary=True,
)
MESSAGES = (
    KeyMessage(
        id=4,
        campaign=2,
        audience=1,
        wording=Texts(
            ar="لقاح الأنفلونزا ناجع، وهو يحمي المريض وزميل العمل قبل أن يحمي صاحبه.",
            fr="Le vaccin contre la grippe est efficace : il protège le patient et les collègues autant que soi-même.",
        ),
        facts="سبب الرفض الأول قبل الحملة: عدم الاعتقاد بنجاعة اللقاح (34,7% من الرافضين).",
        source=f"{SOURCE}؛ الصياغة من هذا البرنامج، إذ لم ينشر الملخص نص الرسائل.",
    ),
)
VACCINATED = Objective(
    id=5,
    campaign=2,
    indicator="نسبة المستخدمين الملقحين ضد الأنفلونزا",
    level="behaviour",
    audience=1,
    baseline=5.64,  # 164 of 2910: one decimal would give 163 people
    baseline_n=2910,
    baseline_date=BEFORE,
    baseline_source=f"{SOURCE}؛ 164 من 2910، موسم 2012-2013",
    deadline=AFTER,
    method="سجل التلقيح، كل المستخدمين (2910)",
    is_primary=True,
)
INTENDING = Objective(
    id=6,
    campaign=2,
    indicator="نية التلقيح في الموسم القادم",
    level="intention",
    audience=1,
    baseline=13.1,
    baseline_n=464,
    baseline_date=BEFORE,
    baseline_source=f"{SOURCE}؛ استبيان قبلي",
    deadline=AFTER,
    method="استبيان قبلي وبعدي",
)
REFUSING = Objective(
    id=7,
    campaign=2,
    indicator="عدم الاعتقاد بنجاعة اللقاح سببا للرفض (من الرافضين)",
    direction=DECREASE,
    level="attitude",
    audience=1,
    baseline=34.7,
    baseline_date=BEFORE,
    baseline_source=f"{SOURCE}؛ استبيان قبلي، عدد الرافضين غير منشور",
    deadline=AFTER,
    method="استبيان قبلي وبعدي",
)
ACTIVITIES = (
    Activity(
        id=8,
        campaign=2,
        title="استبيان قبلي لدى المستخدمين",
        status=DONE,
        channel="استبيان",
        channel_kind="owned",
        note=f"464 إجابة. المصدر: {SOURCE}.",
    ),
    Activity(
        id=9,
        campaign=2,
        title="بث المقاطع الإعلامية الموجهة إلى المستخدمين",
        status=DONE,
        predecessor=8,
        channel="وسائط متعددة داخلية",
        channel_kind="owned",
        note=f"شاهدها 233 من 391 مستخدما علموا بالحملة. المصدر: {SOURCE}.",
    ),
    Activity(
        id=10,
        campaign=2,
        title="استبيان بعدي لدى المستخدمين",
        status=DONE,
        predecessor=9,
        channel="استبيان",
        channel_kind="owned",
        note=f"417 إجابة. المصدر: {SOURCE}.",
    ),
)
RESULTS = (
    Result(
        id=11,
        campaign=2,
        stage="out_takes",
        indicator="نسبة من علموا بالحملة (391 من 417)",
        value=93.8,
        answers=417,
        measured_on=AFTER,
        source=f"{SOURCE}؛ استبيان بعدي",
        note=NO_DAY,
    ),
    Result(
        id=12,
        campaign=2,
        stage="out_takes",
        indicator="نسبة من شاهدوا المقاطع ممن علموا بالحملة (233 من 391)",
        value=59.6,
        answers=391,
        measured_on=AFTER,
        source=f"{SOURCE}؛ استبيان بعدي",
        note=NO_DAY,
    ),
    Result(
        id=13,
        campaign=2,
        objective=5,
        indicator="نسبة المستخدمين الملقحين ضد الأنفلونزا (221 من 2910)",
        value=7.6,
        answers=2910,
        measured_on=AFTER,
        source=f"{SOURCE}؛ موسم 2013-2014",
        note=NO_DAY,
    ),
    Result(
        id=14,
        campaign=2,
        objective=6,
        indicator="نية التلقيح في الموسم القادم",
        value=36.6,
        answers=417,
        measured_on=AFTER,
        source=f"{SOURCE}؛ استبيان بعدي",
        note=NO_DAY,
    ),
    Result(
        id=15,
        campaign=2,
        objective=7,
        indicator="عدم الاعتقاد بنجاعة اللقاح سببا للرفض (من الرافضين)",
        value=14.9,
        measured_on=AFTER,
        source=f"{SOURCE}؛ استبيان بعدي، عدد الرافضين غير منشور",
        note=NO_DAY,
    ),
)
LESSONS = (
    Lesson(
        id=16,
        campaign=2,
        lesson="العلم بالحملة ليس سلوكا: علم بها 93,8% وارتفعت النية إلى 36,6%، ولم يتجاوز التلقيح الفعلي 7,6%.",
        advice="تقديم اللقاح في أماكن العمل نفسها، وقياس التلقيح الفعلي لا النية وحدها.",
    ),
)
FILLING = Filling(
    {
        "plan": [{Campaign: CAMPAIGN}],
        "audiences": [{Audience: STAFF, Segment: SEGMENT}],
        "objectives": [{Objective: objective} for objective in (VACCINATED, INTENDING, REFUSING)],
        "messages": [{KeyMessage: message} for message in MESSAGES],
        "activities": [{Activity: activity} for activity in ACTIVITIES],
        "results": [{Result: result} for result in RESULTS],
        "lessons": [{Lesson: lesson} for lesson in LESSONS],
    },
    {
        1: STAFF.name,
        5: VACCINATED.indicator,
        6: INTENDING.indicator,
        7: REFUSING.indicator,
        8: ACTIVITIES[0].title,
        9: ACTIVITIES[1].title,
    },
)


def write(path: Path = PATH) -> None:
    """Write the workbook that is shipped (``python -m hospcomms.services.sample_udine``)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_template(path, locale("ar"), FILLING)


if __name__ == "__main__":
    write()
