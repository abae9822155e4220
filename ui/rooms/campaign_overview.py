"""One screen with all that belongs to a campaign (CAM-8): plan, what comes next, money, parts, lessons."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from hospcomms.domain.activities import Activity, Lesson
from hospcomms.domain.campaigns import CLOSED, EVALUATED, Campaign
from hospcomms.domain.changes import Commit
from hospcomms.domain.evaluations import Recommendation
from hospcomms.domain.fields import Record, fields_of
from hospcomms.domain.objectives import smart
from hospcomms.domain.plans import Plan, steps
from hospcomms.domain.wording import Label as Word
from hospcomms.domain.wording import Sentence, counted, sentence
from hospcomms.services import campaigns, evaluation, records
from ui import theme
from ui.language import ntr, say, tr
from ui.rooms.survey_outlook import survey_outlook
from ui.session import Session
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.marks import Bar, Mark, Rule
from ui.widgets.sheets import Sheet

NEXT = 6
LESSONS = 4


class CampaignOverview(QScrollArea):
    """The campaign at a glance; every line opens what it speaks of."""

    def __init__(self, session: Session, campaign: Campaign) -> None:
        super().__init__()
        self._session, self._campaign = session, campaign
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._page: QWidget | None = None
        self._fill()
        session.bus.committed.connect(self._committed)

    def show_record(self, campaign: Campaign) -> None:
        """Show the campaign as it stands now."""
        self._campaign = campaign
        self._fill()

    def _committed(self, commit: Commit) -> None:
        if any(getattr(step.record, "campaign", step.record.id) == self._campaign.id for step in commit.steps):
            found = records.window(self._session.office, Campaign, [self._campaign.id])
            if found:
                self.show_record(found[0])

    def _fill(self) -> None:
        plan = campaigns.plan_of(self._session.office, self._campaign)
        page = QWidget()
        columns = QHBoxLayout(page)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.px(12))
        for cards in (self._first_column(plan), self._second_column(plan)):
            column = QVBoxLayout()
            column.setSpacing(theme.px(12))
            for card in cards:
                column.addWidget(card)
            column.addStretch()
            columns.addLayout(column, 1)
        self.setWidget(page)

    def _first_column(self, plan: Plan) -> Sequence[QWidget]:
        return (self._objectives(plan), self._next(plan))

    def _second_column(self, plan: Plan) -> Sequence[QWidget]:
        return (self._steps(plan), self._belongs(plan), *self._lessons(plan), *self._advice(plan))

    def _steps(self, plan: Plan) -> QWidget:
        found = steps(plan)
        complete = sum(not step.missing for step in found)
        card = _card(say(sentence("Plan: {done} of {all} steps complete", done=complete, all=len(found))))
        for step in found:
            line = _line("done" if not step.missing else "draft", tr(step.label))
            if step.missing:
                line.addWidget(
                    Label(ntr("{n} thing missing", "{n} things missing", len(step.missing)), role="small", tone="text2")
                )
            card.body.addLayout(line)
            for problem in step.missing[:3]:
                card.body.addWidget(_quiet(say(problem.message)))
        return card

    def _objectives(self, plan: Plan) -> QWidget:
        card = _card(tr("Objectives"))
        names = records.titles(self._session.office, [objective.audience for objective in plan.objectives])
        for objective in plan.objectives:
            words = say(smart(objective, names.get(objective.audience, "")))
            card.body.addWidget(Label(words, wrap=True))
            if plan.campaign.state not in (CLOSED, EVALUATED):
                for mark, told in survey_outlook(self._session.office, objective):
                    card.body.addLayout(_marked(mark, say(told)))
        if not plan.objectives:
            card.body.addWidget(_quiet(tr("No objective yet. A campaign cannot start without one.")))
        return card

    def _next(self, plan: Plan) -> QWidget:
        today = self._session.office.today
        waiting = sorted(
            (activity for activity in plan.activities if activity.is_open),
            key=lambda activity: (activity.end is None, activity.end or today),
        )
        done = sum(activity.done_share >= 1 for activity in plan.activities)
        card = _card(tr("What comes next"))
        share = Bar(done / len(plan.activities) if plan.activities else 0.0, 260, 10)
        card.body.addWidget(Label(say(_done(done, len(plan.activities))), role="small", tone="text2"))
        card.body.addWidget(share)
        for activity in waiting[:NEXT]:
            card.body.addLayout(self._activity_line(activity))
        return card

    def _activity_line(self, activity: Activity) -> QHBoxLayout:
        today = self._session.office.today
        late = activity.is_late(today)
        shape = "late" if late else _shape(activity)
        line = _line(shape, "")
        opened = self._opens(activity)
        line.addWidget(Button(activity.title, opened, kind="link"))
        line.addStretch()
        if activity.end is not None:
            when = (
                counted("{n} day late", "{n} days late", (today - activity.end).days)
                if late
                else sentence("until {day}", day=activity.end)
            )
            line.addWidget(Label(say(when), role="small", tone="late" if late else "text2"))
        return line

    def _opens(self, record: Record) -> Callable[[], None]:
        return lambda: self._session.go.open_record(type(record), record.id)

    def _belongs(self, plan: Plan) -> QWidget:
        card = _card(tr("What belongs to the campaign"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        planned = _sum([line.planned for line in plan.budget])
        spent = _sum([line.spent for line in plan.budget])
        money = self._session.locale.money
        rows = [
            (tr("Target audiences"), str(len(plan.segments))),
            (tr("Key messages"), str(len(plan.messages))),
            (tr("Activities"), str(len(plan.activities))),
            (tr("Results"), str(len(plan.results))),
            (tr("Planned amount"), money(planned, 0) if planned is not None else tr("Not set")),
            (tr("Amount spent"), money(spent, 0) if spent is not None else tr("Not set")),
        ]
        for number, (label, value) in enumerate(rows):
            grid.addWidget(Label(label, role="small", tone="text2"), number, 0)
            grid.addWidget(Label(self._session.locale.digits(value)), number, 1)
        grid.setColumnStretch(1, 1)
        card.body.addLayout(grid)
        return card

    def _lessons(self, plan: Plan) -> Sequence[QWidget]:
        found = campaigns.lessons_for(self._session.office, plan.campaign, LESSONS)
        if not found:
            return ()
        card = _card(tr("Lessons of earlier campaigns on these themes"))
        for campaign, lesson in found:
            card.body.addWidget(Rule())
            card.body.addLayout(self._lesson(campaign, lesson))
        return (card,)

    def _advice(self, plan: Plan) -> Sequence[QWidget]:
        found = evaluation.advice_for(self._session.office, plan.campaign, LESSONS)
        if not found:
            return ()
        card = _card(tr("Accepted recommendations of earlier campaigns on these themes"))
        for campaign, recommendation in found:
            card.body.addWidget(Rule())
            card.body.addLayout(self._recommended(campaign, recommendation))
        return (card,)

    def _recommended(self, campaign: Campaign, recommendation: Recommendation) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        language = self._session.locale.language
        column.addWidget(Label(recommendation.advice.best(language), wrap=True))
        because = recommendation.because.best(language)
        if because:
            column.addWidget(_quiet(because))
        column.addWidget(Button(campaign.title, self._opens(campaign), kind="link"))
        return column

    def _lesson(self, campaign: Campaign, lesson: Lesson) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(2))
        column.addWidget(Label(lesson.lesson, wrap=True))
        if lesson.advice:
            label = Word(fields_of(Lesson)["advice"].label)
            column.addWidget(_quiet(say(sentence("{label}: {text}", label=label, text=lesson.advice))))
        column.addWidget(Button(campaign.title, self._opens(campaign), kind="link"))
        return column


def _done(done: int, everything: int) -> Sentence:
    return sentence("Activities done: {done} of {all}", done=done, all=everything)


def _shape(activity: Activity) -> str:
    found = fields_of(Activity)["status"].choice(activity.status)
    return found.shape if found else "draft"


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _card(title: str) -> Sheet:
    card = Sheet()
    card.body.addWidget(Label(title, role="section", bold=True, wrap=True))
    return card


def _line(shape: str, words: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(theme.px(8))
    line.addWidget(Mark(shape))
    if words:
        line.addWidget(Label(words))
        line.addStretch()
    return line


def _marked(mark: str, words: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(theme.px(8))
    line.addWidget(Mark(mark), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(_quiet(words), 1)
    return line


def _quiet(words: str) -> Label:
    return Label(words, role="small", tone="text2", wrap=True)
