"""What the environment says before Django is there: the data folder and the secret key."""

import os
import secrets
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """Where this installation keeps its database, vintages and editions (`MASHURA_DATA_DIR`)."""
    chosen = os.environ.get("MASHURA_DATA_DIR")
    return Path(chosen).expanduser().resolve() if chosen else Path(platformdirs.user_data_dir("mashura"))


def secret_key(folder: Path) -> str:
    """The signing key: `MASHURA_SECRET_KEY`, else one made once and kept in the data folder for its owner alone."""
    given = os.environ.get("MASHURA_SECRET_KEY")
    if given:
        return given
    kept = folder / "secret-key"
    try:
        return kept.read_text(encoding="ascii")
    except FileNotFoundError:
        pass
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f"secret-key.{os.getpid()}"
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
    try:
        # A link appears whole or not at all, and never over the key that another command made meanwhile.
        os.link(unfinished, kept)
    except FileExistsError:
        pass
    finally:
        unfinished.unlink()
    return kept.read_text(encoding="ascii")
