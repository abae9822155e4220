"""What the window shows of a room before one enters it is what the room itself says."""

from __future__ import annotations

from dataclasses import fields

from ui.rooms.entrances import ENTRANCES, Entrance, entrance_of
from ui.rooms.every import ROOMS, room_of


def test_every_room_has_its_entrance_in_the_same_order() -> None:
    assert [entrance.key for entrance in ENTRANCES] == [room.key for room in ROOMS]


def test_an_entrance_says_what_its_room_says() -> None:
    for entrance, room in zip(ENTRANCES, ROOMS, strict=True):
        for item in fields(Entrance):
            assert getattr(entrance, item.name) == getattr(room, item.name), f"{room.key}: {item.name}"
        assert entrance.name == room.name


def test_the_entrance_of_a_record_leads_to_its_room() -> None:
    for room in ROOMS:
        entrance, found = entrance_of(room.record), room_of(room.record)
        assert entrance is not None
        assert found is not None
        assert entrance.key == found.key
