"""What is known of a packed file (.xlsx, .docx, .ods) before anything in it is believed."""

from __future__ import annotations

import zipfile

from hospcomms.domain.limits import RATIO_FROM_BYTES, UNPACKED_BYTES, UNPACKED_RATIO

_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_DECLARATIONS = tuple(
    word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be")
)
_XML = (".xml", ".rels", ".vml")


def is_bomb(unpacked: int, packed: int, most: int = UNPACKED_BYTES) -> bool:
    """True when a file would grow beyond ``most`` bytes, or far more than an honest one does."""
    return unpacked > most or (unpacked > RATIO_FROM_BYTES and unpacked > UNPACKED_RATIO * max(packed, 1))


def unpacked(archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> bytes:
    """One part of an archive, no more of it than the archive says it has. Raises BadZipFile for one that says less."""
    with archive.open(item) as part:
        return part.read(item.file_size + 1)  # read without a bound unpacks all there is, whatever was said


def declares(name: str, content: bytes) -> bool:
    """True when a part of XML declares a document type or entities, which no workbook and no letter ever needs.

    A part is XML by its name or by how it begins: a relation may lead to a part of any name.
    """
    start = content[:64]
    is_xml = name.lower().endswith(_XML) or start.startswith(_MARKS) or start.replace(b"\0", b"").lstrip()[:1] == b"<"
    return is_xml and any(word in content for word in _DECLARATIONS)
