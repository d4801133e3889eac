"""No account reaches another one's rows, whatever a statement says."""

from contextlib import suppress
from uuid import UUID, uuid4

import asyncpg
import pytest

from palabre.kit.database_address import Address, Role
from palabre.kit.db import Database

WITHOUT_ACCOUNT = {"operator_tokens"}
ALLOWED = {
    ("schedule_overrides", "state"): "'open'",
    ("caller_lists", "type"): "'black'",
    ("caller_list_entries", "kind"): "'anonymous'",
    ("caller_list_entries", "author"): "'user'",
    ("caller_list_rules", "level"): "'account'",
    ("caller_list_rules", "action"): "'reject'",
    ("caller_list_rules", "cause"): "'rejected'",
    ("caller_list_imports", "state"): "'done'",
    ("robots", "interval_seconds"): "60",
    ("mailboxes", "ask_pin"): "'always'",
    ("mailboxes", "email_audio"): "'mp3'",
    ("robot_entries", "state"): "'waiting'",
    ("accounts", "state"): "'active'",
    ("whisper_settings", "follows"): "'agent'",
}
TABLES = """
    select c.oid, c.relname as name, c.relrowsecurity as on, c.relforcerowsecurity as forced,
           exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id') as owned
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'alembic_version'
"""


CHECKED = {
    "language": "'fr'",
    "type": "'string'",
    "role": "'owner'",
    "digits": "'1'",
    "park_number": "'70'",
    "last_slot": "'79'",
    "direction": "'inbound'",
    "transport": "'udp'",
    "dtmf": "'auto'",
    "source": "'text'",
    "rings": "'together'",
    "mode": "'before'",
    "speed": "1",
    "permission": "'local'",
    "number_format": "'plus'",
    "caller_format": "'plus'",
    "dial_prefix": "''",
    "prefix": "'225'",
    "currency": "'XOF'",
    "trunk_choice": "'ordered'",
}


async def connect(address: Address, role: Role) -> "asyncpg.Connection[asyncpg.Record]":
    return await asyncpg.connect(**address.role(role))


async def fill(db: Database) -> tuple[UUID, UUID]:
    """Two accounts, each with one row in every table, written by the owner of the tables."""
    owner = await asyncpg.connect(**db.address.owner())
    accounts = uuid4(), uuid4()
    try:
        await owner.execute("set session_replication_role = replica")  # rows need not fit together here
        for account in accounts:
            for table in await owner.fetch(TABLES + " and not c.relispartition"):
                await owner.execute(await _insert(owner, table["oid"], table["name"], account))
    finally:
        await owner.close()
    return accounts


async def _insert(owner: "asyncpg.Connection[asyncpg.Record]", oid: int, table: str, account: UUID) -> str:
    columns = await owner.fetch(
        "select attname as name, format_type(atttypid, null) as type from pg_attribute "
        "where attrelid = $1 and attnum > 0 and not attisdropped and attnotnull",
        oid,
    )
    values = {each["name"]: _value(table, each["name"], each["type"], account) for each in columns}
    return f"insert into {table} ({', '.join(values)}) values ({', '.join(values.values())})"


def _value(table: str, column: str, kind: str, account: UUID) -> str:
    if column == "account_id" or (table == "accounts" and column == "id"):
        return f"'{account}'"
    if (table, column) in ALLOWED:
        return ALLOWED[table, column]
    if column == "e164":
        return f"'+{account.int % 10**12}'"
    if column == "kind":
        kinds = {"tokens": "api", "trunks": "address", "extensions": "internal", "greetings": "greeting"}
        return f"'{kinds.get(table, 'x')}'"
    if (column, kind) == ("state", "text"):
        return "'waiting'"
    by_type = {
        "uuid": f"'{uuid4()}'",
        "text": f"'{uuid4()}'",
        "jsonb": "'{}'",
        "bytea": f"'\\x{uuid4().hex}'",
        "boolean": "true",
        "timestamp with time zone": "now()",
        "date": "now()",
        "inet": f"'10.{account.int % 200}.{account.int // 7 % 200}.{account.int // 11 % 200}'",
        "text[]": "'{}'",
    }
    return CHECKED.get(column) or by_type.get(kind, "10")


async def test_every_table_of_an_account_forces_row_security(db: Database) -> None:
    owner = await asyncpg.connect(**db.address.owner())
    tables = await owner.fetch(TABLES)
    await owner.close()
    assert len(tables) > 20
    for table in tables:
        assert table["on"] and table["forced"], table["name"]
        assert table["owned"] or table["name"] in WITHOUT_ACCOUNT | {"accounts"}, table["name"]


async def test_an_account_reads_changes_and_deletes_only_its_own_rows(db: Database) -> None:
    acme, beta = await fill(db)
    app = await connect(db.address, "palabre_app")
    for table in await app.fetch(TABLES + " and not c.relispartition"):
        name, column = table["name"], "id" if table["name"] == "accounts" else "account_id"
        if name in WITHOUT_ACCOUNT:
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await app.fetch(f"select * from {name}")
            continue
        async with app.transaction():
            await app.execute("select set_config('app.account', $1, true)", str(acme))
            assert {row[column] for row in await app.fetch(f"select * from {name}")} == {acme}, name
            assert await app.fetch(f"select * from {name} where {column} = $1", beta) == [], name
        await _cannot_write(app, name, column, acme, beta)
        assert await app.fetch(f"select * from {name}") == [], f"{name} without an account"
    await app.close()


async def _cannot_write(
    app: "asyncpg.Connection[asyncpg.Record]", name: str, column: str, acme: UUID, beta: UUID
) -> None:
    """Neither change nor delete nor give away: each statement fails or touches no row."""
    for statement in (
        f"update {name} set {column} = {column} where {column} = '{beta}'",
        f"delete from {name} where {column} = '{beta}'",
        f"update {name} set {column} = '{beta}'",
        f"insert into {name} select * from {name} where {column} = '{beta}'",
        f"insert into {name} ({column}) values ('{beta}')",
    ):
        transaction = app.transaction()
        await transaction.start()
        await app.execute("select set_config('app.account', $1, true)", str(acme))
        with suppress(asyncpg.InsufficientPrivilegeError, asyncpg.IntegrityConstraintViolationError):
            assert (await app.execute(statement)).split()[-1] == "0", statement
        await transaction.rollback()


async def test_partitions_cannot_be_read_around_their_parent(db: Database) -> None:
    await fill(db)
    for role in ("palabre_app", "palabre_calls"):
        connection = await connect(db.address, role)
        for table in await connection.fetch(TABLES + " and c.relispartition"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.fetch(f"select * from {table['name']}")
        await connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "alter table users disable row level security",
        "drop policy account on users",
        "create policy mine on users using (true)",
        "alter role palabre_app bypassrls",
        "set role palabre_door",
        "set role palabre_calls",
        "set role postgres",
        "set session authorization postgres",
        "truncate users",
        "create table public.mine (a int)",
        "create or replace function door.login(wanted text) returns int language sql as 'select 1'",
        "select secure_account_table('users')",
        "select make_partitions(1)",
        "copy users to program 'cat'",
        "select pg_read_file('postgresql.conf')",
    ],
)
async def test_the_application_cannot_open_its_own_lock(address: Address, statement: str) -> None:
    app = await connect(address, "palabre_app")
    with pytest.raises(asyncpg.PostgresError):
        await app.execute(statement)
    await app.close()


async def test_row_security_cannot_be_switched_off_for_a_session(db: Database) -> None:
    await fill(db)
    app = await connect(db.address, "palabre_app")
    await app.execute("set row_security = off")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await app.fetch("select * from users")
    await app.close()


async def test_the_call_process_knows_no_people(db: Database) -> None:
    await fill(db)
    for table in ("users", "tokens", "operator_tokens"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await db.pool.fetch(f"select * from {table}")
    assert await db.pool.fetchval("select count(distinct account_id) from devices") == 2
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await db.pool.execute("delete from devices")


async def test_the_switch_sees_its_views_and_nothing_else(db: Database) -> None:
    await fill(db)
    switch = await connect(db.address, "palabre_switch")
    for table in await switch.fetch(TABLES):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await switch.fetch(f"select * from public.{table['name']}")
    for statement in (
        "delete from ps_auths",
        "update ps_endpoints set id = 'x'",
        "insert into ps_aors (id) values ('x')",
    ):
        with pytest.raises(asyncpg.PostgresError):
            await switch.execute(statement)
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await switch.fetch("select door.accounts()")
    await switch.close()
