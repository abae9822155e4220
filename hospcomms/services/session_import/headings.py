"""Which column of a list of sessions is what; keys are fields of a session."""

from __future__ import annotations

from hospcomms.domain.fields import fields_of
from hospcomms.domain.locale import LANGUAGES, locale
from hospcomms.domain.sessions import GROUPS, EducationSession
from hospcomms.domain.wording import N_
from hospcomms.services.row_import.headings import SKIP, Vocabulary

TITLE, ON, BEGINS, ENDS, PLACE, SETTING = "title", "held_on", "begins", "ends", "place", "setting"
STATE, PROGRAMME, TRAINER, PARTNER, CAPACITY = "state", "programme", "trainer", "partner", "capacity"
ATTENDED, REFERRED, REFERRED_TO, ANSWERED = "attended", "referred", "referred_to", "answered"
LEARNED, WHY_CANCELLED, NOTE, REFERENCE = "learned", "why_cancelled", "note", "reference"
COLUMNS = (
    *(REFERENCE, TITLE, STATE, PROGRAMME, ON, BEGINS, ENDS, PLACE, SETTING, TRAINER, PARTNER, CAPACITY, ATTENDED),
    *GROUPS,
    *(REFERRED, REFERRED_TO, ANSWERED, LEARNED, WHY_CANCELLED, NOTE),
)
"""The columns of the workbook for trainers, in its order."""
NUMBERS = (CAPACITY, ATTENDED, *GROUPS, REFERRED, ANSWERED)
_FIELDS = fields_of(EducationSession)
ROLES = {SKIP: N_("Not read"), **{name: _FIELDS[name].label for name in COLUMNS}}
"""What a column may hold, in the order of the choice."""
_WORDS = {
    TITLE: "subject|topic|title|theme|session|sujet|theme|titre|intitule|objet|seance"
    "|الموضوع|موضوع الحصه|العنوان|عنوان الحصه|المحور",
    ON: "day|date|date of session|jour|date de la seance|date seance|اليوم|التاريخ|تاريخ الحصه|يوم الحصه",
    BEGINS: "begins at|begins|start|start time|time|hour|debut|heure|heure de debut|h debut"
    "|ساعه البدايه|البدايه|من الساعه|الساعه|التوقيت",
    ENDS: "ends at|ends|end|end time|fin|heure de fin|h fin|ساعه النهايه|النهايه|الي الساعه",
    PLACE: "place|location|venue|site|lieu|endroit|etablissement|المكان|مكان الحصه|المؤسسه",
    SETTING: "kind of place|setting|type of place|type de lieu|cadre|milieu|نوع المكان|الوسط",
    STATE: "status|state|etat|statut|الحاله|الوضعيه",
    PROGRAMME: "programme|program|campaign|campagne|البرنامج|الحمله",
    TRAINER: "trainer|speaker|educator|facilitator|formateur|formatrice|animateur|animatrice|intervenant"
    "|المؤطر|المنشط|المكون|المتدخل",
    PARTNER: "partner|partners|partenaire|partenaires|الشريك|الشركاء",
    CAPACITY: "places|seats|capacity|capacite|nombre de places|عدد المقاعد|المقاعد|السعه",
    ATTENDED: "people who came|attendance|attended|present|participants|total|number of participants|presents"
    "|participants|nombre de participants|nombre de presents|effectif"
    "|الحضور|عدد الحاضرين|الحاضرون|عدد المشاركين|المجموع",
    REFERRED: "people referred|referred|referrals|orientes|personnes orientees|orientations|الموجهون|عدد الموجهين"
    "|الاشخاص الموجهون",
    REFERRED_TO: "referred to|oriente vers|orientes vers|وجهوا الي|جهه التوجيه",
    ANSWERED: "evaluation forms returned|forms|fiches|fiches rendues|الاستمارات المعاده|عدد الاستمارات",
    LEARNED: "what was asked and said|questions asked|questions posees|echanges|الاسئله المطروحه|ما طرح",
    WHY_CANCELLED: "why it was cancelled|reason|motif|motif d'annulation|سبب الالغاء",
    NOTE: "note|notes|remark|remarks|comment|comments|observation|observations|remarque|remarques|commentaire"
    "|ملاحظه|ملاحظات",
    REFERENCE: "id|ref|reference|code|identifiant|المرجع|الرمز|المعرف",
    "women_unknown": "women|femmes|nombre de femmes|النساء|نساء|عدد النساء|اناث",
    "men_unknown": "men|hommes|nombre d'hommes|الرجال|رجال|عدد الرجال|ذكور",
}


def _with_labels() -> dict[str, str]:
    """The headings with what our own lists call the columns, in every language."""
    own = {role: [locale(language).text(ROLES[role]) for language in LANGUAGES] for role in COLUMNS}
    return {role: "|".join([*_WORDS.get(role, "").split("|"), *own[role]]).strip("|") for role in COLUMNS}


SESSIONS = Vocabulary("sessions", ROLES, frozenset({SKIP, NOTE}), _with_labels())
"""The columns of a list of sessions."""
