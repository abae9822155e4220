"""The window of the crisis desk: activation, the desk and its panes, the facts sheet, the strip, the review."""
