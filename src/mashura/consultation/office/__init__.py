"""Texts as office files, out and in: Word with change tracking, and the comment-and-response matrix as a spreadsheet.

Pure: no Django, no database. `write_word` sends a text out, `read_word` reads what came back, `match_returned` says
which clause each comment and each change belongs to; `write_matrix` and `read_matrix` do the same for a matrix.
"""
