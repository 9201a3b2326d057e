"""Where tests find the material that may not be shipped; elsewhere they skip and say why."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_file(path: str) -> Path:
    """The file of that name under `../shared`, or a skip when this checkout has none beside it."""
    file = SHARED / path
    if not file.exists():
        pytest.skip(f"needs ../shared/{path}, which is not shipped with the product")
    return file
