"""UPR Info's database export (CSV): one row is one recommending State and one text.

Read as it is published (bare CR line ends, Mac Roman, issues joined by commas) and in a cleaned form (UTF-8, "; ").
UPR Info's own coding of issues is not taken: it is theirs to license.
"""

from pathlib import Path
from typing import Final

from mashura.consultation.public import IncomingRecommendation, content_key
from mashura.exchange.recommendations.reading import NO_TEXT, NOT_1_TO_5, UNKNOWN_STATE, ReadFile, records
from mashura.exchange.recommendations.states import state_code

_NEEDED: Final = ("state_under_review", "text", "recommending_state", "response", "session")


def read_upr_info(content: bytes, *, file: str) -> ReadFile:
    """The rows of an export. InputError when the file as a whole is no such export."""
    found = ReadFile()
    for number, row in records(content, _NEEDED, file):
        found.rows += 1
        country = state_code(row["state_under_review"])
        strength = row.get("action_category", "") or row.get("action", "")
        if not country:
            found.refuse(number, "state_under_review", row["state_under_review"], UNKNOWN_STATE)
        elif not row["text"]:
            found.refuse(number, "text", "", NO_TEXT)
        elif strength and strength not in {"1", "2", "3", "4", "5"}:
            found.refuse(number, "action_category", strength, NOT_1_TO_5)
        else:
            found.usable.append(_incoming(number, row, country, strength))
    return found


def _incoming(number: int, row: dict[str, str], country: str, strength: str) -> IncomingRecommendation:
    proposer = row["recommending_state"]
    return IncomingRecommendation(
        key=content_key("upr-info", country, row["session"], row["response"], row["text"]),
        row=number,
        text=row["text"],
        language="en",
        country=country,
        source_kind="upr",
        proposers=(proposer,) if proposer and row["response"] != "Voluntary Pledge" else (),
        symbol=f"UPR session {row['session']}",
        cycle=row.get("cycle", ""),
        position=row["response"],
        position_source="UPR Info" if row["response"] else "",
        action_strength=int(strength) if strength else None,
    )


def read_upr_info_file(path: Path) -> ReadFile:
    """As `read_upr_info`, from a file."""
    return read_upr_info(path.read_bytes(), file=path.name)
