"""The coverage of a period as charts: the tone by week or month, by medium, by topic; what nobody judged is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hospcomms.domain.charts.kinds import Bars, Chart, Series
from hospcomms.domain.coverage import Coverage, Row, Tones
from hospcomms.domain.locale import Locale
from hospcomms.domain.monitoring import PAPERS
from hospcomms.domain.wording import C_, N_

MOST_BARS = 12
"""Topics and outlets of one chart, those with most clips."""
FAVOURABLE, NEUTRAL, UNFAVOURABLE = C_("clips", "Favourable"), C_("clips", "Neutral"), C_("clips", "Unfavourable")
UNCODED = C_("clips", "Not coded")
_MEDIA = {choice.key: choice.label for choice in PAPERS}


def coverage_charts(found: Coverage, locale: Locale) -> tuple[Chart, ...]:
    """The charts of a period; none where there is no clip, and none by topic where no clip names one."""
    if not found.clips:
        return ()
    charts = [_trend(found, locale), _by(media_named(found.media, locale), N_("Clips by medium and tone"), locale)]
    if found.topics:
        topics = {str(row.key): row.tones for row in found.topics[:MOST_BARS]}
        charts.append(_by(topics, N_("Clips by topic and tone"), locale))
    return tuple(charts)


def media_named(rows: Sequence[Row], locale: Locale) -> dict[str, Tones]:
    """The media by what they are called."""
    return {locale.text(_MEDIA.get(str(row.key), str(row.key))): row.tones for row in rows}


def _trend(found: Coverage, locale: Locale) -> Bars:
    heading = N_("Clips by month and tone") if found.by_months else N_("Clips by week and tone")
    # a week is called by its first day, a month by its number and year: 01/11, 11/2026
    part = slice(3, None) if found.by_months else slice(0, 5)
    named = [locale.day(one.span.first)[part] for one in found.trend]
    return _bars(named, [one.tones for one in found.trend], heading, locale)


def _by(rows: Mapping[str, Tones], heading: str, locale: Locale) -> Bars:
    return _bars(list(rows), list(rows.values()), heading, locale)


def _bars(names: Sequence[str], tones: Sequence[Tones], heading: str, locale: Locale) -> Bars:
    parts = (
        (UNFAVOURABLE, [one.unfavourable for one in tones]),
        (NEUTRAL, [one.neutral for one in tones]),
        (FAVOURABLE, [one.favourable for one in tones]),
        (UNCODED, [one.uncoded for one in tones]),
    )
    series = tuple(Series(locale.text(name), tuple(float(value) for value in values)) for name, values in parts)
    return Bars(tuple(names), series, locale.text(heading), stacked=True)
