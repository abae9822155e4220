"""A recovery code is long enough, reads back however it is typed, and a slip is not taken for another code."""

from __future__ import annotations

import math

from hospcomms.domain import recovery_code as codes
from tests.cases import cases


def test_a_code_holds_more_than_120_bits_and_no_two_are_alike() -> None:
    assert math.log2(len(codes.ALPHABET)) * codes.BODY > 120
    assert not set(codes.ALPHABET) & set("01OIBSGUZAMQW"), "look alike, or lie on other keys of a French keyboard"
    made = {codes.make() for _ in range(50)}
    assert len(made) == 50
    assert {sign for code in made for sign in code} == {*codes.ALPHABET, "-"}


def test_a_code_is_understood_however_it_is_typed() -> None:
    code = codes.make()
    signs = code.replace("-", "")
    arabic = signs.translate({ord("0") + digit: chr(0x660 + digit) for digit in range(10)})
    eastern = signs.translate({ord("0") + digit: chr(0x6F0 + digit) for digit in range(10)})
    typed = (code, signs, code.lower(), code.replace("-", " "), code.replace("-", "\u2013"), arabic, eastern)
    marked = f"\u200f{code}\u200e\n"
    with cases() as table:
        for words in (*typed, f"  {signs} ", marked, signs.replace("8", "B").replace("5", "S").replace("2", "Z")):
            with table.case(words):
                assert codes.signs_of(words) == signs


def test_a_slip_of_the_fingers_is_told_from_another_code() -> None:
    signs = codes.make().replace("-", "")
    for place, sign in enumerate(signs):
        others = [other for other in codes.ALPHABET if other != sign]
        assert not [other for other in others if codes.signs_of(signs[:place] + other + signs[place + 1 :])]
        swapped = signs[:place] + signs[place + 1 : place + 2] + sign + signs[place + 2 :]
        assert swapped == signs or codes.signs_of(swapped) is None
        assert codes.signs_of(signs[:place] + signs[place + 1 :]) is None
    assert codes.signs_of(f"{signs}2") is None
    assert codes.signs_of("") is None
    assert codes.signs_of("كلمة سر") is None
