"""The room of questionnaires asked before and after: questions, counts, what changed, answers from a file."""

from __future__ import annotations

from hospcomms.domain.questionnaires import Question, Questionnaire
from hospcomms.domain.wording import N_
from hospcomms.services import questionnaire_results as results
from ui.rooms import questionnaire_pages as pages
from ui.rooms.room import Part, Room, Section, Tab, Verb

ROOM = Room(
    key="questionnaires",
    record=Questionnaire,
    icon="poll",
    group="planning",
    under="evaluations",
    empty=N_("Enter a questionnaire asked before and after: what people knew, and what changed."),
    form_title=N_("Questionnaire"),
    new_title=N_("New questionnaire"),
    sections=(
        Section(
            N_("The questionnaire"),
            ("title", "reference", "campaign", "session", "audience", "pairing", "before_on", "after_on", "source"),
        ),
        Section(
            N_("Questions and right answers"),
            (),
            (
                Part(
                    Question,
                    (
                        *("place", "wording", "right", "answers_before", "right_before", "answers_after"),
                        *("right_after", "gained", "lost"),
                    ),
                ),
            ),
        ),
        Section(
            N_("People who answered"),
            ("answers_before", "answers_after", "in_groups", "group_size", "likeness", "answers"),
        ),
        Section(
            N_("Mean score"),
            ("score_before", "spread_before", "score_after", "spread_after", "change_mean", "change_spread", "note"),
        ),
    ),
    tabs=(
        Tab(pages.CHANGE, N_("Change per question"), pages.change),
        Tab(pages.ANSWERS, N_("Import answers"), pages.answers),
    ),
    verbs=(
        Verb(
            results.ENTER,
            results.enter_results,
            when=lambda questionnaire: bool(questionnaire.campaign),
            missing=results.missing_to_enter,
            usual=True,
            icon="data_pie",
        ),
    ),
    reports=("questionnaire", "questionnaire-results", "record-sheet"),
)
