"""Writes: datasets and vintages (`datasets`), imports (`imports`), files brought to the browser (`uploads`)."""
