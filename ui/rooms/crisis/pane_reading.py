"""The panes one reads: answers to hard questions, advice, roles, the list of keys; and corrections of the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hospcomms.domain.folding import fold
from hospcomms.domain.incident_log import LogLine
from hospcomms.domain.scenarios import CLUSTERS, raised
from hospcomms.domain.wording import C_, N_, sentence
from hospcomms.services import incident_log, scenarios
from hospcomms.services.incident_desk import answers
from ui.language import say, tr
from ui.rooms.crisis import words
from ui.rooms.crisis.desk_foot import KeyWord
from ui.rooms.crisis.desk_keys import MENU
from ui.rooms.crisis.pane import ListPane, PaneRow

if TYPE_CHECKING:
    from ui.rooms.crisis.desk import DeskPage

_CLUSTER = {cluster.key: cluster.label for cluster in CLUSTERS}


class AnswersPane(ListPane):
    """Likely questions with their answers; the line filters them while one types."""

    wide = True

    def __init__(self, desk: DeskPage) -> None:
        title = tr(N_("Answers to hard questions"))
        super().__init__(desk, title, tr(N_("Words of the question")), icon="search", tall=True)
        self._answers = answers(self.office, desk.desk.incident)
        self.add_keys([])
        assert self.entry is not None
        self.entry.typed.connect(self.refresh)

    def refresh(self) -> None:
        language = self.page.session.locale.language
        wanted = fold(self.typed()).split()
        rows = [
            PaneRow(one, one.question.best(language), one.answer.best(language))
            for one in self._answers
            if all(word in fold(f"{one.question.best(language)} {one.answer.best(language)}") for word in wanted)
        ]
        self.list.show_rows(rows)
        self.list.verticalScrollBar().setValue(0)
        if not self._answers:
            self.banner.show_message("note", tr(N_("The scenario has no prepared answers.")))


class AdvicePane(ListPane):
    """What is advised and what is ill-advised for the responsibility cluster of this incident."""

    def __init__(self, desk: DeskPage) -> None:
        super().__init__(desk, tr(N_("What to say, what not to say")), tall=False)
        self.add_keys([])

    def refresh(self) -> None:
        incident, language = self.desk.incident, self.page.session.locale.language
        cluster = raised(incident.cluster) if incident.history else incident.cluster
        advised, unadvised = scenarios.advice(cluster) if cluster else ([], [])
        self.head.say(self.head.title, [(tr(_CLUSTER.get(cluster, "")), "text2")] if cluster else [])
        rows = [PaneRow(one, one.best(language), "", tr(N_("advised")), "done", "done") for one in advised]
        rows += [PaneRow(one, one.best(language), "", tr(N_("ill-advised")), "late", "late") for one in unadvised]
        self.show_rows(rows)
        if not cluster:
            self.banner.show_message("note", tr(N_("No responsibility cluster is chosen for this incident.")))


class RolesPane(ListPane):
    """Who holds which role, with telephone and deputy; an empty one shows red."""

    def __init__(self, desk: DeskPage) -> None:
        super().__init__(desk, tr(N_("Roles and telephone numbers")))
        self.add_keys([])

    def refresh(self) -> None:
        language = self.page.session.locale.language
        rows = []
        for role in self.desk.roles:
            held = [part for part in (role.holder, f"\u2066{role.phone}\u2069" if role.phone else "") if part]
            if role.deputy:
                number = f"\u2066{role.deputy_phone}\u2069" if role.deputy_phone else ""
                held.append(say(sentence("deputy: {name} {number}", name=role.deputy, number=number)))
            end = "" if role.holder else tr(N_("nobody holds it"))
            rows.append(PaneRow(role, role.name.best(language), " · ".join(held), end, "late" if end else "", "late"))
        self.show_rows(rows)


class CorrectPane(ListPane):
    """A line of the log and the words that correct it; the first line stays as it was."""

    def __init__(self, desk: DeskPage) -> None:
        hint = N_("What is right instead. The line itself stays as it was written.")
        super().__init__(desk, tr(N_("Correct a line of the log")), tr(hint), icon="arrow_undo")
        self._lines: tuple[LogLine, ...] = ()
        self.add_keys([KeyWord("Enter", tr(C_("key", "write the correction")), self.enter, weight=8)])

    def refresh(self) -> None:
        lines = incident_log.lines(self.office, self.desk.incident.id)
        rows = [
            PaneRow(line, line.words, say(sentence("line {n}", n=line.line)), words.line_time(line))
            for line in reversed(lines)
        ]
        self.show_rows(rows)

    def enter(self) -> None:
        """Write the correction of the line under the cursor."""
        line: LogLine | None = self.chosen()
        if line is None:
            return
        incident = self.desk.incident.id
        made = self.do(
            lambda: incident_log.write(self.office, incident, self.typed(), corrects=line.line).commit
        )  # fmt: skip
        if made:
            self.closed.emit()


class MenuPane(ListPane):
    """What is not in the bar of keys; Enter opens it."""

    def __init__(self, desk: DeskPage) -> None:
        super().__init__(desk, tr(N_("More")))
        self.add_keys([KeyWord("Enter", tr(C_("key", "open")), self.enter, weight=8)])

    def refresh(self) -> None:
        self.show_rows([PaneRow(key, tr(name), "", keys.replace("+", " ")) for key, keys, name in MENU])

    def enter(self) -> None:
        """Open what is under the cursor."""
        key = self.chosen()
        if key is not None:
            self.page.close_pane()
            self.page.keys.open(key)
