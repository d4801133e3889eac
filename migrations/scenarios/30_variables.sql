-- Account-wide variables. `value` is a text, read by the variable's type; the last to write it wins, by the clock.
create table variables (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    type text not null check (type in ('string', 'number', 'flag')),
    value text not null,
    comment text,
    changed_at timestamptz not null default now(),
    changed_by_call uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, name),
    unique (account_id, id)
);
select secure_account_table('variables', calls => 'write');

-- null for a call without tags, which costs a row nothing; searches look at tagged calls only
alter table calls add column tags text[];
create index calls_tagged on calls (account_id, started_at) where tags is not null;

alter table trunks add column shows_callers boolean not null default false;
