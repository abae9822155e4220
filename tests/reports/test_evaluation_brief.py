"""The evaluation brief: one page that tells the story, an annex that proves it, whatever was entered."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pypdfium2
import pytest

from hospcomms.domain.charts import Intervals, Stages
from hospcomms.domain.evaluation.frozen import freeze, thaw
from hospcomms.domain.evaluations import ACCEPTED, REJECTED, Evaluation, Recommendation
from hospcomms.domain.fields import Texts
from hospcomms.domain.locale import locale
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.plans import Plan
from hospcomms.reports.appraisal import Appraisal, counsels
from hospcomms.reports.cleaning import plain
from hospcomms.reports.document import (
    Break,
    Bullets,
    Document,
    Figures,
    Heading,
    Marked,
    Signatures,
    Span,
    Table,
    Text,
    VerdictBox,
)
from hospcomms.reports.dossier import Dossier
from hospcomms.reports.evaluation_brief import EXTENTS, evaluation_brief
from hospcomms.reports.pdf import pdf_bytes
from hospcomms.services.sample_udine import FILLING
from tests.reports.dossiers import CAMPAIGN, ISSUER, TODAY, appraisal, dossier
from tests.reports.test_briefs import charts, first

ENGLISH = locale("en")
LANGUAGES = ("ar", "fr", "en")
VOWELLED = "نِسْبَةُ الْمُسْتَخْدَمِينَ الَّذِينَ يَغْسِلُونَ أَيْدِيَهُمْ قَبْلَ كُلِّ تَمَاسٍّ مَعَ الْمَرِيضِ وَبَعْدَهُ "
ACCEPTED_ONE = Recommendation(
    id=1, campaign=1, rule="follow_up_due", decision=ACCEPTED, advice=Texts("متابعة", "Suivi", "Ask again in July"),
    responsible="ن. عيّنة", due=date(2026, 7, 31),
)  # fmt: skip
REJECTED_ONE = Recommendation(
    id=2, campaign=1, rule="stage_not_measured", decision=REJECTED, advice=Texts(en="Measure the inputs"),
    reason="There is no one to do it",
)  # fmt: skip
SIGNED = Evaluation(
    id=9, title="x", campaign=1, version=2, signed_at=datetime(2026, 2, 20, 9, tzinfo=UTC), signed_by="د. عيّنة",
    function="Director", note="People said the clinic closes too early.",
)  # fmt: skip


def brief(found: Appraisal, language: str = "en") -> Document:
    return evaluation_brief(found, ISSUER, locale(language), TODAY)


def page_one(document: Document) -> list[object]:
    place = next(place for place, block in enumerate(document.blocks) if isinstance(block, Break))
    return list(document.blocks[:place])


def told(what: object) -> str:
    """All that blocks say, without the marks of direction."""
    return re.sub(r"\\u20[0-9a-f]{2}", "", str(what))


def texts(document: Document) -> str:
    return told(document.blocks)


def page_of_annex(document: Document, language: str) -> int:
    """The page (from 1) on which the annex begins, as the outline of the file says."""
    heading = locale(language).text("Annex: each indicator, and why")
    book = pypdfium2.PdfDocument(pdf_bytes(document, locale(language)))
    entries = [(entry.get_title(), entry.get_dest().get_index()) for entry in book.get_toc()]
    book.close()
    return next(index for title, index in entries if heading in title) + 1


def crowded(count: int, name: str) -> Appraisal:
    """A campaign with so many measured indicators of that name."""
    aims = [
        Objective(
            id=number, campaign=1, indicator=f"{name}{number}", audience=1, baseline=30.0, baseline_n=400, target=45.0,
            is_primary=number == 1,
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    results = [
        Result(id=100 + aim.id, campaign=1, objective=aim.id, indicator=aim.indicator, value=30.0 + aim.id % 20,
               answers=400, measured_on=date(2026, 2, 1), source="استبيان")
        for aim in aims
    ]  # fmt: skip
    campaign = replace(CAMPAIGN, title=f"{name * 2}", limits=name * 8)
    return appraisal(Dossier(Plan(campaign, aims, results=results), audiences={1: name * 2}))


def udine() -> Appraisal:
    """The published campaign as the sample's workbook holds it."""
    rows: dict[str, Sequence[object]] = {
        key: [record for row in found for record in row.values()] for key, found in FILLING.rows.items()
    }
    (campaign,) = rows["plan"]
    plan = Plan(campaign, rows["objectives"], activities=rows["activities"], results=rows["results"])  # type: ignore[arg-type]
    return appraisal(Dossier(plan, rows["lessons"], {1: "مستخدمو المستشفى"}))  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "found",
    [
        appraisal(),
        udine(),
        crowded(60, "مؤشر "),
        crowded(7, VOWELLED),
        appraisal(Dossier(Plan(CAMPAIGN))),
        appraisal(replace(dossier(), plan=replace(dossier().plan, results=()))),
    ],
    ids=["ordinary", "published", "sixty", "vowelled", "no objective", "nothing measured"],
)
def test_the_first_page_is_one_page_in_every_language_and_the_annex_begins_the_next(
    found: Appraisal, language: str
) -> None:
    assert page_of_annex(brief(found, language), language) == 2


def test_the_page_keeps_the_fixed_order() -> None:
    found = brief(appraisal())
    headings = [block.text for block in page_one(found) if isinstance(block, Heading)]
    assert isinstance(found.blocks[0], VerdictBox)
    assert isinstance(found.blocks[1], Figures)
    assert isinstance(page_one(found)[-1], Signatures)
    assert headings == [
        "Results",
        "From the baseline to the value reached",
        "Result chain",
        "What to do",
        "Limits of this evaluation",
    ]


def test_the_published_campaign_tells_its_story_on_the_first_page() -> None:
    found = brief(udine())
    box = first(found, VerdictBox)
    page = told(page_one(found))
    assert box.shape == "improved"
    assert "It was 5.6% and became 7.6%, that is 2 percentage points more" in told(box.lines)
    assert "People know or intend, but most did not act" in told(box.lines)
    assert "Confidence C" in told(box.lines)
    assert "93.8%" in page  # high awareness
    assert "36.6%" in page  # intention up
    assert "Ask about barriers, make access easier" in page


def test_not_measured_is_a_word_and_zero_is_a_figure() -> None:
    rows = first(brief(appraisal()), Table).rows
    assert [row[4] for row in rows] == ["36.6%", "0%", "Not measured"]
    assert rows[0][6] == Marked("improved", "Improved")
    assert rows[2][6] == Marked("not_measured", "Not assessable")


def test_a_stage_that_was_not_measured_has_no_bar_and_the_plot_shows_percentages_only() -> None:
    found = brief(appraisal())
    (chain,) = charts(found, Stages)
    assert [row.is_measured for row in chain.rows] == [False, True, False, False, True, False]
    (plot,) = charts(found, Intervals)
    assert [row.label for row in plot.rows] == ["نية التلقيح", "نسبة الملقحين"]


def test_a_draft_is_marked_and_a_signed_version_names_its_signer_and_prints_what_was_frozen() -> None:
    draft = appraisal()
    assert brief(draft).marks == ("sample", "unsigned")
    frozen = thaw(freeze(draft.board))
    later = appraisal(replace(dossier(), plan=replace(dossier().plan, results=())))
    signed = brief(Appraisal(later.dossier, frozen, signed=SIGNED))
    assert signed.marks == ("sample",)
    assert "version 2" in signed.version
    assert first(signed, VerdictBox) == first(brief(draft), VerdictBox)
    assert "Version 2, signed by د. عيّنة (Director) on 20/02/2026." in texts(signed)
    assert "People said the clinic closes too early." in texts(signed)


def test_accepted_recommendations_come_first_with_owner_and_day_and_rejected_ones_only_in_the_annex() -> None:
    found = replace(appraisal(), decided=(ACCEPTED_ONE, REJECTED_ONE))
    ordered = [one.decided.rule if one.decided else "" for one in counsels(found)]
    assert ordered[0] == "follow_up_due"
    page = brief(found)
    items = next(block for block in page_one(page) if isinstance(block, Bullets)).items
    assert "Ask again in July" in str(items[0])
    assert "Accepted · Owner: ن. عيّنة · Due on 31/07/2026" in told(items[0])
    assert "Measure the inputs" not in str(page_one(page))
    assert "Reason: There is no one to do it" in texts(page)


def test_what_the_page_leaves_out_is_said_and_stands_in_the_annex() -> None:
    found = brief(crowded(60, "مؤشر "))
    shown = len(first(found, Table).rows)
    notes = [block.note for block in page_one(found) if isinstance(block, Heading)]
    assert shown == EXTENTS[0].rows
    assert f"{60 - shown} more indicators in the annex" in notes
    named = [block.text for block in found.blocks if isinstance(block, Heading) and block.level == 2]
    assert len(named) == 60


def test_the_annex_gives_the_steps_the_costs_the_dimensions_the_rules_and_the_methods() -> None:
    found = brief(udine())
    headings = [block.text for block in found.blocks if isinstance(block, Heading) and block.level == 1][5:]
    assert headings == [
        "Annex: each indicator, and why",
        "Result chain, stage by stage",
        "Costs",
        "RE-AIM: reach, effect, adoption, delivery, duration",
        "Recommendations and their rules",
        "Lessons and what to do next time",
        "What the figures do not say",
        "Methods and sources",
    ]
    said = texts(found)
    assert "Newcombe 1998" in said
    assert "Not estimable" in said
    assert "Rule 10. Source: COM-B" in said
    assert "After: 7.6%, 2,910 answers, 31/12/2013" in said


def test_a_score_is_printed_with_its_formula_only_when_it_was_asked_for() -> None:
    bare = dossier()
    weighed = replace(bare, plan=replace(bare.plan, campaign=replace(CAMPAIGN, weights='{"activities": 2}')))
    asked, unasked = brief(appraisal(weighed)), brief(appraisal())
    assert "Score from 0 to 100" in [block.text for block in asked.blocks if isinstance(block, Heading)]
    assert "Weighted mean of the stages measured" in texts(asked)
    assert "Score from 0 to 100" not in [block.text for block in unasked.blocks if isinstance(block, Heading)]


def test_the_three_figures_end_with_the_dearest_that_is_known() -> None:
    bare = dossier()
    reached = replace(bare, plan=replace(bare.plan, campaign=replace(CAMPAIGN, eligible=3000, reached=1000)))
    costed = first(brief(appraisal(reached)), Figures).facts[2]
    assert costed.label.startswith("Cost per")
    assert bare.spent == Decimal(152500)
    unknown = replace(reached, plan=replace(reached.plan, budget=()))
    assert first(brief(appraisal(unknown)), Figures).facts[2].value == "33.3%"
    assert first(brief(appraisal(Dossier(Plan(CAMPAIGN)))), Figures).facts[2].value == "0 of 6"


def test_control_items_are_shown_as_such_and_not_against_a_target() -> None:
    bare = dossier()
    control = replace(bare.plan.objectives[1], is_untargeted=True)
    found = brief(appraisal(replace(bare, plan=replace(bare.plan, objectives=(bare.plan.objectives[0], control)))))
    row = first(found, Table).rows[1]
    assert Span(" (control item)", tone="muted") in row[0]
    assert row[3] == ""


def test_what_was_typed_is_never_cut_inside_the_annex() -> None:
    found = brief(crowded(2, VOWELLED))
    said = [block.words for block in found.blocks if isinstance(block, Text)]
    assert any(VOWELLED.strip() in told(words) for words in said)


def test_names_that_are_cut_leave_no_isolate_open() -> None:
    made: Document | None = brief(crowded(3, VOWELLED), "fr")
    while made is not None:
        words = made.title + made.subtitle + "".join(str(block) for block in page_one(made))
        opened = sum(words.count(mark) for mark in ("\u2066", "\u2067", "\u2068"))
        assert opened == words.count("\u2069")
        made = made.briefer


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_holds_the_whole_name_of_the_campaign_however_full_the_page_is(language: str) -> None:
    name = "تلقيح مستخدمي المستشفى ضد الأنفلونزا الموسمية قبل حلول فصل الشتاء (أوديني، 2013)"
    found = crowded(60, "مؤشر ")
    plan = replace(found.dossier.plan, campaign=replace(found.dossier.plan.campaign, title=name))
    made: Document | None = brief(replace(found, dossier=replace(found.dossier, plan=plan)), language)
    assert made is not None
    assert page_of_annex(made, language) == 2
    while made is not None:
        assert name in plain(made.title)
        made = made.briefer
