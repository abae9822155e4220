"""The name of the hospital put where a holding statement leaves a blank for it, in each of the three languages."""

from __future__ import annotations

import re
from typing import Any

from hospcomms.domain.fields import Texts
from hospcomms.domain.scenarios import PARTS, ScenarioStatement

_ARABIC = re.compile(r"(?P<kind>مستشفى )?\[اسم (?:المؤسسة|المستشفى)\]")
_FRENCH = re.compile(
    r"(?:(?P<to>à )?(?P<article>l)[’']hôpital )?\[nom de l[’'](?:établissement|hôpital)\]", re.IGNORECASE
)
_ENGLISH = re.compile(r"\[(?:the )?name of the hospital\]", re.IGNORECASE)
_ARABIC_KINDS = ("مستشفى ", "المستشفى ", "مركز ", "المركز ")
_ELIDED = frozenset({"hôpital", "hopital", "établissement", "etablissement", "eph", "ehs", "ehu", "epsp"})
_WITH_LE = frozenset({"centre", "chu"})


def with_hospital(template: ScenarioStatement, name: Texts) -> dict[str, Any]:
    """The six parts of a holding statement by field, the blank of the hospital filled when ``name`` is written."""
    return {part: named(getattr(template, part), name) for part in PARTS}


def named(words: Texts, name: Texts) -> Texts:
    """A text with the hospital named in each language: by its name in it, else by the best one; else left blank."""
    if not name.written():
        return words
    return Texts(
        ar=_ARABIC.sub(lambda found: _in_arabic(found, name.best("ar")), words.ar),
        fr=_FRENCH.sub(lambda found: _in_french(found, name.best("fr")), words.fr),
        en=_ENGLISH.sub(lambda _found: name.best("en"), words.en),
    )


def _in_arabic(found: re.Match[str], name: str) -> str:
    """The word “hospital” before the blank goes when the name itself begins with one like it."""
    return name if name.startswith(_ARABIC_KINDS) else (found["kind"] or "") + name


def _in_french(found: re.Match[str], name: str) -> str:
    """« l’hôpital » before the blank becomes the article of a name that says what kind of house it is."""
    if found["article"] is None:
        return name
    kind = name.split(" ", 1)[0].casefold()
    to, article = found["to"] or "", found["article"]
    if kind in _ELIDED:
        return f"{to}{article}’{name}"
    if kind in _WITH_LE:
        contracted = "Au" if to.startswith("À") else "au"
        return f"{contracted} {name}" if to else f"{article}e {name}"
    return f"{to}{article}’hôpital {name}"
