"""`python -m mashura.site.processes web|tasks …`: one of the serving processes."""

import sys
from importlib import import_module

# A module of its own, so that neither process is `__main__` to the libraries it runs.
name = sys.argv.pop(1)
import_module(f"mashura.site.processes.{name}").main()
