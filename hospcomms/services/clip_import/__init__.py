"""Clips from lists of any program: columns understood, tones read as words or numbers, names looked up, one change."""
