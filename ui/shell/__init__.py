"""The frame round the pages: sidebar, top bar, search, status line, history of pages, settings and help."""
