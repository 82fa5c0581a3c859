"""Run by Alembic; the connection, with its transaction already open, comes from `storage.migrate`."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
