"""Documents in Arabic, French and English, their typesetting, and workbooks to hand over."""
