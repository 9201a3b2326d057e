"""Hypothesis without a time limit for each example: the first one loads CLDR, and the machine may be busy."""

from hypothesis import settings

settings.register_profile("mashura", settings(), deadline=None)
settings.load_profile("mashura")
