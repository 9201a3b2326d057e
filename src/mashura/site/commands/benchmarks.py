"""`mashura bench`: the benchmarks, each in its own module, run one after another."""

import json
from argparse import Namespace

from mashura.errors import InputError, gettext_noop
from mashura.site.commands.setting_up import ready
from mashura.site.commands.terminal import progress, show


def measure(options: Namespace) -> None:
    """Run the named benchmarks (or all) and print each measure with its goal.

    Raises:
        InputError: there is no benchmark of that name.
    """
    with ready(options, owner=True):
        from mashura.site.benchmarks import BENCHMARKS  # noqa: PLC0415 # after Django is set up

        for name in options.names:
            if name not in BENCHMARKS:
                raise InputError(
                    gettext_noop("There is no benchmark “%(name)s”; there are: %(known)s."),
                    name=name,
                    known=", ".join(sorted(BENCHMARKS)),
                )
        measures = []
        for name in options.names or BENCHMARKS:
            with progress(name):
                measures += BENCHMARKS[name]()
    if options.json:
        show(json.dumps([measure.as_json() for measure in measures], indent=2))
        return
    for one in measures:
        show(one.sentence())
