"""Beginning a campaign from nothing, a template or a finished one."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import CLOSED, Campaign
from hospcomms.services import records
from hospcomms.services.office import Office
from tests.rooms.office_at_work import at_work, campaign
from tests.ui.form_stage import begin, walk
from ui.rooms.new_campaign import NewCampaign, sources


def test_a_template_asks_for_a_title_and_a_finished_campaign_offers_its_own(office: Office, qtbot: QtBot) -> None:
    campaign(office, "نموذج: حملة تلقيح", "draft", is_template=True)
    campaign(office, "لقاح الأنفلونزا", CLOSED)
    session = begin(at_work(office))
    dialog = NewCampaign(session, sources(session))
    qtbot.addWidget(dialog)
    dialog.list.setCurrentRow(1)
    assert dialog.form.record().caption == ""
    dialog.list.setCurrentRow(2)
    assert dialog.form.record().caption == "لقاح الأنفلونزا"


def test_a_copy_is_made_with_its_days_and_opened(office: Office, qtbot: QtBot) -> None:
    old = campaign(office, "لقاح الأنفلونزا", CLOSED)
    session = begin(at_work(office))
    dialog = NewCampaign(session, sources(session))
    qtbot.addWidget(dialog)
    dialog.list.setCurrentRow(1)
    dialog._go()
    made = records.find(office, records.Query(Campaign))[0]
    assert (made.id != old.id, made.start, made.state) == (True, date(2026, 11, 22), "draft")
    assert (Campaign, made.id) in walk(session).opened
