"""Writes the exports that `edit.py` works on (see README)."""

import sys
from pathlib import Path

from tests.consultation.office_texts import LETTERHEAD, PROPOSALS, TEXT

from mashura.consultation.office.word_out import write_word

EXPORTS = {"ar": (["ar"], ()), "en": (["en"], ()), "ar-en": (["ar", "en"], ()), "ar-proposals": (["ar"], PROPOSALS)}


def export_to(folder):
    """One file for each kind of export."""
    for name, (languages, proposals) in EXPORTS.items():
        content = write_word(TEXT, languages=languages, letterhead=LETTERHEAD, proposals=proposals)
        (folder / f"{name}.docx").write_bytes(content)


if __name__ == "__main__":
    export_to(Path(sys.argv[1]))
