"""Every number the help prints about evaluation is recomputed by the engine, in all three languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from hospcomms import RESOURCES
from hospcomms.domain.activities import DONE, Activity
from hospcomms.domain.evaluation import costs, planning
from hospcomms.domain.evaluation.advice import NamedFigures, moved_of
from hospcomms.domain.evaluation.chain import Chain, chain
from hospcomms.domain.evaluation.designs import CONTROLLED, PRE_POST
from hospcomms.domain.evaluation.grades import FEWEST
from hospcomms.domain.evaluation.proportions import LEVEL, Group
from hospcomms.domain.evaluation.reaim import Reaim, ReaimFigures, reaim
from hospcomms.domain.evaluation.rules import BY_KEY, fired
from hospcomms.domain.evaluation.sample_size import PUBLISHED
from hospcomms.domain.evaluation.score import score
from hospcomms.domain.evaluation.verdicts import (
    IMPROVED,
    NO_CHANGE,
    NOT_ENOUGH,
    VERDICTS,
    Comparison,
    Finding,
    judge,
    verdict_label,
)
from hospcomms.domain.locale import LANGUAGES, locale
from hospcomms.domain.months import MONTHS
from hospcomms.domain.objectives import STAGES, Objective, Result
from hospcomms.services import sample_udine

Numbers = set[float]
SFAX = Group(42, 246), Group(47, 246)
SAHLOUL = Group(0.321 * 1201, 1201), Group(0.394 * 1057, 1057)
UDINE_VACCINATED = Group(164, 2910), Group(221, 2910)
UDINE_INTENDING = Group(0.131 * 464, 464), Group(0.366 * 417, 417)
HELD = Group(180, 600), Group(228, 600)
"""The behaviour of the worked example of RE-AIM (METHODS.md 1.4): 30 % and 38 %."""
_SOURCE = re.compile(r"^(?:Source|المصدر)\s?:.*$", re.MULTILINE)
_NUMBER = {
    "en": re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?"),
    "fr": re.compile(r"\d+(?:\u202f\d{3})*(?:,\d+)?"),
    "ar": re.compile(r"\d+(?:\u202f\d{3})*(?:,\d+)?"),
}


def text_of(name: str, language: str) -> str:
    """A help page."""
    return (RESOURCES / "help" / language / f"{name}.md").read_text(encoding="utf-8")


def numbers_of(name: str, language: str) -> Numbers:
    """The numbers a page prints, written as its language writes them; without its sources and the marks of lists."""
    text = re.sub(r"^\d+\. ", "", _SOURCE.sub("", text_of(name, language)), flags=re.MULTILINE)
    text = re.sub(r"\]\([^)]*\)|`[^`]*`", "", text)
    found = _NUMBER[language].findall(text)
    if language == "en":
        return {float(number.replace(",", "")) for number in found}
    return {float(number.replace("\u202f", "").replace(",", ".")) for number in found}


def tenths(fraction: float) -> float:
    """A fraction in percent as pages print it."""
    return round(100 * fraction, 1)


def compared(groups: tuple[Group, Group], **more: object) -> Finding:
    """Before and after, different people."""
    return judge(Comparison(PRE_POST, *groups, **more))  # type: ignore[arg-type]


def ends(finding: Finding) -> Numbers:
    """Both limits of the interval without their signs, which pages say in words."""
    assert finding.interval is not None
    return {abs(tenths(finding.interval.low)), abs(tenths(finding.interval.high))}


def published() -> Numbers:
    """What published campaigns reach, as the plan page says it."""
    return {float(str(PUBLISHED.values["low"])), float(str(PUBLISHED.values["high"]))}


def overview() -> Numbers:
    return published()


def verdict() -> Numbers:
    ten, five = compared(SFAX, target_change=0.10), compared(SFAX, target_change=0.05)
    assert (ten.verdict, five.verdict) == (NO_CHANGE, NOT_ENOUGH)
    assert ten.difference is not None
    needed = planning.whole(planning.answers_needed(SFAX[0].share, SFAX[0].share + 0.05))
    shares = {tenths(group.share) for group in SFAX}
    return {42, 246, 47, *shares, tenths(ten.difference), *ends(ten), 10, 5, needed}


def interval() -> Numbers:
    found = compared(SAHLOUL)
    few = compared((Group(32.1, 100), Group(39.4, 100)))
    wards = compared(SAHLOUL, design_effect=4.0, is_clustered=True)
    assert (found.verdict, few.verdict, wards.verdict) == (IMPROVED, NO_CHANGE, NO_CHANGE)
    assert found.interval is not None
    assert found.interval.low > 0
    assert found.difference is not None
    limits = ends(found) | ends(few) | ends(wards)
    shares = {tenths(group.share) for group in SAHLOUL}
    return {100 * LEVEL, 100, 95, 1201, 1057, *shares, tenths(found.difference), *limits, 4}


def grade() -> Numbers:
    return {FEWEST, 1201, 1057}


def answers() -> Numbers:
    plans = (50, 100, 200, 400, 800)
    seen = {tenths(planning.smallest_difference(many)) for many in plans}
    start = SFAX[0].share
    smallest = planning.smallest_change(start, 246)
    assert smallest is not None
    five = planning.answers_needed(start, start + 0.05)
    ten = planning.answers_needed(start, start + 0.10)
    effect = planning.cluster_effect(20, 0.05)
    needed = {planning.whole(five), planning.whole(ten)}
    needed |= {planning.people_to_ask(five, population=600), planning.people_to_ask(five, effect)}
    basis = {50, 100 * planning.POWER, 100 * LEVEL}
    case = {tenths(start), 42, 246, tenths(smallest), 5, 10, 600, 20, 0.05, round(effect, 2)}
    return {*plans, *seen, *basis, *case, *needed, *published()}


def udine_chain() -> Chain:
    """The campaign of the sample hospital with a target nobody published."""
    objective = Objective(id=1, indicator="v", baseline=5.6, target=9.6, unit="percent", is_primary=True)
    results = [
        Result(id=2, objective=1, stage="outcomes", indicator="v", value=7.6),
        Result(id=3, stage="out_takes", indicator="a", value=tenths(391 / 417)),
    ]
    return chain("enhanced", [objective], results, [Activity(id=key, status=DONE) for key in (4, 5, 6)])


def chain_page() -> Numbers:
    found = udine_chain()
    bars = {stage.key: stage.attained.share for stage in found.stages if stage.attained is not None}
    assert bars.keys() == {"activities", "outcomes"}
    done = found.completeness
    mean = score(found.stages).value
    assert mean is not None
    kept = {done.measured, done.stages, done.required_measured, done.required}
    shares = {round(share, 6) for share in bars.values()} | {round(mean, 6)}
    return {3, 391, 417, tenths(391 / 417), 5.6, 7.6, 9.6, 0, 100, 2, *kept, *shares}


def panel() -> Reaim:
    """The worked example of METHODS.md 1.4."""
    found = compared(HELD)
    figures = ReaimFigures(
        eligible=2000, reached=800, change=found.difference, interval=found.interval, cost=Decimal(320_000)
    )
    return reaim(figures, date(2026, 11, 22))


def reaim_page() -> Numbers:
    found, behaviour = panel(), compared(HELD)
    individual = found.individual
    assert individual.value is not None
    assert individual.people is not None
    assert individual.interval is not None
    assert [found[key].share for key in ("adoption", "implementation", "maintenance")] == [None, None, None]
    reach = found["reach"].share
    assert reach is not None
    people = {round(2000 * limit) for limit in (individual.interval.low, individual.interval.high)}
    shares = {tenths(group.share) for group in HELD} | {tenths(reach), 8, tenths(individual.value)}
    return {800, 2000, 180, 600, 228, *shares, *ends(behaviour), round(individual.people), *people, MONTHS}


def cost_page() -> Numbers:
    cost, behaviour = Decimal(320_000), compared(HELD)
    reached = costs.per_person_reached(cost, 800).value
    extra = costs.per_extra(cost, 800, behaviour.difference, behaviour.interval)
    needed = costs.number_needed_to_expose(behaviour.difference, behaviour.interval)
    few = compared((Group(30, 100), Group(38, 100)))
    assert not costs.per_extra(cost, 800, few.difference, few.interval).is_estimable
    assert reached is not None
    assert extra.value is not None
    assert extra.low is not None
    assert extra.high is not None
    amounts = {float(round(one)) for one in (reached, extra.value, extra.low, extra.high)}
    people = {float(str(needed.said.values[key])) for key in ("n", "low", "high")}
    return {320_000, 800, 64, 1, *amounts, *people, 30, 38, 100, *ends(few)}


def recommendations() -> Numbers:
    intending, vaccinated = compared(UDINE_INTENDING), compared(UDINE_VACCINATED)
    assert intending.verdict == vaccinated.verdict == IMPROVED
    figures = NamedFigures(recall=391 / 417, intention=moved_of("i", intending), behaviour=moved_of("b", vaccinated))
    assert "flat_behaviour" in {advice.rule.key for advice in fired(figures)}
    found = {391, 417, tenths(391 / 417), 464, 164, 2910, 221}
    for finding, groups in ((intending, UDINE_INTENDING), (vaccinated, UDINE_VACCINATED)):
        assert finding.difference is not None
        found |= {tenths(group.share) for group in groups} | {tenths(finding.difference)} | ends(finding)
    return found


PAGES: dict[str, Callable[[], Numbers]] = {
    "evaluation": overview,
    "evaluation-verdict": verdict,
    "evaluation-interval": interval,
    "evaluation-grade": grade,
    "evaluation-answers": answers,
    "evaluation-chain": chain_page,
    "evaluation-reaim": reaim_page,
    "evaluation-cost": cost_page,
    "evaluation-recommendations": recommendations,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_prints_the_numbers_the_engine_computes_and_no_others(name: str, language: str) -> None:
    assert sorted(numbers_of(name, language)) == sorted(PAGES[name]())


def test_a_wrong_number_on_a_page_would_be_seen() -> None:
    assert 988.0 in numbers_of("evaluation-verdict", "ar")
    assert 1201.0 in numbers_of("evaluation-interval", "fr")
    assert 1201.0 in numbers_of("evaluation-interval", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name in PAGES if name != "evaluation"])
def test_a_page_has_one_worked_example_and_names_its_source(name: str, language: str) -> None:
    heading = {"ar": "## مثال محسوب", "fr": "## Exemple calculé", "en": "## A worked example"}[language]
    assert text_of(name, language).count(heading) == 1
    assert len(_SOURCE.findall(text_of(name, language))) == 1


def test_no_page_is_longer_than_a_screen_and_a_half() -> None:
    """Four hundred words fill it."""
    assert {name for name in PAGES for language in LANGUAGES if len(text_of(name, language).split()) > 400} == set()


def test_the_campaign_of_the_chain_is_the_one_of_the_sample_hospital() -> None:
    told = {(result.stage, result.value) for result in sample_udine.RESULTS}
    assert sample_udine.CAMPAIGN.tier == "enhanced"
    assert {("out_takes", 93.8), ("outcomes", 7.6)} <= told
    assert round(sample_udine.VACCINATED.baseline or 0, 1) == 5.6  # 164 of 2910
    assert [activity.status for activity in sample_udine.ACTIVITIES] == [DONE] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letters_of_the_example_are_the_grades_the_engine_gives(language: str) -> None:
    bare, flat, moved = (compared(SAHLOUL, control_flat=flat) for flat in (None, True, False))
    other = Comparison(CONTROLLED, *SAHLOUL, other_before=SAHLOUL[0], other_after=SAHLOUL[0])
    letters = re.findall(r"\*\*([A-D])\*\*", text_of("evaluation-grade", language))
    assert letters == [finding.grade.key for finding in (bare, flat, moved, judge(other))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_use_the_words_of_the_program(language: str) -> None:
    speaking = locale(language, "DZ")

    def said(text: str) -> str:
        return speaking.text(text)

    rule = BY_KEY["flat_behaviour"]
    wanted = [("evaluation-verdict", said(choice.label)) for choice in VERDICTS]
    wanted += [("evaluation-chain", said(choice.label)) for choice in STAGES]
    wanted += [("evaluation-reaim", said(dimension.label)) for dimension in panel().dimensions]
    wanted += [("evaluation-recommendations", said(text)) for text in (rule.when, rule.next_step)]
    wanted += [("evaluation-interval", said(verdict_label(IMPROVED)))]
    bare = {name: text_of(name, language) for name, _word in wanted}
    assert [(name, word) for name, word in wanted if word not in bare[name]] == []
