"""Queues, their agents, and what is known of their callers; conferences."""

from alembic import op

from palabre.kit.migrate import run_files

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    run_files(op.get_bind(), "queues")


def downgrade() -> None:
    raise NotImplementedError("migrations go forward only: restore a backup to go back")
