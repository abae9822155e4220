"""Our figures beside those of statsmodels and scipy: stored in tests/data, or anew by ``python -m tests.oracles``."""
