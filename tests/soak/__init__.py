"""Long trials that are run by name, not in the ordinary suite; each has a short form there."""
