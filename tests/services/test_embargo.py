"""The embargo: until when it holds, for whom it does not, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from hospcomms.domain.colleagues import Colleague
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.monitoring import Clip
from hospcomms.domain.press import ListMember, Person
from hospcomms.domain.query import Query
from hospcomms.domain.releases import Delivery, Release
from hospcomms.services import embargo, files, handing_out, preview, records, releases, reports
from hospcomms.services.clip_scans import scans_of
from hospcomms.services.handing_out import Recipient
from hospcomms.services.office import Office
from tests.services import release_stage as stage
from tests.services.release_stage import Clock, Newsroom, again, approved, draft, put

HOUR = timedelta(hours=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    office = stage.fresh(tmp_path / "office", clock)
    yield office
    office.close()


@pytest.fixture
def room(desk: Office, tmp_path: Path, clock: Clock) -> Newsroom:
    return stage.newsroom(desk, tmp_path / "in", clock.now + 24 * HOUR)


MOMENTS = ((-24 * HOUR, True), (-timedelta(seconds=1), True), (timedelta(0), False), (HOUR, False))


@pytest.mark.parametrize(("after", "held"), MOMENTS)
def test_the_embargo_holds_until_its_moment_and_not_at_it(
    room: Newsroom, clock: Clock, after: timedelta, held: bool
) -> None:
    until = room.release.embargo_until
    assert until is not None
    clock.now = until + after
    for one in (room.release, room.version):
        assert embargo.is_held(room.office, one) is held
        assert (embargo.notice(room.office, one) is not None) is held
        assert (one.id in embargo.held_ids(room.office)) is held


def test_the_latest_embargo_of_the_family_holds_for_all_of_it(desk: Office, clock: Clock) -> None:
    source = draft(desk, embargo_until=clock.now + HOUR)
    french = releases.new_version(desk, source, "fr").saved(Release)
    english = releases.new_version(desk, french, "en").saved(Release)
    assert french.embargo_until is None
    later = clock.now + 5 * HOUR
    put(desk, replace(english, embargo_until=later))
    for one in (source, french, english):
        assert embargo.lifts_at(desk, again(desk, one)) == later
    alone = draft(desk, title="بلا حظر")
    assert embargo.lifts_at(desk, alone) is None
    embargo.refuse_if_held(desk, alone)


def test_a_typed_version_that_is_not_saved_yet_is_held_with_its_source(desk: Office, clock: Clock) -> None:
    source = draft(desk, embargo_until=clock.now + HOUR)
    assert embargo.is_held(desk, Release(title="x", source=source.id))
    assert embargo.is_held(desk, Release(title="x", embargo_until=clock.now + HOUR))
    assert embargo.is_held(desk, replace(source, embargo_until=None)), "only a saved change lifts it"


def test_a_release_in_the_bin_is_held_as_well(desk: Office, clock: Clock) -> None:
    release = draft(desk, embargo_until=clock.now + HOUR)
    records.remove(desk, Release, [release.id])
    assert release.id in embargo.held_ids(desk)
    out = embargo.leaving(desk, desk.settings.locale)
    assert records.find(out, Query(Release, binned=True)) == []


def test_only_people_of_the_trusted_list_who_are_not_blocked_may_have_it(room: Newsroom) -> None:
    found = {one.name: (allowed, said) for one, allowed, said in handing_out.recipients(room.office, room.release)}
    assert {name: allowed for name, (allowed, _) in found.items()} == {"موثوقة": True, "آخر": False, "ممنوع": False}
    assert "آخر" in str(found["آخر"][1])
    embargo.refuse_if_held(room.office, room.release, room.trusted.id)
    embargo.refuse_if_held(room.office, room.version, room.trusted.id)
    for ident in (0, room.other.id, room.blocked.id, 987654):
        with pytest.raises(Refusal) as refused:
            embargo.refuse_if_held(room.office, room.release, ident)
        assert refused.value.kind == "embargo"


def test_who_leaves_the_trusted_list_or_is_blocked_is_trusted_no_more(room: Newsroom) -> None:
    (member, _) = records.parts(room.office, ListMember, room.release.trusted)
    records.remove(room.office, ListMember, [member.id])
    assert not embargo.is_trusted(room.office, room.release, room.trusted.id)
    records.undo(room.office)
    assert embargo.is_trusted(room.office, room.release, room.trusted.id)
    records.remove(room.office, Person, [room.trusted.id])
    assert not embargo.is_trusted(room.office, room.release, room.trusted.id)


def test_one_person_who_may_not_have_it_stops_the_whole(room: Newsroom, clock: Clock) -> None:
    made: list[str] = []

    def make(given: object) -> list[Path]:
        made.append(str(given))
        return []

    before = len(handing_out.deliveries(room.office, room.release))
    for people in ([room.other.id], [room.trusted.id, room.other.id], [room.blocked.id, room.trusted.id]):
        with pytest.raises(Refusal) as refused:
            handing_out.hand_out(room.office, room.release, people, "pdf", make)
        assert refused.value.kind == "embargo"
    assert (made, len(handing_out.deliveries(room.office, room.release))) == ([], before)
    line = handing_out.hand_out(room.office, room.release, [room.trusted.id], "pdf", make).saved(Delivery)
    assert (line.under_embargo, line.person, len(made)) == (True, room.trusted.id, 1)
    clock.forward(days=1)
    line = handing_out.hand_out(room.office, room.release, [room.other.id], "pdf", make).saved(Delivery)
    assert not line.under_embargo
    with pytest.raises(Refusal) as refused:
        handing_out.hand_out(room.office, room.release, [room.blocked.id], "pdf", make)
    assert refused.value.kind == "blocked"


def test_an_internal_copy_goes_only_to_a_named_member_of_staff(room: Newsroom) -> None:
    for name in ("", "صحفي", room.trusted.name):
        with pytest.raises(Refusal) as refused:
            handing_out.internal_copy(room.office, room.release, name, "pdf")
        assert refused.value.kind == "not-staff"
    line = handing_out.internal_copy(room.office, room.release, room.staff.name, "pdf", note="للمصادقة").saved(Delivery)
    assert (line.person, line.recipient, line.note, line.under_embargo) == (0, room.staff.name, "للمصادقة", True)
    records.remove(room.office, Colleague, [room.staff.id])
    with pytest.raises(Refusal):
        handing_out.internal_copy(room.office, room.release, room.staff.name, "pdf")


def test_what_may_leave_to_a_receiver_is_this_family_and_no_other(room: Newsroom, clock: Clock) -> None:
    other = approved(room.office, draft(room.office, title="آخر", embargo_until=clock.now + HOUR))
    speaking = room.office.settings.locale
    to = Recipient(room.trusted.id, room.trusted.name)
    out = embargo.leaving(room.office, speaking, room.release, to)
    assert records.get(out, Release, room.version.id).title == room.version.title
    with pytest.raises(Refusal):
        records.get(out, Release, other.id)
    for wrong in (Recipient(room.other.id, room.other.name), Recipient(0, "صحفي"), Recipient(0, "")):
        with pytest.raises(Refusal):
            embargo.leaving(room.office, speaking, room.release, wrong)
    out = embargo.leaving(room.office, speaking, room.release, Recipient(0, room.staff.name))
    assert records.get(out, Release, room.release.id).id == room.release.id


def test_a_file_of_a_held_release_leaves_only_to_who_may_have_it(room: Newsroom, tmp_path: Path, clock: Clock) -> None:
    (attached,) = room.release.attachments
    out = embargo.leaving(room.office, room.office.settings.locale)
    for office in (room.office, out):
        with pytest.raises(Refusal):
            files.save_as(office, attached, tmp_path / "x.txt")
        with pytest.raises(Refusal):
            files.path_of(office, attached)
    files.save_as(room.office, attached, tmp_path / "x.txt", Recipient(room.trusted.id, room.trusted.name))
    assert (tmp_path / "x.txt").read_text() == "ZEBRAFILE content"
    clock.forward(days=1)
    files.save_as(room.office, attached, tmp_path / "y.txt")


def test_a_file_of_a_held_release_is_not_in_a_press_review_as_the_scan_of_a_clip(
    room: Newsroom, tmp_path: Path, clock: Clock
) -> None:
    Image.new("RGB", (30, 40), "grey").save(tmp_path / "plan.pdf")
    plan = files.attach(room.office, tmp_path / "plan.pdf")
    put(room.office, replace(room.version, attachments=(plan,)))
    clip = put(room.office, Clip(title="مقال", on=room.office.today, scans=(plan,)))
    held = scans_of(room.office, [clip])[clip.id]
    assert held.pictures == ()
    assert "under embargo" in str(held.notes[0])
    clock.forward(days=1)
    assert len(scans_of(room.office, [clip])[clip.id].pictures) == 1


def test_a_paper_made_before_the_embargo_does_not_leave_under_it(room: Newsroom, tmp_path: Path, clock: Clock) -> None:
    free = draft(room.office, title="بيان حر")
    paper = preview.of_report(room.office, reports.RECORD_SHEET, free)
    printed = preview.make(room.office, paper, preview.Wish("ar"), lambda _share, _said: None)
    preview.save(printed, tmp_path / "free.pdf")
    put(room.office, replace(again(room.office, free), embargo_until=clock.now + HOUR))
    with pytest.raises(Refusal) as refused:
        preview.save(preview.only_pages(printed, [0]), tmp_path / "held.pdf")
    assert (refused.value.kind, (tmp_path / "held.pdf").exists()) == ("embargo", False)
    clock.forward(hours=1)
    preview.save(printed, tmp_path / "held.pdf")


def test_the_people_are_told_apart_for_a_way_with_everything_that_forbids_it(room: Newsroom, clock: Clock) -> None:
    put(room.office, replace(again(room.office, room.trusted), email=""))
    by_mail = {one.name: str(why) for one, _, why in handing_out.recipients(room.office, room.release, "email") if why}
    assert set(by_mail) == {"موثوقة", "آخر", "ممنوع"}
    assert "no e-mail address" in by_mail["موثوقة"]
    clock.forward(days=1)
    free = {one.name for one, may, _ in handing_out.recipients(room.office, room.release, "email") if may}
    assert free == {"آخر"}


def test_no_release_leaves_its_family_to_escape_the_embargo(room: Newsroom, clock: Clock) -> None:
    for source in (0, draft(room.office, title="غيره").id):
        with pytest.raises(Invalid):
            records.save(room.office, replace(again(room.office, room.version), source=source))
        with pytest.raises(Invalid):
            records.bulk_edit(room.office, Release, [room.version.id], {"source": source})
    records.remove(room.office, Release, [room.version.id])
    assert embargo.is_held(room.office, room.version)
    clock.forward(days=1)
    assert put(room.office, replace(again(room.office, room.version), source=0)).source == 0


def test_a_list_says_how_many_were_left_out(room: Newsroom) -> None:
    found = records.find(room.office, Query(Release))
    kept, said = embargo.withheld(room.office, found)
    assert (kept, str(said)) == ([], "2 press releases under embargo were left out.")
    people = records.find(room.office, Query(Person))
    assert embargo.withheld(room.office, people) == (people, None)


def test_the_screen_of_the_officer_still_shows_everything(room: Newsroom) -> None:
    assert records.get(room.office, Release, room.release.id).title == room.release.title
    assert records.titles(room.office, [room.release.id]) == {room.release.id: room.release.title}
    assert records.history(room.office, room.release.id)
