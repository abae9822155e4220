"""Invented people with planted pairs, to measure the finder of duplicates; shares no code with it.

Each stock is a table of names as registers write them: the Arabic spelling (none for French names), then the Latin
ones. A planted pair is one person entered again: another script or spelling, the words in another order, a slip of
the keyboard, the telephone written differently; a part of them with no contact in common.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

Name = tuple[str, ...]
_STOCKS = Path(__file__).resolve().parents[1] / "data" / "name_stocks.txt"
_ENDS_AR = ("ي", "ان", "ة", "اوي", "ين", "")
_ENDS_LA = ("i", "ane", "a", "aoui", "ine", "")
_SYLLABLES_AR = (
    "بو", "مر", "زر", "قد", "شر", "حم", "عي", "دح", "لع", "فر", "طا", "سي", "نو", "غز", "خل", "كر", "جب", "هن", "وا",
    "صد",
)  # fmt: skip
_SYLLABLES_LA = (
    "bou", "mer", "zer", "ked", "cher", "ham", "ai", "dah", "la", "fer", "ta", "si", "nou", "ghez", "khal", "ker",
    "djeb", "hen", "oua", "sed",
)  # fmt: skip
_FRENCH_PARTS = (
    "Bel Mont Cler Vau Fon Gar Lam Pel Tour Ro Vi Cha Gui Del Ber Cou Mar Sau Per La",
    "le ri ga de ma bou se vi no ta che ne",
    "ret ville mont nard gny doux lier rand teau zac quet vel chet rin son",
)


def _made_families(count: int, rng: random.Random) -> list[Name]:
    """Invented family names in both scripts, so that there are as many as among 20,000 real people."""
    found: dict[str, Name] = {}
    while len(found) < count:
        parts = [rng.randrange(len(_SYLLABLES_AR)) for _ in range(rng.choice((2, 2, 3)))]
        end = rng.randrange(len(_ENDS_AR))
        arabic = "".join(_SYLLABLES_AR[part] for part in parts) + _ENDS_AR[end]
        latin = "".join(_SYLLABLES_LA[part] for part in parts) + _ENDS_LA[end]
        found.setdefault(arabic, (arabic, latin.capitalize()))
    return list(found.values())


def _made_french(count: int, rng: random.Random) -> list[Name]:
    starts, middles, ends = (words.split() for words in _FRENCH_PARTS)
    made = {f"{rng.choice(starts)}{rng.choice(middles)}{rng.choice(ends)}" for _ in range(count * 2)}
    return [(name,) for name in sorted(made)[:count]]


@cache
def _written(heading: str) -> list[Name]:
    """The names under a heading of the file of stocks."""
    part = _STOCKS.read_text(encoding="utf-8").split(f"[{heading}]\n")[1].split("\n\n")[0]
    return [tuple(line.split(", ")) for line in part.splitlines()]


@dataclass(frozen=True)
class Invented:
    """One invented person; ``key`` tells who it is: the two entries of a planted pair have the same."""

    key: int
    name: str
    other: str = ""
    phone: str = ""
    email: str = ""
    place: int = 0
    how: str = ""


def stock(kind: str) -> tuple[list[Name], list[Name]]:
    """Given and family names of a stock: ``maghreb``, ``east`` (Gulf and Levant) or ``french``."""
    rng = random.Random(kind)
    made = _made_french(1200, rng) if kind == "french" else _made_families(1500 if kind == "maghreb" else 900, rng)
    return _written(f"{kind} given"), _written(f"{kind} family") + made


def people(kind: str, count: int, planted: int, seed: int = 5) -> list[Invented]:
    """``count`` invented people of a stock in any order, ``planted`` of them entered a second time."""
    rng = random.Random(f"{kind} {seed}")
    given, family = stock(kind)
    found = [_person(key, given, family, rng) for key in range(count - planted)]
    twins = [_again(found[key], given, family, rng) for key in rng.sample(range(len(found)), planted)]
    everyone = found + twins
    rng.shuffle(everyone)
    return everyone


def _common_first(names: Sequence[Name], rng: random.Random) -> int:
    """A place in a table: the first names are the most frequent, as in life."""
    return min(int(rng.paretovariate(0.6)) - 1 + rng.randrange(6), rng.randrange(len(names)) + 40) % len(names)


def _person(key: int, given: list[Name], family: list[Name], rng: random.Random) -> Invented:
    one = given[_common_first(given, rng) if rng.random() < 0.5 else rng.randrange(len(given))]
    own = family[rng.randrange(len(family))] if rng.random() < 0.8 else family[_common_first(family, rng)]
    script = 0 if len(one) > 1 and rng.random() < 0.6 else -1
    name = f"{_spelt(one, script, rng)} {_spelt(own, script, rng)}"
    other = ""
    if rng.random() < 0.4 and not one[0].isascii() and ord(one[0][0]) > 0x600:
        other = f"{_spelt(one, -1 - script, rng)} {_spelt(own, -1 - script, rng)}"
    number = f"0{rng.choice('567')}{rng.randrange(10**8):08d}" if rng.random() < 0.85 else ""
    host = rng.choice(("gmail.com", "yahoo.fr", "hotmail.com", "journal.dz", "presse.example"))
    latin = f"{one[-1]}.{own[-1]}".lower().replace(" ", "")
    email = f"{latin}{rng.randrange(1000)}@{host}" if rng.random() < 0.7 else ""
    return Invented(key, name, other, number, email, rng.randrange(1, 400) if rng.random() < 0.9 else 0, f"{key}")


def _spelt(name: Name, script: int, rng: random.Random) -> str:
    has_arabic = ord(name[0][0]) > 0x600
    if script == 0 and has_arabic:
        return name[0]
    latin = name[1:] if has_arabic else name
    return rng.choice(latin).replace("-", rng.choice(("-", " "))) if rng.random() < 0.5 else latin[0]


def _again(person: Invented, given: list[Name], family: list[Name], rng: random.Random) -> Invented:
    """The same person entered again by somebody else."""
    name, how = _name_again(person.name, given, family, rng)
    twin = replace(person, name=name, other="" if rng.random() < 0.7 else person.other, how=how)
    fate = rng.random()
    if fate < 0.6 and person.phone:  # the same telephone, and the rest as it comes
        email = rng.choice((person.email, "", f"contact{rng.randrange(10**6)}@gmail.com"))
        return replace(twin, phone=_phone_again(person.phone, rng), email=email, how=f"{how}, phone")
    if fate < 0.85 and person.email:
        phone = rng.choice(("", f"0{rng.choice('567')}{rng.randrange(10**8):08d}"))
        return replace(twin, phone=phone, email=person.email.upper() if rng.random() < 0.2 else person.email,
                       how=f"{how}, email")  # fmt: skip
    kept = rng.random() < 0.8
    return replace(twin, phone="", email="", place=person.place if kept else 0, how=f"{how}, name alone")


def _phone_again(phone: str, rng: random.Random) -> str:
    rest = phone[1:]
    pairs = " ".join(phone[at : at + 2] for at in range(0, len(phone), 2))
    return rng.choice(
        (
            f"+213 {rest[:3]} {rest[3:5]} {rest[5:7]} {rest[7:]}",
            f"00213{rest}",
            f"213{rest}",
            pairs,
            phone.replace("0", "٠").translate(str.maketrans("123456789", "١٢٣٤٥٦٧٨٩")),
            f"({phone[:4]}) {phone[4:7]}-{phone[7:]}",
            f"+213 (0) {rest}",
            f"{phone[:4]}.{phone[4:6]}.{phone[6:8]}.{phone[8:]}",
        )
    )


def _name_again(name: str, given: list[Name], family: list[Name], rng: random.Random) -> tuple[str, str]:
    """The name written by somebody else, and what was done."""
    how = rng.choice(("respelt", "respelt", "other script", "other script", "swapped", "slip", "same", "both"))
    parts = _parts(name, given, family)
    if how in ("respelt", "other script") and parts is not None:
        script = 0 if (ord(name[0]) > 0x600) == (how == "respelt") else -1
        written = [_orthography(_spelt(part, script, rng), rng) for part in parts]
        if rng.random() < 0.25:
            written.reverse()
        return " ".join(written), how
    if how == "slip":
        return _slip(name, rng), how
    words = name.split()
    if how == "same" or parts is None:
        return (name.upper() if rng.random() < 0.5 else name), how
    swapped = [*words[len(parts[0][0].split()) if len(words) > 2 else 1 :], words[0]] if len(words) == 2 else words
    return (_slip(" ".join(swapped), rng) if how == "both" else " ".join(swapped)), how


def _parts(name: str, given: list[Name], family: list[Name]) -> tuple[Name, Name] | None:
    """The two names a whole name was made of."""
    plain = name.replace("-", " ")
    for one in given:
        for spelling in one:
            start = spelling.replace("-", " ") + " "
            if plain.startswith(start):
                rest = plain[len(start) :]
                own = next((made for made in family if rest in {text.replace("-", " ") for text in made}), None)
                if own is not None:
                    return one, own
    return None


def _orthography(word: str, rng: random.Random) -> str:
    """Arabic as people type it: hamza left off, ta marbuta as ha, alif maqsura as ya, no space in Abd."""
    if ord(word[0]) < 0x600:
        return word.upper() if rng.random() < 0.2 else word
    for before, after in (("أ", "ا"), ("إ", "ا"), ("ة", "ه"), ("ى", "ي"), ("عبد ", "عبد"), ("بن ", "بن")):
        if rng.random() < 0.4:
            word = word.replace(before, after)
    return word


def _slip(name: str, rng: random.Random) -> str:
    """One slip of the keyboard: a letter doubled, left out, changed, or swapped with its neighbour."""
    spots = [spot for spot, letter in enumerate(name) if letter.isalpha() and 0 < spot < len(name) - 1]
    spot = rng.choice(spots)
    letters = "بتسمنلر" if ord(name[0]) > 0x600 else "aeinrst"
    return rng.choice(
        (
            name[:spot] + name[spot] + name[spot:],
            name[:spot] + name[spot + 1 :],
            name[:spot] + rng.choice(letters) + name[spot + 1 :],
            name[: spot - 1] + name[spot] + name[spot - 1] + name[spot + 1 :],
        )
    )
