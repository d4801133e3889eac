"""The first tables: accounts, the numbering plan, phones, trunks, scenarios, messages, the log of calls."""

from pathlib import Path

from alembic import op

revision = "0001"
down_revision = None

_STATEMENTS = Path(__file__).parents[1] / "first_slice"


def upgrade() -> None:
    connection = op.get_bind()
    connection.exec_driver_sql("select 1")  # opens the transaction that the files then run in
    for file in sorted(_STATEMENTS.glob("*.sql")):
        statements = file.read_text()
        connection.connection.dbapi_connection.run_async(lambda raw, all=statements: raw.execute(all))


def downgrade() -> None:
    raise NotImplementedError("the first migration has nothing to go back to: drop the database")
