"""Calendars of other programs: .ics files read into appointments, and what is dated here written into one."""
