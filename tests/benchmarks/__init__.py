"""How fast the program is, each figure as a ratio to a yardstick in the same run: ``python -m tests.benchmarks``."""
