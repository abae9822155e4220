"""What the tests of lists share: an office with campaigns, one with 100,000 audiences, and a page on it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from hospcomms.domain.activities import Activity
from hospcomms.domain.audiences import Audience
from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.fields import Record
from hospcomms.domain.query import Query
from hospcomms.domain.wording import N_
from hospcomms.services import records
from hospcomms.services.office import Office
from hospcomms.services.settings import Settings
from tests.hospital import empty
from ui.records.list_page import ListPage
from ui.rooms.room import Room, View
from ui.session import Session

TODAY = date(2026, 11, 21)
_PLANS: tuple[tuple[str, str, str, date, date, float | None, int | None], ...] = (
    ("عيادة الإقلاع عن التدخين", "service", "draft", date(2027, 1, 10), date(2027, 4, 10), None, None),
    ("خدمة المواعيد عبر الهاتف", "service", "approved", date(2026, 12, 6), date(2027, 3, 6), None, 95_000),
    ("لقاح الأنفلونزا الموسمية", "awareness", "submitted", date(2026, 12, 1), date(2027, 2, 28), None, 310_000),
    ("قدم السكري: فحص كل يوم", "awareness", "running", date(2026, 11, 1), date(2027, 1, 30), 22.0, 180_000),
    ("مضاد حيوي بوصفة فقط", "awareness", "running", date(2026, 10, 18), date(2026, 12, 31), 36.0, 420_000),
    ("نظافة اليدين مسؤوليتنا", "internal", "running", date(2026, 10, 4), date(2026, 12, 17), 71.0, 60_000),
    ("COVID-19 (2026)", "awareness", "closed", date(2026, 10, 1), date(2026, 10, 31), 100.0, 240_000),
    ("تبرّع بالدم كل فصل", "community", "paused", date(2025, 9, 15), date(2025, 12, 15), 40.0, 150_000),
)


def clock() -> datetime:
    """The moment at which all tests of lists take place."""
    return datetime(2026, 11, 21, 10, 17, tzinfo=UTC)


def empty_office(folder: Path) -> Office:
    """A new office whose clock stands still."""
    return empty(folder, Settings(officer="ن. عيّنة", is_ready=True), clock)


def campaign_office(folder: Path) -> Office:
    """An office with eight campaigns; one has activities."""
    office = empty_office(folder)
    plans = [
        Campaign(
            title=title, kind=kind, state=state, start=start, end=end, owner="المكلَّف بالإعلام", progress=progress,
            budget=None if budget is None else Decimal(budget), situation="تراجع عدد الملقحين.",
        )
        for title, kind, state, start, end, progress, budget in _PLANS
    ]  # fmt: skip
    records.save_all(office, plans, "Add")
    return office


def add_activities(office: Office, campaign: int) -> None:
    """Give a campaign one late activity and one to come."""
    records.save_all(
        office,
        [
            Activity(campaign=campaign, title="توزيع المطويات", end=date(2026, 11, 17), status="under_way"),
            Activity(campaign=campaign, title="حصة إذاعية", end=date(2026, 11, 24)),
        ],
        "Add",
    )


def long_office(folder: Path, count: int = 100_000) -> Office:
    """An office with very many audiences, written past the journal: only their number matters here."""
    office = empty_office(folder)
    blank = records.save(office, Audience(name="x")).saved(Audience)
    with office.store._transaction() as writer:
        columns = [row[1] for row in writer.execute('PRAGMA table_info("audience")')]
        told = {"id": "n.i", "name": "'جمهور ' || n.i", "name_key": "printf('%09d', n.i)", "size": "n.i * 1.0"}
        chosen = ", ".join(told.get(name, f't."{name}"') for name in columns)
        named = ", ".join(f'"{name}"' for name in columns)
        writer.execute(
            f"WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n WHERE i < {count + 998})"
            f' INSERT INTO "audience" ({named}) SELECT {chosen} FROM n, "audience" t WHERE t.id = {blank.id}'
        )
        writer.execute("UPDATE tally SET used = used + ? WHERE record = 'audience'", (count - 1,))
    return office


def plain_room(record: type[Record], *views: View) -> Room:
    """A room that only has a list."""
    return Room(
        key=f"{record.key}s", record=record, icon="megaphone", group="planning", sections=(), views=views,
        state="state" if record is Campaign else "", empty=N_("No campaigns yet. Create the first or copy a template."),
    )  # fmt: skip


def board(_session: Session) -> QWidget:
    """A hand-made view."""
    return QWidget()


def open_list(qtbot: QtBot, session: Session, record: type[Record] = Campaign, width: int = 1366) -> ListPage:
    """The page of a room's list, shown and read."""
    page = ListPage(session, plain_room(record, View("board", N_("Board"), "board", board)))
    qtbot.addWidget(page)
    page.resize(width, 690)
    page.show()
    qtbot.waitUntil(lambda: page.model.rows is not None and page.model.rows.is_complete)
    return page


def titles(page: ListPage) -> list[str]:
    """The titles shown, from top to bottom."""
    return [page.model.index(row, 1).data() for row in range(page.model.rowCount())]


def kept(office: Office, record: type[Record] = Campaign) -> list[str]:
    """The titles of what is in use."""
    return [item.caption for item in records.find(office, Query(record))]
