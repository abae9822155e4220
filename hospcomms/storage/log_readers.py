"""Reading the logs of incidents: safe from any thread, like every other reading."""

from __future__ import annotations

from hospcomms.domain.incident_log import Fault, LogLine
from hospcomms.storage import chronicle
from hospcomms.storage.readers import Readers


class LogReaders(Readers):
    """The readers of a data folder, and what they can be asked of the logs of incidents."""

    def log_lines(self, incident: int, after: int = 0) -> list[LogLine]:
        """The lines of an incident's log with numbers above ``after``, in order."""
        return self.ask(chronicle.lines, incident, after)

    def log_whole(self, incident: int) -> tuple[list[LogLine], int, str]:
        """All lines of an incident's log, and how many there are and the last seal as kept beside them."""
        return self.ask(chronicle.whole, incident)

    def log_last(self, incident: int) -> LogLine | None:
        """The line of an incident's log that was written last; None when there is none."""
        return self.ask(chronicle.last_line, incident)

    def logged_incidents(self) -> list[int]:
        """The ids of all incidents that have a log, whether their record is still there or not."""
        return self.ask(chronicle.incidents)

    def log_fault(self, incident: int, identity: str) -> Fault | None:
        """The first line of an incident's log that is not as it was written; None when the log is whole."""
        return self.ask(chronicle.fault, incident, identity)
