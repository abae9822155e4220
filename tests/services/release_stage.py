"""What the tests of press releases share: a clock, people, a release under embargo, and what a file says."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pypdfium2

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.consents import Consent, Photo
from hospcomms.domain.fields import Record
from hospcomms.domain.monitoring import Clip
from hospcomms.domain.press import ListMember, Person, PressList
from hospcomms.domain.query import Op, Query
from hospcomms.domain.releases import Delivery, Release, ReleaseApproval
from hospcomms.services import files, records, releases
from hospcomms.services.office import Office
from hospcomms.services.settings import Settings
from tests.hospital import empty

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
SECRET = "ZEBRAHEAD"
SECRETS = (SECRET, "ZEBRASUB", "ZEBRABODY", "ZEBRANOTES", "ZEBRAABOUT", "ZEBRAREMARK", "ZEBRAFILE", "ZEBRAFR")
"""Words that stand only in a release under embargo, in its French version and in what was said of it."""


@dataclass
class Clock:
    """A clock that is moved by hand."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **span: float) -> None:
        """Let time go by."""
        self.now += timedelta(**span)


def fresh(folder: Path, clock: Clock) -> Office:
    """An empty office that lives by the clock."""
    return empty(folder, Settings(officer="ن. عيّنة", is_ready=True), clock)


def put(office: Office, record: Record) -> Any:
    """Save one and give it back as stored."""
    return records.save(office, record).saved(type(record))


def again(office: Office, record: Record) -> Any:
    """The record as it stands now."""
    return records.get(office, type(record), record.id)


def person(office: Office, name: str, **facts: Any) -> Person:
    """A press contact with a telephone and an e-mail address."""
    count = records.count(office, Query(Person)) + 10
    return put(office, Person(**{"name": name, "phone": f"0500 10 00 {count}", "email": f"p{count}@press.dz", **facts}))  # type: ignore[no-any-return]


def people_list(office: Office, name: str, *people: Person) -> PressList:
    """A press list with these people."""
    whole: PressList = put(office, PressList(name=name))
    for one in people:
        put(office, ListMember(press_list=whole.id, person=one.id))
    return whole


def colleague(office: Office, name: str = "المديرة") -> Colleague:
    """A member of the staff register."""
    return put(office, Colleague(name=name, function="مديرة", phone="0500 10 00 99"))  # type: ignore[no-any-return]


def kept_file(office: Office, folder: Path, name: str, text: str) -> Any:
    """A file kept in the office."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return files.attach(office, path)


WORDS: dict[str, Any] = {
    "title": f"{SECRET} جناح جديد",
    "subtitle": "ZEBRASUB",
    "body": "ZEBRABODY يفتح الجناح أبوابه.",
    "notes": "ZEBRANOTES",
    "about": "ZEBRAABOUT",
    "contact_name": "ن. عيّنة",
    "contact_phone": "0500 10 00 01",
    "staff_first": "no",
    "staff_reason": "لا يخصّ الموظفين",
}


def draft(office: Office, **facts: Any) -> Release:
    """A release with all its words, not under embargo unless said."""
    return put(office, Release(**{**WORDS, **facts}))  # type: ignore[no-any-return]


def approval(name: str = "المديرة", **facts: Any) -> ReleaseApproval:
    """An approval as typed."""
    return ReleaseApproval(**{"approver": name, "function": "مديرة", "manner": "signed", **facts})


def ready(office: Office, release: Release) -> Release:
    """The same, marked as ready."""
    return releases.make_ready(office, release).saved(Release)


def approved(office: Office, release: Release, **facts: Any) -> Release:
    """The same, approved by the director."""
    return releases.approve(office, ready(office, release), approval(**facts)).saved(Release)


def photo(office: Office, folder: Path, people: int = 1, **consent: Any) -> tuple[Photo, Consent]:
    """A photo of somebody with a consent that covers the press, unless said otherwise."""
    given = put(office, Consent(**{"title": "P-1", "uses": ("press",), "given_on": date(2026, 1, 1), **consent}))
    stored = kept_file(office, folder, f"photo{given.id}.jpg", f"picture {given.id}")
    made = put(office, Photo(title=f"صورة {given.id}", picture=stored, people=people, consents=(given.id,)))
    return made, given


@dataclass
class Newsroom:
    """An office with an approved release under embargo until tomorrow, its French version, and who may have it."""

    office: Office
    release: Release
    version: Release
    trusted: Person
    other: Person
    blocked: Person
    staff: Colleague
    linked: dict[str, Record] = field(default_factory=dict)


def newsroom(office: Office, folder: Path, until: datetime) -> Newsroom:
    """Set the scene: a release under embargo that a campaign's neighbours, clips and the log name."""
    trusted, other, blocked = (person(office, name) for name in ("موثوقة", "آخر", "ممنوع"))
    whole = people_list(office, "الكلّ", trusted, other, blocked)
    few = people_list(office, "الموثوقون", trusted, blocked)
    put(office, replace(again(office, blocked), do_not_contact=True))
    staff = colleague(office)
    campaigns = records.find(office, Query(Campaign).where("is_template", Op.IS, False), limit=1)
    campaign = campaigns[0] if campaigns else put(office, Campaign(title="حملة", kind="awareness"))
    attached = kept_file(office, folder, "plan.txt", "ZEBRAFILE content")
    page = kept_file(office, folder, "signed.txt", "ZEBRAREMARK scan")
    release = draft(
        office, embargo_until=until, press_list=whole.id, trusted=few.id, attachments=(attached,), campaign=campaign.id
    )
    release = approved(office, release, note="ZEBRAREMARK", page=page)
    version = releases.new_version(office, release, "fr").saved(Release)
    version = put(office, replace(version, title="ZEBRAFR nouveau pavillon", body="ZEBRAFR le pavillon ouvre."))
    clip = put(office, Clip(title="مقال", on=office.today, release=release.id, campaign=campaign.id))
    with office.store.change("Hand out", "delivery") as change:
        line = change.save(
            Delivery(
                release=release.id, recipient=staff.name, at=office.clock(), way="pdf", edition=1.0, note="ZEBRAREMARK"
            )
        )
    (given,) = records.parts(office, ReleaseApproval, release.id)
    linked: dict[str, Record] = {"clip": clip, "delivery": line, "campaign": campaign, "release_approval": given}
    return Newsroom(
        office, again(office, release), again(office, version), trusted, other, again(office, blocked), staff, linked
    )


def told(folder: Path) -> str:
    """Everything the files of a folder say: texts, workbooks, Word files, mails with what is attached, PDFs."""
    return "\n".join(text for path in sorted(folder.rglob("*")) if path.is_file() for text in _told(path))


def _told(path: Path) -> Iterable[str]:
    yield path.name
    yield from _content(path.suffix.lower(), path.read_bytes(), path)


def _content(ending: str, content: bytes, path: Path) -> Iterable[str]:
    if ending in (".xlsx", ".docx", ".zip"):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield packed.read(name).decode("utf-8", "replace")
    elif ending == ".pdf":
        yield pdf_text(content)
    elif ending == ".eml":
        for part in message_from_bytes(content).walk():
            inside = part.get_payload(decode=True)
            if isinstance(inside, bytes):
                yield pdf_text(inside) if inside.startswith(b"%PDF") else inside.decode("utf-8", "replace")
    else:
        yield content.decode("utf-8", "replace")


def pdf_text(content: bytes) -> str:
    """The words of a PDF file."""
    book = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in book)
    finally:
        book.close()


def leaks(text: str) -> list[str]:
    """The secret words in a text."""
    return [word for word in SECRETS if word in text]
