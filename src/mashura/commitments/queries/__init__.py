"""Reads of commitments, one file per noun."""
