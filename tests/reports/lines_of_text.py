"""Hard lines of Arabic, French and English, each with the order it must have on paper, written out by
hand.

`seen` is what stands on one line from the left edge to the right one. Items without it are checked by
their order only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """A text, its base direction, and how it is seen on one line (empty: only checked against the
    algorithm).
    """

    text: str
    rtl: bool
    seen: str = ""


def mirror(text: str) -> str:
    """What is written from the right, seen from the left."""
    return text[::-1]


ITEMS = (
    Item("قسم الولادة", True, mirror("قسم الولادة")),
    Item("حملة (التلقيح) جارية", True, "ةيراج (حيقلتلا) ةلمح"),
    Item("COVID-19 مرض", True, "ضرم COVID-19"),
    Item("منظمة (WHO).", True, ".(WHO) ةمظنم"),
    Item("غرفة 12 مغلقة", True, "ةقلغم 12 ةفرغ"),
    Item("الهاتف \u2066021 23-45\u2069 ليلا", True, "اليل 021 23-45 فتاهلا"),
    Item("تغير \u2066−3.7%\u2069 فقط", True, "طقف −3.7% ريغت"),
    Item("يوم \u20662026-11-21\u2069", True, "2026-11-21 موي"),
    Item("الأولى [أ] والثانية {ب}", True, "{ب} ةيناثلاو [أ] ىلوألا"),
    Item("«أسبوع بلا تدخين»", True, "«نيخدت الب عوبسأ»"),
    Item("La campagne « صيف » commence", False, "La campagne « فيص » commence"),
    Item("Call 021 now (free)", False, "Call 021 now (free)"),
    Item("Salle مستشفى (12)", False, "Salle (12) ىفشتسم"),  # the standard gives brackets and number to the Arabic
    Item(
        "سجلت المصلحة 37 حالة من النوع B (أكدها المخبر) بين 3 و9 مارس، وتكفل الطبيب المناوب بها كلها دون أي تأخير.",
        True,
    ),
    Item(
        "يرجى الاتصال بالرقم \u2066+213 29 00 11 22\u2069 أو المراسلة عبر "
        "\u2066contact@oasis.example\u2069 قبل نهاية الدوام.",
        True,
    ),
    Item("L’unité « قسم الأطفال » reçoit 14 enfants ; le planning (week-end) est affiché à l’entrée.", False),
    Item("نِعْمَةُ الصِّحَّةِ لِلْأَطِبَّاءِ وَالمَرْضَى مَعًا", True),
)
