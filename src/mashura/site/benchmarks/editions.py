"""All editions of the programme rebuilt after its data changed."""

import time
from typing import Final

from mashura.access.public import SYSTEM
from mashura.consultation.public import load_bundled_programmes
from mashura.evidence.public import load_bundle
from mashura.publication.public import build_editions
from mashura.reference.public import load_reference
from mashura.site.benchmarks.changed_data import change_deaths
from mashura.site.benchmarks.ground import own_ground
from mashura.site.benchmarks.measure import Measure

PROGRAMME: Final = "north-africa"


def editions_after_a_data_change() -> list[Measure]:
    """Build all languages, change one record of one dataset, build them again: the second building is measured."""
    with own_ground():
        load_reference(actor=SYSTEM)
        load_bundled_programmes(actor=SYSTEM)
        load_bundle(actor=SYSTEM)
        begun = time.perf_counter()
        before = build_editions(actor=SYSTEM, programme=PROGRAMME)
        first = time.perf_counter() - begun
        change_deaths()
        begun = time.perf_counter()
        after = build_editions(actor=SYSTEM, programme=PROGRAMME)
        again = time.perf_counter() - begun
        begun = time.perf_counter()
        build_editions(actor=SYSTEM, programme=PROGRAMME)
        unchanged = time.perf_counter() - begun
    if [edition.version for edition in after] != [edition.version + 1 for edition in before]:
        raise AssertionError("a changed dataset gave no new edition")
    details = {"first_s": round(first, 2), "unchanged_s": round(unchanged, 2), "editions": len(after)}
    return [Measure("all editions rebuilt after a data change", again, "s", goal=3, details=details)]
