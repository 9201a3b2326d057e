"""One door for files of recommendations, whatever their format: read, refuse or bring in, and report."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Final

from mashura.access.public import Actor
from mashura.consultation.models import Programme
from mashura.consultation.public import DifferenceReport, IncomingRecommendation, import_recommendations
from mashura.errors import InputError, gettext_noop
from mashura.exchange.recommendations.ohchr_list import read_ohchr_list
from mashura.exchange.recommendations.reading import ReadFile
from mashura.exchange.recommendations.uhri import read_uhri
from mashura.exchange.recommendations.upr_info import read_upr_info
from mashura.reference.public import is_country

FORMATS: Final = ("uhri", "ohchr-list", "upr-info")


class RefusedRecommendationsError(InputError):
    """Rows of a file cannot be used, so nothing of it was brought in; `report` names each."""

    def __init__(self, file: str, report: DifferenceReport) -> None:
        first = report.problems[0]
        super().__init__(
            gettext_noop("%(file)s, row %(row)s, “%(column)s”: %(reason)s. Nothing was imported."),
            file=file,
            row=first.row,
            column=first.column,
            reason=first.template,
        )
        self.report = report


def bring_recommendations(
    *,
    actor: Actor,
    programme: Programme,
    path: Path,
    file_format: str,
    file: str = "",
    country: str = "",
    every_state: bool = False,
    is_trial: bool = False,
    told: Callable[[int], None] | None = None,
) -> DifferenceReport:
    """Bring a file of `file_format` (one of `FORMATS`) into `programme`; with `is_trial` only report.

    `file` is the name it is told by, `country` the State under review of an OHCHR list; `told` hears how many rows
    have been read. The report counts in each unit (rows, recommendations, recommender x text).

    Raises:
        InputError: the format is unknown, the file as a whole cannot be read, or (RefusedRecommendationsError) rows
            cannot be used; nothing was brought in.
        Forbidden: the actor may not import here.
    """
    name = file or path.name
    report = DifferenceReport()
    if file_format == "uhri":
        with path.open("rb") as stream:
            rows = list(_streamed(stream, name, programme, report, told, every_state=every_state))
    else:
        found = _read(file_format, path.read_bytes(), name, country)
        report.rows, report.problems, rows = found.rows, found.problems, found.usable
    if report.problems:
        raise RefusedRecommendationsError(name, report)
    return import_recommendations(
        actor=actor, programme=programme, rows=rows, report=report, every_state=every_state, is_trial=is_trial
    )


def _read(file_format: str, content: bytes, file: str, country: str) -> ReadFile:
    if file_format == "upr-info":
        return read_upr_info(content, file=file)
    if file_format == "ohchr-list":
        if not is_country(country):
            raise InputError(gettext_noop("Say which State the list is about: its ISO 3166-1 alpha-3 code, as EGY."))
        return read_ohchr_list(content, file=file, country=country)
    raise InputError(
        gettext_noop("%(format)s is no format of recommendations. Use one of: %(known)s."),
        format=file_format[:40],
        known=", ".join(FORMATS),
    )


def _streamed(
    stream: IO[bytes],
    file: str,
    programme: Programme,
    report: DifferenceReport,
    told: Callable[[int], None] | None,
    *,
    every_state: bool,
) -> Iterator[IncomingRecommendation]:
    """The rows about the programme's States; all others are counted here, so that memory holds only what is wanted."""
    for annotation in read_uhri(stream, file=file):
        report.rows = annotation.row
        if told and annotation.row % 10_000 == 0:
            told(annotation.row)
        if annotation.problem:
            report.problems.append(annotation.problem)
        for incoming in annotation.incoming:
            if every_state or incoming.country in programme.countries:
                yield incoming
            else:
                report.elsewhere += 1
