"""Contacts of the press from files of any program: read, understood, checked, compared and written as one change."""
