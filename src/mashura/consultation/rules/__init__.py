"""Pure decisions of consultation, one file per noun."""
