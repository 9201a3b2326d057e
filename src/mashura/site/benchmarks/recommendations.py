"""Import of a large file of recommendations, against reading it alone."""

import csv
import io
import time
from pathlib import Path
from typing import Final

from django.conf import settings

from mashura.access.public import SYSTEM, acting_as
from mashura.consultation.public import load_bundled_programmes, programme
from mashura.exchange.recommendations.bringing import bring_recommendations
from mashura.exchange.recommendations.upr_info import read_upr_info
from mashura.reference.public import country_names, load_reference
from mashura.site.benchmarks.ground import own_ground
from mashura.site.benchmarks.measure import Measure

ROWS: Final = 41_531
_HEAD: Final = ["state_under_review", "text", "recommending_state", "response", "session", "cycle", "action_category"]


def import_of_recommendations() -> list[Measure]:
    """A generated file as large as UPR Info's of 2008 to 2014: brought in, brought again, and read alone."""
    with own_ground():
        load_reference(actor=SYSTEM)
        load_bundled_programmes(actor=SYSTEM)
        path = Path(settings.DATA_DIR) / "generated.csv"
        path.write_bytes(_generated())
        begun = time.perf_counter()
        found = read_upr_info(path.read_bytes(), file=path.name)
        alone = time.perf_counter() - begun
        first, added = _bring(path)
        again, unchanged = _bring(path)
    if found.problems or added != unchanged:
        raise AssertionError("a second import of the same file changed something")
    details = {"rows": ROWS, "recommendations": added, "seconds": round(first, 1), "again_s": round(again, 1)}
    return [
        Measure(f"import of {ROWS:,} rows of recommendations", first / alone, "ratio", "reading them", details=details),
        Measure("import of the same file again", again / first, "ratio", "the first import"),
    ]


def _bring(path: Path) -> tuple[float, int]:
    begun = time.perf_counter()
    with acting_as(SYSTEM):
        report = bring_recommendations(
            actor=SYSTEM,
            programme=programme(SYSTEM, "north-africa"),
            path=path,
            file_format="upr-info",
            every_state=True,
        )
    return time.perf_counter() - begun, len(report.added) or report.unchanged


def _generated() -> bytes:
    names = sorted(country_names("en").values())
    written = io.StringIO(newline="")
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_HEAD)
    for number in range(ROWS):
        # One text in forty is made by two States, as in the real file.
        text = f"Take measure {number - number % 40 // 39} to protect the rights of all migrants and their families."
        state = names[number // 260 % len(names)]
        writer.writerow([state, text, names[number % len(names)], "Accepted", number % 20 + 1, 2, number % 5 + 1])
    return written.getvalue().encode()
