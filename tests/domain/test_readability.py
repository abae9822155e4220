"""Readability: worked examples by hand, syllables, and places that point into the text."""

from __future__ import annotations

import math

import pytest

from hospcomms.domain.quality import readability as told
from hospcomms.domain.quality import syllables
from hospcomms.domain.quality.passages import letters
from hospcomms.domain.quality.readability import readability

ENGLISH = "the 1 make 1 table 2 wanted 2 jumped 1 boxes 2 diabetes 4 medicine 3 pressure 2 science 2 diet 2 being 2 \
question 2 patient 2 quiet 2 information 4 people 2 video 3 physician 3 vaccination 4 idea 3 usual 3 washes 2"
FRENCH = "eau 1 maladie 3 tables 1 musique 2 fatigue 2 hôpital 3 santé 2 médecin 3 sucre 1 théâtre 2 naïf 2 prier 2 \
aiguille 2 février 3 information 4 oiseau 2 année 2 européen 4 poète 2"


def test_syllables_of_known_words_are_counted_right() -> None:
    for count, words in ((syllables.english, ENGLISH), (syllables.french, FRENCH)):
        parts = words.split()
        wrong = {word: count(word) for word, n in zip(parts[::2], parts[1::2], strict=True) if count(word) != int(n)}
        assert wrong == {}


def test_english_figures_are_those_worked_out_by_hand() -> None:
    found = readability("Measure your blood sugar once a year. It takes five minutes.", "en")
    assert found is not None
    assert (found.words, found.sentences) == (11, 2)  # syllables: 2+1+1+2+1+1+1 and 1+1+1+2
    per_word = 14 / 11
    assert found.value(told.FLESCH) == pytest.approx(206.835 - 1.015 * 5.5 - 84.6 * per_word)
    assert found.value(told.KINCAID) == pytest.approx(0.39 * 5.5 + 11.8 * per_word - 15.59)
    assert found.value(told.SMOG) == pytest.approx(3.1291)
    assert told.smog(30, 30) == pytest.approx(1.043 * math.sqrt(30) + 3.1291)


def test_smog_looks_at_ten_sentences_of_beginning_middle_and_end() -> None:
    hard, plain = "Vaccination. ", "Wash it. "
    found = readability(hard * 10 + plain * 100, "en")
    assert found is not None
    assert found.value(told.SMOG) == pytest.approx(1.043 * math.sqrt(10) + 3.1291)


def test_french_follows_kandel_and_moles_and_arabic_has_lix_without_diacritics_and_article() -> None:
    french = readability("Mesurez votre sucre. Venez le dimanche.", "fr")
    assert french is not None
    # me-su-rez vo-tre(1) sucre(1) = 3+1+1; ve-nez le di-man-che(2) = 2+1+2: 10 syllables, 6 words
    assert french.value(told.KANDEL_MOLES) == pytest.approx(207 - 1.015 * 3 - 73.6 * 10 / 6)
    arabic = readability("قِيسُوا السُّكَّرَ كُلَّ سَنَةٍ. المستشفيات تستقبلكم.", "ar")
    assert arabic is not None
    assert (arabic.words, arabic.sentences) == (6, 2)
    assert arabic.value(told.LONG_SHARE) == pytest.approx(2 / 6 * 100)
    assert arabic.value(told.LIX) == pytest.approx(3 + 2 / 6 * 100)
    assert [(word, letters(word)) for word in ("السُّكَّرَ", "والمستشفى", "L’hôpital")] == [
        ("السُّكَّرَ", 3), ("والمستشفى", 7), ("L’hôpital", 7),
    ]  # fmt: skip
    assert {measure.key for measure in arabic.measures}.isdisjoint({told.FLESCH, told.SMOG, told.KANDEL_MOLES})


def test_long_places_point_into_the_text_and_nothing_is_said_of_no_words() -> None:
    text = "Titre\n" + "mot " * 25 + ". Court. Anticonstitutionnellement, anticonstitutionnellement 37,5."
    found = readability(text, "fr")
    assert found is not None
    (sentence,) = found.long_sentences
    assert (sentence.size, text[sentence.start : sentence.end]) == (25, sentence.text)
    (word,) = found.long_words
    assert text[word.start : word.end] == word.text == "Anticonstitutionnellement"
    assert readability(" \n 12,5 … !", "ar") is None
    short = readability("Un mot.", "fr")
    assert short is not None
    assert short.is_short
