"""What was already said: answers given, lines to take and services that match a question while it is typed (R22).

The words of a question are searched one by one, the longest first, and what holds more and rarer words stands higher:
a whole question never stands in an earlier one word for word.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.enquiries import ANSWERED, Enquiry, Line, Service
from hospcomms.domain.fields import Record
from hospcomms.domain.folding import index_text, words_of
from hospcomms.domain.wording import Sentence, sentence
from hospcomms.services import records

if TYPE_CHECKING:
    from datetime import date

    from hospcomms.domain.locale import Locale
    from hospcomms.services.office import Office

KINDS: tuple[type[Record], ...] = (Line, Enquiry, Service)
LIMIT = 12
_MOST_WORDS, _EACH = 8, 15
_ENOUGH = 0.03
"""Seconds after which no further word is searched: the longest were, and the officer goes on typing."""
_SHORTEST = 3
_DOUBTFUL = 0.5
"""What the place of something counts that must not be used as it stands."""
_ENDINGS = ("يات", "ات", "ون", "ين", "يه", "ها", "ه", "es", "s", "x")
_STEM = 4
"""Letters a word keeps at least when its ending is cut."""
_EVERYDAY = frozenset(
    word
    for line in (
        "هل ما ماذا متي اين كيف لماذا كم من الي علي عن في هذا هذه ذلك التي الذي قبل بعد عند حول لدي مع او ان انه كان",
        "est que qui quoi quel quelle quels quelles comment pourquoi quand combien les des une dans pour avec sur par",
        "the and what who when where how why which for with from are was were there any your pas",
        "مستشفي hopital hospital",
    )
    for word in line.split()
)


@dataclass(frozen=True)
class Earlier:
    """Something said before: an answer given, a line to take or a service.

    ``caution`` says why it must not be used as it stands (out of date, not approved), if it must not.
    """

    record: Enquiry | Line | Service
    caution: Sentence | None = None


def stems(words: str) -> list[str]:
    """The words worth searching, without prefix and ending, the longest first; each once."""
    bare = [index_text(word).split()[-1] for word in words_of(words) if word not in _EVERYDAY]
    found = dict.fromkeys(_cut(word) for word in bare if len(word) >= _SHORTEST and word not in _EVERYDAY)
    return sorted(found, key=len, reverse=True)[:_MOST_WORDS]


def _cut(word: str) -> str:
    """A word without the ending of its number or gender, so that one form finds the others."""
    ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= _STEM), "")
    return word[: len(word) - len(ending)]


def earlier_answers(office: Office, words: str, limit: int = LIMIT) -> list[Earlier]:
    """Answered enquiries, lines to take and services that match what is typed, best first; nothing for no words."""
    begun = perf_counter()
    keys = [kind.key for kind in KINDS]
    scores: dict[int, float] = {}
    kinds: dict[int, str] = {}
    for word in stems(words):
        rows = office.store.search(word, _EACH, keys)
        for row in rows:
            kinds[row.id] = row.key
            # a word in the title says more, a word that is in everything says little
            weight = 2.0 if word in row.title_key else 1.0
            scores[row.id] = scores.get(row.id, 0.0) + weight / (1 + len(rows) / 10)
        if perf_counter() - begun > _ENOUGH:
            break
    best = sorted(scores, key=lambda ident: (-scores[ident], -ident))[: 2 * limit]
    found = _read(office, best, kinds)
    ready = [(scores[ident], _judged(found[ident], office.today)) for ident in best if ident in found]
    fit = [(score * (_DOUBTFUL if one.caution else 1.0), one) for score, one in ready if one is not None]
    return [one for _, one in sorted(fit, key=lambda pair: -pair[0])][:limit]


def _read(office: Office, wanted: list[int], kinds: dict[int, str]) -> dict[int, Record]:
    """The records with these ids, one question for each type."""
    found: dict[int, Record] = {}
    for key in {kinds[ident] for ident in wanted}:
        own = [ident for ident in wanted if kinds[ident] == key]
        found.update((record.id, record) for record in records.window(office, BY_KEY[key], own))
    return found


def _judged(record: Record, today: date) -> Earlier | None:
    """The record with its caution; None for an enquiry that was not answered."""
    if isinstance(record, Enquiry):
        return Earlier(record) if record.state == ANSWERED and record.answer.strip() else None
    if isinstance(record, Line):
        return Earlier(record, line_caution(record, today))
    return Earlier(record) if isinstance(record, Service) else None


def line_caution(line: Line, today: date) -> Sentence | None:
    """Why a line to take does not hold today; None when it does."""
    if not line.approved_by:
        return sentence("Not approved yet")
    if line.valid_until is not None and line.valid_until < today:
        return sentence("Out of date since {day}", day=line.valid_until)
    return None


def text_of(record: Record, speaking: Locale) -> str:
    """What is put into an answer: the answer given, the words of the line, or what is known of the service."""
    if isinstance(record, Enquiry):
        return record.answer.strip()
    if isinstance(record, Line):
        return record.words.best(speaking.language).strip()
    assert isinstance(record, Service)
    language = speaking.language
    parts = [record.description.best(language), record.steps.best(language)]
    papers = record.papers.best(language)
    told = (
        (papers, sentence("Papers to bring: {papers}", papers=papers)),
        (record.place, sentence("Place: {place}", place=record.place)),
        (record.hours, sentence("Opening hours: {hours}", hours=record.hours)),
        (record.phone, sentence("Telephone: {phone}", phone=record.phone)),
    )
    parts += [speaking.say(said) for value, said in told if value]
    return "\n".join(part.strip() for part in parts if part.strip())
