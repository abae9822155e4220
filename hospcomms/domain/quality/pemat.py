"""PEMAT of the AHRQ: can a material be understood, and does it help to act (METHODS.md 4.2).

24 items for printed materials (17 and 7), 17 for audiovisual ones (13 and 4). Agree scores 1, disagree 0; “not
applicable” only where the sheet allows it. A domain is good above 70 %. The items are numbered as in the AHRQ's list.
"""

from __future__ import annotations

from dataclasses import replace

from hospcomms.domain.quality import clear_communication
from hospcomms.domain.quality.sheets import ACTIONABILITY, PEMAT_AV, PEMAT_P, Item, ScoreSheet, SheetPart
from hospcomms.domain.wording import N_

UNDERSTANDABLE, ACTIONABLE = "understandable", "actionable"
UNDERSTANDABILITY = N_("Understandability")
ENOUGH = 70.0
"""Percent above which a domain is good enough."""
PARTS = (SheetPart(UNDERSTANDABLE, UNDERSTANDABILITY), SheetPart(ACTIONABLE, ACTIONABILITY))
VERY_SHORT = N_("The material is very short.")
NO_PICTURES = N_("The material has no pictures.")
A_VIDEO = N_("The material is a video, not slides.")
VISUAL_CUES = 12
"""The item that does not apply to a video; it does to slides and to other audiovisual materials that are read."""
_INDEX = {item.number: (item.good, item.bad) for item in clear_communication.ITEMS}
"""The examples of the index, for items that ask the same."""
ITEMS = (
    Item(
        1,
        UNDERSTANDABLE,
        N_("The material makes its purpose completely evident."),
        N_("Title, first lines or picture say at once what it is for."),
        N_("The title “How to give your child a rehydration drink”"),
        N_("The title “Summer” over a picture of the sea"),
    ),
    Item(
        2,
        UNDERSTANDABLE,
        N_("It has nothing that draws away from its purpose."),
        N_("Whatever does not help to understand or to act is left out."),
        N_("A leaflet on salt that speaks of salt only"),
        N_("A leaflet on salt with the history of the ward"),
    ),
    Item(
        3,
        UNDERSTANDABLE,
        N_("It uses common, everyday words."),
        N_("Everyday words nearly everywhere."),
        N_("“high blood pressure”"),
        N_("“arterial hypertensive state”"),
    ),
    Item(
        4,
        UNDERSTANDABLE,
        N_("Medical terms serve only to make them known, and are explained."),
        N_("A medical term is used only if the reader will meet it, and is explained there."),
        *_INDEX[7],
    ),
    Item(
        5,
        UNDERSTANDABLE,
        N_("It uses the active voice."),
        N_("Who acts is the subject of nearly all sentences."),
        *_INDEX[6],
    ),
    Item(
        6,
        UNDERSTANDABLE,
        N_("Numbers are clear and easy to understand."),
        N_("Few numbers, whole ones, with what they mean."),
        *_INDEX[16],
        N_("The material has no numbers."),
    ),
    Item(
        7,
        UNDERSTANDABLE,
        N_("The reader need not calculate."),
        N_("What would have to be worked out is given as a result."),
        *_INDEX[17],
    ),
    Item(
        8,
        UNDERSTANDABLE,
        N_("It breaks its content into short sections."),
        N_("Blocks of a few lines, lists, or chapters of a film."),
        *_INDEX[8],
        VERY_SHORT,
    ),
    Item(
        9,
        UNDERSTANDABLE,
        N_("Its sections have headings that inform."),
        N_("The heading alone says what the section is about."),
        *_INDEX[9],
        VERY_SHORT,
    ),
    Item(
        10,
        UNDERSTANDABLE,
        N_("Its content is in a logical order."),
        N_("In the order of need or of time, the main thing first."),
        N_("First the signs, then what to do, then whom to call"),
        N_("First whom to call, then statistics, then the signs"),
    ),
    Item(
        11,
        UNDERSTANDABLE,
        N_("It sums up."),
        N_("The main points are said again in a few lines, written or spoken."),
        N_("“In short: drink, stay in the shade, call 14.”"),
        N_("It ends with the last detail."),
        VERY_SHORT,
    ),
    Item(
        12,
        UNDERSTANDABLE,
        N_("It guides the eye to its main points."),
        N_("Arrows, frames, dots, larger or bold letters."),
        *_INDEX[3],
    ),
    Item(
        13,
        UNDERSTANDABLE,
        N_("Text on the screen is easy to read."),
        N_("Large letters, strong contrast, long enough to be read."),
        N_("Six words in large white letters on dark blue, for five seconds"),
        N_("Four lines in yellow over a moving street, for two seconds"),
        N_("There is no text on the screen, or all of it is spoken."),
    ),
    Item(
        14,
        UNDERSTANDABLE,
        N_("The words can be heard clearly."),
        N_("Not too fast, one voice at a time, no loud music."),
        N_("One calm voice without music"),
        N_("A fast voice under loud music"),
        N_("Nothing is spoken."),
    ),
    Item(
        15,
        UNDERSTANDABLE,
        N_("It uses pictures wherever they could help to understand."),
        N_("A quantity, a gesture, a place or a sign is shown where words are hard to picture."),
        N_("The six steps of hand rubbing as six drawings"),
        N_("The six steps of hand rubbing in words only"),
    ),
    Item(
        16,
        UNDERSTANDABLE,
        N_("Its pictures reinforce the content."),
        N_("They show what the text says and do not draw away from it."),
        N_("The spoon and the salt the text speaks of"),
        N_("Flowers beside the advice on salt"),
        NO_PICTURES,
    ),
    Item(
        17,
        UNDERSTANDABLE,
        N_("Its pictures have clear titles or captions."),
        N_("A few words say what is to be seen in each."),
        *_INDEX[4],
        NO_PICTURES,
    ),
    Item(
        18,
        UNDERSTANDABLE,
        N_("Its pictures are clear and uncluttered."),
        N_("High quality, few details, what matters is recognised at once."),
        N_("A line drawing of one hand and one syringe"),
        N_("A dark photo of a crowded room"),
        NO_PICTURES,
    ),
    Item(
        19,
        UNDERSTANDABLE,
        N_("Its tables are simple, with short clear headings."),
        N_("Few rows and columns; each heading is understood at once."),
        N_("Three rows: age, vaccine, when"),
        N_("Twelve columns with abbreviations"),
        N_("The material has no tables."),
    ),
    Item(
        20,
        ACTIONABLE,
        N_("It names at least one thing the reader can do."),
        N_("An action, said plainly."),
        *_INDEX[5],
    ),
    Item(
        21,
        ACTIONABLE,
        N_("It speaks to the reader when it names actions."),
        N_("“You”, or a request to the reader, not “patients must”."),
        N_("“Drink a glass of water every hour.”"),
        N_("“Patients should hydrate.”"),
    ),
    Item(
        22,
        ACTIONABLE,
        N_("It breaks each action down into explicit steps."),
        N_("Steps one can follow one after the other."),
        *_INDEX[14],
    ),
    Item(
        23,
        ACTIONABLE,
        N_("It gives a tool wherever one could help to act."),
        N_("A checklist, a diary, a menu, a card to fill in, a number to call."),
        N_("A card to write each day’s blood pressure on"),
        N_("“Write your blood pressure down”, without anything to write on"),
    ),
    Item(
        24,
        ACTIONABLE,
        N_("It explains calculations with simple instructions or examples."),
        N_("Where a calculation cannot be spared, an example shows it."),
        N_("“Your child weighs 12 kg: give 12 ml.”"),
        N_("“Dose: 1 ml/kg.”"),
        N_("The reader has nothing to calculate."),
    ),
    Item(
        25,
        ACTIONABLE,
        N_("It explains how to use its charts or tables to act."),
        N_("It says what to look for and what to do then."),
        N_("“Find your child’s age in the first column, then read the day on the right.”"),
        N_("A growth chart without a word"),
        N_("The material has no graphs, tables or diagrams."),
    ),
    Item(
        26,
        ACTIONABLE,
        N_("It uses pictures wherever they could make it easier to act."),
        N_("The action itself is shown, step by step."),
        N_("Drawings of how to hold the inhaler"),
        N_("“Hold the inhaler correctly.”"),
    ),
)
PRINT_ONLY = frozenset({2, 6, 7, 15, 16, 17, 23, 24, 26})
FILM_ONLY = frozenset({13, 14})
_DOMAINS = ((UNDERSTANDABILITY, (UNDERSTANDABLE,)), (ACTIONABILITY, (ACTIONABLE,)))
_SOURCE = N_("PEMAT, Agency for Healthcare Research and Quality (AHRQ)")
PRINT_SHEET = ScoreSheet(
    PEMAT_P,
    N_("PEMAT for printed materials"),
    PARTS,
    tuple(item for item in ITEMS if item.number not in FILM_ONLY),
    _DOMAINS,
    ENOUGH,
    at_least=False,
    asks_first=False,
    source=_SOURCE,
)
FILM_SHEET = ScoreSheet(
    PEMAT_AV,
    N_("PEMAT for audiovisual materials"),
    PARTS,
    tuple(
        replace(item, without=A_VIDEO) if item.number == VISUAL_CUES else item
        for item in ITEMS
        if item.number not in PRINT_ONLY
    ),
    _DOMAINS,
    ENOUGH,
    at_least=False,
    asks_first=False,
    source=_SOURCE,
)
