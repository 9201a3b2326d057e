"""Pages of consultation, one file per noun."""
