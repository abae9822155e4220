"""The reports by name about awareness: consents, materials, programmes, sessions, as they are offered."""

from __future__ import annotations

from hospcomms.services.consent_reports import CONSENT_REPORTS
from hospcomms.services.health_day_papers import HEALTH_DAY_REPORTS
from hospcomms.services.material_papers import MATERIAL_REPORTS
from hospcomms.services.programme_reports import PROGRAMME_REPORTS
from hospcomms.services.report import Report
from hospcomms.services.session_reports import SESSION_REPORTS

AWARENESS_REPORTS: tuple[Report, ...] = (
    *CONSENT_REPORTS,
    *MATERIAL_REPORTS,
    *PROGRAMME_REPORTS,
    *SESSION_REPORTS,
    *HEALTH_DAY_REPORTS,
)
