"""Writes of consultation, one file per noun."""
