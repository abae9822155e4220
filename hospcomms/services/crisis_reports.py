"""The papers of crises by name: the pack of a scenario, the papers of an incident, the registers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.incidents import Incident, SituationReport, Statement
from hospcomms.domain.scenarios import Risk, Scenario
from hospcomms.domain.wording import N_
from hospcomms.services import crisis_papers, incident_papers
from hospcomms.services.report import Report

if TYPE_CHECKING:
    from hospcomms.services.office import Office

CRISIS_PACK, INCIDENT_LOG, SITUATION_REPORT = "crisis-pack", "incident-log", "situation-report"
STATEMENT, STATEMENT_SIDE_BY_SIDE = "statement", "statement-side-by-side"
STATEMENT_IN_TURN, STATEMENT_ALOUD = "statement-in-turn", "statement-aloud"
FACTS_SHEET, AFTER_ACTION, DRILLS = "facts-sheet", "after-action", "drills"
RISK_REGISTER, RUMOUR_LOG = "risk-register", "rumour-log"


def _nothing(_office: Office) -> None:
    """The registers and the comparison are about all records."""


CRISIS_REPORTS: tuple[Report, ...] = (
    Report(
        CRISIS_PACK,
        N_("Crisis pack"),
        crisis_papers.latest_scenario,
        crisis_papers.crisis_pack,
        about=Scenario,
        taken=crisis_papers.note_pack,
    ),
    Report(INCIDENT_LOG, N_("Incident log"), incident_papers.latest_incident, incident_papers.log, about=Incident),
    Report(
        SITUATION_REPORT,
        N_("Situation report"),
        incident_papers.latest_report,
        incident_papers.situation_report,
        about=SituationReport,
    ),
    Report(STATEMENT, N_("Statement"), incident_papers.latest_statement, incident_papers.statement, about=Statement),
    Report(
        STATEMENT_SIDE_BY_SIDE,
        N_("Statement, languages side by side"),
        incident_papers.latest_statement,
        incident_papers.side_by_side,
        about=Statement,
    ),
    Report(
        STATEMENT_IN_TURN,
        N_("Statement, one language after the other"),
        incident_papers.latest_statement,
        incident_papers.in_turn,
        about=Statement,
    ),
    Report(
        STATEMENT_ALOUD,
        N_("Statement to be read aloud"),
        incident_papers.latest_statement,
        incident_papers.aloud,
        about=Statement,
    ),
    Report(
        FACTS_SHEET, N_("Public facts sheet"), incident_papers.latest_incident, incident_papers.facts, about=Incident
    ),
    Report(
        AFTER_ACTION,
        N_("After-action report"),
        incident_papers.latest_incident,
        incident_papers.after_action,
        about=Incident,
    ),
    Report(DRILLS, N_("Comparison of drills"), _nothing, incident_papers.drills, about=Incident),
    Report(RISK_REGISTER, N_("Risk register"), _nothing, incident_papers.risks, about=Risk),
    Report(RUMOUR_LOG, N_("Rumour log"), _nothing, incident_papers.rumours, about=Incident),
)
