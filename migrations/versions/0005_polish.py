"""What was missing when the desk was built: the state of an account, a code for picking up one call."""

from alembic import op

from palabre.kit.migrate import run_files

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    run_files(op.get_bind(), "polish")


def downgrade() -> None:
    raise NotImplementedError("migrations go forward only: restore a backup to go back")
