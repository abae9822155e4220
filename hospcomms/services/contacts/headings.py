"""Which column of a list of contacts is what: by the words of its heading in three languages, else by its values."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hospcomms.domain.wording import N_
from hospcomms.services.row_import.headings import SKIP, Head, Samples, Vocabulary, heading_key

NAME, FIRST, LAST, OTHER_NAME = "name", "first", "last", "other_name"
OUTLET, MEDIUM, FUNCTION, PHONE, EMAIL, WEB = "outlet", "medium", "function", "phone", "email", "profile"
LANGUAGES, BEATS, REGION, GROUPS = "languages", "beats", "region", "groups"
VERIFIED, BLOCKED, NOTE, REFERENCE = "verified_on", "do_not_contact", "note", "reference"
SOURCE = "source"
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
    SOURCE: N_("Source of the data"),
    NOTE: N_("Note"),
    REFERENCE: N_("Reference"),
}
"""What a column may hold, in the order of the choice; keys are fields of a person where there is one."""
SEVERAL = frozenset({SKIP, PHONE, EMAIL, NOTE, GROUPS, BEATS, REGION, WEB})
"""Roles that several columns may have."""
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
    SOURCE: "source|source of the data|data source|origine|source des donnees|origine des donnees|provenance|المصدر"
    "|مصدر المعطيات|مصدر البيانات",
    NOTE: "note|notes|remark|remarks|comment|comments|observation|observations|remarque|remarques|commentaire"
    "|ملاحظه|ملاحظات|address|adresse|adr|العنوان",
    REFERENCE: "id|ref|reference|code|identifiant|uid|معرف|المعرف|المرجع|رمز|الرمز|matricule",
}
_NO_PHONE = re.compile(r"[^\W\d_]{3}|\d{4}-\d\d-\d\d|\d\d?/\d\d?/\d{4}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def _guessed(heading: str, values: Sequence[str]) -> str:
    """E-mail addresses and telephones are known by what they look like."""
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


def _settle_names(found: list[str], head: Head, _samples: Samples) -> None:
    """“Nom” beside “Prénom” is the family name; “الاسم” beside “اللقب” is the first one."""
    if NAME not in found:
        return
    place = found.index(NAME)
    word = heading_key(head.words[place])
    if FIRST in found and LAST not in found and word in ("nom", "noms", "name"):
        found[place] = LAST
    elif LAST in found and FIRST not in found and word in ("الاسم", "اسم", "name"):
        found[place] = FIRST


def _complete_names(found: list[str], _head: Head, samples: Samples) -> None:
    """The first column of words is taken for the names where no heading says."""
    if {NAME, FIRST, LAST} & set(found):
        return
    for place, role in enumerate(found):
        values = samples[place]
        words = sum(bool(re.search(r"[^\W\d_]{2}", value)) and "@" not in value for value in values)
        if role == SKIP and values and 2 * words > len(values):
            found[place] = NAME
            return


CONTACTS = Vocabulary(
    "contacts",
    ROLES,
    SEVERAL,
    _WORDS,
    guess=_guessed,
    settle=_settle_names,
    complete=_complete_names,
    refused=lambda key: key.startswith(("fax", "telecopie", "فاكس")),
)
"""The columns of a list of contacts."""
