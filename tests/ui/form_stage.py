"""What the tests of forms and pages share: a real session on a real office, and values of every kind."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from hospcomms.domain.catalog import BY_KEY
from hospcomms.domain.changes import Commit
from hospcomms.domain.cleaning import cleaned
from hospcomms.domain.country import COUNTRIES
from hospcomms.domain.fields import Field, Kind, Record, StoredFile, Texts, fields_of
from hospcomms.domain.incidents import Incident, Rumour
from hospcomms.domain.materials import MaterialApproval, MaterialVersion
from hospcomms.domain.sessions import GROUPS
from hospcomms.domain.wording import Sentence
from hospcomms.services import records
from hospcomms.services.incident_rules import KIND, LOGGED
from hospcomms.services.office import Office
from ui import language, theme, theme_sheet
from ui.background import Background
from ui.bus import Bus
from ui.session import Session

OF_INCIDENTS = (Incident, Rumour, *LOGGED)
BY_VERBS = (*OF_INCIDENTS, MaterialApproval)
"""What no form saves by itself: a verb does, with what its form holds."""


@dataclass
class Walk:
    """A navigator that writes down where it was sent; what is committed goes to the bus as in the window."""

    bus: Bus
    opened: list[tuple[type[Record], int]] = field(default_factory=list)
    commits: list[Commit] = field(default_factory=list)
    refused: list[Sentence] = field(default_factory=list)
    said: list[Sentence] = field(default_factory=list)
    went_back: int = 0

    def open_room(self, key: str, view: str = "") -> None:
        pass

    def open_record(self, record: type[Record], ident: int, view: str = "") -> None:
        self.opened.append((record, ident))

    def new_record(self, record: type[Record]) -> None:
        self.opened.append((record, 0))

    def back(self) -> None:
        self.went_back += 1

    def committed(self, commit: Commit) -> None:
        self.commits.append(commit)
        self.bus.committed.emit(commit)

    def refuse(self, what: Sentence) -> None:
        self.refused.append(what)

    def say(self, what: Sentence) -> None:
        self.said.append(what)


def begin(office: Office, speech: str = "ar", country: str = "DZ", look: str = "light", zoom: int = 100) -> Session:
    """A session on ``office`` in a language and a theme, the application dressed for it."""
    locale = language.use(speech, COUNTRIES[country])
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    # Without a running event loop the pages of earlier tests would live on, and be dressed again each time.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    wanted = theme.choose(look, zoom, rtl=locale.rtl)
    if app.property("dressed") != (told := f"{speech} {country} {look} {zoom}") or not app.styleSheet():
        language.settle(app)
        theme_sheet.dress(app, wanted)
        app.setProperty("dressed", told)
    bus = Bus()
    return Session(office, locale, bus, Background(), Walk(bus))


def walk(session: Session) -> Walk:
    """The navigator of a session made by ``begin``."""
    assert isinstance(session.go, Walk)
    return session.go


def keep(office: Office, record: Record) -> Commit:
    """Save a record the way its kind is saved: what belongs to an incident only in a change of an incident."""
    if isinstance(record, MaterialApproval):
        record = replace(record, given_at=office.clock())
    if not isinstance(record, OF_INCIDENTS):
        return records.save(office, record)
    wanted = cleaned(record).settled()
    records.refuse_if_wrong(wanted)
    with office.store.change("Save", KIND) as change:
        change.save(wanted)
    assert change.commit is not None
    return change.commit


def sample(office: Office, described: Field) -> Any:
    """A value of the field's kind that exercises its editor: marks, digits, directions, many decimals."""
    samples: dict[Kind, Any] = {
        Kind.TEXT: "COVID-19 مرض (خطير)\u00a0: 50%.",
        Kind.LONG_TEXT: "السطر الأول\nsecond line (x).\n\nمُتَعَدِّد\u00a0!",
        Kind.TEXTS: Texts("نص (1).", "Texte\u00a0: un\nDeux", "Text."),
        Kind.NUMBER: min(1999.0 if described.low else 12345.678, described.high or math.inf),
        Kind.MONEY: Decimal("1234567.505"),
        Kind.PERCENT: 33.333333333,
        Kind.DAY: date(2026, 11, 21),
        Kind.MOMENT: datetime(2026, 11, 21, 13, 30, 59, tzinfo=UTC),
        Kind.FLAG: True,
        Kind.CHOICE: described.choices[-1].key if described.choices else "",
        Kind.CHOICES: tuple(choice.key for choice in described.choices[1:3]),
        Kind.FILE: StoredFile("a" * 64, "تقرير 2026.pdf", 2048),
        Kind.FILES: (StoredFile("a" * 64, "تقرير.pdf", 10), StoredFile("b" * 64, "b.xlsx", 3_000_000)),
        Kind.ADDRESS: {"email": "a.b@example.org", "phone": "+213 550 00 00 00"}.get(described.scheme, "CAM-2026/01"),
        Kind.TAGS: ("تلقيح", "Grippe"),
    }
    if described.kind in (Kind.LINK, Kind.LINKS):
        linked = filled(office, BY_KEY[described.target], links=False)
        ident = keep(office, linked).steps[0].record.id
        return ident if described.kind is Kind.LINK else (ident,)
    return samples[described.kind]


def filled(office: Office, record: type[Record], *, links: bool = True) -> Record:
    """A record of a type with every typed field filled; it may break rules between fields."""
    values: dict[str, Any] = {}
    for name, described in fields_of(record).items():
        linked = described.kind in (Kind.LINK, Kind.LINKS)
        if described.own or (linked and not links and not described.required):
            continue
        values[name] = sample(office, described)
    values.update({"start": None} if "end" in values else {})
    values.update(
        {name: 40.0 for name in ("baseline", "target", "planned", "value") if isinstance(values.get(name), float)}
    )
    if values.get("version") and "material" in values:
        values["material"] = records.get(office, MaterialVersion, values["version"]).material
    return record(**{**values, **_AGREEING.get(record.key, {})})


_AGREEING: dict[str, dict[str, Any]] = {
    "objective": {"baseline": 40.0, "target": 50.0, "direction": "increase"},
    "result": {"compared_baseline": 40.0, "compared_value": 40.0, "gained": 12.0, "lost": 5.0},
    "question": {"gained": 7.0, "lost": 7.0},
    "image_wave": {"favourable": 120.0, "unfavourable": 30.0},
    "person": {"do_not_contact": False, "bad_address": False},
    "questionnaire": {"after_on": date(2026, 11, 22)},
    "photo": {"people": 0.0, "retired": False, "picture": StoredFile("c" * 64, "صورة.jpg", 4096)},
    "release": {  # an embargo is entered ahead of time, and nothing goes out before it lifts
        "embargo_until": datetime(2190, 1, 1, 8, 30, tzinfo=UTC),
        "publish_at": datetime(2190, 1, 1, 8, 30, tzinfo=UTC),
    },
    "observance": {"month": 11.0, "day_of_month": 14.0, "nth": 2.0, "length": 7.0, "country": "DZ"},
    "appointment": {"begins": "08:30", "ends": "09:30"},
    "session": {
        **dict.fromkeys(GROUPS, 7.0),
        "attended": 84.0,
        "referred": 7.0,
        "answered": 7.0,
        "capacity": 100.0,
        "begins": "08:30",
        "ends": "09:30",
    },
    "pretest": {"sample": 12.0, "understood": 12.0},
    "stock_move": {"copies": 12.0},
}
"""What the rules between the fields of a type ask for."""


def type_into(widget: QWidget, text: str) -> None:
    """Type any text into a field, replacing what is there (QTest types Latin-1 only)."""
    widget.setFocus()
    select = getattr(widget, "selectAll", None)
    if select is not None:
        select()
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))
