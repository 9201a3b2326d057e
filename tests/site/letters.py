"""The letters that the served demonstration wrote: files in its data folder, as no mail server is set."""

import email
import email.policy
import re

from tests.site.servers import eventually

_END = b"-" * 79


def link_in_letter(served, to, seen=()):
    """The link in the newest letter to somebody that is not among those seen; waits until it was written."""
    found = []

    def written():
        found[:] = [link for link in _links(served.data / "mail", to) if link not in seen]
        return bool(found)

    assert eventually(written), f"no letter to {to}"
    return found[-1]


def _links(folder, to):
    for path in sorted(folder.glob("*"), key=lambda path: path.stat().st_mtime_ns):
        for part in path.read_bytes().split(_END):
            letter = email.message_from_bytes(part.strip(), policy=email.policy.default)
            if letter["To"] == to:
                yield re.search(r"http://\S+", letter.get_content())[0]
