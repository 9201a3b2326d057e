"""Forms of evidence, one file per noun."""
