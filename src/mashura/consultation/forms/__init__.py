"""Forms of consultation, one file per noun."""
