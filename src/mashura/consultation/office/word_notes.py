"""Comments and footnotes of a Word file, which stand in parts of their own."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mashura.consultation.office.ooxml import W14, W15, moment, w


@dataclass(frozen=True, slots=True)
class ReadComment:
    """A comment: who, when, what, on which words; `parent` is the one that it answers ("": none)."""

    identity: str
    author: str
    made_at: datetime | None
    body: str
    quoted: str
    parent: str = ""
    is_resolved: bool = False


@dataclass(frozen=True, slots=True)
class ReadFootnote:
    """A footnote or endnote; `author` is known when it was put in with change tracking on."""

    text: str
    author: str = ""


def read_comments(roots: Mapping[str, Any], quoted: Mapping[str, str]) -> Iterator[ReadComment]:
    """The comments in the order of their part, without empty ones."""
    found = roots.get("comments")
    threads, resolved = _threads(roots.get("commentsExtended"))
    comments = list(found.iterfind(w("comment"))) if found is not None else []
    # A thread names a comment by its last paragraph.
    named = {_last_paragraph(comment): comment.get(w("id")) or "" for comment in comments}
    for comment in comments:
        identity = comment.get(w("id")) or ""
        paragraph = _last_paragraph(comment)
        if body := _text(comment):
            yield ReadComment(
                identity=identity,
                author=comment.get(w("author")) or "",
                made_at=moment(comment.get(w("date"))),
                body=body,
                quoted=quoted.get(identity, "").strip(),
                parent=named.get(threads.get(paragraph, ""), "") if paragraph else "",
                is_resolved=paragraph in resolved,
            )


def read_footnotes(roots: Mapping[str, Any]) -> dict[str, ReadFootnote]:
    """Footnotes and endnotes by "footnote:1" or "endnote:1"; the lines that part them from the text are none."""
    found: dict[str, ReadFootnote] = {}
    for kind in ("footnote", "endnote"):
        notes = roots.get(f"{kind}s")
        for note in notes.iterfind(w(kind)) if notes is not None else ():
            text = _text(note)
            if text and note.get(w("type")) in {None, "normal"}:
                found[f"{kind}:{note.get(w('id'))}"] = ReadFootnote(text)
    return found


def _threads(extended: Any) -> tuple[dict[str, str], set[str]]:
    parents: dict[str, str] = {}
    resolved: set[str] = set()
    for one in extended if extended is not None else ():
        paragraph = one.get(f"{{{W15}}}paraId") or ""
        if parent := one.get(f"{{{W15}}}paraIdParent"):
            parents[paragraph] = parent
        if one.get(f"{{{W15}}}done") in {"1", "true"}:
            resolved.add(paragraph)
    return parents, resolved


def _last_paragraph(comment: Any) -> str:
    paragraphs = comment.findall(f".//{w('p')}")
    return (paragraphs[-1].get(f"{{{W14}}}paraId") or "") if paragraphs else ""


def _text(note: Any) -> str:
    """Its words with changes accepted, a line for each paragraph."""
    lines = ("".join(_words(paragraph)) for paragraph in note.iter(w("p")))
    return "\n".join(line.strip() for line in lines if line.strip())


def _words(paragraph: Any) -> Iterator[str]:
    for node in paragraph.iter():
        if node.tag == w("t"):
            yield node.text or ""
        elif node.tag in {w("tab"), w("br")}:
            yield " "
