"""The first start: language, country, establishment and logo, then a sample hospital or one's own work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from hospcomms.domain.country import COUNTRIES, Country
from hospcomms.domain.errors import Refusal
from hospcomms.domain.fields import Texts
from hospcomms.domain.locale import locale
from hospcomms.domain.wording import N_, Sentence, sentence
from hospcomms.domain.wording import Label as Words
from hospcomms.services.settings import Settings
from ui import theme
from ui.language import say, shown, spoken, tr
from ui.records.editors.lines import NameLine
from ui.shell import logo
from ui.shell.cards import CardPage
from ui.shell.choices import LANGUAGE_NAMES, LANGUAGE_WORDS
from ui.widgets.buttons import Button
from ui.widgets.labels import Label
from ui.widgets.messages import Banner

STEPS = 4
OFFICER = N_("Communications officer")
SIGNS = N_("This name stands in the history of changes and signs the log of a crisis with its initials.")
_TITLES = (N_("Language"), N_("Country"), N_("Establishment"), N_("Ready to begin"))


@dataclass(frozen=True)
class Answers:
    """What was answered so far; ``logo`` is a picture file to be kept."""

    settings: Settings
    logo: Path | None = None
    step: int = 0


def profile(country: Country) -> Sentence:
    """What choosing a country means, in a sentence."""
    there = locale(spoken().language, country.code)
    weekend = there.listing(there.weekday(number) for number in country.weekend)
    first = there.weekday(country.first_weekday)
    return sentence(
        "The week begins on {first}, the weekend is {weekend}; months are named as in {month}; amounts are in"
        " {currency}.",
        first=first, weekend=weekend, month=there.month(1),
        currency=there.currency or Words(N_("no currency")),
    )  # fmt: skip


class FirstRun(CardPage):
    """One step of the card; ``turned`` carries the answers for another step, ``finished`` (answers, sample)."""

    turned = Signal(object)
    finished = Signal(object, bool)

    def __init__(self, answers: Answers, *, may_sample: bool) -> None:
        super().__init__()
        self._answers = answers
        self._may_sample = may_sample
        self._collect: Callable[[], Answers] = lambda: answers
        self.banner = Banner()
        count = sentence("Step {n} of {total}", n=answers.step + 1, total=STEPS)
        self.body.addWidget(Label(say(count), role="small", tone="text2"))
        title = " · ".join(LANGUAGE_WORDS) if answers.step == 0 else tr(_TITLES[answers.step])
        self.body.addWidget(Label(title, role="title"))
        self.body.addWidget(self.banner)
        (self._language, self._country, self._establishment, self._begin)[answers.step]()
        self.finish()

    def refuse(self, what: Sentence) -> None:
        """Say on the card why it cannot go on."""
        self.banner.show_message("late", say(what))

    def wait(self) -> None:
        """Say that the sample is being made; until then the card takes no answers."""
        self.setEnabled(False)
        self.banner.show_message("note", tr("The sample hospital is being made. This may take a minute."))

    def _turn(self, step: int, **changes: Any) -> None:
        answers = self._collect()
        self.turned.emit(replace(answers, step=step, settings=replace(answers.settings, **changes)))

    def _language(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        for key, name in LANGUAGE_NAMES.items():
            chosen = key == self._answers.settings.language
            button = Button(name, partial(self._turn, 1, language=key), kind="primary" if chosen else "")
            row.addWidget(button)
            if chosen:
                self.setFocusProxy(button)
        row.addStretch()
        self.body.addLayout(row)

    def _country(self) -> None:
        told = Label("", tone="text2", wrap=True)
        told.setMinimumHeight(theme.px(48))
        group = QButtonGroup(self)
        codes = list(COUNTRIES)
        for number, code in enumerate(codes):
            choice = QRadioButton(shown(tr(COUNTRIES[code].label)))
            group.addButton(choice, number)
            self.body.addWidget(choice)
        self.body.addWidget(told)

        def tell(number: int) -> None:
            told.setText(say(profile(COUNTRIES[codes[number]])))

        group.idClicked.connect(tell)
        group.idToggled.connect(lambda number, on: tell(number) if on else None)
        group.button(codes.index(self._answers.settings.country)).setChecked(True)

        def collect() -> Answers:
            chosen = codes[group.checkedId()]
            return replace(self._answers, settings=replace(self._answers.settings, country=chosen))

        self._collect = collect
        self._ways()

    def _establishment(self) -> None:
        language, settings = self._answers.settings.language, self._answers.settings
        name = self._line(tr("Name of the establishment"), getattr(settings.hospital, language), rtl=language == "ar")
        officer = self._line(tr(OFFICER), settings.officer, rtl=theme.current().rtl)
        self.body.addWidget(Label(tr(SIGNS), role="small", tone="text2", wrap=True))
        picked = Label(self._answers.logo.name if self._answers.logo else "", tone="text2", elide=True)
        row = QHBoxLayout()
        row.addWidget(Button(tr("Choose a logo…"), self._pick_logo, icon="image"))
        row.addWidget(picked, 1)
        self.body.addLayout(row)
        self.body.addWidget(Label(tr("All of this can be changed later in the settings."), tone="text2", wrap=True))

        def collect() -> Answers:
            hospital: Texts = replace(settings.hospital, **{language: name.text().strip()})
            named = replace(settings, hospital=hospital, officer=officer.text().strip())
            return replace(self._answers, settings=named)

        self._collect = collect
        self.setFocusProxy(name)
        self._ways()

    def _line(self, words: str, text: str, *, rtl: bool) -> NameLine:
        """A line for a name under its label; Enter goes on."""
        label = Label(words, role="small", tone="text2")
        line = NameLine(rtl=rtl, page_rtl=theme.current().rtl)
        line.setFixedHeight(theme.px(32))
        line.setAccessibleName(words)
        line.set_text(text)
        line.submitted.connect(lambda: self._turn(3))
        label.setBuddy(line)
        self.body.addWidget(label)
        self.body.addWidget(line)
        return line

    def _pick_logo(self) -> None:
        path = logo.ask(self)
        if path is None:
            return
        try:
            logo.read(path)
        except Refusal as refusal:
            self.refuse(refusal.sentence)
            return
        self.turned.emit(replace(self._collect(), logo=path))

    def _begin(self) -> None:
        own = tr("Begin with an empty office: create the first campaign or audience, or import a workbook.")
        begin = _way(tr("Start working"), own, lambda: self.finished.emit(self._answers, False))
        self.body.addWidget(begin)
        self.setFocusProxy(begin)
        if self._may_sample:
            words = tr("See a year of work of an invented hospital first; it can be deleted at any time.")
            sample = _way(tr("Sample hospital"), words, lambda: self.finished.emit(self._answers, True), usual=False)
            self.body.addWidget(sample)
        self.foot.addWidget(Button(tr("Back"), lambda: self._turn(2)))
        self.foot.addStretch()

    def _ways(self) -> None:
        step = self._answers.step
        self.foot.addWidget(Button(tr("Back"), lambda: self._turn(step - 1)))
        self.foot.addStretch()
        self.foot.addWidget(Button(tr("Skip"), lambda: self.turned.emit(replace(self._answers, step=STEPS - 1))))
        onward = Button(tr("Continue"), lambda: self._turn(step + 1), kind="primary")
        self.foot.addWidget(onward)
        if self.focusProxy() is None:
            self.setFocusProxy(onward)


def _way(words: str, told: str, act: Callable[[], Any], *, usual: bool = True) -> QWidget:
    """A way to begin: its button and what it means."""
    way = QWidget()
    column = QVBoxLayout(way)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.px(4))
    button = Button(words, act, kind="primary" if usual else "")
    way.setFocusProxy(button)
    column.addWidget(button)
    column.addWidget(Label(told, tone="text2", wrap=True))
    return way
