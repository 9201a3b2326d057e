"""What there is to be found: every published page as a document with its texts in every language."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from django.db import models
from django.utils import translation
from django.utils.translation import gettext

from mashura.access.public import ANONYMOUS
from mashura.consultation.public import visible_programmes
from mashura.evidence.public import GROUPS, figure_names, figure_text, visible_datasets
from mashura.kit.localised import Localised
from mashura.publication.public import current_editions
from mashura.reference.public import country_name, is_fictional, official_country_name, themes_of, topics
from mashura.site.models import SearchEntry
from mashura.site.navigation import site_languages

Kind = SearchEntry.Kind


@dataclass(frozen=True, slots=True)
class Document:
    """A page: where it is below the language, what it is called, and its words by how much they say about it.

    `sources` are the rows whose words it holds: who may not see one of them any more does not find the page.
    """

    kind: str
    address: str
    title: Localised
    summary: Localised = field(default_factory=Localised)
    keywords: Localised = field(default_factory=Localised)
    text: Localised = field(default_factory=Localised)
    rank: int = 100
    sources: tuple[models.Model, ...] = ()


def published_documents() -> Iterator[Document]:
    """Every page that is released now, as the public sees it."""
    yield from _programmes()
    yield from _countries()
    yield from _figures()
    yield from _datasets()
    yield from _editions()


def _programmes() -> Iterator[Document]:
    for programme in visible_programmes(ANONYMOUS):
        address = f"programme/{programme.code}/"
        facts = [text for fact in programme.fact_list for text in (fact.label, fact.value)]
        story = [text for section in programme.sections for text in (section.title, *section.paragraphs)]
        yield Document(
            kind=Kind.PROGRAMME,
            address=address,
            title=programme.short_names or programme.names,
            summary=programme.summary,
            keywords=joined([programme.names, programme.donor, programme.organisers]),
            text=joined([*facts, *story]),
            rank=90 if programme.is_fictional else 10,
            sources=(programme,),
        )
        # The topics of a fictional programme are those of the real one: found twice, they would only confuse.
        for code in [] if programme.is_fictional else programme.topics:
            if code in topics():
                themes = [theme.title for theme in themes_of(code)]
                yield Document(
                    kind=Kind.TOPIC,
                    address=f"{address}#topics",
                    title=topics()[code].title,
                    summary=joined(themes, " · "),
                    rank=40,
                    sources=(programme,),
                )


def _countries() -> Iterator[Document]:
    shown = {code for programme in visible_programmes(ANONYMOUS) for code in programme.countries}
    for iso3 in sorted(shown):
        if not is_fictional(iso3):
            yield Document(
                kind=Kind.COUNTRY,
                address=f"countries/{iso3}/",
                title=in_each_language(partial(country_name, iso3)),
                summary=in_each_language(partial(official_country_name, iso3)),
                keywords=Localised(dict.fromkeys(site_languages(), iso3)),
                rank=20,
            )


def _figures() -> Iterator[Document]:
    for name in figure_names():
        said = {code: figure_text(name, code) for code in site_languages()}
        yield Document(
            kind=Kind.FIGURE,
            address=f"evidence/{name}/",
            title=Localised({code: one.title for code, one in said.items()}),
            summary=Localised({code: one.subtitle for code, one in said.items()}),
            keywords=in_each_language(partial(_group_and_name, name)),
            text=Localised({code: " ".join([one.method, *one.caveats]) for code, one in said.items()}),
            rank=30,
        )


def _group_and_name(name: str, code: str) -> str:
    return f"{GROUPS[figure_text(name, code).group]} {name}"


def _datasets() -> Iterator[Document]:
    for dataset in visible_datasets(ANONYMOUS):
        yield Document(
            kind=Kind.DATASET,
            address=f"data/{dataset.code}/",
            title=dataset.title,
            summary=dataset.description,
            keywords=joined([dataset.publisher]),
            text=dataset.caveats,
            rank=50,
            sources=(dataset,),
        )


def _editions() -> Iterator[Document]:
    for edition in current_editions(ANONYMOUS):
        yield Document(
            kind=Kind.EDITION,
            address="report/",
            title=Localised({edition.language: edition.title}),
            keywords=in_each_language(lambda _code: gettext("report")),
            rank=60,
            sources=(edition,),
        )


def joined(texts: Iterable[Localised], by: str = " ") -> Localised:
    """The texts of each language in one."""
    parts: dict[str, list[str]] = {}
    for text in texts:
        for code, words in text.items():
            parts.setdefault(code, []).append(words)
    return Localised({code: by.join(words) for code, words in parts.items()})


def in_each_language(write: Callable[[str], str]) -> Localised:
    """What `write(language)` gives, in each language of the interface."""
    texts = {}
    for code in site_languages():
        with translation.override(code):
            texts[code] = write(code)
    return Localised(texts)
