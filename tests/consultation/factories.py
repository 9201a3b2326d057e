"""Programme files and rows for tests; nothing here is about a real State."""

import copy
import re
from pathlib import Path
from typing import Any

import yaml

from mashura.access.public import SYSTEM, acting_as
from mashura.consultation.models import Programme

TEXT = {"en": "One thing", "ar": "شيء واحد", "fr": "Une chose"}

PROGRAMME: dict[str, Any] = {
    "format": 1,
    "code": "made-up",
    "is_fictional": True,
    "names": TEXT,
    "short_names": TEXT,
    "summary": TEXT,
    "countries": ["XAA", "XBB"],
    "languages": {"authoritative": ["en", "ar"], "working": ["fr"]},
    "years": {"from": 2030, "to": 2031},
    "budget": {"amount": 1000, "currency": "USD"},
    "topics": ["1"],
    "sources": [{"key": "made-up", "title": TEXT}],
    "facts": [{"key": "aim", "source": "made-up", "label": TEXT, "value": TEXT}],
    "story": [{"key": "research", "source": "made-up", "title": TEXT, "paragraphs": [TEXT]}],
    "meetings": [
        {
            "key": "first",
            "kind": "regional-meeting",
            "source": "made-up",
            "country": "XAA",
            "starts": "2030-03-01",
            "ends": "2030-03-02",
            "title": TEXT,
            "place": TEXT,
        }
    ],
}


def programme_file(folder: Path, **changes: Any) -> Path:
    """A programme file in `folder`; a change of None leaves the field out."""
    data = copy.deepcopy(PROGRAMME) | changes
    text = yaml.safe_dump({key: value for key, value in data.items() if value is not None}, allow_unicode=True)
    file = folder / "made_up.yaml"
    # Quoted days would be text; YAML's own dates are what a file holds.
    file.write_text(re.sub(r"'(\d{4}-\d\d-\d\d)'", r"\1", text), encoding="utf-8")
    return file


def make_programme(code="made-up", **changes):
    """A saved programme of fictional States, not released."""
    with acting_as(SYSTEM):
        return Programme.objects.create(
            code=code,
            **{
                "names": TEXT,
                "short_names": TEXT,
                "summary": TEXT,
                "countries": ["XAA", "XBB"],
                "authoritative_languages": ["en", "ar"],
                "working_languages": ["fr"],
                "is_fictional": True,
                **changes,
            },
        )
