"""Forms of publication, one file per noun."""
