"""A picture that leaves holds nothing but what one sees: no place, name, time, small picture or remark."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from hospcomms.domain.errors import Refusal
from hospcomms.reports.press_pictures import without_details
from tests.services.photo_stage import MARKS, jpeg, other, painted, png

KINDS = {
    "a.jpg": jpeg(),
    "a.png": png(),
    "p.png": png("P"),
    "holes.png": png("RGBA"),
    "a.webp": other("webp"),
    "a.tif": other("tif"),
    "a.gif": other("gif"),
}


def test_no_hidden_detail_is_left_in_any_kind_of_picture(tmp_path: Path) -> None:
    for name, content in KINDS.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert name == "p.png" or any(mark in content for mark in MARKS), f"{name} carries something to begin with"
        plain = without_details(path, name)
        for mark in MARKS:
            assert mark not in plain.content, (name, mark)
            assert mark.decode().encode("utf-16-be") not in plain.content, (name, mark)
        with Image.open(io.BytesIO(plain.content)) as found:
            assert not dict(found.getexif()), name
            assert set(found.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density", "icc_profile"}, name
            assert len(plain.content) < 20_000, name


def test_what_one_sees_stays_right_way_up_and_in_its_colours(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg())
    plain = without_details(path, path.name)
    with Image.open(io.BytesIO(plain.content)) as found:
        assert found.size == (60, 80), "it was lying on its side"
        top, bottom = found.convert("RGB").getpixel((30, 10)), found.convert("RGB").getpixel((30, 70))
        assert isinstance(top, tuple)
        assert isinstance(bottom, tuple)
        assert top[0] > 150 > top[2]
        assert bottom[2] > 150 > bottom[0]
        kept = found.info["icc_profile"]
    assert "sRGB" in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(kept)))
    assert without_details(path, path.name) == plain, "the same picture gives the same file"


def test_points_of_sixteen_bits_and_of_printing_inks_are_brought_to_the_screen(tmp_path: Path) -> None:
    deep, inks = tmp_path / "deep.png", tmp_path / "inks.jpg"
    Image.new("I;16", (20, 20), 128 * 257).save(deep)
    painted("CMYK").save(inks, "JPEG", quality=95)
    with Image.open(io.BytesIO(without_details(deep, "deep.png").content)) as found:
        assert found.convert("L").getpixel((5, 5)) in range(126, 131)
    with Image.open(io.BytesIO(without_details(inks, "inks.jpg").content)) as found:
        assert found.mode == "RGB"


def test_a_kind_of_picture_that_is_not_understood_is_refused_and_does_not_leave_as_it_is(tmp_path: Path) -> None:
    heic = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"ZEBRA" * 40
    for name, content in (("a.heic", heic), ("a.svg", b"<svg/>"), ("a.jpg", jpeg()[:400]), ("b.png", png()[:60])):
        path = tmp_path / name
        path.write_bytes(content)
        with pytest.raises(Refusal, match=name) as refused:
            without_details(path, name)
        assert refused.value.kind == "picture-unreadable", name
