"""What an import found, row by row; read on the command line, in the browser and in the audit."""

from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from mashura.errors import InputError, gettext_noop
from mashura.evidence.rules.datasets import Difference

SHOWN: Final = 100
_SHOWN_TEXT: Final = 60
_MESSAGE: Final = "message"


@dataclass(frozen=True)
class RowProblem:
    """One cell that cannot be used; `kind` is a sentence of `rules`, marked for the catalogues."""

    file: str
    row: int
    column: str
    value: str
    kind: str


@dataclass
class ImportReport:
    """Counts of an import and its first problems. `sha256` is empty when nothing was imported."""

    dataset: str
    files: list[str]
    rows: int = 0
    problems: list[RowProblem] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    ignored_columns: list[str] = field(default_factory=list)
    sha256: str = ""
    is_new: bool = False
    previous_sha256: str = ""
    difference: Difference | None = None
    refusal: str = ""
    refusal_params: dict[str, Any] = field(default_factory=dict)

    @property
    def problem_count(self) -> int:
        """Problems found in all, shown or not."""
        return self.counts.total()

    def add(self, problem: RowProblem) -> None:
        """Count a problem, and keep it when it is among the first hundred."""
        self.counts[problem.kind] += 1
        if len(self.problems) < SHOWN:
            shown = problem.value if len(problem.value) <= _SHOWN_TEXT else problem.value[:_SHOWN_TEXT] + "…"
            self.problems.append(RowProblem(problem.file, problem.row, problem.column, shown, problem.kind))

    def refuse(self, error: InputError) -> None:
        """Keep why nothing was imported, so that it can be said in any language later."""
        self.refusal = error.template
        self.refusal_params = {name: _kept(value) for name, value in error.params.items()}

    @property
    def refusal_error(self) -> InputError | None:
        """The reason as an error that can be said; None when the file was taken over."""
        said = {name: _said(value) for name, value in self.refusal_params.items()}
        return InputError(self.refusal, **said) if self.refusal else None

    def as_json(self) -> dict[str, Any]:
        """Ready for a jsonb column and for `json.dumps`."""
        return asdict(self) | {"counts": dict(self.counts)}

    @classmethod
    def of_json(cls, stored: dict[str, Any]) -> "ImportReport":
        """The report that `as_json` wrote."""
        difference = stored.get("difference")
        return cls(
            **{
                **stored,
                "problems": [RowProblem(**problem) for problem in stored["problems"]],
                "counts": Counter(stored["counts"]),
                "difference": Difference(**difference) if difference else None,
            }
        )


def _kept(value: Any) -> Any:
    """A value of an error for a jsonb column; a text of the catalogues as it stands in the code, in no language."""
    if isinstance(value, Promise):
        with translation.override(None):
            return {_MESSAGE: str(value)}
    return value if isinstance(value, int) else str(value)


def _said(kept: Any) -> Any:
    return gettext_lazy(kept[_MESSAGE]) if isinstance(kept, dict) else kept


class RefusedImportError(InputError):
    """The file was read and cannot be used; `report` says why, row by row."""

    def __init__(self, report: ImportReport) -> None:
        self.report = report
        first = report.problems[0]
        super().__init__(
            gettext_noop(
                "Nothing was imported: %(count)s cells cannot be used. The first one stands in the file %(file)s, row "
                "%(row)s, column %(column)s: “%(value)s” is %(kind)s."
            ),
            count=report.problem_count,
            file=first.file,
            row=first.row,
            column=first.column,
            value=first.value,
            kind=gettext_lazy(first.kind),
        )
