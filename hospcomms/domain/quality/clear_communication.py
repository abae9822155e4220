"""The Clear Communication Index of the CDC: 20 items in four parts, and our short sheet of 13 (METHODS.md 4.1).

Sources: the CDC's score sheet, its modified sheet and its widget. A point only if every instance in the material meets
the item. The items of the short sheet (1, 5, 6, 7 and parts B to D) are our own reading of “fewer items”.
"""

from __future__ import annotations

from hospcomms.domain.quality.sheets import CCI, CCI_SHORT, SCORE, Item, ScoreSheet, SheetPart
from hospcomms.domain.wording import C_, N_

CORE, BEHAVIOUR, NUMBERS, RISK = "core", "behaviour", "numbers", "risk"
EXCELLENT = 90.0
"""Percent from which a material is good enough."""
NO_ADVICE, NO_FIGURES, NO_RISK = (
    N_("The material recommends no behaviour."),
    N_("The material has no numbers on the subject."),
    N_("The material speaks of no risk."),
)
PARTS = (
    SheetPart(CORE, C_("sheet", "A. Core")),
    SheetPart(
        BEHAVIOUR,
        C_("sheet", "B. Recommended behaviour"),
        N_("Does the material recommend a behaviour to its main audience?"),
        NO_ADVICE,
    ),
    SheetPart(NUMBERS, C_("sheet", "C. Numbers"), N_("Does the material give numbers on its subject?"), NO_FIGURES),
    SheetPart(
        RISK, C_("sheet", "D. Risk"), N_("Does the material inform about a risk, with or without numbers?"), NO_RISK
    ),
)
ITEMS = (
    Item(
        1,
        CORE,
        N_("Does the material have one main message?"),
        N_("The main message is the one thing the reader must remember. A subject is none; several are no main one."),
        N_("“Have your blood sugar measured once a year.”"),
        N_("“Diabetes: causes, signs, treatment, diet.”"),
    ),
    Item(
        2,
        CORE,
        N_("Does the main message stand at the beginning?"),
        N_("It stands in the first paragraph or section, on the front of a leaflet, or in sight before scrolling."),
        N_("The first lines of the front: “Have your blood sugar measured once a year.”"),
        N_("The advice comes on the last page, after the history of the disease."),
    ),
    Item(
        3,
        CORE,
        N_("Is the main message set off for the eye?"),
        N_("Letters, colour, a frame, arrows or a heading such as “What you need to know” set it off."),
        N_("The message stands in large bold letters in a frame of its own."),
        N_("The message is a sentence like the others in a long paragraph."),
    ),
    Item(
        4,
        CORE,
        N_("Does at least one picture carry or support the main message?"),
        N_("A photo, drawing or graph with a caption or labels. People in it do what is recommended; else: No."),
        N_("A drawing of a woman having her finger pricked, with the words “Five minutes, once a year”."),
        N_("A photo of the hospital’s entrance, or a picture without any caption."),
    ),
    Item(
        5,
        CORE,
        N_("Is the main audience called upon to do something?"),
        N_("A behaviour, a way to learn more, a request to tell others. A call to somebody else does not count."),
        N_("“Come to the diabetes clinic on Sunday morning.”"),
        N_("“The authorities should build more clinics”, in a leaflet for patients."),
    ),
    Item(
        6,
        CORE,
        N_("Are both the main message and the call to action in the active voice?"),
        N_("Who acts is the subject of the sentence. If item 1 or item 5 is No, this one is No."),
        N_("“Measure your blood pressure every morning.”"),
        N_("“Blood pressure is to be measured every morning.”"),
    ),
    Item(
        7,
        CORE,
        N_("Are all words those the audience uses?"),
        N_("Each unfamiliar term or abbreviation is explained where it first appears, not just defined."),
        N_("“Hypertension (the blood presses too hard on the walls of its vessels)”"),
        N_("“Check your HbA1c”, without a word on what that is."),
    ),
    Item(
        8,
        CORE,
        N_("Are there lists with dots or numbers?"),
        N_("A list of more than seven entries without parts: No. A list of sources at the end does not count."),
        N_("Four signs, each on a line of its own with a dot."),
        N_("Eleven signs in one list, or all of them in one sentence."),
    ),
    Item(
        9,
        CORE,
        N_("Is the text in short blocks under headings?"),
        N_("Each block is about one thing and its heading says which."),
        N_("“What to eat” over five lines, then “When to come back” over four."),
        N_("A full page of text under a single title."),
    ),
    Item(
        10,
        CORE,
        N_("Is what matters most to the audience said first?"),
        N_("The first paragraph or section sums up what the main audience needs most."),
        N_("The first block says who should come, when and where."),
        N_("The first block tells when the hospital was founded."),
    ),
    Item(
        11,
        CORE,
        N_("Does it say what experts know and what they do not know?"),
        N_("Both are said. Only one of them: No."),
        N_("“The vaccine protects for a year. Whether it protects for longer is still studied.”"),
        N_("“The vaccine protects.”"),
    ),
    Item(
        12,
        BEHAVIOUR,
        N_("Is a behaviour recommended to the main audience?"),
        N_("If not, part B is not scored: its items leave the count, and item 19 with them."),
        N_("“Breastfeed within the first hour.”"),
        N_("“Breastfeeding is a subject of this year’s congress.”"),
        NO_ADVICE,
    ),
    Item(
        13,
        BEHAVIOUR,
        N_("Does it say why the behaviour matters to the audience?"),
        N_("A reason that counts for these readers. Numbers alone: No."),
        N_("“A measured blood sugar keeps your sight and your feet safe.”"),
        N_("“14% of adults have diabetes.” and nothing more"),
        NO_ADVICE,
    ),
    Item(
        14,
        BEHAVIOUR,
        N_("Does it say exactly how to do it?"),
        N_("Steps, how often, or when and how to reach a clinic."),
        N_("“Rub your hands for 20 to 30 seconds, with the thumbs and between the fingers.”"),
        N_("“Take care of your hygiene.”"),
        NO_ADVICE,
    ),
    Item(
        15,
        NUMBERS,
        N_("Are all numbers of a kind the audience uses?"),
        N_("They are familiar and needed for the message; mostly whole numbers."),
        N_("“3 people in 10”"),
        N_("“a prevalence of 0.297”"),
        NO_FIGURES,
    ),
    Item(
        16,
        NUMBERS,
        N_("Is what the numbers mean always explained?"),
        N_("Each number comes with what it means for the reader."),
        N_("“5 grams of salt a day: one level teaspoon.”"),
        N_("“Limit yourself to 2,000 mg of sodium.”"),
        NO_FIGURES,
    ),
    Item(
        17,
        NUMBERS,
        N_("Must the reader calculate?"),
        N_("Adding, dividing, or comparing shares of different wholes. Yes scores 0 here, No scores 1."),
        N_("“In both groups, out of 100 people: 12 and 8.”"),
        N_("“1 in 8 in one group, 3 in 40 in the other.”"),
        NO_FIGURES,
        reversed_item=True,
    ),
    Item(
        18,
        RISK,
        N_("Is the nature of the risk explained?"),
        N_("What may happen, to whom, how and why. The threat alone: No."),
        N_("“Heat draws water from the body; babies and old people feel it late and may faint.”"),
        N_("“Heat kills.”"),
        NO_RISK,
    ),
    Item(
        19,
        RISK,
        N_("Are both risks and benefits of the recommended behaviour told?"),
        N_("Real ones and those the audience believes in. Only one side: No."),
        N_("“The arm may hurt for a day; the vaccine keeps most people from severe influenza.”"),
        N_("“The vaccine has only advantages.”"),
        NO_ADVICE,
    ),
    Item(
        20,
        RISK,
        N_("Is a probability given in numbers also told in words or with a picture?"),
        N_("Numbers alone: No. If the material gives no probability, the item does not apply."),
        N_("“1 in 10”, and ten figures of whom one is coloured."),
        N_("“The risk is 10%.” and nothing more"),
        N_("The material gives no probability in numbers."),
    ),
)
SHORT = frozenset({1, 5, 6, 7, *(item.number for item in ITEMS if item.part != CORE)})
"""The items of the short sheet, for posts, spoken texts and materials of less than a page."""
FIRST_QUESTIONS = ("reader", "literacy", "aim", "message")
"""The fields of a score answered before its items."""
_DOMAINS = ((SCORE, tuple(part.key for part in PARTS)),)
_SOURCE = N_("Clear Communication Index, Centers for Disease Control and Prevention (CDC)")
FULL_SHEET = ScoreSheet(
    CCI,
    N_("Clear Communication Index, full sheet"),
    PARTS,
    ITEMS,
    _DOMAINS,
    EXCELLENT,
    at_least=True,
    asks_first=True,
    source=_SOURCE,
)
SHORT_SHEET = ScoreSheet(
    CCI_SHORT,
    N_("Clear Communication Index, short sheet"),
    PARTS,
    tuple(item for item in ITEMS if item.number in SHORT),
    _DOMAINS,
    EXCELLENT,
    at_least=True,
    asks_first=True,
    source=_SOURCE,
    note=N_(
        "For posts, spoken texts and less than a page. Which items it has is our reading of the CDC’s shorter sheet."
    ),
)
