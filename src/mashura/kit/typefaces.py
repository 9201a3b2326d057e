"""The fonts that ship with the package (Noto, SIL Open Font Licence 1.1; see `fonts/OFL.txt`)."""

from pathlib import Path

FONT_FOLDER = Path(__file__).resolve().parent / "fonts"
