"""A press release: its states and what each asks for, its versions, and the rules that hold on every path."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.releases import (
    APPROVED,
    DRAFT,
    MOVES,
    PUBLISHED,
    READY,
    SCHEDULED,
    STATES,
    Delivery,
    Release,
    ReleaseApproval,
)
from hospcomms.domain.wording import sentence
from hospcomms.services import handing_out, merging, records, releases
from hospcomms.services.office import Office
from hospcomms.services.releases import ScheduleOrder
from tests.services import release_stage as stage
from tests.services.release_stage import Clock, again, approval, approved, draft, photo, put, ready


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    office = stage.fresh(tmp_path / "office", clock)
    yield office
    office.close()


def fields(problems: list[Any]) -> set[str]:
    return {problem.field for problem in problems}


def schedule_in(desk: Office, release: Release, hours: float) -> Release:
    order = ScheduleOrder(publish_at=desk.clock() + timedelta(hours=hours))
    return releases.schedule(desk, release, order).saved(Release)


def test_a_release_goes_from_draft_to_published_and_each_step_is_one_undo(desk: Office, clock: Clock) -> None:
    release = draft(desk)
    seen = [release.state]
    release = ready(desk, release)
    seen.append(release.state)
    release = releases.approve(desk, release, approval()).saved(Release)
    seen.append(release.state)
    assert (release.state_by, release.state_since) == ("المديرة", clock.now)
    release = schedule_in(desk, release, 2)
    seen.append(release.state)
    clock.forward(hours=2)
    release = releases.publish(desk, release).saved(Release)
    seen.append(release.state)
    assert seen == [choice.key for choice in STATES]
    assert release.published_at == clock.now
    for state in reversed(seen[:-1]):
        records.undo(desk)
        assert again(desk, release).state == state


@pytest.mark.parametrize("state", [choice.key for choice in STATES])
@pytest.mark.parametrize("to", [choice.key for choice in STATES])
def test_only_the_steps_of_the_table_are_possible_by_move_or_by_saving(desk: Office, state: str, to: str) -> None:
    release = draft(desk)
    stored = replace(release, state=state, publish_at=desk.clock() + timedelta(hours=1))
    with desk.store.change("x") as change:
        release = change.save(stored)
    if to != state and to not in MOVES[state]:
        with pytest.raises(Refusal):
            releases.move(desk, release, to)
        with pytest.raises(Refusal) as refused:
            records.save(desk, replace(release, state=to))
        assert refused.value.kind == "not-allowed"
        assert again(desk, release).state == state


LACKING = (
    ({"body": " "}, "body"),
    ({"contact_name": ""}, "contact_name"),
    ({"contact_phone": ""}, "contact_phone"),
)


@pytest.mark.parametrize(("facts", "field"), LACKING)
def test_headline_text_and_press_contact_come_before_ready(desk: Office, facts: dict[str, Any], field: str) -> None:
    release = draft(desk, **facts)
    with pytest.raises(Invalid) as refused:
        releases.make_ready(desk, release)
    assert fields(list(refused.value.problems)) == {field}
    assert again(desk, release).state == DRAFT


def test_an_approval_names_who_gave_it_and_what_words_it_is_about(desk: Office) -> None:
    release = ready(desk, draft(desk))
    with pytest.raises(Refusal) as refused:
        releases.move(desk, release, APPROVED)
    assert refused.value.kind == "not-approved"
    with pytest.raises(Invalid):
        releases.approve(desk, release, approval("  "))
    with pytest.raises(Invalid):
        releases.approve(desk, release, approval(function=""))
    assert again(desk, release).state == READY
    release = releases.approve(desk, release, approval()).saved(Release)
    (given,) = records.parts(desk, ReleaseApproval, release.id)
    assert (given.approver, given.text_mark, given.given_at) == ("المديرة", release.text_mark, desk.clock())


def test_sending_back_says_what_to_correct(desk: Office) -> None:
    release = ready(desk, draft(desk))
    with pytest.raises(Invalid):
        releases.send_back(desk, release, approval())
    release = releases.send_back(desk, release, approval(note="العنوان طويل")).saved(Release)
    assert release.state == DRAFT
    (given,) = records.parts(desk, ReleaseApproval, release.id)
    assert given.decision == "returned"


STAFF: tuple[tuple[dict[str, Any], str], ...] = (
    ({"staff_first": "", "staff_reason": ""}, "staff_first"),
    ({"staff_first": "yes", "staff_reason": ""}, "staff_told_at"),
    ({"staff_first": "yes", "staff_told_at": stage.NOON + timedelta(hours=1), "staff_told_how": "x"}, "staff_told_at"),
    ({"staff_first": "yes", "staff_told_at": stage.NOON - timedelta(hours=1)}, "staff_told_how"),
    ({"staff_first": "yes", "staff_told_at": stage.NOON - timedelta(hours=1), "staff_told_how": "x"}, ""),
    ({"staff_first": "no", "staff_reason": "x"}, ""),
)


@pytest.mark.parametrize(("facts", "field"), STAFF)
@pytest.mark.parametrize("to", [SCHEDULED, PUBLISHED])
def test_staff_are_told_first_before_a_release_goes_out(
    desk: Office, facts: dict[str, Any], field: str, to: str
) -> None:
    release = approved(desk, draft(desk, **facts))
    wanted = replace(release, publish_at=desk.clock() + timedelta(hours=2))
    assert fields(releases.missing_for(desk, wanted, to)) == ({field} if field else set())


def test_a_release_is_scheduled_ahead_and_after_its_embargo(desk: Office) -> None:
    until = desk.clock() + timedelta(hours=5)
    source = approved(desk, draft(desk, embargo_until=until))
    version = approved(desk, releases.new_version(desk, source, "fr").saved(Release))
    for one in (source, version):
        for hours in (-1, 0, 4.99):
            with pytest.raises(Invalid) as refused:
                schedule_in(desk, one, hours)
            assert fields(list(refused.value.problems)) == {"publish_at"}
        assert schedule_in(desk, one, 5).state == SCHEDULED
    with pytest.raises(Invalid):
        releases.schedule(desk, source, ScheduleOrder())


def test_a_release_cannot_be_published_before_its_embargo_lifts(desk: Office, clock: Clock) -> None:
    release = approved(desk, draft(desk, embargo_until=clock.now + timedelta(hours=1)))
    with pytest.raises(Invalid) as refused:
        releases.publish(desk, release)
    assert fields(list(refused.value.problems)) == {"embargo_until"}
    clock.forward(hours=1)
    assert releases.publish(desk, release).saved(Release).state == PUBLISHED


def test_approved_words_cannot_change_by_any_path_until_they_are_returned(desk: Office, tmp_path: Path) -> None:
    release = approved(desk, draft(desk))
    picture, _ = photo(desk, tmp_path / "in")
    attached = stage.kept_file(desk, tmp_path / "in", "a.txt", "a")
    changes: tuple[dict[str, Any], ...] = (
        *({name: "غير ذلك"} for name in ("title", "subtitle", "place", "body", "about", "notes")),
        {"photos": (picture.id,)},
        {"attachments": (attached,)},
    )
    for values in changes:
        (field,) = values
        changed = replace(release, **values)
        for path in (
            partial(records.save, desk, changed),
            partial(records.save_all, desk, [changed], "x"),
            partial(records.bulk_edit, desk, Release, [release.id], values),
        ):
            with pytest.raises(Invalid) as refused:
                path()
            assert fields(list(refused.value.problems)) == {field}
    assert again(desk, release) == release
    put(desk, replace(release, topics=("x",)))
    release = releases.return_to_draft(desk, again(desk, release)).saved(Release)
    assert put(desk, replace(release, title="عنوان آخر")).title == "عنوان آخر"


def test_a_published_release_stays(desk: Office) -> None:
    release = releases.publish(desk, approved(desk, draft(desk))).saved(Release)
    with pytest.raises(Refusal) as refused:
        records.remove(desk, Release, [release.id])
    assert refused.value.kind == "published"
    with pytest.raises(Invalid):
        records.save(desk, replace(release, body="x"))
    with pytest.raises(Refusal):
        releases.return_to_draft(desk, release)
    other = draft(desk, title="مسودة")
    records.remove(desk, Release, [other.id])
    assert again(desk, other).binned_at is not None


EMBARGOES = ((timedelta(seconds=-1), False), (timedelta(0), False), (timedelta(seconds=1), True))


@pytest.mark.parametrize(("span", "fine"), EMBARGOES)
def test_an_embargo_is_entered_or_changed_only_ahead(desk: Office, clock: Clock, span: timedelta, fine: bool) -> None:
    old = draft(desk, embargo_until=clock.now + timedelta(days=1))
    for attempt in (
        lambda: draft(desk, title="جديد", embargo_until=clock.now + span),
        lambda: put(desk, replace(again(desk, old), embargo_until=clock.now + span)),
        lambda: records.bulk_edit(desk, Release, [old.id], {"embargo_until": clock.now + span}),
    ):
        if fine:
            attempt()
        else:
            with pytest.raises(Invalid) as refused:
                attempt()
            assert fields(list(refused.value.problems)) == {"embargo_until"}


def test_an_old_embargo_may_stay_when_something_else_is_changed(desk: Office, clock: Clock) -> None:
    release = draft(desk, embargo_until=clock.now + timedelta(hours=1))
    clock.forward(days=2)
    assert put(desk, replace(release, title="غيره")).embargo_until == release.embargo_until
    assert put(desk, replace(again(desk, release), embargo_until=None)).embargo_until is None


def test_a_version_follows_its_source_and_is_marked_when_the_source_changes(desk: Office) -> None:
    source = draft(desk)
    french = releases.new_version(desk, source, "fr").saved(Release)
    assert (french.source, french.follows, french.body, french.state) == (
        source.id,
        source.text_mark,
        source.body,
        DRAFT,
    )
    french = put(desk, replace(french, body="Le pavillon ouvre."))
    assert not french.is_older
    source = put(desk, replace(source, topics=("x",)))
    assert not again(desk, french).is_older
    source = put(desk, replace(source, body="نص آخر"))
    assert again(desk, french).is_older
    french = releases.follows_now(desk, again(desk, french)).saved(Release)
    assert (french.is_older, french.follows) == (False, source.text_mark)
    source = put(desk, replace(source, body="نص ثالث"))
    records.undo(desk)
    assert not again(desk, french).is_older
    records.redo(desk)
    assert again(desk, french).is_older
    put(desk, replace(again(desk, source), body="نص آخر"))
    assert not again(desk, french).is_older
    assert [one.language for one in releases.versions_of(desk, french)] == ["ar", "fr"]


def test_an_older_version_is_not_published(desk: Office) -> None:
    source = draft(desk)
    french = approved(desk, releases.new_version(desk, source, "fr").saved(Release))
    put(desk, replace(source, body="نص آخر"))
    with pytest.raises(Invalid) as refused:
        releases.publish(desk, again(desk, french))
    assert fields(list(refused.value.problems)) == {"is_older"}
    french = releases.follows_now(desk, again(desk, french)).saved(Release)
    assert releases.publish(desk, french).saved(Release).state == PUBLISHED


def test_each_language_has_one_version_and_no_release_is_its_own_source(desk: Office) -> None:
    source = draft(desk)
    french = releases.new_version(desk, source, "fr").saved(Release)
    for one, language in ((source, "ar"), (source, "fr"), (french, "fr"), (french, "ar")):
        with pytest.raises(Refusal) as refused:
            releases.new_version(desk, one, language)
        assert refused.value.kind == "version-exists"
    english = releases.new_version(desk, french, "en").saved(Release)
    assert english.source == french.id
    with pytest.raises(Invalid) as wrong:
        records.save(desk, replace(again(desk, source), source=english.id))
    assert fields(list(wrong.value.problems)) == {"source"}
    with pytest.raises(Refusal):
        releases.follows_now(desk, source)


def test_a_file_deleted_outside_is_named_at_ready_and_at_handing_out(desk: Office, tmp_path: Path) -> None:
    attached = stage.kept_file(desk, tmp_path / "in", "plan.pdf", "plan")
    release = draft(desk, attachments=(attached,))
    kept = desk.folder / "attachments" / attached.sha256[:2] / attached.sha256
    content = kept.read_bytes()
    kept.unlink()
    with pytest.raises(Invalid, match=r"plan\.pdf"):
        releases.make_ready(desk, release)
    kept.write_bytes(content)
    release = approved(desk, release)
    kept.write_bytes(b"PLAN")
    who = stage.person(desk, "صحفية")
    with pytest.raises(Invalid, match=r"plan\.pdf"):
        handing_out.hand_out(desk, release, [who.id], "email")
    assert handing_out.deliveries(desk, release) == []


def test_handing_out_writes_a_line_for_each_with_the_edition_and_is_never_undone(desk: Office) -> None:
    release = approved(desk, draft(desk))
    first, second = stage.person(desk, "أ"), stage.person(desk, "ب")
    before = records.undoable(desk)
    commit = handing_out.hand_out(desk, release, [first.id, second.id, first.id], "email")
    assert len(commit.steps) == 2
    assert records.undoable(desk) == before
    release = releases.return_to_draft(desk, again(desk, release)).saved(Release)
    release = approved(desk, put(desk, replace(release, body="نص جديد")))
    handing_out.hand_out(desk, release, [first.id], "pdf")
    lines = sorted(handing_out.deliveries(desk, release), key=lambda line: line.id)
    assert [(line.recipient, line.way, line.edition, line.by) for line in lines] == [
        ("أ", "email", 1, desk.settings.officer),
        ("ب", "email", 1, desk.settings.officer),
        ("أ", "pdf", 2, desk.settings.officer),
    ]
    assert lines[2].text_mark == release.text_mark != lines[0].text_mark
    assert not any(line.under_embargo for line in lines)


def test_the_log_cannot_be_changed_deleted_or_written_by_hand(desk: Office) -> None:
    release = approved(desk, draft(desk))
    who, other = stage.person(desk, "أ"), stage.person(desk, "ب")
    line = handing_out.hand_out(desk, release, [who.id], "email").saved(Delivery)
    attempts: tuple[Callable[[], object], ...] = (
        lambda: records.save(desk, replace(line, recipient="غيره")),
        lambda: records.save(desk, replace(line, person=other.id)),
        lambda: records.bulk_edit(desk, Delivery, [line.id], {"note": "x", "recipient": "غيره"}),
        lambda: records.remove(desk, Delivery, [line.id]),
        lambda: records.remove(desk, Release, [release.id]),
        lambda: records.save(desk, Delivery(release=release.id, recipient="بخط اليد")),
    )
    for attempt in attempts:
        with pytest.raises(Refusal) as refused:
            attempt()
        assert refused.value.kind == "log"
    assert put(desk, replace(line, note="اتصلت هاتفيا")).note == "اتصلت هاتفيا"


def test_undo_never_takes_away_a_release_that_was_given_out(desk: Office) -> None:
    who = stage.person(desk, "أ")
    release = approved(desk, draft(desk))
    handing_out.hand_out(desk, release, [who.id], "email")
    while (offered := records.undoable(desk)) is not None and offered.title != release.title:
        records.undo(desk)
    while again(desk, release).state != DRAFT:
        records.undo(desk)
    with pytest.raises(Refusal) as refused:
        records.undo(desk)
    assert refused.value.kind == "log"
    assert again(desk, release).id == release.id


def test_two_contacts_merged_into_one_keep_their_lines(desk: Office) -> None:
    release = approved(desk, draft(desk))
    one, twin = stage.person(desk, "أمين"), stage.person(desk, "أمين ب")
    handing_out.hand_out(desk, release, [one.id, twin.id], "email")
    merging.merge(desk, again(desk, one), again(desk, twin))
    assert {line.person for line in handing_out.deliveries(desk, release)} == {one.id}


def test_only_an_approved_release_is_handed_out_and_what_fails_leaves_nothing(desk: Office, tmp_path: Path) -> None:
    who = stage.person(desk, "أ")
    release = draft(desk)
    for one in (release, ready(desk, release)):
        with pytest.raises(Refusal) as refused:
            handing_out.hand_out(desk, one, [who.id], "email")
        assert refused.value.kind == "not-approved"
    release = releases.approve(desk, again(desk, release), approval()).saved(Release)

    def failing(_given: object) -> list[Path]:
        raise Refusal("disk-full", sentence("The disk is full."))

    with pytest.raises(Refusal) as full:
        handing_out.hand_out(desk, release, [who.id], "pdf", failing)
    assert full.value.kind == "disk-full"
    with pytest.raises(Refusal) as nobody:
        handing_out.hand_out(desk, release, [], "pdf")
    assert nobody.value.kind == "nobody"
    assert handing_out.deliveries(desk, release) == []
