"""What is done to a text before it is set."""

from __future__ import annotations

import pytest

from hospcomms.reports.bidi import LONGEST
from hospcomms.reports.cleaning import LRI, PDI, clean, isolate_tokens, paragraphs


def shown(text: str) -> str:
    """The text with its isolates as brackets."""
    return isolate_tokens(text).replace(LRI, "⟦").replace(PDI, "⟧")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("الهاتف +213 29 11 22 33 ليلا", "الهاتف ⟦+213 29 11 22 33⟧ ليلا"),
        ("يوم 2026-11-21.", "يوم ⟦2026-11-21⟧."),
        ("من 10-20 شخصا", "من ⟦10-20⟧ شخصا"),
        ("تغير −3,7% فقط", "تغير ⟦−3,7%⟧ فقط"),
        ("بلغت 38 % منهم", "بلغت ⟦38\u202f%⟧ منهم"),
        ("ثمنها 1 250,50 دج", "ثمنها ⟦1 250,50⟧ دج"),
        ("اكتب إلى a.b@oasis.example اليوم", "اكتب إلى ⟦a.b@oasis.example⟧ اليوم"),
        ("الموقع https://oasis.example/x?y=1.", "الموقع ⟦https://oasis.example/x?y=1⟧."),
        ("الرقم 041/2026 والملف 2026-plan_v2.xlsx", "الرقم ⟦041/2026⟧ والملف ⟦2026-plan_v2.xlsx⟧"),
        ("٢٠٢٦-١١-٢١ و٣٨٪", "⟦٢٠٢٦-١١-٢١⟧ و⟦٣٨٪⟧"),
        ("غرفة 12 مغلقة", "غرفة 12 مغلقة"),
    ],
)
def test_tokens_that_the_rules_would_reverse_are_isolated(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_what_is_isolated_already_is_left_alone_and_overrides_are_dropped() -> None:
    text = f"هاتف {LRI}021 23 45{PDI} و\u202e10-20\u202c"
    assert shown(text) == "هاتف ⟦021 23 45⟧ و⟦10-20⟧"


def test_letters_are_canonical_and_controls_disappear() -> None:
    assert clean("e\u0301te\u0301\x00\tﻣﺴﺘﺸﻔﻰ\ud800") == "été مستشفى"


def test_line_ends_begin_paragraphs_and_endless_text_is_cut_at_a_blank() -> None:
    assert paragraphs("أ\n\nب\r\nج") == ["أ", "ب", "ج"]
    pieces = paragraphs("كلمة " * 9000)
    assert len(pieces) > 1
    assert all(len(piece) <= LONGEST for piece in pieces)
