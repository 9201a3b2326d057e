"""Pure rules of negotiated text: brackets, clauses, proposals to change them, and what may become of each.

Nothing here knows Django, a database or who asks. Values are immutable: a change gives a new value. What cannot be
done is refused by name (`refusals.Refused`), what is merely lacking is told as data. Words are compared by
`mashura.kit.redline` alone.
"""
