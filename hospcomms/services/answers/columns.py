"""Which column of a sheet is what: the code, before or after, a question; and those that name people, never read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hospcomms.domain.folding import fold, words_of
from hospcomms.domain.questionnaires import Question
from hospcomms.services.answers.marks import answer_key
from hospcomms.services.answers.sheets import AnswerSheet

CODE, WAVE, QUESTION, SKIP, PERSONAL = "code", "wave", "question", "skip", "personal"
BEFORE, AFTER = "before", "after"
DEEPEST_HEADING = 30
"""Rows of titles and logos a sheet may have above its headings."""
LOOKED_AT = 200
"""So many values tell what a column seems to hold."""

_PERSONAL_WORDS = frozenset(
    fold(word)
    for word in (
        *(
            "name",
            "names",
            "surname",
            "firstname",
            "lastname",
            "fullname",
            "nom",
            "noms",
            "prénom",
            "prénoms",
            "اسم",
            "لقب",
        ),
        *("phone", "telephone", "téléphone", "tel", "mobile", "portable", "gsm", "هاتف", "جوال", "نقال"),
        *("email", "mail", "courriel", "بريد", "adresse", "address", "عنوان", "nin", "signature", "توقيع"),
    )
)
_CODE_WORDS = frozenset(
    fold(word)
    for word in (
        *("code", "codes", "id", "identifiant", "identifier", "pseudonyme", "respondent", "répondant", "participant"),
        *("رمز", "كود", "معرف", "مشارك", "مستجوب", "رقم", "number", "numéro", "num", "no", "n"),
    )
)
_BEFORE_WORDS = frozenset(
    fold(word) for word in ("before", "pre", "pré", "pretest", "prétest", "baseline", "avant", "قبل", "قبلي", "t0")
)
_AFTER_WORDS = frozenset(
    fold(word) for word in ("after", "post", "posttest", "endline", "après", "apres", "بعد", "بعدي", "t1")
)
_WAVE_WORDS = frozenset(
    fold(word)
    for word in (
        *("wave", "phase", "moment", "when", "period", "round", "période", "vague", "passage", "étape", "mesure"),
        *("مرحله", "فتره", "توقيت", "قياس", "جوله", "موجه"),
    )
)
_NUMBERED = re.compile(r"(?:q|question|item|س|سوال|السوال|بند)?\s*[-_.:#n°]*\s*0*(\d{1,3})")
_LEADING_NUMBER = re.compile(r"^(?:q|question|س|سوال|السوال)?\s*\d{1,3}\s*[-.):/–]\s*")
_ENOUGH = 12
"""Letters from which the beginning of a question is taken for the question."""


@dataclass(frozen=True)
class Role:
    """What a column holds; ``question`` is the id of the question of a column of answers."""

    kind: str
    question: int = 0


@dataclass(frozen=True)
class Head:
    """The headings of a sheet: their row, and for each key its column and its words as the file has them."""

    row: int
    places: Mapping[str, int]
    words: Mapping[str, str]


def head_of(sheet: AnswerSheet, questions: Sequence[Question]) -> Head:
    """The headings of a sheet: the row, among the first ones, in which most is recognised, else the fullest one."""
    rows = [row for row in sorted(sheet.rows) if row <= DEEPEST_HEADING] or [min(sheet.rows)]

    def weight(row: int) -> tuple[int, int]:
        cells = sheet.rows[row].values()
        known = sum(recognised(text, questions) is not None for text in cells if not text.isdigit())
        return known, len(cells)

    best = max(rows, key=lambda row: (*weight(row), -row))
    places: dict[str, int] = {}
    words: dict[str, str] = {}
    for column, text in sorted(sheet.rows[best].items()):
        key = heading_key(text)
        key = next(name for name in (key, *(f"{key} #{n}" for n in range(2, 1000))) if name not in places)
        places[key], words[key] = column, text
    return Head(best, places, words)


def heading_key(text: str) -> str:
    """A heading as it is compared between sheets."""
    return answer_key(text) or text.strip()


def recognised(heading: str, questions: Sequence[Question]) -> Role | None:
    """What a heading says its column holds, None when it is not known. Words for people come before codes."""
    asked = question_called(heading, questions)
    if asked:
        return Role(QUESTION, asked)
    words = {bare for word in words_of(heading) for bare in (word, word.removeprefix("ال"))}
    if words & _PERSONAL_WORDS or "@" in heading or "e-mail" in heading.lower():
        return Role(PERSONAL)
    if words & _WAVE_WORDS or (words & _BEFORE_WORDS and words & _AFTER_WORDS):
        return Role(WAVE)
    return Role(CODE) if words & _CODE_WORDS and len(words) <= 6 else None


def question_called(heading: str, questions: Sequence[Question]) -> int:
    """The id of the question a heading names: by its words in any language, by their beginning, or by its number."""
    said = answer_key(heading)
    bare = answer_key(_LEADING_NUMBER.sub("", said))
    wordings = {question.id: [answer_key(text) for text in question.wording.written()] for question in questions}
    for ident, texts in wordings.items():
        if said in texts or bare in texts:
            return ident
    numbered = _NUMBERED.fullmatch(said)
    if numbered:
        return next((ident for ident, number in numbers(questions).items() if number == int(numbered[1])), 0)
    begun = [ident for ident, texts in wordings.items() if any(_begins(text, bare) for text in texts)]
    return begun[0] if len(begun) == 1 else 0


def numbers(questions: Sequence[Question]) -> dict[int, int]:
    """The number of each question by its id: its own, else its place in the list."""
    return {question.id: int(question.place or place) for place, question in enumerate(questions, 1)}


def _begins(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _ENOUGH and (one.startswith(other) or other.startswith(one))


def wave_of(text: str, *, is_value: bool = False) -> str:
    """``BEFORE`` or ``AFTER`` as a title, a file name or a cell says it, "" when it says neither or both.

    A cell may also say 1 for the first asking and 2 for the second.
    """
    words = {bare for word in words_of(text.replace("_", " ")) for bare in (word, word.removeprefix("ال"))}
    if is_value and words in ({"1"}, {"2"}):
        return BEFORE if words == {"1"} else AFTER
    before, after = bool(words & _BEFORE_WORDS), bool(words & _AFTER_WORDS)
    return "" if before == after else BEFORE if before else AFTER


def guessed_roles(sheets: Sequence[AnswerSheet], questions: Sequence[Question]) -> dict[str, Role]:
    """What each column of the sheets seems to hold, by the key of its heading; one code and one wave at the most."""
    found: dict[str, Role] = {}
    for sheet in sheets:
        head = head_of(sheet, questions)
        for key, column in head.places.items():
            found.setdefault(key, _guessed(sheet, head, column, head.words[key], questions))
    for kind in (CODE, WAVE):
        keys = [key for key, role in found.items() if role.kind == kind]
        best = next((key for key in keys if "code" in key or "رمز" in key), next(iter(keys), None))
        found.update({key: Role(SKIP) for key in keys if key != best})
    return found


def _guessed(sheet: AnswerSheet, head: Head, column: int, heading: str, questions: Sequence[Question]) -> Role:
    values = list(_below(sheet, head, column))
    role = recognised(heading, questions)
    if _look_personal(values) and (role is None or role.kind != QUESTION):
        return Role(PERSONAL)
    if role is not None:
        return role
    waves = [wave_of(value) for value in values]
    return Role(WAVE) if waves and all(waves) else Role(SKIP)


def _below(sheet: AnswerSheet, head: Head, column: int) -> Iterator[str]:
    """Some of the values under a heading."""
    below = [row for row in sheet.rows if row > head.row and column in sheet.rows[row]]
    yield from (sheet.rows[row][column] for row in sorted(below)[:LOOKED_AT])


def _look_personal(values: Sequence[str]) -> bool:
    """True for a column of addresses, or of telephone numbers as they are written in Algeria."""
    odd = sum("@" in value or bool(re.fullmatch(r"(?:\+?213|0)[ .-]?[5-7](?:[ .-]?\d){8}", value)) for value in values)
    return bool(values) and 2 * odd > len(values)
