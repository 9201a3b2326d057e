"""What there is to be found of the chain: findings, study, meetings, recommendations, commitments and the register."""

from collections.abc import Iterator

from mashura.access.public import ANONYMOUS
from mashura.commitments.public import CommitmentFilter, listed
from mashura.consultation.models import Programme
from mashura.consultation.public import (
    RecommendationFilter,
    addressees_of,
    conclusions,
    current_versions,
    delegations,
    entries_in_order,
    visible_meetings,
    visible_practice_notes,
    visible_programmes,
    visible_recommendations,
    visible_studies,
)
from mashura.evidence.public import ReleasedStore, read_text, visible_findings, visible_sources
from mashura.kit.expressions import Expressions
from mashura.kit.localised import Localised
from mashura.kit.reader import Reader, use_reader
from mashura.reference.public import topics
from mashura.site.models import SearchEntry
from mashura.site.search.documents import Document, joined

Kind = SearchEntry.Kind
# Texts of a programme of invented States come after those of real ones.
_AFTER_REAL_ONES = 60


def chain_documents() -> Iterator[Document]:
    """Every public page of the chain, programme by programme; what the data say is looked up once for all."""
    store = ReleasedStore(ANONYMOUS)
    for programme in visible_programmes(ANONYMOUS):
        later = _AFTER_REAL_ONES if programme.is_fictional else 0
        yield from _findings(programme, 32 + later, store)
        yield from _sources(programme, 45 + later)
        yield from _studies(programme, 34 + later, store)
        yield from _meetings(programme, 36 + later, store)
        yield from _practice_notes(programme, 38 + later, store)
        yield from _recommendations(programme, 33 + later, store)
        yield from _commitments(programme, 35 + later, store)
        yield from _register(programme, 37 + later, store)


def words(text: Expressions, store: ReleasedStore) -> Localised:
    """The words of a text in each of its languages, with its values as that language writes them."""
    said = {}
    for language in text:
        with use_reader(Reader(language)):
            said[language] = read_text(ANONYMOUS, text, store=store).filled.text
    return Localised(said)


def _theme(code: str) -> Localised:
    return topics()[code].title if code in topics() else Localised()


def _named(ref: str, text: Localised) -> Localised:
    """A reference in front of a text, so that it is found by both."""
    return Localised({language: f"{ref}: {told}" for language, told in text.items()})


def _findings(programme: Programme, rank: int, store: ReleasedStore) -> Iterator[Document]:
    for one in visible_findings(ANONYMOUS, programme=programme.code):
        yield Document(
            kind=Kind.FINDING,
            address=f"evidence/findings/{programme.code}/{one.ref}/",
            title=_named(one.ref, words(one.statement, store)),
            summary=_theme(one.theme),
            rank=rank,
            sources=(one,),
        )


def _sources(programme: Programme, rank: int) -> Iterator[Document]:
    for one in visible_sources(ANONYMOUS, programme=programme.code):
        yield Document(
            kind=Kind.SOURCE,
            address=f"evidence/sources/{programme.code}/{one.key}/",
            title=one.title,
            summary=one.publisher,
            rank=rank,
            sources=(one,),
        )


def _studies(programme: Programme, rank: int, store: ReleasedStore) -> Iterator[Document]:
    for contents in visible_studies(ANONYMOUS, programme=programme.code):
        for shown in contents.parts:
            yield Document(
                kind=Kind.STUDY,
                address=f"study/{programme.code}/{contents.study.key}/{shown.part.key}/",
                title=shown.part.title.localised,
                summary=contents.study.title.localised,
                text=joined([words(one.paragraph.text, store) for one in shown.paragraphs]),
                rank=rank,
                sources=(shown.part,),
            )


def _meetings(programme: Programme, rank: int, store: ReleasedStore) -> Iterator[Document]:
    for held in visible_meetings(ANONYMOUS, programme.code):
        institutions = [
            institution.names
            for shown in delegations(ANONYMOUS, held, programme.languages[0])
            for institution in shown.institutions
        ]
        agreed = list(conclusions(ANONYMOUS, held))
        yield Document(
            kind=Kind.MEETING,
            address=f"meetings/{held.pk}/",
            title=held.title,
            summary=held.place,
            keywords=joined([held.partners, *institutions]),
            text=joined([held.participants, held.subjects, *(words(one.text, store) for one in agreed)]),
            rank=rank,
            sources=(held, *agreed),
        )


def _practice_notes(programme: Programme, rank: int, store: ReleasedStore) -> Iterator[Document]:
    for note in visible_practice_notes(ANONYMOUS).filter(programme=programme):
        yield Document(
            kind=Kind.PRACTICE_NOTE,
            address=f"meetings/practice-notes/{note.pk}/",
            title=note.title.localised,
            summary=_theme(note.topic),
            text=words(note.text, store),
            rank=rank,
            sources=(note,),
        )


def _recommendations(programme: Programme, rank: int, store: ReleasedStore) -> Iterator[Document]:
    rows = list(visible_recommendations(ANONYMOUS, RecommendationFilter(programme=programme.code)))
    versions, addressees = current_versions(ANONYMOUS, rows), addressees_of(ANONYMOUS, rows)
    for row in rows:
        if row.pk in versions:
            names = [one.organisation.names if one.organisation else one.names for one in addressees.get(row.pk, [])]
            yield Document(
                kind=Kind.RECOMMENDATION,
                address=f"recommendations/{programme.code}/{row.ref}/",
                title=_named(row.ref, words(versions[row.pk].text, store)),
                summary=_theme(row.theme),
                keywords=joined(names),
                rank=rank,
                sources=(row, versions[row.pk]),
            )


def _commitments(programme: Programme, rank: int, store: ReleasedStore) -> Iterator[Document]:
    for one in listed(ANONYMOUS, CommitmentFilter(programme=programme.code), programme.languages[0]):
        yield Document(
            kind=Kind.COMMITMENT,
            address=f"commitments/{programme.code}/{one.commitment.ref}/",
            title=_named(one.commitment.ref, words(one.version.text, store)),
            summary=_theme(one.commitment.theme),
            rank=rank,
            sources=(one.commitment, one.version),
        )


def _register(programme: Programme, rank: int, store: ReleasedStore) -> Iterator[Document]:
    for row in entries_in_order(ANONYMOUS, programme, programme.languages[0], only_public=True):
        yield Document(
            kind=Kind.REGISTER_ENTRY,
            address=f"register/{programme.code}/{row.key}/",
            title=row.title,
            summary=joined([_theme(code) for code in row.themes], " · "),
            keywords=row.body,
            text=words(row.description, store),
            rank=rank,
            sources=(row,),
        )
