-- Rooms in which many talk with each other.
create table conferences (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    pin text,
    announce boolean not null,
    record boolean not null,
    max_members int not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id)
);
select secure_account_table('conferences', calls => 'read');
