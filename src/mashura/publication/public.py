"""What other apps may use of publication."""

from mashura.publication.actions import build_edition, build_editions, release_edition, write_edition
from mashura.publication.files import edition_path
from mashura.publication.queries import current_editions, edition_file, visible_editions
from mashura.publication.verification import Verdict, verify_edition

__all__ = [
    "Verdict",
    "build_edition",
    "build_editions",
    "current_editions",
    "edition_file",
    "edition_path",
    "release_edition",
    "verify_edition",
    "visible_editions",
    "write_edition",
]
