"""The parts of a Word file around its text: styles, settings, head and foot of the page, properties."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from lxml import etree

from mashura.consultation.office.archives import printable
from mashura.consultation.office.ooxml import R, el, proofing, root, runs, w, written
from mashura.consultation.office.texts import Letterhead
from mashura.kit.bidi import strip_isolates
from mashura.kit.languages import direction

REFERENCE: Final = "mashura-reference"
"""The property of the file in which the reference of the text travels."""

# Has Latin and Arabic letters wherever Office runs; LibreOffice has Liberation Sans for it.
_FONT: Final = "Arial"
# The page is A4 with margins of 2.25 cm: what is left for text, in twentieths of a point.
_MARGIN: Final = 1276
_WIDTH: Final = 11906 - 2 * _MARGIN
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARED: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def package(
    *, document: bytes, languages: Sequence[str], letterhead: Letterhead, title: str, reference: str
) -> dict[str, bytes]:
    """All parts by name, in the order in which Word writes them."""
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            [
                ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
                ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{_OFFICE}/custom-properties", "docProps/custom.xml"),
            ]
        ),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(
            [
                ("rId1", f"{_OFFICE}/styles", "styles.xml"),
                ("rId2", f"{_OFFICE}/settings", "settings.xml"),
                ("rId3", f"{_OFFICE}/header", "header1.xml"),
                ("rId4", f"{_OFFICE}/footer", "footer1.xml"),
            ]
        ),
        "word/styles.xml": written(_styles(languages)),
        "word/settings.xml": written(_settings(languages)),
        "word/header1.xml": written(root("hdr", *_letterhead(letterhead, languages))),
        "word/footer1.xml": written(root("ftr", _page_number(languages))),
        "docProps/core.xml": _core(title, languages),
        "docProps/custom.xml": _custom(reference),
    }


def section(languages: Sequence[str]) -> Any:
    """The layout of the pages: A4, the letterhead on the first, numbers on all."""
    reference, margin = f"{{{R}}}id", str(_MARGIN)
    header = el("headerReference", type="first")
    header.set(reference, "rId3")
    feet = []
    for kind in ("default", "first"):
        foot = el("footerReference", type=kind)
        foot.set(reference, "rId4")
        feet.append(foot)
    return el(
        "sectPr",
        header,
        *feet,
        el("pgSz", w="11906", h="16838"),
        el("pgMar", top=margin, right=margin, bottom=margin, left=margin, header="709", footer="567", gutter="0"),
        el("titlePg"),
        el("bidi") if direction(languages[0]) == "rtl" else None,
    )


def beside(rows: Iterable[Sequence[Sequence[Any]]], languages: Sequence[str]) -> Any:
    """A table without lines: in each row the paragraphs of each language, the first where its readers begin."""
    half = str(_WIDTH // len(languages))
    look = el(
        "tblPr",
        el("bidiVisual") if direction(languages[0]) == "rtl" else None,
        el("tblW", w=str(_WIDTH), type="dxa"),
        el("tblLayout", type="fixed"),
        el("tblCellMar", el("left", w="140", type="dxa"), el("right", w="140", type="dxa")),
    )
    table = el("tbl", look, el("tblGrid", *(el("gridCol", w=half) for _ in languages)))
    for row in rows:
        cells = (el("tc", el("tcPr", el("tcW", w=half, type="dxa")), *content) for content in row)
        table.append(el("tr", *cells))
    return table


def _letterhead(letterhead: Letterhead, languages: Sequence[str]) -> list[Any]:
    heads = [_head(letterhead.lines.get(language, ()), language) for language in languages]
    # A part of a Word file ends with a paragraph.
    return heads[0] if len(languages) == 1 else [beside([heads], languages), *_head((), languages[0])]


def _head(lines: Sequence[str], language: str) -> list[Any]:
    way = direction(language)
    made = []
    for at, line in enumerate(lines or [""]):
        look = el("pPr", el("pStyle", val="Header"), el("bidi") if way == "rtl" else None)
        said = runs(strip_isolates(printable(line)).replace("\n", " "), language, way, bold=at == 0)
        made.append(el("p", look, *said))
    return made


def _page_number(languages: Sequence[str]) -> Any:
    # "2 / 5" needs no words and is read alike in every language.
    is_rtl = direction(languages[0]) == "rtl"
    slash = el("t")
    slash.text = " / "
    slash.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    look = el("pPr", el("pStyle", val="Footer"), el("bidi") if is_rtl else None)
    return el("p", look, _field("PAGE", is_rtl), el("r", _way(is_rtl), slash), _field("NUMPAGES", is_rtl))


def _field(name: str, is_rtl: bool) -> Any:  # noqa: FBT001 - a private helper of one line up
    shown = el("t")
    shown.text = "1"
    return el("fldSimple", el("r", _way(is_rtl), shown), instr=name)


def _way(is_rtl: bool) -> Any:  # noqa: FBT001 - as _field
    return el("rPr", el("rtl")) if is_rtl else None


def _styles(languages: Sequence[str]) -> Any:
    latin = next((one for one in languages if direction(one) == "ltr"), "en")
    arabic = next((one for one in languages if direction(one) == "rtl"), "ar")
    look = el(
        "rPr",
        el("rFonts", ascii=_FONT, hAnsi=_FONT, eastAsia=_FONT, cs=_FONT),
        el("sz", val="21"),
        el("szCs", val="23"),
        el("lang", val=proofing(latin), bidi=proofing(arabic)),
    )
    # Word gives "left" and "right" of an indent to the side where lines begin and end, in either direction.
    return root(
        "styles",
        el("docDefaults", el("rPrDefault", look), el("pPrDefault", el("pPr", el("spacing", after="120", line="276")))),
        _style("Normal", "Normal", is_default=True),
        _style("Title", "Title", size=32, spacing={"before": "120", "after": "240"}, is_bold=True),
        _style("Heading1", "heading 1", size=25, spacing={"before": "240", "after": "120"}, is_bold=True, level=0),
        _style("Preamble", "Preamble", indent={"left": "567"}),
        _style("Clause", "Clause", indent={"left": "567", "hanging": "567"}),
        _style("SubClause", "Sub-clause", indent={"left": "1134", "hanging": "567"}),
        _style("Last", "Last", size=2, spacing={"after": "0", "line": "20", "lineRule": "exact"}),
        _style("Header", "header", spacing={"after": "40"}),
        _style("Footer", "footer", size=18, spacing={"after": "0"}, is_centred=True),
    )


def _style(
    identity: str,
    name: str,
    *,
    size: int = 0,
    spacing: Mapping[str, str] | None = None,
    indent: Mapping[str, str] | None = None,
    level: int | None = None,
    is_bold: bool = False,
    is_centred: bool = False,
    is_default: bool = False,
) -> Any:
    paragraph = el(
        "pPr",
        el("keepNext") if is_bold else None,
        el("spacing", **spacing) if spacing else None,
        el("ind", **indent) if indent else None,
        el("jc", val="center") if is_centred else None,
        el("outlineLvl", val=str(level)) if level is not None else None,
    )
    weight = [el("b"), el("bCs")] if is_bold else []
    sizes = [el("sz", val=str(size)), el("szCs", val=str(size + 2))] if size else []
    made = el(
        "style",
        el("name", val=name),
        None if is_default else el("basedOn", val="Normal"),
        el("qFormat"),
        paragraph,
        el("rPr", *weight, *sizes),
        type="paragraph",
        styleId=identity,
    )
    if is_default:
        made.set(w("default"), "1")
    return made


def _settings(languages: Sequence[str]) -> Any:
    version = el("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15")
    latin = next((one for one in languages if direction(one) == "ltr"), "en")
    arabic = next((one for one in languages if direction(one) == "rtl"), "ar")
    return root(
        "settings",
        el("trackRevisions"),
        el("defaultTabStop", val="567"),
        el("compat", version),
        el("themeFontLang", val=proofing(latin), bidi=proofing(arabic)),
    )


def _content_types() -> bytes:
    parts = [
        ("/word/document.xml", f"{_WORD}.document.main+xml"),
        ("/word/styles.xml", f"{_WORD}.styles+xml"),
        ("/word/settings.xml", f"{_WORD}.settings+xml"),
        ("/word/header1.xml", f"{_WORD}.header+xml"),
        ("/word/footer1.xml", f"{_WORD}.footer+xml"),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("/docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"),
    ]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts)
    return (
        f'{_DECLARED}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def _relations(relations: list[tuple[str, str, str]]) -> bytes:
    lines = "".join(
        f'<Relationship Id="{identity}" Type="{kind}" Target="{target}"/>' for identity, kind, target in relations
    )
    return f'{_DECLARED}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'.encode()


def _core(title: str, languages: Sequence[str]) -> bytes:
    return (
        f'{_DECLARED}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{escape(languages[0])}</dc:language></cp:coreProperties>"
    ).encode()


def _custom(reference: str) -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006"
    made = etree.Element(f"{{{space}/custom-properties}}Properties", nsmap={None: f"{space}/custom-properties"})
    entry = etree.SubElement(
        made,
        f"{{{space}/custom-properties}}property",
        {"fmtid": "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", "pid": "2", "name": REFERENCE},
    )
    words = etree.SubElement(entry, f"{{{space}/docPropsVTypes}}lpwstr", nsmap={"vt": f"{space}/docPropsVTypes"})
    words.text = printable(reference)
    return written(made)
