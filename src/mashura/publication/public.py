"""What other apps may use of publication."""

from mashura.publication.actions.building import build_edition, build_editions, build_press_notes, write_edition
from mashura.publication.actions.dispatch import dispatch_edition
from mashura.publication.actions.dissemination import record_dissemination
from mashura.publication.actions.release import (
    clear_edition,
    publish_due_editions,
    release_edition,
    request_clearance,
    share_edition,
    withdraw_edition,
)
from mashura.publication.addresses import edition_address
from mashura.publication.composition.parts import Part, chapters
from mashura.publication.composition.press import press_points
from mashura.publication.files import edition_path
from mashura.publication.queries.editions import current_editions, edition_file, edition_of, visible_editions
from mashura.publication.queries.release import edition_state, editions_to_clear
from mashura.publication.queries.tracing import EditionUse, editions_using
from mashura.publication.verification import (
    FilesStore,
    Stores,
    Verdict,
    Verification,
    verify_edition,
    verify_file,
    verify_kept,
)

__all__ = [
    "EditionUse",
    "FilesStore",
    "Part",
    "Stores",
    "Verdict",
    "Verification",
    "build_edition",
    "build_editions",
    "build_press_notes",
    "chapters",
    "clear_edition",
    "current_editions",
    "dispatch_edition",
    "edition_address",
    "edition_file",
    "edition_of",
    "edition_path",
    "edition_state",
    "editions_to_clear",
    "editions_using",
    "press_points",
    "publish_due_editions",
    "record_dissemination",
    "release_edition",
    "request_clearance",
    "share_edition",
    "verify_edition",
    "verify_file",
    "verify_kept",
    "visible_editions",
    "withdraw_edition",
    "write_edition",
]
