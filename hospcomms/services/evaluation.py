"""Evaluating a campaign: its board as it stands now, signed versions, and what is decided of each recommendation."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hospcomms.domain import campaigns as states
from hospcomms.domain.activities import Lesson
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign, Segment
from hospcomms.domain.checks import errors
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.evaluations import ACCEPTED, EDITED, REJECTED, Evaluation, Recommendation, SignOrder
from hospcomms.domain.fields import Texts
from hospcomms.domain.locale import LANGUAGES, locale
from hospcomms.domain.objectives import Objective, Result
from hospcomms.domain.query import Op, Query, Sort
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.services import campaigns, files, records
from hospcomms.services.records import parts, refuse_if_wrong, save_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hospcomms.domain.changes import Commit
    from hospcomms.domain.checks import Problem
    from hospcomms.domain.evaluation.board import AdviceLine, Board
    from hospcomms.domain.evaluation.findings import Findings
    from hospcomms.services.office import Office

SIGN, ACCEPT, EDIT, REJECT = (
    N_("Sign the evaluation"),
    N_("Accept the recommendation"),
    N_("Accept with changes"),
    N_("Reject the recommendation"),
)
WEIGH = N_("Weights of the score")
_DECIDED = {ACCEPTED: ACCEPT, EDITED: EDIT, REJECTED: REJECT}


def findings(office: Office, campaign: Campaign) -> Findings:
    """What is known of the effect of a campaign, judged from its records as they stand now."""
    # late: the statistics are not needed to show the first page
    from hospcomms.domain.evaluation.findings import findings_of

    plan = campaigns.plan_of(office, campaign)
    return findings_of(plan, office.today, _eligible(office, plan.segments))


def _eligible(office: Office, segments: Sequence[Segment]) -> float | None:
    """The size of the campaign's main audience, its first one when none is marked; None when it is not known."""
    ordered = sorted(segments, key=lambda segment: not segment.is_primary)
    found: list[Audience] = records.window(office, Audience, [segment.audience for segment in ordered[:1]])
    return found[0].size if found else None


def board(office: Office, campaign: Campaign) -> Board:
    """The evaluation of a campaign as it is shown, from its records as they stand now."""
    return board_with_findings(office, campaign)[0]


def board_with_findings(office: Office, campaign: Campaign) -> tuple[Board, Findings]:
    """The evaluation as it is shown and what it was made from, row for row in the same order."""
    # late: the statistics are not needed to show the first page
    from hospcomms.domain.evaluation.board import board_of

    found = findings(office, campaign)
    audiences = {one.objective.audience for one in found.indicators if one.objective.audience}
    names, country = records.titles(office, audiences), office.settings.country
    lessons = tuple((one.lesson, one.advice) for one in parts(office, Lesson, campaign.id))
    return replace(board_of(found, office.today, names, country), lessons=lessons), found


def entered_since(office: Office, evaluation: Evaluation) -> list[Objective | Result]:
    """The objectives and results of its campaign entered or changed since a version was signed."""
    signed = evaluation.signed_at
    own: list[Objective | Result] = [
        *parts(office, Objective, evaluation.campaign),
        *parts(office, Result, evaluation.campaign),
    ]
    return [part for part in own if signed and part.changed_at and part.changed_at > signed]


def versions(office: Office, campaign: int) -> list[Evaluation]:
    """The signed versions of a campaign's evaluation, the newest first."""
    query = Query(Evaluation).where("campaign", Op.IS, campaign)
    return list(records.find(office, Query(Evaluation, query.conditions, sort=(Sort("version", True),))))


def next_number(kept: Sequence[Evaluation]) -> int:
    """The number of the version that would be signed now: above those kept, so that no two kept ones share it."""
    return 1 + max((int(one.version or 0) for one in kept), default=0)


def frozen(office: Office, evaluation: Evaluation) -> Board:
    """The board a signed version keeps. Raises Refusal when its file is missing or was altered."""
    # late: the statistics are not needed to show the first page
    from hospcomms.domain.evaluation.frozen import thaw

    if evaluation.frozen is None:
        raise Refusal("damaged-evaluation", sentence("This evaluation has no frozen figures."))
    return thaw(files.text_of(office, evaluation.frozen))


def standing_version(office: Office, campaign: Campaign) -> Evaluation | None:
    """The version signed last, while the campaign's evaluation says exactly the same; None else or without one."""
    signed = next(iter(versions(office, campaign.id)), None)
    if signed is None or signed.frozen is None:
        return None
    # late: the statistics are not needed to show the first page
    from hospcomms.domain.evaluation.frozen import is_still

    return signed if is_still(frozen(office, signed), board(office, campaign)) else None


def missing_to_sign(office: Office, campaign: Campaign) -> list[Problem]:
    """What forbids signing now: an objective without a result, not even one that says “not measured”."""
    return campaigns.missing_for(states.EVALUATED)(office, campaign)


def sign(office: Office, campaign: Campaign, order: SignOrder) -> Commit:
    """Freeze the evaluation as a new version; a closed campaign becomes evaluated in the same change (EVA-7).

    Raises Invalid with what is missing, Refusal while the campaign is not closed or when the figures cannot be kept.
    """
    if campaign.state not in (states.CLOSED, states.EVALUATED) or campaign.is_template:
        raise Refusal("not-allowed", sentence("Close the campaign before its evaluation is signed."))
    refuse_if_wrong(order)
    lacking = missing_to_sign(office, campaign)
    if lacking:
        said = tuple(problem.message for problem in lacking)
        raise Invalid(lacking, sentence("This step is not possible yet. {problems}", problems=said))
    signed = next_version(office, campaign, order)
    moved = [] if campaign.state == states.EVALUATED else [_evaluated(office, campaign, order.signed_by)]
    return save_all(office, [signed, *moved], SIGN)


def next_version(office: Office, campaign: Campaign, order: SignOrder) -> Evaluation:
    """The evaluation as it stands now, frozen in a file, as the version after those there are; not saved yet.

    Raises Refusal when the figures cannot be kept.
    """
    # late: the statistics are not needed to show the first page
    from hospcomms.domain.evaluation.frozen import freeze

    now, number = board(office, campaign), next_number(versions(office, campaign.id))
    return Evaluation(
        title=_title(office, campaign, number),
        signed_by=order.signed_by,
        function=order.function,
        note=order.note,
        campaign=campaign.id,
        version=float(number),
        verdict=now.verdict,
        grade=now.grade,
        measured=round(100 * now.measured / len(now.stages), 1),
        signed_at=office.clock(),
        frozen=files.attach_text(office, f"evaluation-{campaign.id}-{number}.json", freeze(now)),
    )


def _title(office: Office, campaign: Campaign, number: int) -> str:
    said = sentence("{campaign}: evaluation, version {number}", campaign=campaign.title, number=number)
    return office.settings.locale.say(said).translate(_MARKS)[:300]


_MARKS = dict.fromkeys((*range(0x2066, 0x206A), *range(0x200E, 0x2010)))
"""Isolates and marks: they belong to a line that is shown, not to a name that is kept."""


def _evaluated(office: Office, campaign: Campaign, by: str) -> Campaign:
    return replace(campaign, state=states.EVALUATED, state_since=office.clock(), state_by=by or office.settings.officer)


def decided(office: Office, campaign: int) -> dict[str, Recommendation]:
    """What was decided of a campaign's recommendations, by the key of the rule; the newest decision counts."""
    return {found.rule: found for found in parts(office, Recommendation, campaign)}


def proposed(office: Office, campaign: Campaign, line: AdviceLine) -> Recommendation:
    """A recommendation as the form shows it before it is decided: its texts in all languages, nothing chosen."""
    country = office.settings.country
    return Recommendation(
        campaign=campaign.id,
        rule=line.rule,
        advice=_in_all(line.next_step, country),
        because=_in_all(line.because, country),
        source=line.source,
        responsible=office.settings.officer,
    )


def _in_all(said: Sentence, country: str) -> Texts:
    return Texts(**{language: locale(language, country).say(said).translate(_MARKS) for language in LANGUAGES})


def decide(office: Office, recommendation: Recommendation, decision: str) -> Commit:
    """Keep a decision: accepted, edited or rejected; an earlier one on the same rule is replaced.

    Raises Invalid when a rejection has no reason.
    """
    decided_now = replace(recommendation, decision=decision)
    wrong = errors(decided_now.problems())
    if wrong:
        raise Invalid(wrong)
    before = decided(office, recommendation.campaign).get(recommendation.rule)
    if before is not None and recommendation.rule and before.id != recommendation.id:
        decided_now = replace(decided_now, id=before.id, revision=before.revision, created_at=before.created_at)
    return save_all(office, [decided_now], _DECIDED[decision])


def weigh(office: Office, campaign: Campaign, weights: Mapping[str, float]) -> Commit:
    """Ask for the score with these weights by stage; empty weights take it away. Raises Invalid for bad ones."""
    # late: the statistics are not needed to show the first page
    from hospcomms.domain.evaluation.findings import weights_kept
    from hospcomms.domain.evaluation.score import weight_problems

    wrong = list(weight_problems(weights))
    if wrong:
        raise Invalid(wrong)
    return save_all(office, [replace(campaign, weights=weights_kept(dict(weights)))], WEIGH)


def advice_for(office: Office, campaign: Campaign, limit: int = 20) -> list[tuple[Campaign, Recommendation]]:
    """Accepted recommendations of other campaigns that share a theme with this one, the newest campaign first."""
    found: dict[int, Campaign] = {}
    for theme in campaign.themes:
        for other in records.find(office, Query(Campaign).where("themes", Op.HAS, theme), 50):
            if other.id != campaign.id:
                found[other.id] = other
    return [
        (other, recommendation)
        for other in sorted(found.values(), key=lambda other: -other.id)
        for recommendation in parts(office, Recommendation, other.id)
        if recommendation.decision in (ACCEPTED, EDITED)
    ][:limit]
