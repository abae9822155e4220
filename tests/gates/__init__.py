"""Rules of the house that a machine can hold: sizes, names, layers, texts, dependencies."""
