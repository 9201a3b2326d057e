"""The pages of publication, one file per noun."""
