"""The analysis library: figures over vintages, rounding, hashing, provenance. No Django."""
