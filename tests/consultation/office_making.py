"""Word files made by hand for tests: a body in plain XML, other parts beside it."""

from mashura.consultation.office.archives import packed
from mashura.consultation.office.texts import mark_of

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_BY = 'w:author="Ministry of Labour" w:date="2031-05-11T10:15:00Z"'


def word_file(body, **others):
    """A .docx file with this body; `others` are parts by their name without ending, as comments="..."."""
    parts = {"[Content_Types].xml": b"<Types/>"}
    parts["word/document.xml"] = f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>".encode()
    for name, (root, content) in others.items():
        parts[f"word/{name}.xml"] = f"<{root} {_NAMES}>{content}</{root}>".encode()
    return packed(parts)


def paragraph(*runs, end="", identity=""):
    mark = f"<w:pPr><w:rPr>{end}</w:rPr></w:pPr>" if end else ""
    named = f' w14:paraId="{identity}"' if identity else ""
    return f"<w:p{named}>{mark}{''.join(runs)}</w:p>"


def run(text):
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(text, kind="ins"):
    return f'<w:{kind} w:id="1" {_BY}>{run(text)}</w:{kind}>'


def deleted(text, kind="del"):
    return f'<w:{kind} w:id="2" {_BY}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:{kind}>'


def end_inserted():
    return f'<w:ins w:id="3" {_BY}/>'


def end_deleted():
    return f'<w:del w:id="4" {_BY}/>'


def marked(key, *content, language="en", number=1):
    name = mark_of(key, language)
    start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
    return f'{start}{"".join(content)}<w:bookmarkEnd w:id="{number}"/>'
