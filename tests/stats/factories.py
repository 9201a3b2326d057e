"""A small dataset in a folder, and a figure over it, for the tests of the machinery."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from mashura.stats.engine import sha256_of
from mashura.stats.figures import Answer, Column, Domain, Figure, FolderStore, Latest, Parameter, Value

ROWS = {
    "year": [2019, 2019, 2020, 2020, 2021],
    "country": ["EGY", "TUN", "EGY", "MAR", "TUN"],
    "persons": [10, 5, 12, 7, 9],
    "rate": [1.05, 2.25, None, 3.005, 0.1],
}


def write_dataset(folder: Path, code: str = "people", rows: dict | None = None, **types) -> FolderStore:
    """The rows as a dataset of that code, with its sheet."""
    target = folder / code
    target.mkdir(parents=True, exist_ok=True)
    table = pa.table({name: pa.array(values, types.get(name)) for name, values in (rows or ROWS).items()})
    pq.write_table(table, target / "data.parquet")
    (target / "dataset.yaml").write_text(f"code: {code}\nsha256: {sha256_of(target / 'data.parquet')}\n", "utf-8")
    return FolderStore(folder)


def people_figure(**changes) -> Figure:
    """People by country in a year, unregistered."""
    given = {
        "name": "people",
        "version": 1,
        "needs": {"people": {"year": "integer", "country": "text", "persons": "integer", "rate": "number"}},
        "parameters": (
            Parameter(name="year", type="year", default=Latest(), domain=Domain("people", "year")),
            Parameter(name="top", type="integer", default=3, minimum=1, maximum=9),
        ),
        "columns": (
            Column("country", "key", "country"),
            Column("persons", "measure", "integer", "persons"),
            Column("rate", "measure", "decimal", "percent", 1),
        ),
        "values": (Value("persons", "integer", "persons"), Value("mean", "decimal", "persons", 1)),
        "compute": lambda data, params: Answer(
            data["people"].filter(data["people"].year == params["year"]).select("country", "persons", "rate")
        ),
        "summarise": lambda rows, _facts, _params: {
            "persons": sum(row["persons"] for row in rows),
            "mean": sum(row["persons"] for row in rows) / len(rows),
        },
    }
    return Figure(**(given | changes))
