"""Runs the steps on the connection that `backend/store/migrate.py` hands over, inside its one transaction.

A kill at any moment leaves the old tables or the new ones. Steps are frozen history: they import nothing of Tote.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
