"""Pictures of the pages: each language, theme and size paints whole, without a warning of Qt, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from hospcomms.domain.campaigns import Campaign
from hospcomms.domain.consents import Photo
from hospcomms.domain.errors import Refusal
from hospcomms.services import files, records
from hospcomms.services import office as offices
from hospcomms.services.settings import Settings
from tests.hospital import empty
from ui import picture
from ui.theme import THEMES

LARGE, SMALL = (1366, 690), (911, 460)
LOOKS = (("ar", "light", LARGE), ("ar", "light", SMALL), ("fr", "dark", SMALL), ("ar", "contrast", LARGE))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    office = empty(folder, Settings(language="en", theme="light"))
    records.save(office, Campaign(title="لقاح الأنفلونزا الموسمية"))
    office.close()
    return folder


@pytest.mark.parametrize(("language", "theme", "size"), LOOKS)
@pytest.mark.parametrize("page", ["home", "settings", "campaigns", "campaigns/first", "audiences/new"])
def test_every_page_paints_in_each_look_and_size(
    qtbot: QtBot, data: Path, tmp_path: Path, page: str, language: str, theme: str, size: tuple[int, int]
) -> None:
    out = tmp_path / "page.png"
    picture.grab(page, data=data, out=out, language=language, theme=theme, size=size)
    painted = QImage(str(out))
    assert (painted.width(), painted.height()) == size
    side = 4 if language == "ar" else size[0] - 4  # the trailing edge of the page's ground, below the top bar
    assert painted.pixelColor(side, size[1] - 60).name().upper() == THEMES[theme].app


def test_a_picture_leaves_the_settings_as_they_are(qtbot: QtBot, data: Path, tmp_path: Path) -> None:
    before = (data / "settings.json").read_bytes()
    picture.grab("home", data=data, out=tmp_path / "page.png", language="ar", theme="dark")
    assert (data / "settings.json").read_bytes() == before


def test_a_photo_without_its_consents_is_on_no_picture_of_a_page(qtbot: QtBot, data: Path, tmp_path: Path) -> None:
    office = offices.open_office(data)
    drawn = tmp_path / "IMG_1.png"
    assert QImage(8, 8, QImage.Format.Format_RGB32).save(str(drawn))
    facts = {"picture": files.attach(office, drawn), "people": 1.0}
    kept = records.save(office, Photo(title="طفل", **facts)).saved(Photo)  # type: ignore[arg-type]
    office.close()
    with pytest.raises(Refusal) as refused:
        picture.grab(f"photos/{kept.id}", data=data, out=tmp_path / "page.png")
    assert refused.value.kind == "no-consent"
    assert not (tmp_path / "page.png").exists()
    picture.grab("photos", data=data, out=tmp_path / "list.png")
    assert (tmp_path / "list.png").exists(), "the list shows no picture"


def test_a_page_that_does_not_exist_is_refused(qtbot: QtBot, data: Path, tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        picture.grab("kitchen", data=data, out=tmp_path / "page.png")
    assert refused.value.kind == "no-page"
    assert offices.open_office(data).close() is None  # the folder was released
