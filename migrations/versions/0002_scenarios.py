"""Scenarios in depth: versions, tries, variables, greetings, hours, caller lists, the outbox."""

from alembic import op

from palabre.kit.migrate import run_files

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    run_files(op.get_bind(), "scenarios")


def downgrade() -> None:
    raise NotImplementedError("migrations go forward only: restore a backup to go back")
