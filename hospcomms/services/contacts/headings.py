"""Which column of a list of contacts is what: by the words of its heading in three languages, else by its values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hospcomms.domain.folding import fold
from hospcomms.domain.wording import C_, N_
from hospcomms.services.exchange.cell_scan import address
from hospcomms.services.exchange.tables import Table
from hospcomms.services.exchange.values import shown

SKIP, NAME, FIRST, LAST, OTHER_NAME = "skip", "name", "first", "last", "other_name"
OUTLET, MEDIUM, FUNCTION, PHONE, EMAIL, WEB = "outlet", "medium", "function", "phone", "email", "profile"
LANGUAGES, BEATS, REGION, GROUPS = "languages", "beats", "region", "groups"
VERIFIED, BLOCKED, NOTE, REFERENCE = "verified_on", "do_not_contact", "note", "reference"
ROLES = {
    SKIP: N_("Not read"),
    NAME: N_("Name"),
    FIRST: N_("First name"),
    LAST: N_("Last name"),
    OTHER_NAME: N_("Name in the other script"),
    OUTLET: N_("Media outlet"),
    MEDIUM: N_("Medium"),
    FUNCTION: N_("Function"),
    PHONE: N_("Telephone"),
    EMAIL: N_("E-mail"),
    WEB: N_("Page on a social network"),
    LANGUAGES: N_("Languages"),
    BEATS: N_("Beats"),
    REGION: N_("Region"),
    GROUPS: N_("Tags"),
    VERIFIED: N_("Last verified"),
    BLOCKED: N_("Do not contact"),
    NOTE: N_("Note"),
    REFERENCE: N_("Reference"),
}
"""What a column may hold, in the order of the choice; keys are fields of a person where there is one."""
SEVERAL = frozenset({SKIP, PHONE, EMAIL, NOTE, GROUPS, BEATS, REGION, WEB})
"""Roles that several columns may have."""
COLUMN = C_("heading", "Column {letter}")
DEEPEST = 30
"""Rows of titles and logos a sheet may have above its headings."""
LOOKED_AT = 200
_WORDS = {
    NAME: "name|full name|display name|file as|contact|journaliste|nom et prenom|nom prenom|nom & prenom|noms"
    "|prenom nom|prenom et nom|nom complet|nom affiche|nom du journaliste|الاسم|اسم|الاسم الكامل|الاسم واللقب|اسم ولقب"
    "|اللقب والاسم|الاسم و اللقب|اللقب و الاسم|الصحفي|اسم الصحفي|fn|nom",
    FIRST: "first name|given name|firstname|forename|prenom|prenoms|الاسم الاول|الاسم الشخصي|اسم الشخص",
    LAST: "last name|family name|surname|lastname|nom de famille|اللقب|لقب|الاسم العائلي|اسم العائله|الكنيه",
    OTHER_NAME: "name in the other script|other name|latin name|name (latin)|name (arabic)|nom en arabe|nom latin"
    "|nom dans l'autre ecriture|الاسم باللاتينيه|الاسم بالفرنسيه|الاسم بالعربيه|الاسم بالخط الاخر",
    OUTLET: "outlet|media outlet|media|medias|organization|organisation|organization name|organization 1 - name|company"
    "|employer|societe|entreprise|organisme|organe|organe de presse|journal|titre de presse|nom du media|redaction|org"
    "|الجريده|جريده|الجهه|المؤسسه|المؤسسه الاعلاميه|الوسيله|وسيله الاعلام|الوسيله الاعلاميه|الجهه الاعلاميه"
    "|القناه|الصحيفه",
    MEDIUM: "medium|media type|type of media|type de media|type|support|nature du media"
    "|نوع الوسيله|نوع وسيله الاعلام|النوع",
    FUNCTION: "function|job title|title|position|role|organization title|organization 1 - title|fonction|poste|titre"
    "|profession|qualite|الوظيفه|المنصب|الصفه|المهنه|الرتبه",
    PHONE: "phone|phones|telephone|tel|tel.|mobile|cell|cell phone|cellphone|gsm|portable|fixe|tel fixe|tel portable"
    "|tel mobile|telephone mobile|telephone portable|telephone fixe|telephone (bureau)|telephone (domicile)"
    "|mobile phone|business phone|home phone|work phone|primary phone|company main phone|other phone|numero|n tel"
    "|num tel|numero de telephone|contact tel|phone number|mobile number|whatsapp|viber|second telephone"
    "|telephone principal|telephone societe|autre telephone|tel bureau|tel domicile|phone - value|tel professionnel"
    "|الهاتف|هاتف|رقم الهاتف|الهاتف النقال|الهاتف المحمول|النقال|المحمول|الجوال|جوال|الهاتف الثابت|الثابت|الهاتف الثاني"
    "|رقم الجوال|نقال",
    EMAIL: "e-mail|email|mail|e mail|email address|e-mail address|courriel|adresse de messagerie|adresse e-mail"
    "|adresse mail|adresse email|adresse electronique|messagerie|second e-mail|primary email|secondary email"
    "|e-mail - value|البريد|البريد الالكتروني|الايميل|ايميل|بريد الكتروني|العنوان الالكتروني",
    WEB: "web|website|web page|page web|site|site web|url|facebook|twitter|linkedin|page on a social network"
    "|web address|website - value|reseaux sociaux|page facebook|الموقع|الموقع الالكتروني|فيسبوك|صفحه الفيسبوك|الصفحه",
    LANGUAGES: "language|languages|langue|langues|langue de travail|اللغه|اللغات|لغه|لغه العمل|lang",
    BEATS: "beat|beats|topics|subjects|rubrique|rubriques|specialite|domaine|themes|التخصص|المجال|المواضيع|الركن",
    REGION: "region|area|city|zone|coverage|wilaya|ville|business city|ville (bureau)|couverture|commune|address - city"
    "|الولايه|المنطقه|التغطيه|البلديه|المدينه|locality|الجهه الجغرافيه|zone de couverture|مجال التغطيه",
    GROUPS: "tag|tags|labels|categories|groups|group membership|groupe|groupes|mots cles|liste|etiquettes|الوسوم|الفئه"
    "|الفئات|القائمه|التصنيف",
    VERIFIED: "last verified|verified|verified on|date de verification|derniere verification|verifie le|mise a jour|maj"
    "|mis a jour le|تاريخ التحقق|اخر تحقق|تاريخ التحيين|اخر تحيين",
    BLOCKED: "do not contact|dnc|blocked|ne pas contacter|ne plus contacter|عدم الاتصال|لا يتصل به|ممنوع الاتصال|محظور",
    NOTE: "note|notes|remark|remarks|comment|comments|observation|observations|remarque|remarques|commentaire"
    "|ملاحظه|ملاحظات|address|adresse|adr|العنوان",
    REFERENCE: "id|ref|reference|code|identifiant|uid|معرف|المعرف|المرجع|رمز|الرمز|matricule",
}
_NUMBERED = re.compile(r"\s*\(?(?<!\w)\d{1,2}\)?\s*")
_NO_PHONE = re.compile(r"[^\W\d_]{3}|\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


@dataclass(frozen=True)
class Head:
    """The headings of a table: their row (-1 for none), and by column the words the file has, "" where it has none."""

    row: int
    words: tuple[str, ...]

    def key(self, column: int) -> str:
        """What a column is known by when the file comes again."""
        same = [place for place in range(column) if heading_key(self.words[place]) == heading_key(self.words[column])]
        return f"{heading_key(self.words[column])} #{len(same)}"

    @property
    def signature(self) -> str:
        """What files of the same kind have in common: their headings."""
        return "|".join(heading_key(word) for word in self.words)[:2000]

    def letter(self, column: int) -> str:
        """The letter of a column, as Excel names it."""
        return address((0, column)).rstrip("1")


def heading_key(text: str) -> str:
    """A heading as it is compared: folded, signs and underscores made spaces."""
    return " ".join(re.sub(r"[*:_/.\n°\u00a0]+", " ", fold(text)).split())


_KNOWN = {heading_key(word): role for role, words in _WORDS.items() for word in words.split("|")}


def recognised(heading: str) -> str | None:
    """What a heading says its column holds, None when it is not known. Numbers in it do not count."""
    key = heading_key(heading)
    bare = " ".join(_NUMBERED.sub(" ", key).split()).strip(" -")
    slashed = heading_key(heading.partition("/")[0]) if "/" in heading else ""
    for name in (key, bare, bare.replace(" - value", ""), slashed):
        if name in _KNOWN:
            return _KNOWN[name]
    return None


def head_of(table: Table) -> Head:
    """The headings: the row, among the first ones, in which most is recognised; none when nothing is."""
    width = max(len(row) for row in table.rows)
    if table.fixed:
        return Head(-1, table.fixed)
    counts = {
        place: len({role for cell in row if isinstance(cell, str) and (role := recognised(cell))})
        for place, row in enumerate(table.rows[:DEEPEST])
    }
    best = max(counts, key=lambda place: (counts[place], -place))
    if counts[best] == 0:
        return Head(-1, ("",) * width)
    cells = [shown(cell).strip() for cell in table.rows[best]] + [""] * (width - len(table.rows[best]))
    return Head(best, tuple(" ".join(cell.split())[:200] for cell in cells))


def guessed_roles(table: Table, head: Head, kept: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """What each column seems to hold; ``kept`` is what the officer chose the last time, by the key of the column."""
    if kept and all(head.key(column) in kept for column in range(len(head.words))):
        return tuple(kept[head.key(column)] for column in range(len(head.words)))
    if table.fixed:
        return tuple(recognised(word) or SKIP for word in head.words)
    samples = [list(_below(table, head, column)) for column in range(len(head.words))]
    found = [_guessed(head.words[column], samples[column]) for column in range(len(head.words))]
    _settle_names(found, head)
    for role in set(found) - SEVERAL:
        places = [place for place, one in enumerate(found) if one == role]
        best = max(places, key=lambda place: (len(set(samples[place])), sum(map(len, samples[place])), -place))
        for place in places:
            if place != best:
                found[place] = SKIP
    if not {NAME, FIRST, LAST} & set(found):
        _find_names(found, samples)
    return tuple(found)


def _guessed(heading: str, values: Sequence[str]) -> str:
    if heading_key(heading).startswith(("fax", "telecopie", "فاكس")):
        return SKIP
    role = recognised(heading)
    if role is not None:
        return role
    if not values or (heading and not _looks_bare(heading)):
        return SKIP
    mails = sum(bool(_EMAIL.search(value)) for value in values)
    phones = sum(7 <= sum(sign.isdigit() for sign in value) <= 30 and not _NO_PHONE.search(value)
                 for value in values)  # fmt: skip
    if 2 * mails > len(values):
        return EMAIL
    return PHONE if 2 * phones > len(values) else SKIP


def _looks_bare(heading: str) -> bool:
    """True for a heading that says nothing against what the values look like (not “type of e-mail”)."""
    words = set(heading_key(heading).split())
    return not words & {"type", "label", "nom", "name", "fax", "date", "id", "photo", "anniversaire", "birthday"}


def _settle_names(found: list[str], head: Head) -> None:
    """“Nom” beside “Prénom” is the family name; “الاسم” beside “اللقب” is the first one."""
    if NAME not in found:
        return
    place = found.index(NAME)
    word = heading_key(head.words[place])
    if FIRST in found and LAST not in found and word in ("nom", "noms", "name"):
        found[place] = LAST
    elif LAST in found and FIRST not in found and word in ("الاسم", "اسم", "name"):
        found[place] = FIRST


def _find_names(found: list[str], samples: Sequence[Sequence[str]]) -> None:
    """The first column of words is taken for the names where no heading says."""
    for place, role in enumerate(found):
        values = samples[place]
        words = sum(bool(re.search(r"[^\W\d_]{2}", value)) and "@" not in value for value in values)
        if role == SKIP and values and 2 * words > len(values):
            found[place] = NAME
            return


def _below(table: Table, head: Head, column: int) -> Iterator[str]:
    """Some of the values under a heading."""
    for row in table.rows[head.row + 1 : head.row + 1 + LOOKED_AT]:
        if column < len(row) and row[column] not in ("", None):
            yield shown(row[column]).strip()


def examples(table: Table, head: Head, column: int, count: int = 3) -> list[str]:
    """A few different values of a column."""
    return list(dict.fromkeys(_below(table, head, column)))[:count]
