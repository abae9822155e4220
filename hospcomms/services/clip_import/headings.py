"""Which column of a list of clips is what. A column of advertising value is known by nothing, so it is not read."""

from __future__ import annotations

from hospcomms.domain.locale import LANGUAGES, locale
from hospcomms.domain.wording import N_
from hospcomms.services.row_import.headings import SKIP, Head, Samples, Vocabulary

TITLE, ON, PAPER, OUTLET, PERSON, AT, WEB = "title", "on", "paper", "outlet", "person", "at", "web"
SUMMARY, TOPICS, TONE, ACCURACY, CODER, CODED_ON = "summary", "topics", "tone", "accuracy", "coder", "coded_on"
PROMINENCE, ORIGIN, REACH, REACH_SOURCE = "prominence", "origin", "reach", "reach_source"
NOTE, REFERENCE = "note", "reference"
ROLES = {
    SKIP: N_("Not read"),
    TITLE: N_("Headline"),
    ON: N_("Date"),
    PAPER: N_("Medium"),
    OUTLET: N_("Media outlet"),
    PERSON: N_("Journalist"),
    AT: N_("Page or time"),
    WEB: N_("Web address"),
    SUMMARY: N_("Summary"),
    TOPICS: N_("Topics"),
    TONE: N_("Tone"),
    ACCURACY: N_("Accuracy"),
    CODER: N_("Coded by"),
    CODED_ON: N_("Coded on"),
    PROMINENCE: N_("Prominence"),
    ORIGIN: N_("Origin"),
    REACH: N_("People reached"),
    REACH_SOURCE: N_("Source of the reach"),
    NOTE: N_("Note"),
    REFERENCE: N_("Reference"),
}
"""What a column may hold, in the order of the choice; keys are fields of a clip."""
_WORDS = {
    TITLE: "headline|title|article title|subject|titre|titre de l'article|intitule|sujet|objet|العنوان|عنوان"
    "|عنوان المقال"
    "|عنوان الماده|الموضوع الرئيسي|عنوان الخبر",
    ON: "date|publication date|published on|published|date de parution|date de publication|date de diffusion"
    "|jour|parution"
    "|التاريخ|تاريخ|تاريخ النشر|تاريخ البث|تاريخ الصدور|اليوم",
    PAPER: "medium|media type|type of media|type|support|type de media|type de support|nature du media|canal"
    "|الوسيط|نوع الوسيله|نوع الوسيله الاعلاميه|نوع وسيله الاعلام|نوع الوسيط|النوع",
    OUTLET: "outlet|media outlet|media|source|publication|newspaper|journal|organe|organe de presse"
    "|titre de presse|nom du media"
    "|medias|station|chaine|وسيله الاعلام|الوسيله|الوسيله الاعلاميه|الجريده|الصحيفه|المؤسسه الاعلاميه|القناه"
    "|المصدر|اسم الوسيله",
    PERSON: "journalist|author|byline|reporter|written by|journaliste|auteur|redacteur|signature|الصحفي|الصحافي"
    "|الكاتب|المحرر"
    "|كاتب المقال|اسم الصحفي",
    AT: "page or time|page|page number|time|hour|heure|n page|page ou heure|الصفحه|رقم الصفحه|الصفحه او الساعه"
    "|الساعه|التوقيت",
    WEB: "web address|link|url|web|lien|adresse web|lien web|الرابط|رابط|عنوان الويب|الرابط الالكتروني",
    SUMMARY: "summary|abstract|resume|extrait|synthese|contenu|الملخص|ملخص|المحتوي|الخلاصه|مضمون المقال|المضمون",
    TOPICS: "topics|topic|theme|themes|keywords|tags|sujets|thematique|mots cles|rubrique|المواضيع|الموضوع"
    "|الموضوعات|المحور"
    "|المحاور|الكلمات المفتاحيه|كلمات مفتاحيه",
    TONE: "tone|sentiment|tonality|ton|tonalite|النبره|نبره|التوجه|طابع الماده|الاتجاه",
    ACCURACY: "accuracy|exactitude|veracite|الدقه|دقه|صحه الخبر|الصحه|مدي الصحه",
    CODER: "coded by|coder|analyst|code par|codeur|codage|analyse par|المرمز|رمزها|رمزه|تم الترميز من|المحلل"
    "|القائم بالترميز",
    CODED_ON: "coded on|coding date|code le|date de codage|تاريخ الترميز|رمزت يوم",
    PROMINENCE: "prominence|place|importance|mise en avant|visibilite|البروز|مكانه الماده|الاهميه|ابراز الماده",
    ORIGIN: "origin|origine|initiative|مصدر الماده|الاصل|المنشا|منشا الماده",
    REACH: "people reached|reach|audience|impressions|readers|personnes touchees|portee|lectorat|عدد القراء|الوصول"
    "|عدد الاشخاص|الجمهور",
    REACH_SOURCE: "source of the reach|reach source|source de la portee|source de l'audience|مصدر الوصول"
    "|مصدر عدد القراء"
    "|مصدر الرقم",
    NOTE: "note|notes|remark|remarks|comment|comments|observation|observations|remarque|remarques|commentaire"
    "|ملاحظه|ملاحظات",
    REFERENCE: "id|ref|reference|code|identifiant|المرجع|الرمز|معرف|المعرف|رقم القصاصه",
}


def _settle(found: list[str], _head: Head, _samples: Samples) -> None:
    """“Subject” is the headline where nothing else is."""
    if TITLE not in found and TOPICS in found:
        found[found.index(TOPICS)] = TITLE


def _with_labels() -> dict[str, str]:
    """The headings with those of our own exported lists, in every language."""
    own = {role: [locale(language).text(ROLES[role]) for language in LANGUAGES] for role in _WORDS}
    return {role: "|".join((words, *own[role])) for role, words in _WORDS.items()}


CLIPS = Vocabulary("clips", ROLES, frozenset({SKIP, NOTE, TOPICS}), _with_labels(), settle=_settle)
"""The columns of a list of clips."""
