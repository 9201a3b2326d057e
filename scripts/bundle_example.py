"""Invented values for the fictional States of the demonstration; used by make_bundle.py.

Every series has a start and a step for each State, and a small wobble that depends on the year alone: the same bytes
each time, and plainly no measurement of anything.
"""

from decimal import Decimal

import pyarrow as pa

YEARS = range(2026, 2034)
# Percent in the first year and the step a year, by measure and State.
SERIES: dict[str, dict[str, tuple[str, str]]] = {
    "health-access": {"XAA": ("31.0", "5.5"), "XBB": ("44.0", "2.5"), "XCC": ("38.5", "3.0")},
    "school-enrolment": {"XAA": ("62.0", "1.5"), "XBB": ("48.0", "4.0"), "XCC": ("55.5", "2.0")},
    "complaints-resolved": {"XAA": ("22.0", "2.0"), "XBB": ("27.5", "1.5"), "XCC": ("12.0", "6.0")},
    "work-permits": {"XAA": ("18.0", "1.0"), "XBB": ("21.0", "2.0"), "XCC": ("25.0", "3.5")},
}
WOBBLE = ("0.0", "0.4", "-0.7", "0.3", "0.9", "-0.5", "0.2", "-0.1")


def example_services() -> pa.Table:
    """Shares in percent by State, measure and year."""
    rows = [
        (country, measure, year, Decimal(start) + number * Decimal(step) + Decimal(WOBBLE[number]))
        for measure, states in sorted(SERIES.items())
        for country, (start, step) in sorted(states.items())
        for number, year in enumerate(YEARS)
    ]
    return pa.table(
        {
            "country": pa.array([row[0] for row in rows]),
            "measure": pa.array([row[1] for row in rows]),
            "year": pa.array([row[2] for row in rows], pa.int32()),
            "share": pa.array([row[3] for row in rows], pa.decimal128(4, 1)),
        }
    )
