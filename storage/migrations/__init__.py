"""Alembic's environment: scripts that take the tables from one version to the next."""
