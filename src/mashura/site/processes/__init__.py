"""The processes that serve the site: web server and task worker, started by `commands/serving.py`."""
