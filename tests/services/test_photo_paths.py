"""No photo leaves without a valid consent for that use, path by path; with one it leaves bare (MAT-5).

A new way by which a picture could leave is added to ``PATHS``; reports are tried by themselves, from their table.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain.accreditations import Accreditation
from hospcomms.domain.checks import Problem
from hospcomms.domain.consents import PRINT, USES, Consent, Photo, PhotoRecall
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.incidents import ReviewLesson
from hospcomms.domain.materials import Material, MaterialVersion
from hospcomms.domain.monitoring import Clip
from hospcomms.domain.query import Query
from hospcomms.domain.releases import Release
from hospcomms.domain.sessions import EducationSession
from hospcomms.services import (
    clip_scans,
    consents,
    exchange,
    files,
    handing_out,
    photo_guard,
    preview,
    records,
    release_giving,
    release_mail,
    release_papers,
    reports,
)
from hospcomms.services.exchange import lists
from hospcomms.services.handing_out import Recipient
from tests.services import release_stage as stage
from tests.services.crisis_stage import stage as crisis
from tests.services.photo_stage import MARKS, Desk, desk, pictures_in


@pytest.fixture(scope="module")
def agreed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The photo is agreed to for every use; nothing here changes it."""
    folder = tmp_path_factory.mktemp("agreed")
    made = desk(stage.fresh(folder / "office", stage.Clock()), folder / "in")
    yield made
    made.office.close()


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The same, and then the consent was withdrawn."""
    folder = tmp_path_factory.mktemp("withdrawn")
    made = desk(stage.fresh(folder / "office", stage.Clock()), folder / "in")
    consents.withdraw(made.office, made.consent)
    yield made
    made.office.close()


def _to(found: Desk) -> Recipient:
    return Recipient(found.reader.id, found.reader.name, found.reader.email)


def _stored(found: Desk) -> Any:
    return found.photo.picture


def _previewed(found: Desk, name: str, record: Record, out: Path) -> None:
    made = preview.make(
        found.office, preview.of_report(found.office, name, record), preview.Wish("fr"), lambda _share, _said: None
    )
    preview.save(made, out / "preview.pdf")


def _mail(found: Desk, out: Path) -> None:
    enclosed = release_papers.enclosures(found.office, found.release)
    (out / "m.eml").write_bytes(release_mail.draft_for(found.office, found.release, _to(found), enclosed))


def _internal(found: Desk, out: Path) -> None:
    made = release_papers.approval_document(found.office, found.release, _to(found))
    (out / "copy.pdf").write_bytes(release_papers.pdf(found.office, found.release, made))


PATHS: dict[str, tuple[Callable[[Desk, Path], object], bool]] = {
    "PDF of the release": (
        lambda found, out: reports.make(found.office, "release", found.release.id, _speaking(found), out / "r.pdf"),
        True,
    ),
    "release in the preview": (lambda found, out: _previewed(found, "release", found.release, out), True),
    "Word file of the release": (
        lambda found, out: (out / "r.docx").write_bytes(release_papers.word(found.office, found.release)),
        True,
    ),
    "copy for approval": (_internal, True),
    "mail of the release": (_mail, True),
    "enclosed files": (
        lambda found, out: [
            (out / one.name).write_bytes(one.content) for one in release_papers.enclosures(found.office, found.release)
        ],
        True,
    ),
    **{
        f"handed out: {way}": (
            lambda found, out, way=way: release_giving.give(found.office, found.release, [found.reader.id], way, out),  # type: ignore[misc]
            way in release_giving.WRITES,
        )
        for way in (*sorted(release_giving.WRITES), release_giving.PRINT)
    },
    **{
        f"copy saved for {use.key}": (
            lambda found, out, use=use.key: photo_guard.save_copy(found.office, found.photo, use, out / "copy.jpg"),  # type: ignore[misc]
            True,
        )
        for use in USES
    },
    "session report": (
        lambda found, out: reports.make(
            found.office, "session-report", found.session.id, _speaking(found), out / "s.pdf"
        ),
        True,
    ),
    "session report in the preview": (lambda found, out: _previewed(found, "session-report", found.session, out), True),
    "file of a version that shows it": (
        lambda found, out: files.save_as(found.office, found.version.content, out / "poster.png"),  # type: ignore[arg-type]
        True,
    ),
    "attached file saved": (lambda found, out: files.save_as(found.office, _stored(found), out / "p.jpg"), False),
    "attached file opened with the system": (
        lambda found, out: shutil.copy(files.path_of(found.office, _stored(found)), out / "p.jpg"),
        False,
    ),
    "scan of a clip in the press review": (
        lambda found, out: [
            shutil.copy(path, out)
            for shown in clip_scans.scans_of(found.office, [Clip(id=1, scans=(_stored(found),))]).values()
            for path in shown.pictures
        ],
        False,
    ),
    "the same content under another name": (
        lambda found, out: files.save_as(found.office, replace(_stored(found), name="plan.bin"), out / "plan.bin"),
        False,
    ),
}
"""Every way by which a photo might leave, and whether it does with a valid consent; a backup is the office itself."""


def _speaking(found: Desk) -> Any:
    return found.office.settings.locale_for("fr")


def _tried(found: Desk, name: str, out: Path) -> str:
    out.mkdir()
    try:
        PATHS[name][0](found, out)
    except Refusal as refusal:
        return refusal.kind
    return ""


def test_without_a_valid_consent_no_path_lets_the_photo_out(withdrawn: Desk, tmp_path: Path) -> None:
    for place, name in enumerate(PATHS):
        out = tmp_path / str(place)
        refused = _tried(withdrawn, name, out)
        assert pictures_in(out) == [], name
        assert not refused or list(out.iterdir()) == [], name
    assert handing_out.deliveries(withdrawn.office, withdrawn.release) == []


def test_with_a_valid_consent_it_leaves_by_its_own_paths_and_bare(agreed: Desk, tmp_path: Path) -> None:
    for place, (name, (_act, leaves)) in enumerate(PATHS.items()):
        out = tmp_path / str(place)
        refused = _tried(agreed, name, out)
        found = pictures_in(out)
        assert bool(found) is leaves, (name, refused)
        for path in (path for path in out.rglob("*") if path.is_file()):
            assert b"ZEBRA-" not in path.read_bytes(), (name, path.name)
        for mark in MARKS:
            assert all(mark not in picture for picture in found), (name, mark)


def test_no_report_and_no_list_tells_the_photo_or_a_name(withdrawn: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    for name, report in reports.REPORTS.items():
        about = report.about if isinstance(report.about, tuple) else (report.about or Record,)
        for record in withdrawn.records():
            if report.period is None and isinstance(record, about):
                _made(withdrawn, name, record.id, out / f"{name}{record.id}.pdf")
    for kind in (Photo, Consent, PhotoRecall, Release, EducationSession, MaterialVersion, Accreditation):
        for ending in lists.ENDINGS if kind in (Photo, Consent) else (".csv",):
            target = out / f"{kind.key}{ending}"
            exchange.export_list(withdrawn.office, Query(kind), tuple(fields_of(kind)), target, _speaking(withdrawn))
    assert {"consent-form", "consent-list", "record-sheet"} <= {one.stem.rstrip("0123456789") for one in out.iterdir()}
    assert pictures_in(out) == []
    assert "ZEBRANAME" not in stage.told(out)
    assert "ZEBRAGUARDIAN" not in stage.told(out)


def _made(found: Desk, name: str, ident: int, path: Path) -> None:
    try:
        reports.make(found.office, name, ident, _speaking(found), path)
    except Refusal:
        assert not path.exists(), name


def test_a_paper_made_before_the_withdrawal_does_not_leave_after_it(tmp_path: Path) -> None:
    office = stage.fresh(tmp_path / "office", stage.Clock())
    found = desk(office, tmp_path / "in")
    subject = preview.of_report(office, "release", found.release)
    printed = preview.make(office, subject, preview.Wish("fr"), lambda _share, _said: None)
    consents.withdraw(office, found.consent)
    with pytest.raises(Refusal) as refused:
        preview.save(printed, tmp_path / "late.pdf")
    assert refused.value.kind == "no-consent"
    assert not (tmp_path / "late.pdf").exists()
    office.close()


def test_an_incident_exported_holds_no_photo_that_was_hung_on_its_review(tmp_path: Path) -> None:
    from hospcomms.services.incident_export import export_folder
    from hospcomms.services.incidents import stand_down

    ready = crisis(tmp_path / "office")
    ident = ready.start(drill=True)
    stand_down(ready.office, ident, "انتهى")
    found = desk(ready.office, tmp_path / "in")
    other = tmp_path / "in" / "proof.jpg"
    other.write_bytes((tmp_path / "in" / "IMG_1.jpg").read_bytes() + b" ")
    proof = files.attach(ready.office, other)
    records.save(ready.office, ReviewLesson(incident=ident, lesson="صورة", proof=proof))
    records.save(ready.office, replace(found.photo, picture=proof))  # it becomes a photo of the register afterwards
    folder = export_folder(ready.office, ident, tmp_path / "out")
    assert pictures_in(folder / "files") == [] if (folder / "files").exists() else True
    assert b"proof.jpg" in (folder / "manifest.json").read_bytes(), "what was left out is named"
    ready.office.close()


PUT_IN: dict[str, Callable[[Desk, int], Record]] = {
    "release": lambda found, photo: replace(stage.draft(found.office, title="ثان"), photos=(photo,)),
    "session": lambda found, photo: replace(found.session, photos=(*found.session.photos, photo)),
    "new session": lambda found, photo: EducationSession(
        title="حصة", held_on=found.office.today, place="قاعة", photos=(photo,)
    ),
    "version": lambda found, photo: replace(found.version, photos=(photo,)),
    "session, as a signed sheet": lambda found, _photo: replace(found.session, papers=(_stored(found),)),
    "version, as its file": lambda found, _photo: replace(found.version, content=_stored(found)),
    "visit, as its letter": lambda found, _photo: replace(found.visit, paper=_stored(found)),
    "release, as a plain file": lambda found, _photo: replace(
        stage.draft(found.office, title="ثالث"), attachments=(_stored(found),)
    ),
}


def test_a_photo_without_consent_cannot_be_put_in_anywhere(withdrawn: Desk) -> None:
    office = withdrawn.office
    fresh = stage.put(office, replace(withdrawn.photo, id=0, revision=0, title="أخرى"))
    for name, made in PUT_IN.items():
        record = made(withdrawn, fresh.id)
        with pytest.raises(Invalid) as refused:
            records.save(office, record)
        assert {problem.field for problem in refused.value.problems} <= {
            "photos", "papers", "content", "paper", "attachments"
        }, name  # fmt: skip
    with pytest.raises(Invalid):
        records.bulk_edit(office, EducationSession, [withdrawn.session.id], {"photos": (fresh.id,)})
    assert stage.again(office, withdrawn.session).photos == (withdrawn.photo.id,)
    kept = stage.put(office, replace(withdrawn.session, note="ملاحظة"))
    assert kept.photos == (withdrawn.photo.id,), "what stood in it does not keep the record from being edited"


def test_a_version_in_the_bin_keeps_its_file_as_well(tmp_path: Path) -> None:
    office = stage.fresh(tmp_path / "office", stage.Clock())
    found = desk(office, tmp_path / "in")
    assert found.version.content is not None
    consents.withdraw(office, found.consent)
    records.remove(office, MaterialVersion, [found.version.id])
    with pytest.raises(Refusal) as refused:
        files.path_of(office, found.version.content)
    assert refused.value.kind == "no-consent"
    office.close()


def test_a_paper_made_before_is_not_taken_out_once_a_photo_lost_a_use(tmp_path: Path) -> None:
    clock = stage.Clock()
    office = stage.fresh(tmp_path / "office", clock)
    found = desk(office, tmp_path / "in")
    subject = preview.of_report(office, "session-report", found.session)
    lost: dict[str, Callable[[], object]] = {
        "a use taken off the consent": lambda: stage.put(
            office, replace(stage.again(office, found.consent), uses=("web",))
        ),
        "somebody more to be recognised": lambda: stage.put(
            office, replace(stage.again(office, found.photo), people=2.0)
        ),
        "withdrawn": lambda: consents.withdraw(office, stage.again(office, found.consent)),
    }
    for name, lose in lost.items():
        made = preview.make(office, subject, preview.Wish("fr"), lambda _share, _said: None)
        preview.save(made, tmp_path / "s.pdf")
        lose()
        with pytest.raises(Refusal, match="no longer may be"):
            preview.save(made, tmp_path / f"{name}.pdf")
        records.undo(office)
    stage.put(office, replace(stage.again(office, found.consent), expires_on=office.today))
    made = preview.make(office, subject, preview.Wish("fr"), lambda _share, _said: None)
    clock.forward(days=1)
    with pytest.raises(Refusal, match="no longer may be"):
        preview.save(made, tmp_path / "expired overnight.pdf")
    assert [path.name for path in tmp_path.glob("*.pdf")] == ["s.pdf"]
    office.close()


def test_each_use_asks_for_its_own_consent(tmp_path: Path) -> None:
    office = stage.fresh(tmp_path / "office", stage.Clock())
    found = desk(office, tmp_path / "in")
    printed = stage.put(office, replace(found.consent, id=0, revision=0, title="P-8", uses=(PRINT,)))
    photo = stage.put(office, replace(found.photo, id=0, revision=0, title="للطباعة", consents=(printed.id,)))
    for kind, fine in (("leaflet", True), ("poster", True), ("video", False), ("post", False), ("press_kit", False)):
        material = stage.put(office, Material(title=replace(_title(found), ar=kind), kind=kind))
        version = MaterialVersion(material=material.id, edition="1", photos=(photo.id,))
        if fine:
            stage.put(office, version)
            continue
        with pytest.raises(Invalid) as refused:
            stage.put(office, version)
        assert [problem.field for problem in refused.value.problems] == ["photos"], kind
    assert photo_guard.problems_of_record(office, replace(found.release, photos=(photo.id,)))
    assert photo_guard.problems_of_record(office, replace(found.session, photos=(photo.id,))) == []
    last = stage.put(office, replace(printed, expires_on=office.today))
    assert photo_guard.problems(office, [photo.id], PRINT) == [], "the last day still counts"
    stage.put(office, replace(last, expires_on=office.today.replace(day=21)))
    assert [type(one) for one in photo_guard.problems(office, [photo.id], PRINT)] == [Problem]
    assert photo_guard.problems(office, [photo.id, 987_654], PRINT)[1].message == photo_guard.GONE
    office.close()


def _title(found: Desk) -> Any:
    return records.get(found.office, Material, found.version.material).title
