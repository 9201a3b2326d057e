"""What redline gives for a set of texts in three languages, as it stood when its `ALGORITHM` got its number.

Marks that are stored rest on these rules. When this test fails on purpose, raise `ALGORITHM`, then write the file anew:
`uv run python -m tests.kit.test_redline_golden`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from mashura.kit.redline import (
    ALGORITHM,
    Agreed,
    change_of,
    difference,
    merge,
    paragraph_difference,
    paragraphs,
    rebase,
)

FILE = Path(__file__).with_name("redline_golden.json")
GOLDEN = json.loads(FILE.read_text("utf-8"))


def test_the_golden_file_is_of_this_algorithm():
    assert GOLDEN["algorithm"] == ALGORITHM


@pytest.mark.parametrize("case", GOLDEN["differences"], ids=lambda case: case["shows"])
def test_a_difference_is_what_it_was(case):
    assert compared(case) == case


@pytest.mark.parametrize("case", GOLDEN["merges"], ids=lambda case: case["shows"])
def test_a_merge_is_what_it_was(case):
    assert merged(case) == case


@pytest.mark.parametrize("case", GOLDEN["rebases"], ids=lambda case: case["shows"])
def test_a_rebase_is_what_it_was(case):
    assert carried(case) == case


def compared(case: dict[str, Any]) -> dict[str, Any]:
    before, after = case["before"], case["after"]
    return {
        "shows": case["shows"],
        "before": before,
        "after": after,
        "degree": change_of(before, after).value,
        "pieces": [[piece.op.value, piece.text] for piece in difference(before, after)],
        "paragraphs": [
            [one.op.value, one.before_at, one.after_at]
            for one in paragraph_difference(paragraphs(before), paragraphs(after))
        ],
    }


def merged(case: dict[str, Any]) -> dict[str, Any]:
    return {
        "shows": case["shows"],
        "base": case["base"],
        "versions": case["versions"],
        "stretches": stretches(merge(case["base"], case["versions"])),
    }


def carried(case: dict[str, Any]) -> dict[str, Any]:
    rebased = rebase(case["old"], case["new"], case["changed"])
    given = {name: case[name] for name in ("shows", "old", "new", "changed")}
    return given | {"text": rebased.text, "stretches": stretches(rebased.merged)}


def stretches(result) -> list[dict[str, Any]]:
    return [
        {"text": one.text, "base": one.base, "by": sorted(one.by)}
        if isinstance(one, Agreed)
        else {"base": one.base, "variants": [[text, sorted(keys)] for text, keys in one.variants]}
        for one in result.stretches
    ]


def written_anew() -> str:
    """The file with the same texts and what redline gives for them now."""
    golden = {
        "algorithm": ALGORITHM,
        "differences": [compared(case) for case in GOLDEN["differences"]],
        "merges": [merged(case) for case in GOLDEN["merges"]],
        "rebases": [carried(case) for case in GOLDEN["rebases"]],
    }
    return json.dumps(golden, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(written_anew(), "utf-8")
