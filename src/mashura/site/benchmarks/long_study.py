"""A generated study of 120 pages in three languages: all its editions rebuilt after its data changed."""

import resource
import time
from collections.abc import Iterator
from typing import Final

from mashura.access.models import User
from mashura.access.public import SYSTEM, acting_as
from mashura.consultation.models import Programme, Study, StudyParagraph, StudyPart, StudyVersion
from mashura.consultation.public import load_bundled_programmes
from mashura.evidence.public import load_bundle
from mashura.kit.clock import now
from mashura.kit.expressions import Expressions
from mashura.publication.models import Edition
from mashura.publication.public import build_editions
from mashura.reference.public import load_reference
from mashura.site.benchmarks.changed_data import change_deaths
from mashura.site.benchmarks.ground import own_ground
from mashura.site.benchmarks.measure import Measure
from mashura.stats.figures import forget_results

PAGES: Final = 120
GOAL_SECONDS: Final = 3.0
PROGRAMME: Final = "fictional-example"
_PARTS: Final = 15
_PARAGRAPHS: Final = 72
_YEARS: Final = range(2014, 2024)
_SEAS: Final = ("mediterranean", "all")
_VALUE: Final = "{{deaths-at-sea?year=%d&sea=%s#dead_and_missing}}"
# Every third paragraph names two values of a figure; sentences differ, so that no two paragraphs are set alike.
_COUNTED: Final = {
    "en": (
        "Entry {entry} of this generated text counts the dead and the missing of {year}: {first} were "
        "recorded there, and {second} on all sea routes together."
    ),
    "fr": (
        "La rubrique {entry} de ce texte engendré compte les morts et les disparus de {year} : {first} y "
        "ont été recensés, et {second} sur l’ensemble des routes maritimes."
    ),
    "ar": (
        "يحصي البند {entry} من هذا النص المولَّد القتلى والمفقودين في عام {year}: سُجّل منهم هناك "
        "{first}، وعلى جميع الطرق البحرية معاً {second}."
    ),
}
_TOLD: Final = {
    "en": (
        "Entry {entry} of this generated text says nothing of anybody: it stands here so that a long "
        "study is set, with lines that are broken, paragraphs that are numbered and pages that are "
        "filled as those of a real one would be."
    ),
    "fr": (
        "La rubrique {entry} de ce texte engendré ne dit rien de personne : elle figure ici afin qu’une "
        "longue étude soit composée, avec des lignes coupées, des paragraphes numérotés et des pages "
        "remplies comme le seraient celles d’une étude réelle."
    ),
    "ar": (
        "لا يقول البند {entry} من هذا النص المولَّد شيئاً عن أحد: فهو هنا لكي تُنضَّد دراسة طويلة "
        "بأسطرها المقسومة وفقراتها المرقّمة وصفحاتها المملوءة كما تكون صفحات دراسة حقيقية."
    ),
}


def long_study_after_a_data_change() -> list[Measure]:
    """Build the editions, change one record of one dataset, build them again: the second building is measured.

    Results of figures are forgotten before each building, as in a server that was started again. Every page is set
    again, since its foot names the version; `paragraphs_with_the_same_words` says what would be left to reuse.
    """
    with own_ground():
        load_reference(actor=SYSTEM)
        load_bundled_programmes(actor=SYSTEM)
        load_bundle(actor=SYSTEM)
        write_study()
        first, _first_processor, before = _build()
        change_deaths()
        again, processor, after = _build()
        unchanged, _unchanged_processor, _same = _build()
    pages = min(edition.pages for edition in before)
    if pages < PAGES:
        raise AssertionError(f"the generated study has {pages} pages only")
    if [edition.version for edition in after] != [edition.version + 1 for edition in before]:
        raise AssertionError("a changed dataset gave no new edition")
    kept = [words_kept(*pair) for pair in zip(before, after, strict=True)]
    details = {
        "pages": {edition.language: edition.pages for edition in after},
        "first_s": round(first, 2),
        "unchanged_s": round(unchanged, 2),
        "processor_s": round(processor, 2),
        "paragraphs": len(after[0].provenance["paragraphs"]),
        "paragraphs_with_the_same_words": round(sum(kept) / len(kept), 3),
    }
    return [
        Measure(f"editions of a study of {pages} pages rebuilt", again, "s", goal=GOAL_SECONDS, details=details),
        Measure("rebuilding them", again / first, "ratio", "the first building", details=details),
        Measure("building them with nothing changed", unchanged / first, "ratio", "the first building"),
    ]


def _build() -> tuple[float, float, list[Edition]]:
    """Seconds by the clock, seconds of processors (which say what a busy machine hides), and the editions."""
    forget_results()
    begun, worked = time.perf_counter(), _processor_seconds()
    editions = build_editions(actor=SYSTEM, programme=PROGRAMME)
    return time.perf_counter() - begun, _processor_seconds() - worked, editions


def _processor_seconds() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def words_kept(before: Edition, after: Edition) -> float:
    """The share of paragraphs of `after` whose words stand in `before` too."""
    known = {one["text"] for one in before.provenance["paragraphs"]}
    now_there = [one["text"] in known for one in after.provenance["paragraphs"]]
    return sum(now_there) / len(now_there)


def write_study(parts: int = _PARTS, paragraphs: int = _PARAGRAPHS) -> None:
    """A public study of the fictional programme, of so many parts with so many paragraphs each."""
    public = {"public_from": now(), "is_released": True}
    with acting_as(SYSTEM):
        author = User.objects.create(email="author@example.org", name="Generated author")
        programme = Programme.objects.get(pk=PROGRAMME)
        study = Study.objects.create(
            programme=programme, author=author, key="generated", title=_titles("Generated study"), **public
        )
        version = StudyVersion.objects.create(
            programme=PROGRAMME, study=study, author=author, number=1, stage="published", **public
        )
        for place in range(1, parts + 1):
            part = StudyPart.objects.create(
                programme=PROGRAMME,
                version=version,
                author=author,
                key=f"part-{place}",
                position=place,
                title=_titles(f"Generated part {place}"),
                **public,
            )
            StudyParagraph.objects.bulk_create(_paragraphs(part, paragraphs))


def _paragraphs(part: StudyPart, count: int) -> Iterator[StudyParagraph]:
    for place in range(1, count + 1):
        entry = part.position * 1000 + place
        year = _YEARS[entry % len(_YEARS)]
        forms = _TOLD if place % 3 else _COUNTED
        values = {"first": _VALUE % (year, _SEAS[0]), "second": _VALUE % (year, _SEAS[1])}
        texts = {
            language: " ".join(form.format(entry=f"{entry}-{line}", year=year, **values) for line in (1, 2))
            for language, form in forms.items()
        }
        written = StudyParagraph(key=f"p-{place}", position=place, text=_text(texts))
        written.part = part
        written.take_scope_of(part)
        yield written


def _text(texts: dict[str, str]) -> Expressions:
    return Expressions.of("en", texts["en"], fr=texts["fr"], ar=texts["ar"])


def _titles(title: str) -> Expressions:
    return Expressions.of("en", title, fr=f"{title} (fr)", ar=f"{title} (ar)")
