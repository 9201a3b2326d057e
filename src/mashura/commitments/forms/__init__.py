"""Forms of commitments, one file per noun."""
