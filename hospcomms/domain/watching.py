"""When unfavourable clips on one topic come together: the issues that watch rules propose (MON-5).

The rule is exact: a clip counts from the day it appeared, today included, for as many days as the rule says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hospcomms.domain.folding import words_of
from hospcomms.domain.monitoring import Clip, WatchRule

_ARTICLE = re.compile(r"ال(?=.{3})")


@dataclass(frozen=True)
class Proposal:
    """So many clips on one topic that a rule proposes an issue; the newest clip first.

    ``issue`` is the open issue on the same topic that they could join instead, 0 for none.
    """

    rule: WatchRule
    topic: str
    clips: tuple[Clip, ...]
    issue: int = 0

    @property
    def ids(self) -> frozenset[int]:
        """The ids of its clips."""
        return frozenset(clip.id for clip in self.clips)


def topic_key(topic: str) -> str:
    """One key for the spellings of a topic: folded, without punctuation and without the Arabic article."""
    return " ".join(_ARTICLE.sub("", word) if _ARTICLE.match(word) else word for word in words_of(topic))


def first_day(rule: WatchRule, today: date) -> date:
    """The first day on which a clip counts today."""
    return today - timedelta(days=int(rule.days or 1) - 1)


def counts(rule: WatchRule, clip: Clip, today: date) -> bool:
    """Whether a clip counts for a rule today, its topic apart. A clip whose tone nobody judged never does."""
    if clip.on is None or clip.score is None:
        return False
    return first_day(rule, today) <= clip.on <= today and clip.score <= int(rule.tone)


def proposals(rules: Iterable[WatchRule], clips: Sequence[Clip], today: date) -> list[Proposal]:
    """What the rules in use propose of clips that belong to no issue yet, those with most clips first.

    Of several rules that speak of one topic the one that finds most clips is kept.
    """
    best: dict[str, Proposal] = {}
    for rule in rules:
        if not rule.active:
            continue
        for key, found in _by_topic(rule, clips, today).items():
            if len(found) >= (rule.clips or 0) and (key not in best or len(found) > len(best[key].clips)):
                best[key] = Proposal(rule, _spelling(key, found), tuple(found))
    return sorted(best.values(), key=lambda one: (-len(one.clips), topic_key(one.topic)))


def _by_topic(rule: WatchRule, clips: Sequence[Clip], today: date) -> dict[str, list[Clip]]:
    """The clips that count for a rule, by the key of their topic; only the rule's own topics if it names any."""
    wanted = {topic_key(topic) for topic in rule.topics}
    found: dict[str, list[Clip]] = {}
    for clip in sorted(clips, key=lambda one: (one.on or date.min, one.id), reverse=True):
        if not counts(rule, clip, today):
            continue
        for key in dict.fromkeys(topic_key(topic) for topic in clip.topics):
            if key and (not wanted or key in wanted):
                found.setdefault(key, []).append(clip)
    return found


def _spelling(key: str, clips: Sequence[Clip]) -> str:
    """The topic as most of the clips spell it."""
    spelled = Counter(topic for clip in clips for topic in clip.topics if topic_key(topic) == key)
    return spelled.most_common(1)[0][0]
