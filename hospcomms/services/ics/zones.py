"""Time zones by the names calendars give them, and their days and times on the hospital's wall clock."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

_WINDOWS = {
    "W. Central Africa Standard Time": "Africa/Algiers",
    "Romance Standard Time": "Europe/Paris",
    "Central European Standard Time": "Europe/Warsaw",
    "Central Europe Standard Time": "Europe/Budapest",
    "W. Europe Standard Time": "Europe/Berlin",
    "GMT Standard Time": "Europe/London",
    "Greenwich Standard Time": "Africa/Abidjan",
    "Morocco Standard Time": "Africa/Casablanca",
    "Libya Standard Time": "Africa/Tripoli",
    "Egypt Standard Time": "Africa/Cairo",
    "South Africa Standard Time": "Africa/Johannesburg",
    "E. Africa Standard Time": "Africa/Nairobi",
    "Turkey Standard Time": "Europe/Istanbul",
    "Arab Standard Time": "Asia/Riyadh",
    "Arabic Standard Time": "Asia/Baghdad",
    "Arabian Standard Time": "Asia/Dubai",
    "Jordan Standard Time": "Asia/Amman",
    "Syria Standard Time": "Asia/Damascus",
    "Middle East Standard Time": "Asia/Beirut",
    "GTB Standard Time": "Europe/Bucharest",
    "FLE Standard Time": "Europe/Kiev",
    "Russian Standard Time": "Europe/Moscow",
    "China Standard Time": "Asia/Shanghai",
    "India Standard Time": "Asia/Kolkata",
    "Eastern Standard Time": "America/New_York",
    "Central Standard Time": "America/Chicago",
    "Mountain Standard Time": "America/Denver",
    "Pacific Standard Time": "America/Los_Angeles",
    "UTC": "UTC",
}
"""Windows' names of zones, as Outlook writes them (Unicode CLDR, the zone of the first territory)."""
_GREENWICH = {"UTC", "GMT", "Z", "ETC/UTC", "ETC/GMT"}


class Zones:
    """Finds the zones a file names: by their common name, by Windows' name, or as the file itself defines them."""

    def __init__(self, definitions: Mapping[str, str], wall: tzinfo | None = None) -> None:
        """``wall`` is the zone of the hospital, that of this computer when None."""
        self._definitions, self._wall = definitions, wall
        self._known: dict[str, tzinfo | None] = {}

    def zone(self, name: str) -> tzinfo | None:
        """The zone of a name; None when nobody knows it."""
        if name not in self._known:
            self._known[name] = self._found(name)
        return self._known[name]

    def _found(self, name: str) -> tzinfo | None:
        plain = name.strip().strip('"')
        if plain.upper() in _GREENWICH:
            return UTC
        parts = plain.strip("/").split("/")
        tries = [plain, _WINDOWS.get(plain, ""), *("/".join(parts[n:]) for n in range(1, len(parts)))]
        for one in tries:
            found = _by_name(one)
            if found is not None:
                return found
        return self._defined(plain)

    def _defined(self, name: str) -> tzinfo | None:
        """The zone as the file defines it."""
        definition = self._definitions.get(name)
        if definition is None:
            return None
        # late: a file seldom brings a zone that nobody else knows
        from dateutil.tz import tzical

        try:
            found: tzinfo | None = tzical(io.StringIO(definition.replace("\r\n", "\n"))).get(name)
        except (ValueError, KeyError, TypeError, AttributeError, IndexError):
            return None
        return found

    def on_the_wall(self, at: datetime) -> datetime:
        """A moment as the hospital's clock shows it; a time without a zone is that of the wall already."""
        return at if at.tzinfo is None else at.astimezone(self._wall).replace(tzinfo=None)


def _by_name(name: str) -> tzinfo | None:
    if not name or name.startswith((".", "/")) or ".." in name:
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        return None
