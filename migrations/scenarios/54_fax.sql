-- Where faxes come in; receiving them comes later.
create table fax_lines (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    emails text[] not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id)
);
select secure_account_table('fax_lines', calls => 'read');
