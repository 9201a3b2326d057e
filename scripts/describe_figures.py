"""Write docs/figures.md: every figure with its parameters, columns and values, from their declarations.

uv run python -m scripts.describe_figures
"""

from pathlib import Path

import mashura.evidence.figures  # noqa: F401 - registers the figures
from mashura.stats.figures import Column, Domain, Figure, Latest, Parameter, Value, registry

TARGET = Path(__file__).resolve().parents[1] / "docs" / "figures.md"

OPENING = """# Figures

Written by `uv run python -m scripts.describe_figures`; a test fails when it is stale.
How figures work: `docs/decisions/0003-figures.md`.

A parameter without a default may be left out. "What the data holds" is read from the vintage, so a later year is
allowed as soon as it is there. Key columns are **bold**. Codes that stand where a country would (`REST`, `OOO`, `UNK`,
…) have their names in `mashura.evidence.figures.places`.
"""


def describe() -> str:
    """The page as Markdown."""
    return "\n".join([OPENING, *(_section(figure) for _, figure in sorted(registry().items()))])


def _section(figure: Figure) -> str:
    return "\n".join(
        [
            f"## {figure.name}",
            "",
            f"Version {figure.version}, over {', '.join(f'`{dataset}`' for dataset in figure.datasets)}.",
            "",
            "| Parameter | Type | Default | Allowed |",
            "|---|---|---|---|",
            *(_parameter(parameter) for parameter in figure.parameters),
            "",
            f"Columns: {', '.join(_column(column) for column in figure.columns)}.",
            "",
            f"Values: {', '.join(_named(value) for value in figure.values)}.",
            "",
        ]
    )


def _parameter(parameter: Parameter) -> str:
    default = parameter.default
    if isinstance(default, Latest):
        shown = "the last year" if default.minus == 0 else f"{default.minus} years before the last"
    else:
        shown = "" if default is None else f"`{default}`"
    return f"| `{parameter.name}` | {parameter.type} | {shown} | {_allowed(parameter)} |"


def _allowed(parameter: Parameter) -> str:
    if parameter.choices is not None:
        return ", ".join(f"`{choice}`" for choice in parameter.choices)
    if isinstance(parameter.domain, Domain):
        return f"what the data holds (`{parameter.domain.dataset}`, `{parameter.domain.column}`)"
    if parameter.domain is not None:
        return "what the data holds, by the parameters above"
    return f"{parameter.minimum} to {parameter.maximum}"


def _column(column: Column) -> str:
    return f"**{_named(column)}**" if column.role == "key" else _named(column)


def _named(item: Column | Value) -> str:
    decimals = "" if not item.decimals else ", 1 decimal" if item.decimals == 1 else f", {item.decimals} decimals"
    return f"`{item.name}` ({item.unit}{decimals})" if item.unit else f"`{item.name}`"


if __name__ == "__main__":
    TARGET.write_text(describe(), encoding="utf-8")
