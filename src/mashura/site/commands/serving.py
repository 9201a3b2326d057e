"""Serving: the web server and the task worker as children that end with this command, however it ends."""

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable

from mashura.errors import InputError, gettext_noop
from mashura.site.commands.setting_up import check_tables, ready
from mashura.site.commands.terminal import complain, show

READY = 60  # seconds until the first answer
GRACE = 20  # seconds for requests and tasks under way
LOOK = 0.2  # seconds
PAUSE = 5.0  # seconds before a task worker that failed is started again

ROLE = """
    select r.rolsuper or r.rolbypassrls,
           d.datdba = r.oid or exists (
               select from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where c.relowner = r.oid and n.nspname = 'public')
    from pg_roles r, pg_database d
    where r.rolname = current_user and d.datname = current_database()
"""


def serve(options: Namespace) -> None:
    """Serve a prepared database; never as a role that row policies do not bind, never with demonstration accounts.

    Raises:
        InputError: one of the above, or the port is taken.
    """
    check_port(options.host, options.port)
    with ready(options):
        check_role()
        check_prepared()
        run_site(
            host=options.host,
            port=options.port,
            workers=options.workers,
            announce=lambda: show(f"http://{options.host}:{options.port}"),
        )


def check_port(host: str, port: int) -> None:
    """Refuse at once when the site could not listen.

    Raises:
        InputError: the port is taken, not allowed, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise InputError(
                    gettext_noop("Port %(port)s is taken by another program: choose another with --port."), port=port
                ) from None
            raise InputError(
                gettext_noop("The site cannot listen on %(host)s, port %(port)s: %(reason)s."),
                host=host,
                port=port,
                reason=error.strerror or error,
            ) from None


def check_role() -> None:
    """Refuse to serve as a role that could pass by the row policies.

    Raises:
        InputError: the role is a superuser, has BYPASSRLS, or owns the database or tables in it.
    """
    from django.db import connections  # noqa: PLC0415 # after Django is set up

    with connections["default"].cursor() as cursor:
        cursor.execute(ROLE)
        passes, owns = cursor.fetchone()
    if passes or owns:
        raise InputError(
            gettext_noop(
                "DATABASE_URL names a role that row policies do not bind (owner, superuser or BYPASSRLS): "
                "name the application's role."
            )
        )


def check_prepared() -> None:
    """Refuse a database without tables or with demonstration accounts.

    Raises:
        InputError: one of the two.
    """
    check_tables()
    from mashura.access.public import SYSTEM, acting_as, holds_demonstration_accounts  # noqa: PLC0415 # after Django is set up

    with acting_as(SYSTEM):
        if holds_demonstration_accounts():
            raise InputError(
                gettext_noop(
                    "The database holds demonstration accounts, whose passwords are no secret: it is served by "
                    "`mashura demo` only. Prepare another one."
                )
            )


def run_site(*, host: str, port: int, workers: int, announce: Callable[[], None]) -> None:
    """Run web server and task worker until interrupted; calls `announce` when the site answers.

    The children get the application's role only.
    """
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_OWNER_URL"}
    web = ["web", "--host", host, "--port", str(port), "--workers", str(workers)]
    children = {name: _start(arguments, environment) for name, arguments in (("web", web), ("tasks", ["tasks"]))}
    restart_at = 0.0
    try:
        _wait_for_answer(children["web"], host, port)
        announce()
        while True:
            if children["web"].poll() is not None:
                raise InputError(gettext_noop("The web server ended by itself; its reason stands above."))
            if children["tasks"].poll() is not None:
                if not restart_at:
                    complain("the task worker ended by itself and is started again")
                    restart_at = time.monotonic() + PAUSE
                elif time.monotonic() > restart_at:
                    children["tasks"] = _start(["tasks"], environment)
                    restart_at = 0.0
            time.sleep(LOOK)
    finally:
        _end(list(children.values()))


def _start(arguments: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C reaches this command alone, which then ends its children in order.
    return subprocess.Popen(  # noqa: S603 # our own modules, no shell
        [sys.executable, "-P", "-m", "mashura.site.processes", *arguments],
        stdin=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )


def _wait_for_answer(web: subprocess.Popen[bytes], host: str, port: int) -> None:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 # compared, not bound
    until = time.monotonic() + READY
    while web.poll() is None and time.monotonic() < until:
        connection = http.client.HTTPConnection(reachable, port, timeout=READY)
        try:
            connection.request("HEAD", "/", headers={"Host": "localhost"})
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(LOOK)
        else:
            return
        finally:
            connection.close()
    raise InputError(gettext_noop("The web server did not start; its reason stands above."))


def _end(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.send_signal(signal.SIGTERM)
    until = time.monotonic() + GRACE
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
