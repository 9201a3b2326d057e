import re
import struct

import pytest

from mashura.kit.typefaces import FONT_FOLDER

FONTS = sorted(FONT_FOLDER.glob("*.ttf"))


def tables(content):
    """The tables of a TrueType file by tag."""
    count = struct.unpack(">H", content[4:6])[0]
    entries = [struct.unpack(">4sIII", content[12 + 16 * index : 28 + 16 * index]) for index in range(count)]
    return {tag.decode(): content[offset : offset + length] for tag, _, offset, length in entries}


def characters(content):
    """The code points a font has glyphs for (cmap format 4)."""
    cmap = tables(content)["cmap"]
    covered = set()
    for index in range(struct.unpack(">H", cmap[2:4])[0]):
        offset = struct.unpack(">HHI", cmap[4 + 8 * index : 12 + 8 * index])[2]
        if struct.unpack(">H", cmap[offset : offset + 2])[0] != 4:
            continue
        segments = struct.unpack(">H", cmap[offset + 6 : offset + 8])[0] // 2
        ends = struct.unpack(f">{segments}H", cmap[offset + 14 : offset + 14 + 2 * segments])
        starts = struct.unpack(f">{segments}H", cmap[offset + 16 + 2 * segments : offset + 16 + 4 * segments])
        for start, end in zip(starts, ends, strict=True):
            covered.update(range(start, end + 1))
    return covered


def test_the_families_an_edition_is_set_in_are_there():
    families = {font.stem for font in FONTS}
    for family in ("NotoSans", "NotoSerif"):
        assert {f"{family}-{style}" for style in ("Regular", "Bold", "Italic")} <= families
    for family in ("NotoNaskhArabic", "NotoSansArabic"):
        assert {f"{family}-{style}" for style in ("Regular", "Bold")} <= families


def test_the_fonts_are_small_enough_to_ship():
    assert sum(font.stat().st_size for font in FONTS) < 5_000_000


def test_the_licence_lies_beside_and_names_every_font():
    licence = (FONT_FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert re.match(r"Copyright 20\d\d Google LLC", licence)
    assert {font.name for font in FONTS} <= set(re.findall(r"Noto\w+-\w+\.ttf", licence))


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_a_font_has_the_letters_of_its_script(font):
    wanted = (
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآؤئىة٠١٢٣٤٥٦٧٨٩٫٬٪،؛؟"
        if "Arabic" in font.stem
        else ("ABCXYZabcxyz0123456789éèàùçœÉŒ«»“”’–\u202f%")
    )
    assert {character for character in wanted if ord(character) not in characters(font.read_bytes())} == set()
