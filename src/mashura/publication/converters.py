"""Parts of addresses that name a kind of edition."""

from mashura.publication.models import Edition


class EditionKind:
    """`report` or `press-note`."""

    regex = "|".join(Edition.Kind.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return str(value)
