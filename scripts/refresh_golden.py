"""Record the hashes of the figures' results in tests/evidence/golden.json after a new code version or new data.

    uv run python -m scripts.refresh_golden

Refuses to record another result for the same version of a figure over the same data: raise its version first.
"""

import json
import sys
from pathlib import Path
from typing import Any

import mashura.evidence.figures  # noqa: F401 - registers the figures
from mashura.stats.figures import FolderStore, registry, run

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "evidence" / "golden.json"
BUNDLE = ROOT / "src" / "mashura" / "evidence" / "bundle"

CASES: dict[str, list[dict[str, str]]] = {
    "arrivals-by-route": [{}, {"year": "2015"}, {"nationality": "TUN", "border": "sea"}],
    "deaths-at-sea": [{}, {"year": "2016", "sea": "mediterranean"}, {"sea": "all"}],
    "deaths-by-cause": [{}, {"year": "2023", "sea": "world"}],
    "driver-conflict": [{}, {"people": "refugees", "country": "TUN"}],
    "driver-environment": [{}, {"country": "MAR", "origins": "8"}],
    "driver-poverty": [{}, {"country": "TUN", "from_year": "2000", "to_year": "2015"}],
    "driver-stability": [{}, {"country": "MAR"}],
    "driver-unemployment": [{}, {"people": "refugees", "countries": "EGY"}],
    "example-services": [{}, {"country": "XCC", "measure": "complaints-resolved", "until": "2031"}],
    "flow-map": [{}, {"people": "refugees", "country": "TUN"}, {"direction": "from", "country": "MAR", "year": "1990"}],
    "migrants-from": [{}, {"country": "MAR", "year": "2015", "top": "3"}],
    "migrants-in": [{}, {"country": "TUN", "year": "1990"}],
    "refugees-hosted": [{}, {"country": "MAR", "from_year": "1980", "to_year": "2000"}],
}


def entry(params: dict[str, str], name: str, store: FolderStore) -> dict[str, Any]:
    """What is kept of one result."""
    provenance = run(name, params, store).provenance
    return {"given": params, **{kept: provenance[kept] for kept in ("params", "vintages", "result_sha256")}}


def refresh() -> None:
    """Write the file, or stop at the first result that changed without a new version."""
    store = FolderStore(BUNDLE)
    before = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
    after = {}
    for name, figure in sorted(registry().items()):
        cases = [entry(params, name, store) for params in CASES[name]]
        known = before.get(name, {"version": None, "cases": []})
        for case in cases:
            for old in known["cases"]:
                is_same = known["version"] == figure.version and old["given"] == case["given"]
                if is_same and old["vintages"] == case["vintages"] and old != case:
                    sys.exit(f"{name} {case['given']} gives another result: raise its version, then record it")
        after[name] = {"version": figure.version, "cases": cases}
    GOLDEN.write_text(json.dumps(after, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    refresh()
