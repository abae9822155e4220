"""Verbs: what an officer or the command line can do; the only callers of ``Store.change``."""
