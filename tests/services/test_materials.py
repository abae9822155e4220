"""Materials: from officer to clinician to director, what the register keeps, what never leaves, what waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain import material_versions as rules
from hospcomms.domain.consents import Consent, Photo
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import Texts
from hospcomms.domain.limits import ATTACHMENT_BYTES
from hospcomms.domain.materials import (
    APPROVED,
    CLINICIAN,
    DIRECTOR,
    DRAFT,
    OBSOLETE,
    Material,
    MaterialApproval,
    MaterialVersion,
    StockMove,
)
from hospcomms.domain.query import Query
from hospcomms.services import files, home, material_dues, material_files, material_papers, materials, records, reports
from hospcomms.services.materials import MaterialDecision, MaterialVersionOrder, ReviewOrder, StopOrder
from hospcomms.services.office import Office, open_office
from tests.hospital import make
from tests.services.release_stage import Clock, fresh, put

DOCTOR = MaterialDecision(approver="د. سميرة", function="طبيبة")
HEAD = MaterialDecision(approver="م. المدير", function="المدير")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    office = fresh(tmp_path / "office", Clock())
    yield office
    office.close()


@pytest.fixture(scope="module")
def hospital(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample hospital, only read here."""
    folder = tmp_path_factory.mktemp("materials") / "office"
    make(folder)
    office = open_office(folder)
    yield office
    office.close()


def material(office: Office, **facts: Any) -> Material:
    values = {"title": Texts("مطوية", "Dépliant"), "message": "غسل اليدين قبل كل علاج."}
    kept: Material = put(office, Material(**{**values, **facts}))
    return kept


def version(office: Office, whole: Material, folder: Path, language: str = "ar", **facts: Any) -> MaterialVersion:
    """A draft with its file and review date, as one begins it in the room."""
    order = MaterialVersionOrder(language=language)
    begun = materials.new_version(office, whole, order).saved(MaterialVersion)
    path = folder / f"{language}-{begun.id}.txt"
    path.write_text(f"نص {begun.id}", encoding="utf-8")
    values = {"content": files.attach(office, path), "review_by": office.today + timedelta(days=200), **facts}
    kept: MaterialVersion = put(office, replace(begun, **values))
    return kept


def through(office: Office, begun: MaterialVersion) -> MaterialVersion:
    """Submitted and approved by both."""
    sent = materials.submit(office, begun).saved(MaterialVersion)
    checked = materials.check(office, sent, DOCTOR)
    return _of(materials.approve(office, _of(checked, sent.id), HEAD), sent.id)


def _of(commit: Any, ident: int) -> MaterialVersion:
    return next(
        step.after
        for step in reversed(commit.steps)
        if isinstance(step.after, MaterialVersion) and step.after.id == ident
    )


def stored(office: Office, whole: Material) -> Material:
    return records.get(office, Material, whole.id)


def test_a_version_goes_from_officer_to_clinician_to_director_and_replaces_the_one_before(
    desk: Office, tmp_path: Path
) -> None:
    whole = material(desk)
    first = version(desk, whole, tmp_path)
    assert (first.edition, first.author, stored(desk, whole).state) == ("1 AR", "ن. عيّنة", DRAFT)
    sent = materials.submit(desk, first).saved(MaterialVersion)
    assert stored(desk, whole).state == CLINICIAN
    checked = _of(materials.check(desk, sent, DOCTOR), first.id)
    assert (checked.state, stored(desk, whole).state) == (DIRECTOR, DIRECTOR)
    used = _of(materials.approve(desk, checked, HEAD), first.id)
    kept = stored(desk, whole)
    assert (used.state, used.issued_on) == (APPROVED, desk.today)
    assert (kept.state, kept.languages, kept.issued_on, kept.review_by) == (
        APPROVED,
        ("ar",),
        desk.today,
        used.review_by,
    )
    second = version(desk, whole, tmp_path)
    assert second.edition == "2 AR"
    assert stored(desk, whole).state == APPROVED  # a draft does not take the one in use away
    through(desk, second)
    states = {one.edition: one.state for one in materials.versions_of(desk, whole.id)}
    assert states == {"1 AR": OBSOLETE, "2 AR": APPROVED}
    given = records.parts(desk, MaterialApproval, whole.id)
    assert [(one.step, one.approver) for one in given] == [
        (CLINICIAN, DOCTOR.approver),
        (DIRECTOR, HEAD.approver),
    ] * 2
    back = materials.take_up(desk, records.get(desk, MaterialVersion, first.id))
    assert _of(back, first.id).state == APPROVED
    assert records.get(desk, MaterialVersion, second.id).state == OBSOLETE
    records.undo(desk)
    assert records.get(desk, MaterialVersion, second.id).state == APPROVED


def test_a_step_says_what_is_missing(desk: Office, tmp_path: Path) -> None:
    whole = material(desk, message="")
    begun = materials.new_version(desk, whole, MaterialVersionOrder(language="ar")).saved(MaterialVersion)
    with pytest.raises(Invalid) as refused:
        materials.submit(desk, begun)
    said = str(refused.value)
    for wanted in ("main message", "file is missing", "review date is missing"):
        assert wanted in said
    whole = material(desk)
    old = version(desk, whole, tmp_path, review_by=desk.today, author="")
    with pytest.raises(Invalid) as refused:
        materials.submit(desk, old)
    assert "review date has passed" in str(refused.value)
    assert "who wrote it" in str(refused.value)
    with pytest.raises(Refusal) as begun_already:
        materials.new_version(desk, whole, MaterialVersionOrder(language="ar"))
    assert begun_already.value.kind == "version-begun"
    placed = put(desk, replace(old, content=None, location="الخزانة", review_by=desk.today + timedelta(days=9)))
    placed = put(desk, replace(placed, author="ن. عيّنة"))
    assert materials.submit(desk, placed).saved(MaterialVersion).state == CLINICIAN


def test_the_author_is_not_the_clinician_and_a_return_says_what_to_correct(desk: Office, tmp_path: Path) -> None:
    whole = material(desk, author="د. سَميرة")
    sent = materials.submit(desk, version(desk, whole, tmp_path)).saved(MaterialVersion)
    for author in ("ن. عيّنة", " د.  سميرة "):
        with pytest.raises(Invalid, match="another clinician"):
            materials.check(desk, sent, replace(DOCTOR, approver=author))
    with pytest.raises(Invalid, match="what is to be corrected"):
        materials.send_back(desk, sent, HEAD)
    commit = materials.send_back(desk, sent, replace(HEAD, note="الجرعة"))
    assert _of(commit, sent.id).state == DRAFT
    assert records.parts(desk, MaterialApproval, whole.id)[0].decision == "returned"


def test_no_other_path_moves_a_state_changes_what_was_judged_or_an_approval(desk: Office, tmp_path: Path) -> None:
    whole = material(desk)
    draft = version(desk, whole, tmp_path)
    used = through(desk, draft)
    given = records.parts(desk, MaterialApproval, whole.id)[0]
    other = materials.new_version(desk, whole, MaterialVersionOrder(language="fr")).saved(MaterialVersion)
    sent = put(desk, replace(other, state=CLINICIAN, author="x"))
    tried: dict[str, Any] = {
        "approved without anybody": lambda: records.save(desk, replace(sent, state=DIRECTOR)),
        "a step the table does not know": lambda: records.save(desk, replace(used, state=DRAFT)),
        "another text": lambda: records.save(desk, replace(used, wording="آخر")),
        "another file": lambda: records.save(desk, replace(used, content=None)),
        "edited among others": lambda: records.bulk_edit(desk, MaterialVersion, [used.id], {"language": "fr"}),
        "an approval made up": lambda: records.save(
            desk,
            MaterialApproval(material=whole.id, version=used.id, step=DIRECTOR, approver="x", function="y"),
        ),
        "an approval changed": lambda: records.save(desk, replace(given, approver="z")),
        "an approval deleted": lambda: records.remove(desk, MaterialApproval, [given.id]),
        "copies of a version of another material": lambda: records.save(
            desk, StockMove(material=material(desk).id, version=used.id, copies=5.0, moved_on=desk.today)
        ),
        "an approved version deleted": lambda: records.remove(desk, MaterialVersion, [used.id]),
    }
    let = []
    for name, way in tried.items():
        try:
            way()
        except Refusal:
            continue
        let.append(name)
    assert let == []
    put(desk, replace(given, note="في الملف"))
    put(desk, replace(used, review_by=desk.today + timedelta(days=500)))
    records.remove(desk, Material, [whole.id])
    assert records.find(desk, Query(MaterialApproval)) == []


def test_a_photo_without_its_consent_stops_approval_the_page_and_the_file(desk: Office, tmp_path: Path) -> None:
    agreed = put(desk, Consent(title="P-1", uses=("print",), given_on=desk.today - timedelta(days=9)))
    picture = tmp_path / "p.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    photo = put(desk, Photo(title="قاعة", picture=files.attach(desk, picture), people=1.0, consents=(agreed.id,)))
    post = material(desk, kind="post")
    with pytest.raises(Invalid, match="does not cover this use"):
        version(desk, post, tmp_path, photos=(photo.id,))
    whole = material(desk)
    used = through(desk, version(desk, whole, tmp_path, photos=(photo.id,)))
    with pytest.raises(Invalid, match="does not cover this use"):
        put(desk, replace(stored(desk, whole), kind="post"))
    waiting = version(desk, whole, tmp_path)
    assert waiting.photos == (photo.id,)
    waiting = materials.submit(desk, waiting).saved(MaterialVersion)
    put(desk, replace(records.get(desk, Consent, agreed.id), withdrawn_on=desk.today))
    with pytest.raises(Invalid, match="withdrawn"):
        materials.check(desk, waiting, DOCTOR)
    speaking = desk.settings.locale_for("fr")
    assert used.content is not None
    for way in (
        lambda: reports.make(desk, material_papers.MATERIAL_APPROVAL, waiting.id, speaking, tmp_path / "a.pdf"),
        lambda: files.save_as(desk, used.content, tmp_path / "out.txt"),
        lambda: files.path_of(desk, used.content),
    ):
        with pytest.raises(Refusal) as refused:
            way()
        assert refused.value.kind == "no-consent"
    assert not (tmp_path / "a.pdf").exists()
    assert not (tmp_path / "out.txt").exists()


def test_a_translation_follows_its_source_and_is_older_once_that_is_renewed(desk: Office, tmp_path: Path) -> None:
    whole = material(desk)
    through(desk, version(desk, whole, tmp_path, wording="نص"))
    french = through(desk, version(desk, whole, tmp_path, "fr"))
    assert (french.edition, french.wording) == ("1 FR", "نص")
    through(desk, version(desk, whole, tmp_path))
    found = materials.versions_of(desk, whole.id)
    assert rules.is_older(french, found)
    renewed = version(desk, whole, tmp_path, "fr")
    assert renewed.edition == "2 FR"
    assert not rules.is_older(renewed, materials.versions_of(desk, whole.id))
    assert stored(desk, whole).languages == ("ar", "fr")


def test_the_register_keeps_the_stock_the_earliest_review_and_what_to_stop(desk: Office, tmp_path: Path) -> None:
    whole = material(desk, reorder_at=50.0)
    used = through(desk, version(desk, whole, tmp_path, review_by=desk.today + timedelta(days=120)))
    through(desk, version(desk, whole, tmp_path, "fr", review_by=desk.today + timedelta(days=60)))
    assert stored(desk, whole).review_by == desk.today + timedelta(days=60)
    for movement, copies in (("printed", 100.0), ("given", 70.0)):
        put(
            desk,
            StockMove(material=whole.id, version=used.id, movement=movement, copies=copies, moved_on=desk.today),
        )
    kept = stored(desk, whole)
    assert (kept.stock, rules.is_low(kept), material_dues.running_low(desk)) == (30.0, True, [kept])
    last = kept.review_by
    assert last is not None
    days = {last: None, last + timedelta(days=1): "it was to be reviewed by"}
    for on, wanted in days.items():
        why = rules.why_stopped(kept, on)
        assert (why is None) == (wanted is None)
        assert wanted is None or wanted in str(why)
    assert [one.id for one in material_dues.to_review(desk)] == [whole.id]
    order = ReviewOrder(approver="د. سميرة", function="طبيبة", review_by=desk.today + timedelta(days=365))
    with pytest.raises(Invalid, match="later than today"):
        materials.reviewed(desk, kept, replace(order, review_by=desk.today))
    materials.reviewed(desk, kept, order)
    assert stored(desk, whole).review_by == order.review_by
    assert material_dues.to_review(desk) == []
    materials.withdraw(desk, stored(desk, whole), StopOrder(reason="خطأ في الجرعة"))
    assert material_dues.to_stop(desk) == [stored(desk, whole)]
    assert "خطأ في الجرعة" in str(rules.why_stopped(stored(desk, whole), desk.today))
    materials.resume(desk, stored(desk, whole))
    assert material_dues.to_stop(desk) == []


def test_a_dropped_file_begins_a_material_and_a_very_large_one_only_by_its_place(desk: Office, tmp_path: Path) -> None:
    leaflet, film, program = tmp_path / "سكري_2026.pdf", tmp_path / "film.mp4", tmp_path / "leaflet.pdf.exe"
    leaflet.write_bytes(b"%PDF-1.4")
    program.write_bytes(b"MZ")
    with film.open("wb") as stream:
        stream.truncate(4 * ATTACHMENT_BYTES)
    commit = material_files.begin_with(desk, leaflet)
    made, held = commit.saved(Material), commit.saved(MaterialVersion)
    assert (made.title.ar, made.kind, held.edition) == ("سكري 2026", "leaflet", "1 AR")
    assert held.content is not None
    assert held.content.name == leaflet.name
    assert len(rules.short_code(held).replace(" ", "")) == 12
    assert material_files.too_large(leaflet) is None
    assert "200 MB" in str(material_files.too_large(film))
    with pytest.raises(Refusal) as large:
        material_files.begin_with(desk, film)
    assert large.value.kind == "too-large"
    assert records.count(desk, Query(Material)) == 1
    linked = material_files.begin_with(desk, film, str(film)).saved(MaterialVersion)
    assert (linked.content, material_files.place_of(linked)) == (None, film)
    film.unlink()
    with pytest.raises(Refusal, match="no file at"):
        material_files.place_of(linked)
    with pytest.raises(Refusal, match="run as a program"):
        material_files.begin_with(desk, program)


def test_the_papers_say_which_version_and_home_what_waits(hospital: Office, tmp_path: Path) -> None:
    faults = []
    for language in ("ar", "fr", "en"):
        speaking = hospital.settings.locale_for(language)
        for name in (report.name for report in material_papers.MATERIAL_REPORTS):
            made = reports.make(hospital, name, None, speaking, tmp_path / f"{name}-{language}.pdf")
            faults += [(name, language, str(said)) for said in made.warnings]
    assert faults == []
    leaflet = next(one for one in records.find(hospital, Query(Material)) if one.reference == "MAT-2026/01")
    used = next(one for one in materials.versions_of(hospital, leaflet.id) if one.edition == "2 FR")
    on_one_sheet = reports.make(hospital, "material-approval", used.id, speaking, tmp_path / "approved.pdf")
    assert list(on_one_sheet.warnings) == []  # with its decisions and the places to sign
    _, page = reports.report_document(hospital, "material-approval", used.id, hospital.settings.locale_for("en"))
    assert rules.short_code(used) in page.version.replace("\u2068", "").replace("\u2069", "")
    lines = [line for group in home.agenda(hospital).groups for line in group.lines]
    told = {line.record for line in lines}
    assert {Material, MaterialVersion} <= told
