"""A day's work on the data of the self-test: records saved and taken back, found, a file attached, a drill run."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hospcomms.domain.activities import Activity
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.errors import Missing
from hospcomms.domain.incidents import Incident
from hospcomms.domain.locale import locale
from hospcomms.domain.query import Query
from hospcomms.domain.scenarios import Scenario
from hospcomms.services import files, incident_log, incidents, records, scenario_library, upkeep
from hospcomms.services.office import Office
from hospcomms.services.search import search
from hospcomms.services.selftest.bench import total
from hospcomms.services.selftest.journal import require

TITLE = "حملة غسل اليدين رقم"
SEARCHED = "الايدي غسل"
"""Written otherwise than it will be looked for: without hamza, and the words the other way round."""
SITUATION = "نظافة الأيدي في المصلحة الرقم"
_ATTACHED = "ورقة مرفقة – essai.txt"
_CONTENT = "محتوى مختوم: contenu scellé, sealed content\n" * 40


def save(office: Office, run: int) -> Campaign:
    """Save a campaign with two activities, and one audience."""
    today = office.today
    campaign = Campaign(
        title=f"{TITLE} {run}",
        situation=f"{SITUATION} {run}: غسل الأيدي قبل كل علاج.",
        start=today,
        end=today + timedelta(days=90),
    )
    made = records.save(office, campaign).steps[0].record
    before = total(office)
    for number, title in enumerate(("ورشة للممرضات", "ملصقات في القاعات"), 1):
        day = today + timedelta(days=7 * number)
        records.save(office, Activity(campaign=made.id, title=title, responsible="ن. عيّنة", start=day, end=day))
    records.save(office, Audience(name=f"ممرضات المصلحة {run}"))
    require(total(office) == before + 3, "records that were saved are not counted")
    return records.get(office, Campaign, made.id)


def undo_and_redo(office: Office, run: int) -> str:
    """Save a record, take that back, and do it again."""
    audience = records.save(office, Audience(name=f"جمهور يرجع {run}")).steps[0].record
    undone = records.undo(office)
    require(undone is not None, "there was nothing to undo")
    require(not _is_there(office, audience.id), "the record that was undone is still in use")
    require(records.redo(office) is not None, "there was nothing to redo")
    require(_is_there(office, audience.id), "the record that was done again is not there")
    return "undone, redone"


def _is_there(office: Office, ident: int) -> bool:
    try:
        return records.get(office, Audience, ident).binned_at is None
    except Missing:
        return False


def find(office: Office, campaign: Campaign) -> str:
    """Find the campaign by Arabic words that are written otherwise in it."""
    found = search(office, f"{SEARCHED} {campaign.title.split()[-1]}", 200)
    require(any(hit.id == campaign.id for hit in found), f"{SEARCHED!r} did not find the campaign")
    return f"{len(found)} found"


def attach(office: Office, campaign: Campaign, place: Path) -> str:
    """Attach a file with an Arabic name, see that it lies sealed, and get it out as it was."""
    source = place / _ATTACHED
    source.write_text(_CONTENT, encoding="utf-8")
    stored = files.attach(office, source)
    records.save(office, replace(campaign, attachments=(*campaign.attachments, stored)))
    plain = _CONTENT.splitlines()[0].encode()
    kept = [path for path in office.folder.rglob(f"*{stored.sha256}*") if path.is_file()]
    require(kept, "the attached file is not in the data folder")
    require(all(plain not in path.read_bytes() for path in kept), "the attached file lies open in the data folder")
    out = files.path_of(office, stored)
    require(out.read_text(encoding="utf-8") == _CONTENT, "the attached file came out otherwise than it went in")
    source.unlink()
    return f"{kept[0].stat().st_size} bytes, sealed"


def drill(office: Office) -> str:
    """Run a drill: start it, write a line into its log, verify the chain of seals, stand it down."""
    for left in incidents.running(office):  # of a run that was killed
        incidents.stand_down(office, left.id, "self-test")
    scenario_library.install(office)
    scenario = records.find(office, Query(Scenario), limit=1)[0]
    ident = incidents.start(office, scenario.id, drill=True).incident
    line = incident_log.write(office, ident, "تجربة: سطر في السجل").line
    fault = incident_log.verify(office, ident)
    require(fault is None, f"the log of the drill is not whole: {fault and fault.sentence}")
    incidents.stand_down(office, ident, "نهاية التجربة")
    require(incidents.is_over(records.get(office, Incident, ident)), "the drill is not over")
    require(incident_log.verify(office, ident) is None, "the log is not whole after the stand-down")
    return f"{line.line} lines before the stand-down"


def check(office: Office) -> str:
    """Read the whole data, its index, links, files and logs."""
    found = upkeep.check(office)
    speaking = locale("en", office.settings.country)
    require(found.ok, "; ".join(speaking.say(problem.sentence) for problem in found.problems))
    return f"{sum(found.records.values())} records in order"
