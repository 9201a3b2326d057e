"""What there is to be found: every published page as a document with its texts in every language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.utils import translation

from mashura.kit.localised import Localised
from mashura.reference import public as reference
from mashura.site.models import SearchEntry
from mashura.site.navigation import site_languages

Kind = SearchEntry.Kind


@dataclass(frozen=True, slots=True)
class Document:
    """A page: where it is below the language, what it is called, and its words by how much they say about it."""

    kind: str
    address: str
    title: Localised
    summary: Localised = field(default_factory=Localised)
    keywords: Localised = field(default_factory=Localised)
    text: Localised = field(default_factory=Localised)
    rank: int = 100


def published_documents() -> Iterator[Document]:
    """Every page that is released now."""
    yield from ()


def in_each_language(write: Callable[[str], str]) -> Localised:
    """What `write(language)` gives, in each language of the interface."""
    texts = {}
    for code in site_languages():
        with translation.override(code):
            texts[code] = write(code)
    return Localised(texts)
