"""The doors: HTTP, pages, command line. `api/bootstrap.py` assembles everything."""
