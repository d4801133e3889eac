-- Where an extension's calls are sent on to. Targets name things by their kind and id, or a number outside; words and
-- seconds have the limits of the API.
create table forwards (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    extension_id uuid not null,
    kind text not null,
    -- rules of a kind are asked in this order; what a phone has dialled comes before all others
    position int not null default 0,
    enabled boolean not null default true,
    author text not null default 'user',
    ring_seconds int,
    targets jsonb not null,
    together boolean not null default false,
    with_phones boolean not null default false,
    shown text not null default 'caller',
    schedule_id uuid,
    schedule_state text not null default 'open',
    caller_list_id uuid,
    callers text[] not null default '{}',
    callers_are text not null default 'in',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    foreign key (account_id, extension_id) references extensions (account_id, id) on delete cascade,
    foreign key (account_id, schedule_id) references schedules (account_id, id),
    foreign key (account_id, caller_list_id) references caller_lists (account_id, id)
);
create index on forwards (account_id, extension_id);
create unique index forwards_by_code on forwards (account_id, extension_id, kind) where author = 'code';

select secure_account_table('forwards', calls => 'write');
