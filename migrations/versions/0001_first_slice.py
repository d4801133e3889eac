"""The first tables: accounts, the numbering plan, phones, trunks, scenarios, messages, the log of calls."""

from alembic import op

from palabre.kit.migrate import run_files

revision = "0001"
down_revision = None


def upgrade() -> None:
    run_files(op.get_bind(), "first_slice")


def downgrade() -> None:
    raise NotImplementedError("the first migration has nothing to go back to: drop the database")
