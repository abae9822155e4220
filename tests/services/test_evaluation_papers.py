"""The papers of an evaluation, made from the office: live or signed, and what comes back in the next plan."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Refusal
from hospcomms.domain.evaluations import ACCEPTED, Evaluation, SignOrder
from hospcomms.domain.locale import locale
from hospcomms.domain.objectives import Result
from hospcomms.reports.document import Document, VerdictBox
from hospcomms.services import evaluation, records, reports
from hospcomms.services.dossiers import plan_dossier_of
from hospcomms.services.office import Office

ENGLISH = locale("en")
ORDER = SignOrder(signed_by="مدير المؤسسة", function="Director", note="Night shifts could not come.")


def brief(office: Office, ident: int) -> Document:
    return reports.report_document(office, reports.EVALUATION_BRIEF, ident, ENGLISH)[1]


def verdict(document: Document) -> VerdictBox:
    return next(block for block in document.blocks if isinstance(block, VerdictBox))


def said(document: Document) -> str:
    return re.sub(r"\\u20[0-9a-f]{2}", "", str(document.blocks))


def test_a_signed_version_prints_as_it_was_signed_whatever_is_entered_later(sample: Office, udine: Campaign) -> None:
    draft = brief(sample, udine.id)
    evaluation.sign(sample, udine, ORDER)
    version = evaluation.versions(sample, udine.id)[0]
    outcome = next(found for found in records.parts(sample, Result, udine.id) if found.stage == "outcomes")
    records.save(sample, replace(outcome, value=1.0))
    signed, live = brief(sample, version.id), brief(sample, udine.id)
    assert verdict(signed) == verdict(draft)
    assert verdict(live).shape == "worsened"
    assert "unsigned" in live.marks
    assert "unsigned" not in signed.marks
    assert "signed by مدير المؤسسة (Director)" in said(signed)
    assert "Night shifts could not come." in said(signed)


def test_the_brief_is_about_a_campaign_or_a_signed_version_and_nothing_else(sample: Office, udine: Campaign) -> None:
    result = records.parts(sample, Result, udine.id)[0]
    with pytest.raises(Refusal) as refused:
        brief(sample, result.id)
    assert refused.value.kind == "wrong-kind"


def test_a_version_whose_frozen_figures_are_gone_is_refused_in_words(sample: Office, udine: Campaign) -> None:
    evaluation.sign(sample, udine, ORDER)
    version = evaluation.versions(sample, udine.id)[0]
    bare = records.save(sample, replace(version, frozen=None)).saved(Evaluation)
    with pytest.raises(Refusal) as refused:
        brief(sample, bare.id)
    assert refused.value.kind == "damaged-evaluation"


def test_an_accepted_recommendation_comes_back_in_the_plan_of_the_same_theme(sample: Office, udine: Campaign) -> None:
    line = next(line for line in evaluation.board(sample, udine).advice if line.rule == "flat_behaviour")
    evaluation.decide(sample, evaluation.proposed(sample, udine, line), ACCEPTED)
    planned = records.save(sample, Campaign(title="لقاح الموسم القادم", themes=udine.themes)).saved(Campaign)
    dossier = plan_dossier_of(sample, planned)
    assert [made.rule for title, made in dossier.advised if title == udine.title] == ["flat_behaviour"]
    document = reports.report_document(sample, reports.PLAN, planned.id, ENGLISH)[1]
    assert "make access easier" in said(document)
