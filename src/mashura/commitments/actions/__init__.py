"""Writes of commitments, one file per noun."""
