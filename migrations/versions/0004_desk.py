"""What people do with their phones: groups, forwarding, transfers, outgoing numbers, mailboxes."""

from alembic import op

from palabre.kit.migrate import run_files

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    run_files(op.get_bind(), "desk")


def downgrade() -> None:
    raise NotImplementedError("migrations go forward only: restore a backup to go back")
