"""What follows from the versions of a material: which is in use, which is older, what the register shows, what to stop.

Pure rules; ``services.materials`` and ``services.material_rules`` read the records.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hospcomms.domain import stock
from hospcomms.domain.audiences import SPOKEN
from hospcomms.domain.materials import (
    APPROVED,
    CLINICIAN,
    DIRECTOR,
    DRAFT,
    MOVES,
    OBSOLETE,
    REVIEW_SOON,
    Material,
    MaterialVersion,
    StockMove,
)
from hospcomms.domain.wording import Sentence, counted, sentence

FROZEN_FIELDS = ("material", "edition", "language", "author", "content", "location", "wording", "pages", "photos")
"""What was judged: these fields stand still from the moment a version is submitted."""
_NUMBER = re.compile(r"\d+")
_SHORT_CODE = 12
_LATIN = {"ar": "AR", "darija": "DJ", "tamazight": "TZ", "fr": "FR", "en": "EN", "other": "XX"}


def may_move(state: str, to: str) -> bool:
    """True when a version may go from ``state`` to ``to``."""
    return to in MOVES[state]


def short_code(version: MaterialVersion) -> str:
    """The first 12 digits of the fingerprint of a version's file, in fours; "" for a file that is kept elsewhere.

    Two files with the same code hold the same, bit by bit (SHA-256).
    """
    if version.content is None:
        return ""
    digits = version.content.sha256[:_SHORT_CODE].upper()
    return " ".join(digits[at : at + 4] for at in range(0, _SHORT_CODE, 4))


def number_of(version: MaterialVersion) -> int:
    """The number in the name of a version: 2 for “2 FR” and “v2”; 0 when it holds none."""
    found = _NUMBER.search(version.edition)
    return int(found[0]) if found else 0


@dataclass(frozen=True)
class LanguageVersions:
    """The versions of a material in one language: the one in use, and the one that is being made; either may lack."""

    language: str
    used: MaterialVersion | None
    begun: MaterialVersion | None

    @property
    def newest(self) -> MaterialVersion | None:
        """The one being made, or the one in use."""
        return self.begun or self.used


def by_language(versions: Sequence[MaterialVersion]) -> list[LanguageVersions]:
    """The languages in the order of the list of languages, each with its versions that are not obsolete."""
    found = []
    for choice in SPOKEN:
        own = sorted((one for one in versions if one.language == choice.key), key=lambda one: one.id)
        used = [one for one in own if one.state == APPROVED]
        begun = [one for one in own if one.state not in (APPROVED, OBSOLETE)]
        if own:
            found.append(LanguageVersions(choice.key, used[-1] if used else None, begun[-1] if begun else None))
    return found


def source_language(versions: Sequence[MaterialVersion]) -> str:
    """The language the material was first written in: that of its first version; "" without versions."""
    first = min(versions, key=lambda one: one.id, default=None)
    return first.language if first is not None else ""


def source_of(versions: Sequence[MaterialVersion]) -> MaterialVersion | None:
    """The version others are translated from: in the first language the one in use, else the newest."""
    language = source_language(versions)
    found = next((one for one in by_language(versions) if one.language == language), None)
    return None if found is None else found.used or found.begun


def is_older(version: MaterialVersion, versions: Sequence[MaterialVersion]) -> bool:
    """True for a version in another language that was made before its source and carries a lower number."""
    source = source_of(versions)
    if source is None or version.language == source.language or version.state == OBSOLETE:
        return False
    return source.id > version.id and number_of(source) > number_of(version)


def next_edition(versions: Sequence[MaterialVersion], language: str) -> str:
    """The name of the next version in a language: number and language, “2 FR”; a translation follows its source."""
    own = max((number_of(one) for one in versions if one.language == language), default=0)
    source = source_of(versions)
    follows = number_of(source) if source is not None and source.language != language else 0
    return f"{max(own + 1, follows)} {_LATIN.get(language, language.upper())}"


def mirrored(material: Material, versions: Sequence[MaterialVersion], moves: Sequence[StockMove]) -> Material:
    """A material with state, languages, days and stock as its versions and movements say."""
    used = [one.used for one in by_language(versions) if one.used is not None]
    living = [one for one in versions if one.state != OBSOLETE]
    shown = used or living
    spoken = {one.language for one in shown}
    return replace(
        material,
        state=_state(versions),
        languages=tuple(choice.key for choice in SPOKEN if choice.key in spoken),
        issued_on=max((one.issued_on for one in shown if one.issued_on is not None), default=None),
        review_by=min((one.review_by for one in shown if one.review_by is not None), default=None),
        stock=stock.balance(moves),
    )


def _state(versions: Sequence[MaterialVersion]) -> str:
    states = {one.state for one in versions}
    if not states:
        return DRAFT
    return next(one for one in (CLINICIAN, DIRECTOR, APPROVED, DRAFT, OBSOLETE) if one in states)


def why_stopped(material: Material, today: date) -> Sentence | None:
    """Why a material must not be handed out today; None when nothing of it says so. The last day still counts."""
    if material.is_withdrawn:
        return sentence("Do not distribute: {reason}", reason=material.why_withdrawn or "…")
    if material.state == OBSOLETE:
        return sentence("Do not distribute: every version is obsolete.")
    if is_overdue(material, today):
        return sentence("Do not distribute: it was to be reviewed by {day}.", day=material.review_by)
    return None


def is_overdue(material: Material, today: date) -> bool:
    """True when the review date of what is in use has passed."""
    return material.review_by is not None and material.review_by < today


def is_due(material: Material, today: date) -> bool:
    """True when it is to be reviewed within 90 days, or should have been."""
    return material.review_by is not None and material.review_by <= today + timedelta(days=REVIEW_SOON)


def is_low(material: Material) -> bool:
    """True when there are fewer copies than the officer wants in stock."""
    return material.stock is not None and material.reorder_at is not None and material.stock < material.reorder_at


def review_said(material: Material, today: date) -> Sentence | None:
    """How far the review is, in words; None without a review date."""
    if material.review_by is None:
        return None
    ahead = (material.review_by - today).days
    if ahead < 0:
        return counted("{n} day overdue", "{n} days overdue", -ahead)
    if ahead == 0:
        return sentence("today")
    return counted("in {n} day", "in {n} days", ahead)
