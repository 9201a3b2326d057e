"""Pure decisions of publication: values in, values out."""
