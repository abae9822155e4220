"""Files of contacts as programs write them, from their documented formats: Google, Outlook, telephones, Nextcloud."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

GOOGLE = """\
First Name,Middle Name,Last Name,Nickname,File As,Organization Name,Organization Title,Birthday,Notes,Photo,Labels,\
E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,\
Phone 2 - Value,Address 1 - City,Website 1 - Value
نسرين,,بوخالفي,,,جريدة الضفاف,صحفية,,"تفضل
الاتصال صباحا",,* myContacts ::: صحافة,* Work,n.boukhalfi@example.org,Home,n2@example.org,Mobile,+213 550 00 12 34,\
Work,029 71 22 30,ورقلة,https://example.org
Karim,,Amrani,,,Radio Sahel,Rédacteur,,,,* myContacts,Work,karim@example.org ::: k.amrani@example.org,,,Mobile,\
0661001742 ::: 021234567,,,Alger,
"""
OUTLOOK = """\
"Titre","Prénom","Deuxième prénom","Nom","Suffixe","Société","Service","Titre","Ville (bureau)","Télécopie (bureau)",\
"Téléphone (bureau)","Téléphone mobile","Adresse de messagerie","Type de messagerie",\
"Nom complet de l'adresse de messagerie","Catégories","Langue","Notes","Page Web"
"Mme","Hélène","","Étienne","","Le Quotidien d'Oran","","Journaliste","Oran","041 33 22 11","041 33 22 10",\
"0770 00 98 11","h.etienne@example.org","SMTP","Hélène Étienne (h.etienne@example.org)","Presse;Santé","Français",\
"Ne plus contacter",""
"M.","Ali","","Benaïssa","","Radio Béchar","","Rédacteur en chef","Béchar","","","0660 12 34 56","ali@example.org",\
"SMTP","","","Arabe/Français","",""
"""
APPLE = """\
BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//macOS 14.0//EN
N:Boukhalfi;Nesrine;;;
FN:Nesrine Boukhalfi
ORG:Radio Sahel\\, chaîne 3;Rédaction;
TITLE:Journaliste santé
EMAIL;type=INTERNET;type=WORK;type=pref:nesrine@example.org
item1.EMAIL;type=INTERNET:nb@example.org
item1.X-ABLabel:_$!<Other>!$_
TEL;type=CELL;type=VOICE;type=pref:0550 00 12 34
TEL;type=WORK;type=FAX:029 71 22 31
item2.ADR;type=WORK;type=pref:;;5 rue Didouche;Alger;;16000;Algérie
NOTE:Première ligne\\nseconde\\, avec virgule et une ligne très longue qui con
 tinue ici
CATEGORIES:Presse,Santé
REV:2024-01-15T10:00:00Z
END:VCARD
"""
NEXTCLOUD = """\
BEGIN:VCARD
VERSION:4.0
UID:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1
FN:أمينة زرقوق
ORG:إذاعة الواحة
ROLE:رئيسة تحرير
TEL;VALUE=uri;PREF=1;TYPE="voice,cell":tel:+213-661-00-17-42
EMAIL;PREF=1:amina.z@example.org
LANG;PREF=1:ar
LANG;PREF=2:fr
URL:https://example.org/amina
PHOTO:data:image/jpeg;base64,AAAA
END:VCARD
"""
HEADINGS = ("nom_prenom", "organe", "fonction", "tel", "e-mail", "zone", "langue")
MESSY: tuple[tuple[object, ...], ...] = (
    ("سليم مرواني", "جريدة الضفاف", "صحفي", "0550 00 21 09", "s.merouani@example.org", "الولاية", "ar"),
    ("طارق بن جدة", "قناة السهل", "مراسل", "0770 00 98 11", "tarek.example.org", "الولاية", "ar"),
    ("Nesrine Boukhalfi", "جريدة الضفاف", "صحفية", "0550 00 12 34 / 029 71 22 30", "n@example.org", "الولاية", "fr"),
    ("كمال حمداش", "موقع المرآة", "محرر", 550006031, "kamal.h@example.org", "وطني", "ar"),
    (None, "إذاعة الواحة", "تقني", "0662 00 08 15", "tech@example.org", "الولاية", "ar"),
    ("ياسمين بلغول", "جريدة الأفق", "مصورة", "1023", "yasmine.b@example.org", "جهوي", "klingon"),
    ("سمير تواتي", "مجلة العافية", "رئيس قسم", "0771 00 40", "samir@example.org", "وطني", "ar"),
)


def quoted(text: str) -> str:
    """A text in quoted-printable as telephones write it: every byte, lines cut wherever they are full."""
    encoded = "".join(f"={byte:02X}" for byte in text.encode())
    return "=\r\n".join(encoded[place : place + 72] for place in range(0, len(encoded), 72))


def telephone_cards(photo: int = 1000) -> bytes:
    """Two cards of an Android telephone (vCard 2.1), the first with a photo of so many bytes."""
    said = ";CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:"
    lines = [
        "BEGIN:VCARD", "VERSION:2.1", f"N{said}{quoted('مرواني')};{quoted('سليم')};;;",
        f"FN{said}{quoted('سليم مرواني صاحب اسم طويل جدا')}", "TEL;CELL;PREF:0550002109", "TEL;WORK;VOICE:029712230",
        "TEL;WORK;FAX:029712231", "EMAIL;HOME:s.merouani@example.org", f"ORG{said}{quoted('جريدة الضفاف')}",
        f"TITLE{said}{quoted('صحفي')}", "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ", f" {'A' * photo}", "", "END:VCARD",
        "BEGIN:VCARD", "VERSION:2.1", "N:Ziani;Amina;;;", "TEL;CELL:+213661001742", "END:VCARD", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def workbook(path: Path, rows: Sequence[Sequence[object]] = MESSY, headings: Sequence[str] = HEADINGS) -> Path:
    """A workbook with a merged title and its headings in row 4."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Contacts"
    sheet.append(["قائمة الصحافة 2026"])
    sheet.merge_cells("A1:G1")
    sheet.append([])
    sheet.append(["المصدر: خلية الاتصال"])
    for row in (headings, *rows):
        sheet.append(list(row))
    book.save(path)
    return path
