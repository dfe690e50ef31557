"""Runs the revisions on the connection that ``storage.schema`` hands over, inside its transaction."""

from alembic import context

import storage.schema.journaled  # noqa: F401 - every table
from storage.schema.tables import metadata

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
context.run_migrations()
