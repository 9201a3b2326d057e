"""Pure decisions of commitments, one file per noun: values in, values or errors out. No Django."""
