"""What the tests of photos share: pictures full of hidden details, and a desk with one photo in all its uses."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageCms, PngImagePlugin

from hospcomms.domain.accreditations import Accreditation
from hospcomms.domain.consents import Consent, Photo
from hospcomms.domain.fields import Texts
from hospcomms.domain.materials import Material, MaterialVersion
from hospcomms.domain.press import Person
from hospcomms.domain.releases import Release
from hospcomms.domain.sessions import HELD, EducationSession
from hospcomms.services import files
from hospcomms.services.office import Office
from tests.services import release_stage as stage

MARKS = (b"ZEBRA", b"GPS", b"photoshop", b"xpacket", b"Exif", b"http://ns.adobe.com")
"""What none of the pictures that leave may hold: the names below, and the signs of the blocks that carry details."""
PERSON, GUARDIAN = "ZEBRANAME", "ZEBRAGUARDIAN"
XMP = b"<?xpacket begin='' id='x'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>ZEBRA-XMP</x:xmpmeta><?xpacket end='w'?>"


def exif(turned: int = 6) -> Image.Exif:
    """Place, time, camera, photographer, owner, comment, and the picture lying on its side."""
    found = Image.Exif()
    found[0x0112], found[0x0110], found[0x013B] = turned, "ZEBRA-CAMERA", "ZEBRA-ARTIST"
    found[0x8298], found[0x010E], found[0x9286] = "ZEBRA-OWNER", "ZEBRA-PLACE", b"ZEBRA-COMMENT"
    found[0x8825] = {1: "N", 2: (36.0, 45.0, 12.0), 3: "E", 4: (3.0, 3.0, 30.0)}
    return found


def profile() -> bytes:
    """A colour profile that names somebody."""
    whole = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    return bytes(whole).replace("sRGB".encode("utf-16-be"), "ZEBR".encode("utf-16-be"))


def painted(mode: str = "RGB") -> Image.Image:
    """Left red, right blue: one sees how it is turned."""
    found = Image.new("RGB", (80, 60), "#C02020")
    found.paste("#2040C0", (40, 0, 80, 60))
    return found.convert(mode)


def jpeg() -> bytes:
    """A JPEG with EXIF (place, artist), XMP, IPTC, a comment, a profile that names somebody, and a small picture."""
    small = io.BytesIO()
    painted().resize((16, 12)).save(small, "JPEG", comment=b"ZEBRA-THUMBNAIL")
    stream = io.BytesIO()
    painted().save(stream, "JPEG", exif=exif(), comment=b"ZEBRA-COMMENT", icc_profile=profile(), quality=95)
    words = b"\x1c\x02\x50" + struct.pack(">H", 11) + b"ZEBRA-IPTC!"
    resource = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(words)) + words + b"\x00"
    blocks = (
        (0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + XMP),
        (0xED, b"Photoshop 3.0\x00" + resource),
        (0xE2, b"MPF\x00ZEBRA" + small.getvalue()),
    )
    made = stream.getvalue()
    extra = b"".join(struct.pack(">BBH", 0xFF, kind, len(body) + 2) + body for kind, body in blocks)
    return made[:2] + extra + made[2:] + b"ZEBRA after the end"


def png(mode: str = "RGB") -> bytes:
    """A PNG with text blocks of every kind, EXIF and XMP."""
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "ZEBRA-ARTIST")
    words.add_text("Comment", "ZEBRA-COMMENT", zip=True)
    words.add_itxt("XML:com.adobe.xmp", XMP.decode())
    stream = io.BytesIO()
    painted(mode).save(stream, "PNG", pnginfo=words, exif=exif(1), icc_profile=None if mode == "P" else profile())
    return stream.getvalue()


def other(ending: str) -> bytes:
    """A WebP, TIFF or GIF with what it can carry."""
    stream = io.BytesIO()
    if ending == "webp":
        painted().save(stream, "WEBP", exif=exif(1), xmp=XMP, icc_profile=profile())
    elif ending == "tif":
        painted().save(stream, "TIFF", description="ZEBRA-PLACE", artist="ZEBRA-ARTIST")
    else:
        painted("P").save(stream, "GIF", comment=b"ZEBRA-COMMENT")
    return stream.getvalue()


@dataclass
class Desk:
    """An office in which one photo is in a release, a session and a version of a material; its consent; a reader."""

    office: Office
    photo: Photo
    consent: Consent
    release: Release
    session: EducationSession
    version: MaterialVersion
    visit: Accreditation
    reader: Person

    def records(self) -> Iterator[Any]:
        """All that has to do with the photo."""
        yield from (self.photo, self.consent, self.release, self.session, self.version, self.visit)


def desk(office: Office, folder: Path) -> Desk:
    """A photo with a consent for every use, put everywhere a photo may be."""
    folder.mkdir(exist_ok=True)
    place = folder / "IMG_1.jpg"
    place.write_bytes(jpeg())
    given = stage.put(
        office,
        Consent(
            title="P-7",
            uses=("print", "press", "web", "social"),
            given_on=date(2026, 1, 1),
            name=PERSON,
            guardian=GUARDIAN,
        ),
    )
    facts: dict[str, Any] = {"picture": files.attach(office, place), "people": 1.0, "consents": (given.id,)}
    photo = stage.put(office, Photo(title="طفل يغسل يديه", credit="خلية", **facts))
    reader = stage.person(office, "صحفية")
    many = stage.people_list(office, "الصحافة", reader)
    release = stage.approved(office, stage.draft(office, photos=(photo.id,), press_list=many.id))
    session = stage.put(
        office,
        EducationSession(
            title="غسل اليدين", state=HELD, held_on=date(2026, 11, 10), place="قاعة", photos=(photo.id,), attended=12.0
        ),
    )
    material = stage.put(office, Material(title=Texts("مطوية", "Dépliant", "Leaflet"), kind="leaflet"))
    poster = folder / "poster.png"
    painted("P").save(poster)
    facts = {"edition": "1.0", "photos": (photo.id,), "content": files.attach(office, poster)}
    version = stage.put(office, MaterialVersion(material=material.id, **facts))
    visit = stage.put(
        office,
        Accreditation(
            title="تصوير", starts_at=stage.NOON.replace(day=25), crew="مصور", person=reader.id, consents=(given.id,)
        ),
    )
    return Desk(office, photo, given, release, session, version, visit, reader)


def pictures_in(folder: Path) -> list[bytes]:
    """Every picture in the files of a folder: in PDFs, Word files and mails with what is attached, or by itself."""
    return [one for path in sorted(folder.rglob("*")) if path.is_file() for one in _pictures(path.read_bytes())]


def _pictures(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"%PDF"):
        yield from _in_pdf(content)
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                if not name.startswith("docProps/"):  # the empty page of the template of Word files
                    yield from _pictures(packed.read(name))
    elif b"X-Unsent" in content[:4000]:
        for part in message_from_bytes(content).walk():
            inside = part.get_payload(decode=True)
            if isinstance(inside, bytes):
                yield from _pictures(inside)
    elif content[:3] == b"\xff\xd8\xff" or content[:4] in (b"\x89PNG", b"RIFF", b"GIF8", b"II*\x00", b"MM\x00*"):
        yield content


def _in_pdf(content: bytes) -> Iterator[bytes]:
    book = pypdfium2.PdfDocument(content)
    try:
        for page in book:
            for one in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,)):
                stream = io.BytesIO()
                one.extract(stream)
                yield stream.getvalue()
    finally:
        book.close()
