"""Reads of publication, one file per noun; all start from what the actor may see."""
