"""Importing lists row by row, whatever they list: columns by their headings, troubles at cells, doubles, one change."""
