"""One spelling for search and order out of the many an Arabic or French word has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hospcomms.domain.folding import fold, index_text, match_expression, sort_key, words_of

LETTERS = st.text(
    st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("أإآٱىیئؤةکءـ’٬٫٠٩۵ًَُِّْٰٕٓٔ\u200f\u202eœéÉßﬁﷲﻻ"),
    ),
    max_size=60,
)


@given(LETTERS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(LETTERS)
def test_every_word_of_a_text_is_found_by_itself(text: str) -> None:
    indexed = index_text(text).split()
    for word in words_of(text):
        assert word in indexed
        assert match_expression(word).strip('*"') == word


@given(LETTERS, LETTERS)
def test_the_words_of_two_texts_are_the_words_of_both(one: str, two: str) -> None:
    assert words_of(f"{one} {two}") == [*words_of(one), *words_of(two)]


@given(st.text(max_size=300))
def test_an_expression_is_only_quoted_words(text: str) -> None:
    for part in match_expression(text).split():
        assert part.startswith('"')
        assert part.endswith('"*')
        assert part[1:-2].isalnum()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("إبراهيم", "ابراهيم"),
        ("مُدَرِّسَة", "مدرسه"),
        ("مستشفى", "مستشفي"),
        ("شؤون", "شوون"),
        ("مسئول", "مسؤول"),
        ("کیف", "كيف"),
        ("محـــمد", "محمد"),
        ("٢٠٢٦", "2026"),
        ("۲۰۲۶", "2026"),
        ("Hôpital", "HOPITAL"),
        ("cœur", "coeur"),
        ("l’été", "l'ete"),
        ("ﻻ", "لا"),
        ("\u202bحملة\u202c", "حملة"),
    ],
)
def test_spellings_that_mean_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("حملة", "حماية"), ("دواء", "دوار"), ("poisson", "poison"), ("12", "21")])
def test_words_that_differ_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("والحملة", "حمله"),
        ("بالمستشفى", "مستشفي"),
        ("للتلقيح", "تلقيح"),
        ("الأم", ""),
        ("وقاية", "قايه"),
        ("vaccin", ""),
    ],
)
def test_an_arabic_word_is_indexed_without_its_prefix_too(word: str, bare: str) -> None:
    assert index_text(word).split() == [*words_of(word), *([bare] if bare else [])]


@pytest.mark.parametrize("typed", ["", " ", "?!…", "_", "'"])
def test_what_holds_no_word_asks_for_nothing(typed: str) -> None:
    assert match_expression(typed) == ""
    assert index_text(typed) == ""


def test_signs_around_a_title_do_not_count_in_its_order() -> None:
    assert sort_key("«الأب»") == sort_key("الاب") == sort_key("(الأب).") == "الاب"


def test_a_very_long_text_is_asked_for_by_its_first_words_only() -> None:
    assert len(match_expression("كلمة " * 1000).split()) == 12
