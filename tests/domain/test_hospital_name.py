"""The name of the hospital in holding statements: in each language, with the article it needs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from hospcomms.domain.fields import Texts
from hospcomms.domain.hospital_name import named
from hospcomms.services.scenario_library import FOLDER

BLANKS = ("[اسم المؤسسة]", "[nom de l’établissement]", "[name of the hospital]", "[Name of the hospital]")


def shipped() -> list[str]:
    """Every text of the shipped scenarios."""
    found: list[str] = []

    def walk(value: Any) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, (dict, list)):
            for one in value.values() if isinstance(value, dict) else value:
                walk(one)

    for path in sorted(FOLDER.glob("*.json")):
        walk(json.loads(path.read_text(encoding="utf-8")))
    return found


def test_no_shipped_text_keeps_a_blank_for_the_hospital_once_it_has_a_name() -> None:
    holding = [text for text in shipped() if any(blank in text for blank in BLANKS)]
    assert len(holding) == 12  # four scenarios in three languages
    for text in holding:
        one = named(Texts(ar=text, fr=text, en=text), Texts(ar="مستشفى عيّنة", fr="EPH Exemple", en="Example"))
        left = [blank for words, blank in zip((one.ar, one.fr, one.en), BLANKS, strict=False) if blank in words]
        assert not left
        assert "مستشفى مستشفى" not in one.ar


def test_without_a_name_the_blank_stays() -> None:
    words = Texts(
        "استقبل مستشفى [اسم المؤسسة] حالات.", "L’hôpital [nom de l’établissement].", "[Name of the hospital]."
    )
    assert named(words, Texts()) == words


def test_a_language_without_a_name_takes_the_best_one() -> None:
    words = Texts("", "Vu à l’hôpital [nom de l’établissement].", "Seen at [name of the hospital].")
    assert named(words, Texts(fr="EPH Exemple")) == Texts("", "Vu à l’EPH Exemple.", "Seen at EPH Exemple.")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Hôpital « Oasis »", "À 9 h, à l’Hôpital « Oasis ». L’Hôpital « Oasis » a reçu"),
        ("Établissement public X", "À 9 h, à l’Établissement public X. L’Établissement public X a reçu"),
        ("CHU de X", "À 9 h, au CHU de X. Le CHU de X a reçu"),
        ("Ibn Sina", "À 9 h, à l’hôpital Ibn Sina. L’hôpital Ibn Sina a reçu"),
    ],
)
def test_the_french_article_suits_the_name(name: str, said: str) -> None:
    blank = "[nom de l’établissement]"
    words = Texts(fr=f"À 9 h, à l’hôpital {blank}. L’hôpital {blank} a reçu")
    assert named(words, Texts(fr=name)).fr == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("مستشفى عيّنة", "في المطبخ بمستشفى عيّنة."),
        ("المركز الاستشفائي الجامعي", "في المطبخ بالمركز الاستشفائي الجامعي."),
        ("المؤسسة العمومية الاستشفائية", "في المطبخ بمستشفى المؤسسة العمومية الاستشفائية."),
    ],
)
def test_the_arabic_word_for_hospital_is_not_said_twice(name: str, said: str) -> None:
    assert named(Texts(ar="في المطبخ بمستشفى [اسم المؤسسة]."), Texts(ar=name)).ar == said
