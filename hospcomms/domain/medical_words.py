"""Whether a text looks like a page of a medical record: numbers of patients, words of a diagnosis (a hint, no more)."""

from __future__ import annotations

import re

from hospcomms.domain.folding import fold

_NUMBER = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){11,19}(?!\d)")
"""Social security numbers have 12 digits, national identity numbers 18; telephones have at most 15 with a +."""
_PHRASES = (
    "الملف الطبي رقم",
    "رقم الملف الطبي",
    "رقم ملف المريض",
    "رقم المريض",
    "رقم الضمان الاجتماعي",
    "تشخيص المريض",
    "التشخيص:",
    "dossier medical n",
    "numero de dossier",
    "n° de dossier",
    "n° de securite sociale",
    "numero de securite sociale",
    "diagnostic du patient",
    "diagnostic :",
    "compte rendu operatoire",
    "medical record no",
    "patient id",
    "diagnosis:",
)
_FOLDED = tuple(fold(phrase) for phrase in _PHRASES)


def looks_medical(text: str) -> bool:
    """True when a text holds a long number of a person, or a phrase that stands in medical records."""
    plain = text.replace("+", "x")
    if any("x" not in plain[max(0, found.start() - 1) : found.start()] for found in _NUMBER.finditer(plain)):
        return True
    folded = fold(text)
    return any(phrase in folded for phrase in _FOLDED)
