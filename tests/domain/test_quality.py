"""Score sheets: every combination of what does not apply, what follows from an answer, thresholds, half-filled ones."""

from __future__ import annotations

from itertools import product

from hospcomms.domain.materials import QualityScore
from hospcomms.domain.quality import scoring
from hospcomms.domain.quality.clear_communication import FULL_SHEET, SHORT_SHEET
from hospcomms.domain.quality.pemat import FILM_SHEET, PRINT_SHEET
from hospcomms.domain.quality.sheets import NA, NO, YES, ScoreSheet, read_answers, written_answers

Answers = dict[int, str]


def all_yes(sheet: ScoreSheet) -> Answers:
    return dict.fromkeys(sheet.numbers(), YES)


def _relevant(recommends: bool, numbers: bool, risk: bool, probability: bool) -> set[int]:
    """The items that apply, worked out from METHODS.md 4.1 and not from the program."""
    found = set(range(1, 12))
    found |= {12, 13, 14} if recommends else set()
    found |= {15, 16, 17} if numbers else set()
    found |= {18} | ({19} if recommends else set()) | ({20} if probability else set()) if risk else set()
    return found


def test_the_index_is_counted_over_11_to_20_items_whatever_does_not_apply() -> None:
    seen, allowed = set(), 0
    for skipped in product((False, True), repeat=9):
        asked = {12 + place for place, gone in enumerate(skipped) if gone}
        answers: Answers = {number: NA if number in asked else YES for number in range(1, 21)}
        found = scoring.tally(FULL_SHEET, answers)
        (share,) = found.shares
        if found.missing:  # “not applicable” where the sheet does not allow it: no answer, and so no score
            assert found.score(0) is None
            assert set(found.missing) <= asked - {12, 15, 18, 20}
            continue
        allowed += 1
        applies = _relevant(12 not in asked, 15 not in asked, 18 not in asked, 20 not in asked)
        assert share.possible == len(applies), asked
        assert 11 <= share.possible <= 20
        assert share.points == len(applies - {17}), asked
        assert found.score(0) == share.points / len(applies) * 100
        seen.add(share.possible)
    # 18 cannot come about: item 19 applies when parts B and D both do
    assert seen == {11, 12, 13, 14, 15, 16, 17, 19, 20}
    assert allowed > 16


def test_no_answer_settles_more_or_less_than_the_sheet_says() -> None:
    """All answers of the items others hang on, in all combinations: nothing else is changed."""
    for one, five, twelve, fifteen, eighteen, twenty in product(
        (YES, NO), (YES, NO), (YES, NO, NA), (YES, NO, NA), (YES, NO, NA), (YES, NO, NA)
    ):
        answers = {**all_yes(FULL_SHEET), 1: one, 5: five, 12: twelve, 15: fifteen, 18: eighteen, 20: twenty}
        final = scoring.settled(FULL_SHEET, answers)
        assert [final[number] for number in (2, 3, 4)] == [YES if one == YES else NO] * 3
        assert final[6] == (YES if (one, five) == (YES, YES) else NO)
        assert [final[number] for number in (12, 13, 14)] == [YES if twelve == YES else NA] * 3
        assert [final[number] for number in (16, 17)] == [NA if fifteen == NA else YES] * 2
        assert final[19] == (YES if twelve == YES and eighteen != NA else NA)
        assert final[20] == (NA if eighteen == NA else twenty)
        assert not scoring.tally(FULL_SHEET, answers).missing


def test_the_calculation_item_is_turned_round_and_90_percent_is_enough() -> None:
    answers = all_yes(FULL_SHEET)
    assert scoring.tally(FULL_SHEET, answers).score(0) == 95.0
    assert scoring.tally(FULL_SHEET, {**answers, 17: NO}).score(0) == 100.0
    eighteen = {**answers, 8: NO}
    assert (scoring.tally(FULL_SHEET, eighteen).score(0), scoring.tally(FULL_SHEET, eighteen).passed) == (90.0, True)
    assert not scoring.tally(FULL_SHEET, {**eighteen, 9: NO}).passed
    assert [item.number for item in scoring.zero_items(FULL_SHEET, eighteen)] == [8, 17]


def test_a_half_filled_sheet_has_no_score_on_any_sheet_whichever_item_is_left_out() -> None:
    for sheet in scoring.SHEETS.values():
        answers = all_yes(sheet)
        assert scoring.tally(sheet, answers).is_complete
        for number in sheet.numbers():
            left = {other: answer for other, answer in answers.items() if other != number}
            found = scoring.tally(sheet, left)
            assert number in found.missing
            assert (found.score(0), found.score(1), found.passed) == (None, None, False)
    record = QualityScore(instrument="cci", answers=written_answers({1: YES, 2: YES})).settled()
    assert (record.score, record.second, record.has_passed) == (None, None, False)


def test_the_short_sheet_has_the_items_we_read_into_it_and_counts_4_to_13() -> None:
    assert SHORT_SHEET.numbers() == (1, 5, 6, 7, *range(12, 21))
    assert SHORT_SHEET.note
    full = scoring.tally(SHORT_SHEET, {**all_yes(SHORT_SHEET), 17: NO})
    assert (full.shares[0].possible, full.score(0)) == (13, 100.0)
    least = {1: YES, 5: YES, 6: YES, 7: YES, 12: NO, 15: NA, 18: NA}
    assert scoring.tally(SHORT_SHEET, least).shares[0].possible == 4


def test_pemat_has_its_items_its_two_domains_and_passes_only_above_70_percent() -> None:
    for sheet, sizes in ((PRINT_SHEET, (17, 7)), (FILM_SHEET, (13, 4))):
        assert tuple(share.possible for share in scoring.tally(sheet, all_yes(sheet)).shares) == sizes
    spared = {item.number for item in PRINT_SHEET.items if item.without}
    assert spared == {6, 8, 9, 11, 16, 17, 18, 19, 24, 25}
    assert {item.number for item in FILM_SHEET.items if item.without} == {8, 9, 11, 12, 13, 14, 18, 19, 25}
    video = scoring.tally(FILM_SHEET, {**all_yes(FILM_SHEET), 12: NA})
    assert (video.shares[0].possible, video.is_complete) == (12, True), "visual cues do not apply to a video"
    assert scoring.tally(PRINT_SHEET, {**all_yes(PRINT_SHEET), 12: NA}).missing == (12,)
    # 7 of 10 is 70 % exactly: not enough; every item that may be left out is
    answers = {**all_yes(PRINT_SHEET), **dict.fromkeys(spared, NA), 1: NO, 2: NO, 3: NO}
    answers[6] = YES
    found = scoring.tally(PRINT_SHEET, answers)
    assert (found.shares[0].points, found.shares[0].possible) == (7, 10)
    assert (found.score(0), found.score(1), found.passed) == (70.0, 100.0, False)
    assert scoring.tally(PRINT_SHEET, {**answers, 3: YES}).passed
    assert scoring.tally(PRINT_SHEET, {**answers, 3: YES, 20: NA}).missing == (20,)
    record = QualityScore(instrument="pemat_p", answers=written_answers({**answers, 3: YES})).settled()
    assert (record.score, record.second, record.has_passed) == (80.0, 100.0, True)


def test_answers_are_read_back_as_written_and_rubbish_is_no_answer() -> None:
    for sheet in scoring.SHEETS.values():
        answers = {number: (YES, NO, NA)[number % 3] for number in sheet.numbers()}
        assert read_answers(written_answers(answers)) == answers
        assert len(written_answers(answers)) <= 1000
    assert read_answers("1:yes 2:maybe x:no 3 :yes ٤:yes 5:na") == {1: YES, 5: NA}


def test_two_scorers_agree_on_the_items_they_answer_alike() -> None:
    one = all_yes(FULL_SHEET)
    found = scoring.agreement(FULL_SHEET, one, {**one, 8: NO, 9: NO})
    assert found is not None
    assert (found.same, found.items, found.percent) == (18, 20, 90.0)
    assert [item.number for item in found.apart] == [8, 9]
    assert scoring.agreement(FULL_SHEET, one, {1: YES}) is None
