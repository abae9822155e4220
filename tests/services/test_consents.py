"""The gate of photos: none goes to the press without the consents of those one can recognise, whichever way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hospcomms.domain.consents import Photo
from hospcomms.domain.errors import Invalid, Refusal
from hospcomms.domain.fields import StoredFile
from hospcomms.domain.releases import PUBLISHED, Release
from hospcomms.services import handing_out, records, releases
from hospcomms.services.office import Office
from tests.services import release_stage as stage
from tests.services.release_stage import Clock, again, approved, draft, photo, put

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Office]:
    office = stage.fresh(tmp_path / "office", clock)
    yield office
    office.close()


CONSENTS: tuple[tuple[str, dict[str, Any], bool], ...] = (
    ("covers the press", {}, True),
    ("covers the press among others", {"uses": ("print", "press", "web")}, True),
    ("does not cover the press", {"uses": ("print", "web", "social")}, False),
    ("given today", {"given_on": TODAY}, True),
    ("given tomorrow", {"given_on": TODAY + DAY}, False),
    ("expires today", {"expires_on": TODAY}, True),
    ("expired yesterday", {"expires_on": TODAY - DAY}, False),
    ("withdrawn today", {"withdrawn_on": TODAY}, False),
    ("withdrawn tomorrow", {"withdrawn_on": TODAY + DAY}, True),
)


@pytest.mark.parametrize(("case", "consent", "fine"), CONSENTS, ids=[case[0] for case in CONSENTS])
def test_a_photo_is_put_into_a_release_only_with_a_consent_valid_today(
    desk: Office, tmp_path: Path, case: str, consent: dict[str, Any], fine: bool
) -> None:
    picture, _ = photo(desk, tmp_path / "in", **consent)
    release = draft(desk)
    paths = (
        lambda: draft(desk, title="جديد", photos=(picture.id,)),
        lambda: records.save(desk, replace(again(desk, release), photos=(picture.id,))),
        lambda: records.bulk_edit(desk, Release, [release.id], {"photos": (picture.id,)}),
    )
    for path in paths:
        if fine:
            path()
            continue
        with pytest.raises(Invalid) as refused:
            path()
        assert [problem.field for problem in refused.value.problems] == ["photos"]
        assert again(desk, release).photos == ()


def test_everybody_one_can_recognise_agrees(desk: Office, tmp_path: Path) -> None:
    picture, _ = photo(desk, tmp_path / "in", people=2)
    with pytest.raises(Invalid):
        draft(desk, photos=(picture.id,))
    _, second = photo(desk, tmp_path / "in")
    picture = put(desk, replace(picture, consents=(*picture.consents, second.id)))
    release = draft(desk, photos=(picture.id,))
    nobody = put(desk, Photo(title="الواجهة", picture=picture.picture, people=0))
    assert put(desk, replace(release, photos=(picture.id, nobody.id))).photos == (picture.id, nobody.id)


@pytest.mark.parametrize("how", ["photo retired", "photo in the bin", "consent in the bin"])
def test_a_photo_or_consent_put_away_is_not_used(desk: Office, tmp_path: Path, how: str) -> None:
    picture, consent = photo(desk, tmp_path / "in")
    if how == "photo retired":
        put(desk, replace(picture, retired=True))
    elif how == "photo in the bin":
        records.remove(desk, Photo, [picture.id])
    else:
        records.remove(desk, type(consent), [consent.id])
    with pytest.raises(Invalid):
        draft(desk, photos=(picture.id,))


def test_a_consent_withdrawn_later_blocks_handing_out_and_publishing_but_not_what_is_out(
    desk: Office, tmp_path: Path, clock: Clock
) -> None:
    who = stage.person(desk, "صحفية")
    picture, consent = photo(desk, tmp_path / "in", expires_on=TODAY + DAY)
    out = releases.publish(desk, approved(desk, draft(desk, photos=(picture.id,)))).saved(Release)
    release = approved(desk, draft(desk, title="ثان", photos=(picture.id,)))
    handing_out.hand_out(desk, release, [who.id], "pdf")
    put(desk, replace(consent, withdrawn_on=TODAY))
    for one in (out, release):
        with pytest.raises(Invalid) as refused:
            handing_out.hand_out(desk, one, [who.id], "pdf")
        assert [problem.field for problem in refused.value.problems] == ["photos"]
    with pytest.raises(Invalid):
        releases.publish(desk, again(desk, release))
    assert len(handing_out.deliveries(desk, release)) == 1
    assert (again(desk, out).state, again(desk, out).photos) == (PUBLISHED, (picture.id,))
    put(desk, replace(again(desk, out), topics=("x",)))
    put(desk, replace(again(desk, consent), withdrawn_on=None))
    clock.forward(days=2)
    with pytest.raises(Invalid):
        handing_out.hand_out(desk, release, [who.id], "pdf")


def test_undoing_the_removal_of_a_photo_brings_it_back(desk: Office, tmp_path: Path) -> None:
    picture, _ = photo(desk, tmp_path / "in")
    release = draft(desk, photos=(picture.id,))
    put(desk, replace(release, photos=()))
    records.undo(desk)
    assert again(desk, release).photos == (picture.id,)


def test_a_version_takes_over_only_photos_that_may_still_be_used(desk: Office, tmp_path: Path) -> None:
    picture, consent = photo(desk, tmp_path / "in")
    release = draft(desk, photos=(picture.id,))
    assert releases.new_version(desk, release, "fr").saved(Release).photos == (picture.id,)
    put(desk, replace(consent, withdrawn_on=TODAY))
    assert releases.new_version(desk, release, "en").saved(Release).photos == ()


def test_a_picture_deleted_outside_is_named(desk: Office, tmp_path: Path) -> None:
    picture, _ = photo(desk, tmp_path / "in")
    release = draft(desk, photos=(picture.id,))
    assert picture.picture is not None
    kept = desk.folder / "attachments" / picture.picture.sha256[:2] / picture.picture.sha256
    kept.unlink()
    with pytest.raises(Refusal, match=picture.picture.name):
        releases.make_ready(desk, release)


@pytest.mark.parametrize("name", ["ممرضة.JPG", "scan.tiff", "image.heic", "photo.png. "])
def test_a_picture_is_no_plain_file_of_a_release_and_so_never_goes_round_the_consents(desk: Office, name: str) -> None:
    release = draft(desk)
    picture = StoredFile("ab" * 32, name, 10)
    with pytest.raises(Invalid) as refused:
        records.save(desk, replace(release, attachments=(picture,)))
    assert [problem.field for problem in refused.value.problems] == ["attachments"]
    assert again(desk, release).attachments == ()
