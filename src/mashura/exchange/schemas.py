"""Shapes of the machine interface: what goes out, field by field."""

import datetime as dt
from typing import Any

from ninja import Field, Schema


class Message(Schema):
    """An error: a sentence for a reader, in the language asked for."""

    message: str


class ParameterOut(Schema):
    """A parameter of a figure."""

    name: str
    type: str
    allowed: list[int | str] | None = Field(
        None, description="The values it may take; null where only a range limits it."
    )


class FigureOut(Schema):
    """A figure that can be asked for."""

    name: str
    version: int
    title: str
    titles: dict[str, str]
    datasets: list[str]
    parameters: list[ParameterOut]
    columns: list[str]
    values: list[str]


class ResultOut(Schema):
    """A computed figure: the same rows, values and hash as on its page and in the editions."""

    name: str
    params: dict[str, int | str]
    rows: list[dict[str, Any]]
    values: dict[str, Any]
    provenance: dict[str, Any]


class VintageOut(Schema):
    """An immutable file of a dataset; `sha256` is the hash of the whole Parquet file."""

    sha256: str
    retrieved_on: dt.date
    rows: int
    bytes: int


class DatasetOut(Schema):
    """A dataset with its licence and its released vintages, the newest first. Texts are by language."""

    code: str
    title: dict[str, str]
    publisher: dict[str, str]
    caveats: dict[str, str]
    licence_name: str
    licence_url: str
    citation: str
    vintages: list[VintageOut]


class NamedValueOut(Schema):
    """A computed value that a statement names, and what it is now."""

    figure: str
    params: dict[str, str]
    value: str
    result_sha256: str
    is_now: int | float | str | None


class EvidenceOut(Schema):
    """One line of evidence: on which side, what it is, why it counts, where it opens ("" for field accounts)."""

    stance: str
    what: str
    why: str
    address: str


class FindingOut(Schema):
    """A finding in one language, with its computed strength. `statement` has its values filled in."""

    programme: str
    ref: str
    is_fictional: bool
    kind: str
    theme: str
    countries: list[str]
    first_year: int | None
    last_year: int | None
    language: str
    statement: str
    values: list[NamedValueOut]
    strength: str | None
    sources: int
    independent: int
    contradicting: int
    confidence: str
    confidence_reason: str
    address: str
    evidence: list[EvidenceOut]
