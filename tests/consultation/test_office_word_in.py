import io
import zipfile
from datetime import UTC, datetime

import pytest
from tests.consultation.office_making import (
    deleted,
    end_deleted,
    end_inserted,
    inserted,
    marked,
    paragraph,
    run,
    word_file,
)
from tests.consultation.office_texts import TEXT

from mashura.consultation.office import archives
from mashura.consultation.office.texts import mark_of
from mashura.consultation.office.word_in import Tracked, read_word
from mashura.consultation.office.word_out import write_word
from mashura.errors import InputError
from mashura.kit.redline import Op

WHEN = datetime(2031, 5, 11, 10, 15, tzinfo=UTC)


def read(body, **others):
    return read_word(word_file(body, **others), file="back.docx")


def texts(body, **others):
    return [(block.before, block.after) for block in read(body, **others).blocks]


def test_before_is_what_was_there_and_after_what_is_wanted():
    (block,) = read(paragraph(run("States "), deleted("may"), inserted("shall"), run(" act"))).blocks
    assert (block.before, block.after) == ("States may act", "States shall act")
    assert block.tracked == (
        Tracked(Op.DELETE, "may", "Ministry of Labour", WHEN),
        Tracked(Op.INSERT, "shall", "Ministry of Labour", WHEN),
    )


def test_runs_of_one_change_are_one_and_what_is_kept_parts_them():
    body = paragraph(inserted("a"), inserted("b"), run(" kept "), inserted("c"))
    assert [one.text for one in read(body).blocks[0].tracked] == ["ab", "c"]


def test_what_one_put_in_and_another_took_out_is_in_neither_text():
    inner = '<w:ins w:author="A"><w:del w:author="B"><w:r><w:delText>never</w:delText></w:r></w:del></w:ins>'
    assert texts(paragraph(run("kept"), inner)) == [("kept", "kept")]


def test_a_split_paragraph_is_one_block():
    body = paragraph(run("One."), end=end_inserted()) + paragraph(run("Two."))
    assert texts(body) == [("One.Two.", "One.\nTwo.")]
    assert read(body).blocks[0].tracked == (Tracked(Op.INSERT, "\n", "Ministry of Labour", WHEN),)


def test_a_paragraph_that_was_put_in_is_a_block_of_its_own():
    # As Word has it: the end of the old paragraph is the new one.
    assert texts(paragraph(run("Old."), end=end_inserted()) + paragraph(inserted("New."))) == [
        ("Old.", "Old."),
        ("", "New."),
    ]
    # As LibreOffice has it.
    assert texts(paragraph(inserted("New."), end=end_inserted()) + paragraph(run("Old."))) == [
        ("", "New."),
        ("Old.", "Old."),
    ]


def test_joined_paragraphs_know_each_other():
    body = paragraph(marked("a", run("One.")), end=end_deleted()) + paragraph(marked("b", run("Two."), number=2))
    one, two = read(body).blocks
    assert (one.after, two.after, two.joined_to) == ("One.", "Two.", one.place)
    assert two.tracked == (Tracked(Op.DELETE, "\n", "Ministry of Labour", WHEN),)


def test_a_deleted_paragraph_joins_nothing():
    body = paragraph(deleted("One."), end=end_deleted()) + paragraph(run("Two."))
    assert texts(body) == [("One.", ""), ("Two.", "Two.")]
    assert read(body).blocks[1].joined_to is None


def test_a_bookmark_holds_a_clause_together_over_paragraphs():
    body = paragraph(marked("a", run("One.")).replace('<w:bookmarkEnd w:id="1"/>', ""))
    body += paragraph(run("Two."), '<w:bookmarkEnd w:id="1"/>') + paragraph(run("Three."))
    assert [(block.mark, block.after) for block in read(body).blocks] == [
        (mark_of("a", "en"), "One.\nTwo."),
        ("", "Three."),
    ]


def test_a_bookmark_between_paragraphs_counts():
    mark = mark_of("a", "en")
    body = f'<w:bookmarkStart w:id="7" w:name="{mark}"/>{paragraph(run("One."))}<w:bookmarkEnd w:id="7"/>'
    assert [block.mark for block in read(body).blocks] == [mark]


def test_words_typed_behind_the_bookmark_belong_to_its_clause():
    (block,) = read(paragraph(run("1.\t"), marked("a", run("One")), inserted(" more"))).blocks
    assert (block.mark, block.after) == (mark_of("a", "en"), "1.\tOne more")


def test_bookmarks_of_others_are_no_marks():
    body = paragraph('<w:bookmarkStart w:id="1" w:name="_Toc1"/>', run("One"), '<w:bookmarkEnd w:id="1"/>')
    assert read(body).blocks[0].mark == ""


def test_a_moved_paragraph_keeps_its_mark_on_both_ends():
    gone = paragraph(deleted("Moved.", "moveFrom"), end='<w:moveFrom w:id="9" w:author="A"/>')
    come = paragraph(marked("a", inserted("Moved.", "moveTo")))
    (first, moved) = read(gone + paragraph(run("Stays.")) + come).blocks
    assert first.after == "Stays."
    assert (moved.mark, moved.before, moved.after) == (mark_of("a", "en"), "Moved.", "Moved.")
    assert all(one.is_move for one in moved.tracked)


def test_text_in_controls_links_and_fields_is_text():
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('in a control ')}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink>{run('in a link ')}</w:hyperlink>"
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText><w:t>no</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    whole = f"<w:sdt><w:sdtContent>{paragraph(control, link, field)}</w:sdtContent></w:sdt>"
    assert texts(whole) == [("in a control in a link 7", "in a control in a link 7")]


def test_signs_that_are_elements():
    body = paragraph("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:br/><w:t>d</w:t></w:r>")
    assert texts(body)[0][1] == "a\u2011b\tc\nd"


def test_hidden_text_is_passed_over():
    assert texts(paragraph("<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r>", run("seen"))) == [("seen", "seen")]


def test_tables_and_boxes_are_passed_over_and_said():
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('cell'))}</w:tc></w:tr></w:tbl>"
    box = f"<w:r><w:pict><w:txbxContent>{paragraph(run('boxed'))}</w:txbxContent></w:pict></w:r>"
    found = read(paragraph(marked("a", run("One"))) + table + paragraph(run("Two"), box))
    assert [block.after for block in found.blocks] == ["One", "Two"]
    assert [(one.template.split(":")[0], one.params) for one in found.notices] == [
        ("Tables passed over", {"count": 1}),
        ("Text boxes passed over", {"count": 1}),
    ]


def test_without_any_mark_a_table_may_be_the_text():
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('cell'))}</w:tc></w:tr></w:tbl>"
    assert texts(table) == [("cell", "cell")]


COMMENTS = (
    '<w:comment w:id="0" w:author="Ministry of Health" w:date="2031-05-11T10:15:00Z">'
    '<w:p w14:paraId="0000000A"><w:r><w:t>Which papers?</w:t></w:r></w:p></w:comment>'
    '<w:comment w:id="1" w:author="Secretariat" w:date="2031-05-12T08:00:00"><w:p w14:paraId="0000000B"><w:r>'
    "<w:t>Residence papers.</w:t></w:r></w:p></w:comment>"
    '<w:comment w:id="2" w:author="A"><w:p w14:paraId="0000000C"/></w:comment>'
)
THREADS = (
    '<w15:commentEx w15:paraId="0000000A" w15:done="1"/>'
    '<w15:commentEx w15:paraId="0000000B" w15:paraIdParent="0000000A" w15:done="0"/>'
)


def test_comments_with_their_words_and_answers():
    body = paragraph(
        run("whatever "),
        '<w:commentRangeStart w:id="0"/>',
        run("their "),
        inserted("papers"),
        deleted("documents"),
        '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
    )
    found = read(body, comments=("w:comments", COMMENTS), commentsExtended=("w15:commentsEx", THREADS))
    first, answer = found.comments
    assert (first.author, first.body, first.quoted, first.made_at) == (
        "Ministry of Health",
        "Which papers?",
        "their papers",
        WHEN,
    )
    assert first.is_resolved
    assert (answer.parent, answer.made_at) == ("0", datetime(2031, 5, 12, 8, tzinfo=UTC))
    assert found.blocks[0].comments == ("0",)


def test_a_comment_without_a_range_stands_where_its_sign_does():
    body = paragraph(run("One")) + paragraph(run("Two"), '<w:r><w:commentReference w:id="0"/></w:r>')
    found = read(body, comments=("w:comments", COMMENTS))
    assert [block.comments for block in found.blocks] == [(), ("0",)]


def test_a_comment_on_deleted_words_quotes_them():
    body = paragraph(run("a "), '<w:commentRangeStart w:id="0"/>', deleted("gone"), '<w:commentRangeEnd w:id="0"/>')
    assert read(body, comments=("w:comments", COMMENTS)).comments[0].quoted == "gone"


def test_footnotes_stand_with_their_paragraph():
    sign = '<w:ins w:author="A"><w:r><w:footnoteReference w:id="2"/></w:r></w:ins>'
    notes = (
        f'<w:footnote w:id="0" w:type="separator">{paragraph(run("-"))}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph(run("See the study."))}</w:footnote>'
    )
    (block,) = read(paragraph(run("One"), sign), footnotes=("w:footnotes", notes)).blocks
    assert [(note.text, note.author) for note in block.footnotes] == [("See the study.", "A")]


def test_the_reference_of_the_text_comes_back():
    assert read_word(write_word(TEXT, languages=["en"]), file="x.docx").reference == "conclusions/v3"


def test_parts_are_found_by_their_relations():
    document = paragraph(run("One"), '<w:r><w:commentReference w:id="0"/></w:r>')
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    made = word_file("", document2=("w:document", f"<w:body>{document}</w:body>"), remarks=("w:comments", COMMENTS))
    found = read_word(
        with_parts(
            made,
            {
                "_rels/.rels": relations((f"{kinds}/officeDocument", "/word/document2.xml")),
                "word/_rels/document2.xml.rels": relations((f"{kinds}/comments", "../word/remarks.xml")),
            },
        ),
        file="web.docx",
    )
    assert [(block.after, block.comments) for block in found.blocks] == [("One", ("0",))]
    assert found.comments[0].author == "Ministry of Health"


def relations(*pairs):
    lines = "".join(f'<Relationship Id="r{at}" Type="{kind}" Target="{to}"/>' for at, (kind, to) in enumerate(pairs))
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def with_parts(content, parts):
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def test_what_stands_there_in_two_forms_is_read_once():
    forms = f"<mc:Choice>{run('new')}</mc:Choice><mc:Fallback>{run('old')}</mc:Fallback>"
    assert texts(paragraph(f"<mc:AlternateContent>{forms}</mc:AlternateContent>")) == [("new", "new")]


BOMB = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w>&b;</w>'
EBCDIC = b'<?xml version="1.0" encoding="cp037"?>' + '<!DOCTYPE w [<!ENTITY a "a">]><w>&a;</w>'.encode("cp037")


def zipped(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "cannot be read"),
        (b"PK\x03\x04 not an archive", "cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
        (zipped(xl__workbook_xml="<w/>"), "no Word document"),
        (zipped(word__document_xml='<document xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'), "no Word"),
        (zipped(word__document_xml="<w:document"), "cannot be read"),
        (zipped(word__document_xml="<a>" * 300 + "</a>" * 300), "cannot be read"),
        (zipped(word__document_xml=BOMB), "cannot be read"),
        (zipped(word__document_xml=BOMB.encode("utf-16")), "cannot be read"),
        (zipped(word__document_xml=EBCDIC), "cannot be read"),
        (zipped(word__document_xml="<w/>", word__vbaProject_bin="x"), "macros"),
        (b"x" * (archives.MAX_BYTES + 1), "larger than 20 megabytes"),
    ],
)
def test_files_that_cannot_be_used_are_refused_by_name(content, says):
    with pytest.raises(InputError, match=says) as refused:
        read_word(content, file="من الوزارة.docx")
    assert "من الوزارة.docx" in str(refused.value)


@pytest.mark.parametrize("way", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_archives_packed_in_other_ways_are_refused(way):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as archive:
        archive.writestr("word/document.xml", "<w/>")
    with pytest.raises(InputError, match="cannot be read"):
        read_word(made.getvalue(), file="odd.docx")


def test_an_archive_that_unpacks_to_gigabytes_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(archives, "MAX_PART", 1024 * 1024)
    bomb = zipped(word__document_xml=b"<w>" + b" " * 5_000_000 + b"</w>")
    assert len(bomb) < 20_000
    with pytest.raises(InputError, match="unpacks to more than 1 megabytes"):
        read_word(bomb, file="bomb.docx")


def test_a_file_with_a_million_paragraphs_is_not_read_to_its_end(monkeypatch):
    monkeypatch.setattr("mashura.consultation.office.word_body.MAX_PARAGRAPHS", 10)
    with pytest.raises(InputError, match="more than 10 paragraphs"):
        read("<w:p/>" * 11)


def test_a_truncated_file_is_refused():
    content = write_word(TEXT, languages=["en"])
    for length in range(0, len(content), 97):
        with pytest.raises(InputError):
            read_word(content[:length], file="half.docx")
