"""Writes of publication, one file per noun."""
