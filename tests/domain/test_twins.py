"""Names, numbers and addresses that are one, and those that only look so; the finder judges both ways alike."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hospcomms.domain.contact_keys import email_keys, host_of, phone_keys
from hospcomms.domain.likeness import NEAR, SAME, alike
from hospcomms.domain.names import words_of_name, words_of_outlet
from hospcomms.domain.press import Outlet, Person
from hospcomms.domain.skeletons import skeleton
from hospcomms.domain.twins import Twin, entry_of, find_twins

ONE_NAME = """محمد Mohamed
محمد Muhammad|علي Ali|عمر Omar|حسين Hocine|حسين Hussein|Hocine Houcine|خالد Khaled|Khaled Khalid
جمال Djamel|Jamal Djamel|كريمة Karima|يوسف Youcef|ياسين Yacine|عبدالقادر Abdelkader|عبدالرحمن Abderrahmane
عبدالرحمن Abdurrahman|عبدالله Abdallah|عبدالله Abdullah|نورالدين Noureddine|بوعلام Boualem|عائشة Aïcha|عيسى Aïssa
إبراهيم Brahim
إبراهيم Ibrahim|سليمان Slimane|العتيبي Alotaibi|الشروق Echorouk|النهار Ennahar|الخبر Khabar
قروج Guerroudj|مصطفى Mustapha|رضا Réda|فاطمة Fatima|فاطمة Fatimah|مريم Meriem|ليلى Lila|خديجة Khadidja|سعاد Souad
وهيبة Ouahiba|حياة Hayet|زياني Ziani|بلقاسم Belkacem|Belkacem Belgacem|صلاح Salah|أحمد Ahmed|عثمان Othmane|هواري Houari
فيصل Fayçal|جيلالي Djilali|سعيد Saïd|الدوسري Aldossary|القحطاني Qahtani
نصرالله Nasrallah
بنالعربي Benlarbi|بنعلي Benali
ﻣﺴﺘﺸﻔﻰ مستشفى|مـحمد محمد|أحمد احمد|Hélène Helene|He\u0301lène Hélène"""
OTHER_NAME = """محمد محمود
Mohamed Mahmoud|حسن حسين|Hassan Hocine|Omar Amar|Karim Karima|سمير سميرة|Ahmed Hamid|حامد حميد
Samir Samira|أمين أمينة|Nadia Nadir|علي عمر|Ali Alia|منصور منصوري|Salim Salima|Kamel Djamel|Benali Benaissa"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [tuple(line.split()) for row in table.splitlines() for line in row.split("|")]  # type: ignore[misc]


def word(name: str) -> str:
    (found,) = words_of_name(name)
    return found


@pytest.mark.parametrize(("one", "other"), pairs(ONE_NAME))
def test_spellings_of_one_name_in_both_scripts_are_the_same(one: str, other: str) -> None:
    assert alike(word(one), word(other)) >= SAME


@pytest.mark.parametrize(("one", "other"), pairs(OTHER_NAME))
def test_other_names_are_not_the_same(one: str, other: str) -> None:
    assert alike(word(one), word(other)) < SAME


@pytest.mark.parametrize(
    ("name", "slip"), [("Benali", "Benalo"), ("Karim", "Katim"), ("فريدة", "فريةد"), ("قروج", "قرووج")]
)
def test_a_slip_of_the_keyboard_is_near(name: str, slip: str) -> None:
    assert NEAR <= alike(name.lower(), slip.lower()) < SAME


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("د. عبد القادر بن علي", ("عبدالقادر", "بنعلي")),
        ("Dr Abd el-Kader Ben Ali", ("abdelkader", "benali")),
        ("Salah Eddine BENLARBI", ("salaheddine", "benlarbi")),
        ("صلاح الدين بن العربي", ("صلاحالدين", "بنالعربي")),
        ("Fatima-Zohra", ("fatima", "zohra")),
        ("Mme Hélène D’Arc", ("helene", "darc")),
        ("12345 !!", ()),
        ("", ()),
    ],
)
def test_particles_are_joined_and_titles_left_out(name: str, words: tuple[str, ...]) -> None:
    assert words_of_name(name) == words


def test_an_outlet_says_its_medium_beside_its_name() -> None:
    assert words_of_outlet("جريدة الشروق") == (frozenset({"newspaper"}), ("الشروق",))
    assert words_of_outlet("La Chaîne TV") == (frozenset({"television"}), ("la", "chaine", "tv"))


@pytest.mark.parametrize(
    "text",
    [
        "0550 12 34 56",
        "+213 550 12 34 56",
        "00213550123456",
        "213550123456",
        "٠٥٥٠١٢٣٤٥٦",
        "+213 (0) 550-12-34-56",
        "(0550) 12.34.56",
        "Tél : 0550123456 poste 12",
        "550123456",
        "0550123456 / 021 23 45 67",
        "0550123456 ou 021234567",
    ],
)
def test_spellings_of_a_telephone_have_one_key(text: str) -> None:
    assert "550123456" in phone_keys(text)


def test_numbers_of_other_countries_and_short_lines_have_their_own_keys() -> None:
    assert phone_keys("021 23 45 67") == phone_keys("+213 21 23 45 67") == {"21234567"}
    assert phone_keys("+966 50 123 4567", country="SA") == phone_keys("0501234567", country="SA")
    assert phone_keys("+968 9123 4567", country="OM") == phone_keys("91234567", country="OM")
    assert phone_keys("+33 6 12 34 56 78") == phone_keys("0033612345678") == {"612345678"}
    assert phone_keys("1021", "115", "") == frozenset()


def test_spellings_of_an_address_have_one_key() -> None:
    assert email_keys("Samira.G@Gmail.com") == email_keys("samirag+presse@googlemail.com")
    assert email_keys("a@x.dz; b@y.dz") == {"a@x.dz", "b@y.dz"}
    assert email_keys("no address") == frozenset()
    assert host_of("https://www.elkhabar.example/a/b") == host_of("elkhabar.example") == "elkhabar.example"
    assert host_of("facebook.com/one") != host_of("facebook.com/two")


def found(*people: Person) -> list[Twin]:
    return find_twins([entry_of(person) for person in people])


def test_the_same_number_or_address_is_offered_whatever_the_names() -> None:
    one, other = (
        Person(id=1, name="Karim", phone="0550123456"),
        Person(id=2, name="نادية بن علي", phone2="+213550123456"),
    )
    (twin,) = found(one, other)
    assert (twin.first, twin.second, str(twin.why)) == (1, 2, "same telephone")
    (twin,) = found(Person(id=7, name="Ali", email2="A@x.dz"), Person(id=3, name="Zoé", email="a@x.dz"))
    assert (twin.first, twin.second, str(twin.why)) == (3, 7, "same e-mail")


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("سميرة قروج", "Guerroudj Samira", "same name in the other script"),
        ("Samira Guerroudj", "Guerroudj Samira", "same name in another order"),
        ("Djamel Ouettar", "Jamal Wattar", "the names are spelt alike"),
        ("عبد الرحمن آيت أحمد", "عبدالرحمن ايت احمد", "same name"),
        ("Fatima Zohra Mammeri", "Fatimazohra Mammeri", "same name"),
    ],
)
def test_a_name_that_is_not_common_is_offered_in_every_spelling(one: str, other: str, why: str) -> None:
    (twin,) = found(Person(id=1, name=one), Person(id=2, name=other))
    assert twin.score > 0.9
    assert str(twin.why) == why


def test_a_common_name_alone_is_not_offered_with_another_telephone_and_outlet() -> None:
    one = Person(id=1, name="محمد بن علي", phone="0550123456", outlet=1)
    other = Person(id=2, name="Mohamed Benali", phone="0661987654", outlet=2)
    assert found(one, other) == []


def test_a_crowd_at_one_switchboard_is_not_a_crowd_of_twins() -> None:
    names = (
        "سميرة قروج",
        "Omar Talbi",
        "نبيل حداد",
        "Hélène Faure",
        "كمال عرجوني",
        "Yanis Dunette",
        "رضا شاوي",
        "Lila Feraoun",
    )
    people = [Person(id=at, name=name, phone="021 23 45 67", outlet=4) for at, name in enumerate(names, 1)]
    assert found(*people) == []
    again = Person(id=50, name="Guerroudj Samira", phone="+213 21 23 45 67", outlet=4)
    assert [(twin.first, twin.second) for twin in found(*people, again)] == [(1, 50)]


def test_colleagues_who_share_their_lines_two_by_two_are_not_offered_where_that_is_usual() -> None:
    chance = random.Random(3)
    letters = "bdfgklmnrstvz"
    names = ["".join(chance.choice(letters) + chance.choice("aeiou") for _ in range(3)) for _ in range(160)]
    people = [
        Person(id=at + 1, name=f"{names[2 * at]} {names[2 * at + 1]}", phone=f"0550 00 {at // 2:04d}")
        for at in range(80)
    ]
    assert len(found(*people)) <= 3


def test_outlets_are_found_across_scripts_but_not_across_media() -> None:
    outlets = [
        Outlet(id=1, name="الخبر", medium="newspaper"),
        Outlet(id=2, name="El Khabar"),
        Outlet(id=3, name="جريدة الشروق"),
        Outlet(id=4, name="Echorouk", medium="newspaper"),
        Outlet(id=5, name="تلفزيون النهار"),
        Outlet(id=6, name="Radio Ennahar"),
        Outlet(id=7, name="Radio Tlemcen", website="https://tlemcen.example"),
        Outlet(id=8, name="إذاعة الزيانيين", website="www.tlemcen.example/"),
    ]
    twins = find_twins([entry_of(outlet) for outlet in outlets])
    assert sorted((twin.first, twin.second) for twin in twins) == [(1, 2), (3, 4), (7, 8)]


def test_pairs_kept_apart_and_pairs_of_others_are_left_out() -> None:
    people = [Person(id=at, name="سميرة قروج", email="s@x.dz") for at in (1, 2, 3)]
    entries = [entry_of(person) for person in people]
    assert [(twin.first, twin.second) for twin in find_twins(entries, [(2, 1)])] == [(1, 3), (2, 3)]
    assert [(twin.first, twin.second) for twin in find_twins(entries, only=frozenset([3]))] == [(1, 3), (2, 3)]


TYPED = "محمد علي بن عبد الله Mohamed Ali Ben el Karim كريمة Zoé O'Neil د. ﷺ 👩\u200d👩\u200d👧 ' -- 123 \u202eAhmed"
WORDS = st.sampled_from(["", *TYPED.split()])
NAMES = st.one_of(st.lists(WORDS, max_size=5).map(" ".join), st.text(max_size=30))
PHONES = st.sampled_from(["", "0550123456", "+213 550 12 34 56", "0661 00 00 01", "115", "?", "٠٥٥٠١٢٣٤٥٦"])
EMAILS = st.sampled_from(["", "a@x.dz", "A@X.dz", "b@y.dz", "@", "no"])
PEOPLE = st.lists(
    st.builds(Person, name=NAMES, other_name=NAMES, phone=PHONES, email=EMAILS, outlet=st.integers(0, 2)), max_size=8
)


@settings(max_examples=150, deadline=None)
@given(PEOPLE, st.randoms(use_true_random=False))
def test_the_order_of_a_list_does_not_matter_and_nothing_breaks_on_any_text(
    people: list[Person], chance: random.Random
) -> None:
    entries = [entry_of(Person(**{**vars(person), "id": at})) for at, person in enumerate(people, 1)]
    pairs_found = find_twins(entries)
    mixed = list(entries)
    chance.shuffle(mixed)
    assert {(twin.first, twin.second, twin.score) for twin in find_twins(mixed)} == {
        (twin.first, twin.second, twin.score) for twin in pairs_found
    }
    assert all(twin.first < twin.second and 0 < twin.score < 1 and twin.why.values["reasons"] for twin in pairs_found)


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_between_0_and_1_and_the_same_both_ways(one: str, other: str) -> None:
    assert 0 <= alike(one, other) <= 1
    assert alike(one, other) == alike(other, one)
    assert alike(one, one) == 1
    assert isinstance(skeleton(one), str)
