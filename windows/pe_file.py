"""Reads what a Windows program says of itself: its processor, the libraries it needs, its resources.

Standard library only, so that the bundle is checked on any machine, Windows or not.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

X64 = 0x8664
ICON, GROUP_ICON, VERSION, MANIFEST = 3, 14, 16, 24
_IMPORTS, _RESOURCES, _DELAYED = 1, 2, 13
_DIRECTORIES = {0x10B: 96, 0x20B: 112}  # where the table of directories begins in the optional header
_MOST = 100_000


class NotAProgram(ValueError):
    """The file is not a Windows program or library, or is cut short."""


class PeFile:
    """One .exe, .dll or .pyd. Raises NotAProgram for anything else."""

    def __init__(self, path: Path) -> None:
        self.content = path.read_bytes()
        try:
            self._read_heads()
        except (struct.error, IndexError, KeyError) as error:
            raise NotAProgram(path.name) from error

    def _read_heads(self) -> None:
        content = self.content
        start = self._number("<I", 0x3C)
        if content[:2] != b"MZ" or content[start : start + 4] != b"PE\0\0":
            raise NotAProgram("no head")
        self.machine = self._number("<H", start + 4)
        sections, size = self._number("<H", start + 6), self._number("<H", start + 20)
        optional = start + 24
        table = optional + _DIRECTORIES[self._number("<H", optional)]
        count = min(self._number("<I", table - 4), 16)
        self._directories = [struct.unpack_from("<II", content, table + 8 * at) for at in range(count)]
        places = (struct.unpack_from("<IIII", content, optional + size + 40 * at + 8) for at in range(sections))
        self._sections: list[tuple[int, int, int]] = [
            (address, max(held, memory), file) for memory, address, held, file in places
        ]

    def _number(self, shape: str, at: int) -> int:
        found: int = struct.unpack_from(shape, self.content, at)[0]
        return found

    def _at(self, address: int) -> int:
        """Where in the file an address of the memory is."""
        for start, size, file in self._sections:
            if start <= address < start + size:
                return file + address - start
        raise NotAProgram("an address outside")

    def _text(self, address: int) -> str:
        start = self._at(address)
        return self.content[start : self.content.index(b"\0", start)].decode("ascii")

    def _directory(self, number: int) -> tuple[int, int]:
        return self._directories[number] if number < len(self._directories) else (0, 0)

    def imports(self) -> list[str]:
        """The libraries the file names, those it loads later too, in small letters."""
        found = []
        for number, step, at_name in ((_IMPORTS, 20, 12), (_DELAYED, 32, 4)):
            address = self._directory(number)[0]
            while address:
                entry = self._at(address)
                name = self._number("<I", entry + at_name)
                if not name:
                    break
                found.append(self._text(name).lower())
                address += step
        return found

    def resources(self, kind: int) -> list[bytes]:
        """The contents of all resources of one kind."""
        address, _size = self._directory(_RESOURCES)
        if not address:
            return []
        root = self._at(address)
        found = []
        for name, place in self._entries(root):
            if name == kind:
                found += [self._leaf(leaf) for leaf in self._leaves(root, place)]
        return found

    def _entries(self, at: int) -> Iterator[tuple[int, int]]:
        named, numbered = struct.unpack_from("<HH", self.content, at + 12)
        for entry in range(min(named + numbered, _MOST)):
            yield struct.unpack_from("<II", self.content, at + 16 + 8 * entry)

    def _leaves(self, root: int, place: int) -> Iterator[int]:
        if place & 0x8000_0000:
            for _name, inner in self._entries(root + (place & 0x7FFF_FFFF)):
                yield from self._leaves(root, inner)
        else:
            yield root + place

    def _leaf(self, at: int) -> bytes:
        address, size = struct.unpack_from("<II", self.content, at)
        start = self._at(address)
        return self.content[start : start + size]

    def version(self) -> tuple[int, int, int, int] | None:
        """The file version of the version resource; None without one."""
        for resource in self.resources(VERSION):
            at = resource.find(b"\xbd\x04\xef\xfe")
            if at >= 0:
                second, first, fourth, third = struct.unpack_from("<HHHH", resource, at + 8)
                return first, second, third, fourth
        return None

    def icon_sizes(self) -> set[int]:
        """The edges, in points, of the pictures in the icon of the file."""
        sizes = set()
        for group in self.resources(GROUP_ICON):
            for entry in range(struct.unpack_from("<H", group, 4)[0]):
                sizes.add(group[6 + 14 * entry] or 256)
        return sizes
