"""What had grown heavy with the log: what is asked for again and again has an index of its own."""

from alembic import op

from palabre.kit.migrate import run_files

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    run_files(op.get_bind(), "lighter")


def downgrade() -> None:
    raise NotImplementedError("migrations go forward only: restore a backup to go back")
