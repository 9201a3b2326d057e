"""The embedded database: made and started for the first time, and started again."""

import tempfile
import time
from pathlib import Path

from mashura.site.benchmarks.measure import Measure
from mashura.site.database.layout import layout_at
from mashura.site.database.server import EmbeddedServer


def embedded_database() -> list[Measure]:
    """Seconds until the server answers: cold (initdb, roles, database) and warm; stopping is not counted."""
    with tempfile.TemporaryDirectory(prefix="mb-", dir="/tmp") as folder:
        Path(folder).chmod(0o711)  # under root the server runs as another account, which must pass through
        layout = layout_at(Path(folder) / "pg")
        taken = []
        for _ in range(4):
            begun = time.perf_counter()
            with EmbeddedServer(layout):
                taken.append(time.perf_counter() - begun)
    cold, warm = taken[0], min(taken[1:])
    return [
        Measure("embedded database, cold start", cold, "s"),
        Measure(
            "embedded database, warm start", warm / cold, "ratio", "the cold one", details={"warm_s": round(warm, 3)}
        ),
    ]
