"""From sheets to people: who answered what in which asking, and everything that stands in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hospcomms.domain.folding import fold
from hospcomms.domain.questionnaires import PAIRED, Question, Questionnaire
from hospcomms.domain.wording import Sentence, counted, sentence
from hospcomms.services.answers.columns import (
    AFTER,
    BEFORE,
    CODE,
    PERSONAL,
    QUESTION,
    WAVE,
    Head,
    Role,
    guessed_roles,
    head_of,
    numbers,
    wave_of,
)
from hospcomms.services.answers.marks import Mark, mark_of
from hospcomms.services.answers.sheets import AnswerSheet
from hospcomms.services.answers.tally import Person, Tally, tally

ERROR, WARNING, NOTE = "late", "soon", "note"
"""How grave a trouble is, by the shape that marks it: refused, counted out and said, only said."""
DUPLICATES, UNKNOWN = "duplicates", "unknown"
"""Troubles the officer may settle: keep the first answer; take what is not understood as not answered."""


@dataclass(frozen=True)
class Place:
    """A cell, or a row where ``heading`` is empty; ``sheet`` is empty where there is only one."""

    sheet: str
    row: int
    heading: str = ""
    value: str = ""

    @property
    def said(self) -> Sentence:
        """Where it is, in words."""
        where = sentence("row {n}", n=self.row)
        if self.sheet:
            where = sentence("{sheet}: row {n}", sheet=self.sheet, n=self.row)
        if not self.heading:
            return where
        return sentence("{where}, column “{heading}”: “{value}”", where=where, heading=self.heading, value=self.value)


@dataclass(frozen=True)
class Trouble:
    """One kind of thing that is wrong or must be known, and where; ``remedy`` names the choice that settles it."""

    severity: str
    said: Sentence
    places: tuple[Place, ...] = ()
    remedy: str = ""


@dataclass(frozen=True)
class Choices:
    """How the sheets are to be read: which sheet (by place) holds which asking, and what each column is by its key.

    The same sheet twice means that a column says before or after.
    """

    before: int | None
    after: int | None
    roles: Mapping[str, Role]
    keep_first: bool = False
    skip_unknown: bool = False

    def column_of(self, kind: str) -> str | None:
        """The key of the column of this kind."""
        return next((key for key, role in self.roles.items() if role.kind == kind), None)


@dataclass(frozen=True)
class Reading:
    """What would be imported, None while something stands in the way; ``rows`` counts the rows with answers."""

    tally: Tally | None
    troubles: tuple[Trouble, ...]
    rows: int = 0

    @property
    def is_ready(self) -> bool:
        """True when it can be imported as it is."""
        return self.tally is not None and not any(trouble.severity == ERROR for trouble in self.troubles)


@dataclass
class _Gathered:
    """People by asking, and what was found wrong on the way."""

    people: dict[str, list[tuple[Person, Place]]] = field(default_factory=lambda: {BEFORE: [], AFTER: []})
    unknown: list[Place] = field(default_factory=list)
    astray: list[Place] = field(default_factory=list)
    silent: int = 0


def proposed(sheets: Sequence[AnswerSheet], questions: Sequence[Question]) -> Choices:
    """How the sheets seem to be meant: by a column that says before or after, else by their titles, else in order."""
    roles = guessed_roles(sheets, questions)
    if any(role.kind == WAVE for role in roles.values()):
        return Choices(0, 0, roles)
    waves = [wave_of(sheet.title) or wave_of(sheet.file) for sheet in sheets]
    before = waves.index(BEFORE) if BEFORE in waves else None
    after = waves.index(AFTER) if AFTER in waves else None
    if before is None and after is None and len(sheets) >= 2:
        return Choices(0, 1, roles)
    others = [place for place in range(len(sheets)) if not waves[place]]
    if before is None and after is not None and others:
        before = others[0]
    elif after is None and before is not None and others:
        after = others[0]
    return Choices(before, after, roles)


def read_answers(
    sheets: Sequence[AnswerSheet], choices: Choices, questionnaire: Questionnaire, questions: Sequence[Question]
) -> Reading:
    """What the sheets say as they are chosen to be read; never raises for what people wrote in them."""
    used = sorted({place for place in (choices.before, choices.after) if place is not None and place < len(sheets)})
    heads = {place: head_of(sheets[place], questions) for place in used}
    troubles = [*_structure(choices, heads, questionnaire, questions), *_columns(sheets, choices, heads, questions)]
    if any(trouble.severity == ERROR for trouble in troubles):
        return Reading(None, tuple(troubles))
    found = _gather(sheets, choices, heads, questions)
    rows = sum(map(len, found.people.values()))
    kept = _once(found, choices, troubles)
    _tell_cells(found, choices, troubles)
    if questionnaire.pairing == PAIRED:
        kept = _pairs(kept, troubles)
    else:
        _same_people(kept, troubles)
    if not any(kept.values()):
        troubles.append(Trouble(ERROR, sentence("No answers are left to count. Check the file and the columns.")))
    made = tally(kept[BEFORE], kept[AFTER], questions, is_paired=questionnaire.pairing == PAIRED)
    return Reading(made, (*troubles, *_never_right(made, questions)), rows)


def _never_right(counts: Tally, questions: Sequence[Question]) -> Iterator[Trouble]:
    """Questions that nobody answered right: the right answer is often written in another way than in the file."""
    rights = {question.id: question.right for question in questions}
    for found in counts.questions:
        answered = (found.answers_before or 0) + (found.answers_after or 0)
        if rights[found.question] and answered and not (found.right_before or 0) + (found.right_after or 0):
            said = sentence(
                "Nobody answered question {number} right. Compare its right answer, “{right}”, with what the file"
                " says.",
                number=numbers(questions)[found.question],
                right=rights[found.question],
            )
            yield Trouble(WARNING, said)


def _structure(
    choices: Choices, heads: Mapping[int, Head], questionnaire: Questionnaire, questions: Sequence[Question]
) -> Iterator[Trouble]:
    """What cannot be read at all, before any row is looked at."""
    if not questions:
        yield Trouble(ERROR, sentence("The questionnaire has no questions yet. Enter its questions first."))
    if not heads:
        yield Trouble(ERROR, sentence("Choose which sheet holds the answers before and which those after."))
    is_one = choices.before is not None and choices.before == choices.after
    if is_one and choices.column_of(WAVE) is None:
        said = sentence("One sheet holds both askings: choose the column that says before or after.")
        yield Trouble(ERROR, said)
    if questionnaire.pairing != PAIRED:
        if heads and None in (choices.before, choices.after):
            said = sentence("The file holds one asking only; the counts of the other one stay as they are.")
            yield Trouble(WARNING, said)
        return
    if heads and None in (choices.before, choices.after):
        said = sentence("The same people are compared: the answers before and those after are both needed.")
        yield Trouble(ERROR, said)
    if choices.column_of(CODE) is None:
        said = sentence("The same people are compared: choose the column of the code by which they are recognised.")
        yield Trouble(ERROR, said)


def _columns(
    sheets: Sequence[AnswerSheet], choices: Choices, heads: Mapping[int, Head], questions: Sequence[Question]
) -> Iterator[Trouble]:
    """Columns that are missing, doubled, or not read because they name people."""
    personal = {head.words[key] for head in heads.values() for key in head.places if _role(choices, key) == PERSONAL}
    if personal:
        said = sentence(
            "Columns that name people are not read and not kept: {columns}.", columns=tuple(sorted(personal))
        )
        yield Trouble(NOTE, said)
    order = numbers(questions)
    for place, head in heads.items():
        asked = Counter(choices.roles[key].question for key in head.places if _role(choices, key) == QUESTION)
        name = sheets[place].name
        if questions and not asked:
            yield Trouble(ERROR, sentence("No column of “{sheet}” is one of the questions. Choose them.", sheet=name))
            continue
        doubled = tuple(order[ident] for ident, count in asked.items() if count > 1 and ident in order)
        if doubled:
            said = sentence("Two columns hold the same question ({numbers}). Choose one of them.", numbers=doubled)
            yield Trouble(ERROR, said)
        lacking = tuple(number for ident, number in order.items() if ident not in asked)
        if lacking:
            said = sentence(
                "“{sheet}” has no column for these questions: {numbers}. Their counts stay as they are.",
                sheet=name,
                numbers=lacking,
            )
            yield Trouble(WARNING, said)


def _role(choices: Choices, key: str) -> str:
    role = choices.roles.get(key)
    return role.kind if role else ""


def _gather(
    sheets: Sequence[AnswerSheet], choices: Choices, heads: Mapping[int, Head], questions: Sequence[Question]
) -> _Gathered:
    """Everyone who answered, row by row."""
    found = _Gathered()
    rights = {question.id: question.right for question in questions}
    for place, head in heads.items():
        sheet = sheets[place]
        by_kind = {_role(choices, key): column for key, column in head.places.items()}
        asked = {
            choices.roles[key].question: (column, head.words[key])
            for key, column in head.places.items()
            if _role(choices, key) == QUESTION and choices.roles[key].question in rights
        }
        shared = sheet.title or sheet.file if len(heads) > 1 else ""
        for row in sorted(number for number in sheet.rows if number > head.row):
            cells = sheet.rows[row]
            where = Place(shared, row)
            person = _person(cells, by_kind.get(CODE, -1), asked, rights, where, found)
            if not person.code and not any(cells.get(column) for column, _heading in asked.values()):
                continue  # a line below the table, or one of columns that are not read
            wave = _wave(choices, place, cells, by_kind.get(WAVE, -1))
            if not wave:
                heading = head.words[choices.column_of(WAVE) or next(iter(head.words))]
                found.astray.append(replace(where, heading=heading, value=cells.get(by_kind.get(WAVE, -1), "")))
            elif not person.marks:
                found.silent += 1
            else:
                found.people[wave].append((person, where))
    return found


def _wave(choices: Choices, place: int, cells: Mapping[int, str], column: int) -> str:
    if choices.before == choices.after:
        return wave_of(cells.get(column, ""), is_value=True)
    return BEFORE if place == choices.before else AFTER


def _person(
    cells: Mapping[int, str],
    code: int,
    asked: Mapping[int, tuple[int, str]],
    rights: Mapping[int, str],
    where: Place,
    found: _Gathered,
) -> Person:
    marks: dict[int, bool] = {}
    for question, (column, heading) in asked.items():
        cell = cells.get(column, "")
        mark = mark_of(cell, rights[question])
        if mark is Mark.UNKNOWN:
            found.unknown.append(replace(where, heading=heading, value=cell))
        elif mark is not Mark.EMPTY:
            marks[question] = mark is Mark.RIGHT
    return Person("".join(fold(cells.get(code, "")).split()), marks)


def _once(found: _Gathered, choices: Choices, troubles: list[Trouble]) -> dict[str, list[Person]]:
    """Everyone once: a code that stands twice in one asking is refused, or its first answer kept."""
    kept: dict[str, list[Person]] = {}
    repeated: list[Place] = []
    for wave, people in found.people.items():
        counts = Counter(person.code for person, _where in people if person.code)
        met: set[str] = set()
        kept[wave] = []
        for person, where in people:
            if counts[person.code] > 1:
                if person.code in met or not choices.keep_first:
                    repeated.append(where)
                if person.code in met:
                    continue
            met.add(person.code)
            kept[wave].append(person)
    if repeated and choices.keep_first:
        said = counted("{n} repeated row is left out.", "{n} repeated rows are left out.", len(repeated))
        troubles.append(Trouble(WARNING, said, tuple(repeated), DUPLICATES))
    elif repeated:
        said = counted(
            "{n} row shares its code with another row of the same asking.",
            "{n} rows share their code with another row of the same asking.",
            len(repeated),
        )
        troubles.append(Trouble(ERROR, said, tuple(repeated), DUPLICATES))
    return kept


def _tell_cells(found: _Gathered, choices: Choices, troubles: list[Trouble]) -> None:
    if found.astray:
        said = counted(
            "{n} row does not say whether it is before or after.",
            "{n} rows do not say whether they are before or after.",
            len(found.astray),
        )
        troubles.append(Trouble(ERROR, said, tuple(found.astray)))
    if found.unknown:
        severity = WARNING if choices.skip_unknown else ERROR
        said = counted(
            "{n} answer is not understood.", "{n} answers are not understood.", len(found.unknown)
        )  # fmt: skip
        troubles.append(Trouble(severity, said, tuple(found.unknown), UNKNOWN))
    if found.silent:
        said = counted(
            "{n} row holds no answer and is left out.", "{n} rows hold no answer and are left out.", found.silent
        )
        troubles.append(Trouble(NOTE, said))


def _pairs(kept: Mapping[str, list[Person]], troubles: list[Trouble]) -> dict[str, list[Person]]:
    """Only those who answered both times, in the same order."""
    before, after = ({person.code: person for person in kept[wave] if person.code} for wave in (BEFORE, AFTER))
    nameless = sum(not person.code for people in kept.values() for person in people)
    for count, said in (
        (
            nameless,
            counted("{n} row has no code and is left out.", "{n} rows have no code and are left out.", nameless),
        ),
        (
            len(before.keys() - after.keys()),
            counted(
                "{n} person answered before only and is left out.",
                "{n} people answered before only and are left out.",
                len(before.keys() - after.keys()),
            ),
        ),
        (
            len(after.keys() - before.keys()),
            counted(
                "{n} person answered after only and is left out.",
                "{n} people answered after only and are left out.",
                len(after.keys() - before.keys()),
            ),
        ),
    ):
        if count:
            troubles.append(Trouble(WARNING, said))
    codes = [code for code in before if code in after]
    return {BEFORE: [before[code] for code in codes], AFTER: [after[code] for code in codes]}


def _same_people(kept: Mapping[str, list[Person]], troubles: list[Trouble]) -> None:
    """Codes that come back betray the same people: their answers are not taken as those of different people."""
    before, after = ({person.code for person in kept[wave] if person.code} for wave in (BEFORE, AFTER))
    shared = len(before & after)
    if shared:
        said = counted(
            "{n} code stands both before and after: these are the same people. Choose “The same people” in the"
            " questionnaire; if the column is no code, choose that it is not read.",
            "{n} codes stand both before and after: these are the same people. Choose “The same people” in the"
            " questionnaire; if the column is no code, choose that it is not read.",
            shared,
        )
        troubles.append(Trouble(ERROR, said))
