"""Sessions from the lists trainers keep: a blank workbook to fill in, columns understood, one change."""
