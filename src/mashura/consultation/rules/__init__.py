"""Pure decisions of consultation, one file per noun: values in, values or errors out."""
