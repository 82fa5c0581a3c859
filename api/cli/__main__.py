"""`python -m api.cli` does the same as `yuxiaozhi`."""

from api.cli import app

app()
