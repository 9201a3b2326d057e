"""Pure decisions of evidence, one file per noun: cells of datasets (`datasets`), strength of findings (`findings`)."""
