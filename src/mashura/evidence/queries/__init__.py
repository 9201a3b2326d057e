"""Reads of evidence, one file per noun."""
