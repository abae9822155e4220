"""How hard a text is to read: indicative figures for Arabic, French and English, and where its long places stand.

Sources (METHODS.md 4.4): Flesch, Flesch-Kincaid and SMOG for English only; Kandel-Moles for French; for Arabic the
words in a sentence, the share of words of more than six letters without diacritics and article, and LIX. OSMAN needs
vocalised text and is not used. No figure here was tried on readers of leaflets: a pretest was.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hospcomms.domain.quality import syllables
from hospcomms.domain.quality.passages import Passage, letters, sentences_in
from hospcomms.domain.wording import N_

LANGUAGES = ("ar", "fr", "en")
LONG_LETTERS = 6
"""A word with more letters is long (LIX)."""
LONG_SENTENCE = 20
"""A sentence with more words is pointed out: our own limit for leaflets."""
POLYSYLLABLE = 3
SMOG_SENTENCES = 30
MOST_SHOWN = 8
FEWEST_WORDS = 30
"""Below this the figures jump with every word; they are shown with that said."""
WORDS_PER_SENTENCE, LONG_SHARE, LIX = "words_per_sentence", "long_share", "lix"
FLESCH, KINCAID, SMOG, KANDEL_MOLES = "flesch", "kincaid", "smog", "kandel_moles"
LABELS = {
    WORDS_PER_SENTENCE: N_("Words in a sentence"),
    LONG_SHARE: N_("Words of more than six letters"),
    LIX: N_("LIX"),
    FLESCH: N_("Flesch reading ease"),
    KINCAID: N_("Flesch-Kincaid grade"),
    SMOG: N_("SMOG grade"),
    KANDEL_MOLES: N_("Kandel-Moles"),
}
MEANING = {
    WORDS_PER_SENTENCE: N_("the mean; lower is easier"),
    LONG_SHARE: N_("lower is easier"),
    LIX: N_("lower is easier; no bands are known for Arabic"),
    FLESCH: N_("0 to 100, higher is easier"),
    KINCAID: N_("years of school in the United States"),
    SMOG: N_("years of school in the United States; made for 30 sentences"),
    KANDEL_MOLES: N_("0 to 100, higher is easier; its bands are read like Flesch’s"),
}
_EASE = (
    (90.0, N_("very easy")),
    (80.0, N_("easy")),
    (70.0, N_("fairly easy")),
    (60.0, N_("ordinary")),
    (50.0, N_("fairly hard")),
    (30.0, N_("hard")),
    (-math.inf, N_("very hard")),
)
"""The bands of Flesch (1949), from their lowest value."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a text; ``band`` is the marked word for it, "" where none is known. Shares are in percent."""

    key: str
    value: float
    band: str = ""

    @property
    def is_percent(self) -> bool:
        """True for a share."""
        return self.key == LONG_SHARE


@dataclass(frozen=True, slots=True)
class Readability:
    """The figures of a text and its longest places, the longest first; positions count signs of the text."""

    language: str
    words: int
    sentences: int
    measures: tuple[Measure, ...]
    long_sentences: tuple[Passage, ...]
    long_words: tuple[Passage, ...]

    @property
    def is_short(self) -> bool:
        """True when the text is too short for steady figures."""
        return self.words < FEWEST_WORDS

    def value(self, key: str) -> float | None:
        """One of the figures; None where the language has it not."""
        return next((measure.value for measure in self.measures if measure.key == key), None)


def readability(text: str, language: str) -> Readability | None:
    """The figures for a language (``ar``, ``fr``, ``en``; others get what needs no syllables); None without words."""
    cut = sentences_in(text)
    words = [word for _, inside in cut for word in inside]
    if not words:
        return None
    sized = [Passage(word.start, word.end, word.text, letters(word.text)) for word in words]
    long_words = [word for word in sized if word.size > LONG_LETTERS]
    per_sentence, long_share = len(words) / len(cut), len(long_words) / len(words) * 100
    measures = [Measure(WORDS_PER_SENTENCE, per_sentence), Measure(LONG_SHARE, long_share)]
    if language == "en":
        measures += _english(cut, per_sentence)
    elif language == "fr":
        measures.append(_kandel_moles(words, per_sentence))
    else:
        measures.append(Measure(LIX, per_sentence + long_share))
    long_sentences = [sentence for sentence, _ in cut if sentence.size > LONG_SENTENCE]
    return Readability(
        language, len(words), len(cut), tuple(measures), _longest(long_sentences), _longest(_once(long_words))
    )


def _english(cut: Sequence[tuple[Passage, list[Passage]]], per_sentence: float) -> list[Measure]:
    """Flesch, Flesch-Kincaid, SMOG."""
    counts = [[syllables.english(word.text) for word in words] for _, words in cut]
    every = [count for inside in counts for count in inside]
    per_word = sum(every) / len(every)
    ease = flesch(per_sentence, per_word)
    chosen = _thirty(counts)
    many = sum(count >= POLYSYLLABLE for inside in chosen for count in inside)
    return [
        Measure(FLESCH, ease, band_of(ease)),
        Measure(KINCAID, kincaid(per_sentence, per_word)),
        Measure(SMOG, smog(many, len(chosen))),
    ]


def _kandel_moles(words: Sequence[Passage], per_sentence: float) -> Measure:
    per_word = _mean([word.text for word in words], syllables.french)
    ease = kandel_moles(per_sentence, per_word)
    return Measure(KANDEL_MOLES, ease, band_of(ease))


def _mean(words: Sequence[str], count: Callable[[str], int]) -> float:
    return sum(count(word) for word in words) / len(words)


def _thirty(counts: list[list[int]]) -> list[list[int]]:
    """Ten sentences of the beginning, ten of the middle and ten of the end; all of them when there are fewer."""
    if len(counts) < SMOG_SENTENCES:
        return counts
    middle = (len(counts) - 10) // 2
    return [*counts[:10], *counts[middle : middle + 10], *counts[-10:]]


def flesch(words_per_sentence: float, syllables_per_word: float) -> float:
    """206.835 − 1.015 × words per sentence − 84.6 × syllables per word (METHODS.md 4.4)."""
    return 206.835 - 1.015 * words_per_sentence - 84.6 * syllables_per_word


def kincaid(words_per_sentence: float, syllables_per_word: float) -> float:
    """0.39 × words per sentence + 11.8 × syllables per word − 15.59 (METHODS.md 4.4)."""
    return 0.39 * words_per_sentence + 11.8 * syllables_per_word - 15.59


def smog(long_words: int, sentences: int) -> float:
    """1.043 × √(words of three or more syllables × 30 / sentences) + 3.1291 (METHODS.md 4.4)."""
    return 1.043 * math.sqrt(long_words * SMOG_SENTENCES / sentences) + 3.1291


def kandel_moles(words_per_sentence: float, syllables_per_word: float) -> float:
    """207 − 1.015 × words per sentence − 73.6 × syllables per word (METHODS.md 4.4)."""
    return 207 - 1.015 * words_per_sentence - 73.6 * syllables_per_word


def band_of(ease: float) -> str:
    """The marked word for a value of Flesch or Kandel-Moles."""
    return next(word for lowest, word in _EASE if ease >= lowest)


def _once(words: Sequence[Passage]) -> list[Passage]:
    """Each word where it first stands."""
    found: dict[str, Passage] = {}
    for word in words:
        found.setdefault(word.text.casefold(), word)
    return list(found.values())


def _longest(places: Sequence[Passage]) -> tuple[Passage, ...]:
    return tuple(sorted(places, key=lambda place: (-place.size, place.start))[:MOST_SHOWN])
