"""A crisis run in another folder is brought home from the documents and workbooks, once, and said in words."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from hospcomms.domain.incidents import Incident
from hospcomms.domain.query import Query
from hospcomms.services import crisis_folder, incident_log, incidents, records
from hospcomms.services.office import Office, open_office
from tests.rooms.crisis_stage import begun, fire_of
from tests.rooms.exchange_stage import open_view
from tests.ui.form_stage import begin
from ui.exchange.bring_home_page import BringHomePage
from ui.exchange.tasks import BRING_HOME
from ui.language import plain

Ran = Callable[..., Path]


@pytest.fixture
def ran(office: Office, tmp_path: Path) -> Ran:
    """A separate folder of the office in which a fire runs, or was stood down."""

    def made(*, over: bool = False) -> Path:
        place = tmp_path / "HospComms-crisis"
        crisis_folder.make(place, office.folder)
        ident = begun(place)
        with closing(open_office(place)) as other:
            incident_log.log(other, ident, "وصول الإطفاء")
            if over:
                incidents.stand_down(other, ident, "انتهى")
        return place

    return made


def page_in(qtbot: QtBot, office: Office) -> BringHomePage:
    page = open_view(qtbot, begin(office, "en"), BRING_HOME.key)
    assert isinstance(page, BringHomePage)
    return page


def take(qtbot: QtBot, page: BringHomePage, folder: Path) -> None:
    page.errand.outside.folder = lambda *_asked: str(folder)
    page.choose.click()
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)


def bring(qtbot: QtBot, page: BringHomePage) -> None:
    page.primary.click()
    qtbot.waitUntil(lambda: page.done.isVisible() and not page.is_busy(), timeout=20_000)


def test_a_crisis_is_seen_confirmed_and_brought_and_the_second_time_that_is_said(
    qtbot: QtBot, office: Office, ran: Ran
) -> None:
    folder = ran()
    page = page_in(qtbot, office)
    assert not page.primary.isEnabled()
    take(qtbot, page, folder)
    (box,) = page.boxes.values()
    said = plain(box.accessibleName())
    assert "lines" in said
    assert "still runs" in said
    assert box.isChecked()
    bring(qtbot, page)
    found: list[Incident] = records.find(office, Query(Incident))
    assert len(found) == 1
    words = [plain(line) for line in page.done.words()]
    assert words[0].startswith("1 crisis was brought home, with ")
    assert "F12" in words[1]
    assert page.done.opener.hasFocus()
    assert "وصول الإطفاء" in [line.words for line in incident_log.lines(office, found[0].id)]
    assert incident_log.verify(office, found[0].id) is None
    (again,) = page.boxes.values()
    assert not again.isEnabled()
    assert "is here already" in plain(again.accessibleName())
    assert not page.primary.isEnabled()
    page.begin()
    assert records.count(office, Query(Incident)) == 1


def test_a_box_that_is_cleared_is_not_brought_and_what_is_over_is_kept_in_its_folder(
    qtbot: QtBot, office: Office, ran: Ran
) -> None:
    folder = ran(over=True)
    page = page_in(qtbot, office)
    take(qtbot, page, folder)
    (box,) = page.boxes.values()
    box.setChecked(False)
    assert not page.primary.isEnabled()
    box.setChecked(True)
    bring(qtbot, page)
    assert "stays as it is" in plain(page.done.words()[1])
    with closing(open_office(folder)) as other:
        assert records.count(other, Query(Incident)) == 1


def test_a_crisis_brought_by_somebody_else_meanwhile_is_refused_in_a_sentence(
    qtbot: QtBot, office: Office, ran: Ran
) -> None:
    folder = ran()
    page = page_in(qtbot, office)
    take(qtbot, page, folder)
    crisis_folder.bring(office, folder, list(page.boxes))
    page.primary.click()
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
    assert "is in this folder already" in plain(page.banner.words())
    assert records.count(office, Query(Incident)) == 1


@pytest.mark.parametrize("which", ["own", "strange", "open", "gone"])
def test_a_folder_that_cannot_be_read_is_one_sentence(
    qtbot: QtBot, office: Office, tmp_path: Path, ran: Ran, which: str
) -> None:
    (tmp_path / "strange").mkdir()
    folder = {"own": office.folder, "strange": tmp_path / "strange", "gone": tmp_path / "gone"}.get(which) or ran()
    page = page_in(qtbot, office)
    if which == "open":
        with closing(open_office(folder)):
            take(qtbot, page, folder)
    else:
        take(qtbot, page, folder)
    assert plain(page.banner.words()).endswith(".")
    assert not page.listed.isVisible()
    assert not page.primary.isEnabled()


def test_a_folder_without_a_crisis_says_so(qtbot: QtBot, office: Office, tmp_path: Path) -> None:
    crisis_folder.make(tmp_path / "fresh", office.folder)
    with closing(open_office(tmp_path / "fresh")) as fresh:
        assert fire_of(fresh).id
    page = page_in(qtbot, office)
    take(qtbot, page, tmp_path / "fresh")
    assert page.boxes == {}
    assert page.listed.isVisible()
    assert not page.primary.isEnabled()
