"""Very many records for speed trials: the same for the same number, in three languages, written in blocks."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from hospcomms.domain.activities import STATUSES, Activity
from hospcomms.domain.audiences import CHANNELS, Audience
from hospcomms.domain.campaigns import KINDS, STATES, Campaign
from hospcomms.domain.fields import Record
from hospcomms.domain.monitoring import ACCURACY, PAPERS, TONES, Clip
from hospcomms.domain.press import Person

if TYPE_CHECKING:
    from hospcomms.services.office import Office

BLOCK = 10_000
"""Records written in one transaction: large enough to be quick, small enough for little memory."""

WHO = ("الأمهات", "أولياء التلاميذ", "مرضى السكري", "كبار السن", "المستخدمون", "الشباب", "الصيادلة", "الحجاج",
       "Femmes enceintes", "Patients diabétiques", "Lycéens", "Donneurs de sang", "Visitors", "Carers")  # fmt: skip
WHERE = ("حي النخيل", "قصر الشمال", "العيادة الأولى", "الواحة القديمة", "قرية السد", "حي السلام",
         "quartier des Palmiers", "polyclinique Est", "Palm district", "East clinic")  # fmt: skip
WHAT = ("تلقيح", "نظافة اليدين", "تبرع بالدم", "رضاعة طبيعية", "كشف مبكر", "تغذية سليمة", "سلامة الدواء",
        "إقلاع عن التدخين", "Vaccination", "Hygiène des mains", "Dépistage", "Hand hygiene")  # fmt: skip
FIRST_NAMES = (("أمينة", "Amina"), ("كمال", "Kamel"), ("سعاد", "Souad"), ("رياض", "Riad"), ("هدى", "Houda"),
               ("مراد", "Mourad"), ("ليندة", "Lynda"), ("يوسف", "Youcef"), ("أمال", "Amel"), ("جمال", "Djamel"),
               ("نبيل", "Nabil"), ("سهيلة", "Souhila"), ("عمر", "Omar"), ("وردة", "Ouarda"))  # fmt: skip
FAMILY_NAMES = (("نخلاوي", "Nakhlaoui"), ("عرجوني", "Arjouni"), ("كثباني", "Kouthbani"), ("سرابي", "Sarabi"),
                ("رملاوي", "Ramlaoui"), ("تمراوي", "Tamraoui"), ("ضفافي", "Difafi"), ("قصراوي", "Ksaraoui"),
                ("سواقي", "Souagui"), ("بئراوي", "Biraoui"), ("فقارة", "Foggara"), ("سبخاوي", "Sebkhaoui"))  # fmt: skip
"""Invented names as they are written and spelled."""


def add_many(office: Office, scale: int) -> None:
    """Add ``scale`` audiences, as many campaigns, activities and people of the press, and half as many clips."""
    chance = random.Random(scale)  # noqa: S311 the same names each time, nothing secret
    _write(office, scale, lambda number, place: _audience(chance, number, place))
    campaigns = _write(office, scale, lambda number, place: _campaign(office, chance, number, place))
    _write(office, scale, lambda number, place: _activity(office, chance, number, campaigns + place))
    add_people(office, scale)
    add_clips(office, scale // 2)


def add_people(office: Office, scale: int) -> None:
    """Add ``scale`` people of the press."""
    chance = random.Random(scale)  # noqa: S311 as above
    _write(office, scale, lambda number, place: _person(office, chance, number, place))


def add_clips(office: Office, many: int) -> None:
    """Add ``many`` clips of the last ten years, most of them judged."""
    chance = random.Random(many)  # noqa: S311 as above
    _write(office, many, lambda number, place: _clip(office, chance, number, place))


def _write(office: Office, many: int, made: Callable[[int, int], Record]) -> int:
    """Write ``many`` records block by block; the number of the first."""
    # late: the blocks are named as the sample is, which imports this module
    from hospcomms.services.sample import KIND, MAKE

    first = 0
    for start in range(0, many, BLOCK):
        count = min(BLOCK, many - start)
        with office.store.change(MAKE, KIND) as change:
            block = change.number(count)
            first = first or block
            for place in range(count):
                change.add(made(block + place, start + place))
    return first


def _audience(chance: random.Random, number: int, place: int) -> Audience:
    return Audience(
        id=number,
        name=f"{chance.choice(WHO)}، {chance.choice(WHERE)} {place + 1}",
        description=" ".join(_some(chance, WHAT, 3)),
        size=float(chance.randrange(50, 20_000)),
        size_year=float(chance.randrange(2018, 2027)),
        size_source=f"سجل {chance.choice(WHERE)}",
        channels=tuple(_some(chance, tuple(choice.key for choice in CHANNELS), 2)),
        languages=("ar",),
    )


def _campaign(office: Office, chance: random.Random, number: int, place: int) -> Campaign:
    # old enough that the trials' campaigns do not bury what is due on the first page
    start = office.today - timedelta(days=chance.randrange(400, 4000))
    return Campaign(
        id=number,
        title=f"{chance.choice(WHAT)}: {chance.choice(WHO)}، {chance.choice(WHERE)} {place + 1}",
        kind=chance.choice(KINDS).key,
        state=chance.choice(STATES[-2:] if chance.random() < 0.9 else STATES[:1]).key,
        start=start,
        end=start + timedelta(days=chance.randrange(7, 120)),
        progress=float(chance.randrange(0, 101)),
        owner=f"مكلف {chance.randrange(1, 40)}",
        themes=(chance.choice(WHAT),),
        situation=" ".join(_some(chance, WHO, 4)),
    )


def _activity(office: Office, chance: random.Random, number: int, campaign: int) -> Activity:
    start = office.today - timedelta(days=chance.randrange(400, 4000))
    return Activity(
        id=number,
        campaign=campaign,
        title=f"{chance.choice(WHAT)} {chance.choice(WHERE)}",
        responsible=f"مكلف {chance.randrange(1, 40)}",
        status=STATUSES[2].key,
        start=start,
        end=start + timedelta(days=chance.randrange(1, 20)),
    )


def _person(office: Office, chance: random.Random, number: int, place: int) -> Person:
    (name, spelled), (family, written) = chance.choice(FIRST_NAMES), chance.choice(FAMILY_NAMES)
    return Person(
        id=number,
        name=f"{name} {family}",
        other_name=f"{spelled} {written}",
        phone=f"0500 {place // 10_000 % 100:02} {place // 100 % 100:02} {place % 100:02}",
        email=f"{spelled}.{written}.{place}@example.org".lower(),
        languages=("ar",),
        beats=(chance.choice(WHAT),),
        region=chance.choice(WHERE),
        verified_on=office.today - timedelta(days=chance.randrange(0, 500)),
    )


def _clip(office: Office, chance: random.Random, number: int, place: int) -> Clip:
    on = office.today - timedelta(days=chance.randrange(70, 3650))
    coder = f"مكلف {chance.randrange(1, 4)}" if chance.random() < 0.8 else ""
    return Clip(
        id=number,
        title=f"{chance.choice(WHAT)}: {chance.choice(WHO)}، {chance.choice(WHERE)} {place + 1}",
        on=on,
        paper=chance.choice(PAPERS).key,
        at=f"ص. {chance.randrange(1, 24)}",
        summary=" ".join((*_some(chance, WHAT, 3), *_some(chance, WHO, 3), *_some(chance, WHERE, 2))),
        topics=tuple(_some(chance, WHAT, 2)),
        tone=chance.choice(TONES).key if coder else "",
        accuracy=chance.choice(ACCURACY).key if coder else "",
        coder=coder,
        coded_on=on + timedelta(days=1) if coder else None,
    )


def _some(chance: random.Random, words: tuple[str, ...], count: int) -> Iterator[str]:
    return iter(chance.sample(words, count))
