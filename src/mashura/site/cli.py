"""The command line: `mashura`. Each command imports what it needs when it runs, so that `--help` is quick."""

import argparse
import contextlib
import errno
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

from mashura.errors import InputError, gettext_noop

INTERFACE_LANGUAGES = ("ar", "en", "fr")
DEFAULT_PORT = 8000

DESCRIPTION = """\
Mashura: the platform on which a regional migration programme runs.

  mashura demo                          everything on this machine, on http://localhost:8000
  mashura figure deaths-at-sea --param year=2016 --param sea=mediterranean
  mashura edition north-africa --lang ar --out report-ar.pdf
  mashura verify report-ar.pdf          every number of it computed again from its data
"""
EPILOGUE = """\
Without DATABASE_URL and DATABASE_OWNER_URL the commands use a private PostgreSQL in the data folder, start it when
needed and stop it when the last of them ends. docs/settings.md describes every variable. A wrong input ends with one
sentence and exit code 2.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give back its exit code: 0 done, 1 a check failed, 2 wrong input, 130 interrupted."""
    signal.signal(signal.SIGTERM, _end)
    options = _parser().parse_args(arguments)
    if options.data_dir:
        os.environ["MASHURA_DATA_DIR"] = str(options.data_dir.expanduser().resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mashura.site.settings")
    try:
        with _told_plainly():
            command = import_module(f"mashura.site.commands.{options.module}")
            return int(getattr(command, options.function)(options) or 0)
    except InputError as error:
        sys.stderr.write(f"{_translated(error, options.lang)}\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # the reader of our output, `head` for example, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _end(*_: object) -> NoReturn:
    raise SystemExit(128 + signal.SIGTERM)


@contextlib.contextmanager
def _told_plainly() -> Iterator[None]:
    """Turn what the machine refuses into a sentence; everything else is a defect and shows its trace."""
    try:
        yield
    except (InputError, BrokenPipeError):
        raise
    except Exception as error:
        told = _sentence(error)
        if told is None:
            raise
        raise told from error


def _sentence(error: BaseException) -> InputError | None:
    number = getattr(error, "errno", None)
    causes = [error, error.__cause__, error.__context__]
    if number in {errno.ENOSPC, errno.EDQUOT} or any(getattr(cause, "sqlstate", None) == "53100" for cause in causes):
        return InputError(gettext_noop("The disk is full: make room and run the command again; nothing is lost."))
    if number in {errno.EACCES, errno.EPERM, errno.EROFS} and getattr(error, "filename", None):
        return InputError(
            gettext_noop(
                "%(path)s is not writable or readable: choose another place (--data-dir, MASHURA_DATA_DIR, --out)."
            ),
            path=error.filename,  # type: ignore[attr-defined] # looked at in the line before
        )
    if isinstance(error, NotADirectoryError | IsADirectoryError | FileExistsError):
        return InputError(
            gettext_noop("%(path)s cannot be used: a folder stands where a file should, or the reverse."),
            path=error.filename,
        )
    return None


def _translated(error: InputError, language: str | None) -> str:
    """The message in the reader's language; in English where Django cannot be set up (no data folder, for example)."""
    language = language or _language_of_terminal()
    if language != "en":
        with contextlib.suppress(Exception):
            from mashura.site.commands.setting_up import set_up_django  # noqa: PLC0415 # loads slowly, seldom needed

            set_up_django(language)
            from mashura.kit.messages import say  # noqa: PLC0415 # as above

            return say(error)
    return str(error)


def _language_of_terminal() -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            code = value.split(".")[0].split("_")[0].lower()
            return code if code in INTERFACE_LANGUAGES else "en"
    return "en"


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        help="where database, data and editions live (default: MASHURA_DATA_DIR, else the user's data folder)",
    )
    language = argparse.ArgumentParser(add_help=False)
    language.add_argument(
        "--lang",
        choices=INTERFACE_LANGUAGES,
        help="language of messages and results (default: the terminal's, else en)",
    )
    parser = argparse.ArgumentParser(
        prog="mashura",
        description=DESCRIPTION,
        epilog=EPILOGUE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"mashura {version('mashura')}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, title="commands")

    def command(name: str, module: str, function: str, about: str, *, group: Any = commands) -> argparse.ArgumentParser:
        added: argparse.ArgumentParser = group.add_parser(
            name, help=about, description=about[0].upper() + about[1:] + ".", parents=[common, language]
        )
        added.set_defaults(module=module, function=function)
        return added

    demo = command("demo", "demonstration", "demonstrate", "prepare and serve the demonstration on this machine")
    demo.add_argument(
        "--prepare-only", action="store_true", help="do all but serve, and print the paths of the editions"
    )
    _add_port(demo)

    serve = command("serve", "serving", "serve", "serve the prepared site: web server and task worker")
    serve.add_argument("--host", default="127.0.0.1", help="address to listen on (default: 127.0.0.1)")
    serve.add_argument("--workers", type=_positive, default=1, metavar="N", help="web processes (default: 1)")
    _add_port(serve)

    command("migrate", "upkeep", "migrate", "bring the database to this version: tables, row policies, reference data")

    figure = command("figure", "figures", "show_figure", "compute a figure and print its table, data or chart")
    figure.add_argument("name", nargs="?", metavar="NAME", help="the figure; without it, the names there are")
    figure.add_argument(
        "--param", action="append", default=[], type=_assignment, metavar="K=V", help="a parameter (may be repeated)"
    )
    figure.add_argument("--format", choices=("table", "csv", "json", "svg"), default="table", help="default: table")
    figure.add_argument("--out", type=Path, metavar="FILE", help="write there instead of to the terminal")

    _add_editions(command)

    bench = command("bench", "benchmarks", "measure", "measure speed, each as a ratio within one run")
    bench.add_argument("names", nargs="*", metavar="NAME", help="which (default: all)")
    bench.add_argument("--json", action="store_true", help="machine-readable")

    database = commands.add_parser("db", help="start, stop or ask after the embedded database")
    actions = database.add_subparsers(metavar="ACTION", required=True)
    command(
        "start", "upkeep", "start_database", "start the embedded database and let it run until `db stop`", group=actions
    )
    command("stop", "upkeep", "stop_database", "stop the embedded database", group=actions)
    command("status", "upkeep", "show_database", "say whether the embedded database runs, and where", group=actions)

    messages = command("messages", "upkeep", "messages", "keep the catalogues of translated sentences")
    what = messages.add_mutually_exclusive_group()
    what.add_argument("--check", action="store_true", help="fail when a sentence lacks its translation (the default)")
    what.add_argument("--update", action="store_true", help="collect the sentences of the source into the catalogues")

    documents = command(
        "access-docs", "upkeep", "access_documents", "write docs/access-matrix.md and docs/data-inventory.md"
    )
    documents.add_argument("--check", action="store_true", help="change nothing; fail when they are stale")

    audit = commands.add_parser("audit", help="look after the audit log")
    actions = audit.add_subparsers(metavar="ACTION", required=True)
    command("verify", "upkeep", "verify_audit", "check the hash chain of the audit log", group=actions)

    manage = command("manage", "upkeep", "manage", "run a command of Django's own, for example `manage shell`")
    manage.add_argument("rest", nargs=argparse.REMAINDER, metavar="...", help="Django's command and its options")
    return parser


def _add_editions(command: Callable[[str, str, str, str], argparse.ArgumentParser]) -> None:
    edition = command("edition", "editions", "write_edition", "write a programme's report or press note as a PDF")
    edition.add_argument("programme", metavar="PROGRAMME", help="code of the programme, for example north-africa")
    edition.add_argument("--out", type=Path, metavar="FILE", required=True, help="the PDF to write")
    edition.add_argument("--kind", choices=("report", "press-note"), default="report", help="default: report")
    edition.add_argument(
        "--embargo",
        type=_moment,
        metavar="TIME",
        help="end of the embargo that a press note prints: 2031-05-06T10:00 (UTC)",
    )

    verify = command("verify", "verifying", "verify", "compute every number of an edition again from its data")
    verify.add_argument(
        "what",
        metavar="FILE|EDITION",
        help="a PDF, or an edition of this database: programme[:language[:version]]",
    )
    verify.add_argument(
        "--data", type=Path, metavar="DIR", help="also look for data files (Parquet) there, each known by its own hash"
    )
    verify.add_argument("--json", action="store_true", help="machine-readable")


def _add_port(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_port, default=DEFAULT_PORT, metavar="N", help=f"default: {DEFAULT_PORT}")


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 65536:
        raise ValueError(text)
    return port


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _assignment(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not (equals and name):
        raise argparse.ArgumentTypeError(f"“{text}” is not of the form name=value")
    return name.strip(), value


if __name__ == "__main__":
    sys.exit(main())
