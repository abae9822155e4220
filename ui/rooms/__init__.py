"""One short file per room, and the hand-made pages beside it."""
