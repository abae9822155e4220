"""Answers to a questionnaire read from a file: sheets, columns, marks, people, counts."""
