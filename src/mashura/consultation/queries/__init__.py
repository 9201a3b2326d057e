"""Reads of consultation, one file per noun."""
