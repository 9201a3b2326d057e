"""A result may change only with a new code version of its figure, or with new data."""

import json
from pathlib import Path

import pytest

import mashura.evidence.figures  # noqa: F401 - registers the figures
from mashura.evidence.store import BUNDLE
from mashura.stats.checking import verify
from mashura.stats.figures import FolderStore, registry, run

GOLDEN = json.loads(Path(__file__).with_name("golden.json").read_text("utf-8"))
STORE = FolderStore(BUNDLE)
CASES = [(name, case) for name, known in GOLDEN.items() for case in known["cases"]]
REFRESH = "run `uv run python -m scripts.refresh_golden`"


def test_every_figure_has_results_on_record():
    assert set(GOLDEN) == set(registry()), REFRESH
    for name, figure in registry().items():
        assert GOLDEN[name]["version"] == figure.version, f"{name} has a new version: {REFRESH}"
        assert {} in [case["given"] for case in GOLDEN[name]["cases"]], f"{name} is not on record without parameters"


@pytest.mark.parametrize(("name", "case"), CASES, ids=[f"{name}-{case['given']}" for name, case in CASES])
def test_a_result_does_not_change_without_a_new_version(name, case):
    provenance = run(name, case["given"], STORE).provenance
    assert provenance["vintages"] == case["vintages"], f"the data changed: {REFRESH}"
    assert provenance["params"] == case["params"], f"a default of {name} changed: raise its version, then {REFRESH}"
    assert provenance["result_sha256"] == case["result_sha256"], f"raise the version of {name}, then {REFRESH}"


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_what_is_on_record_can_be_checked_by_its_provenance(name):
    case = GOLDEN[name]["cases"][-1]
    kept = {key: case[key] for key in ("params", "vintages", "result_sha256")}
    assert verify({"figure": name, "version": GOLDEN[name]["version"], **kept}, STORE).state == "holds"
