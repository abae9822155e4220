"""The rooms: each a value of what it is, and the pages made for it."""
